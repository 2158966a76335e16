/**
 * The text that somebody passes on when something does not work. In English and in plain lines, whatever the page speaks:
 * those read it who mend Lowtide. It holds no key and no e-mail address: whatever looks like one is left out, wherever it
 * comes from. Pure.
 */
import type { DesktopView } from "../ipc/generated/DesktopView";
import type { Diagnostics, ServiceView } from "../ipc/generated/Diagnostics";
import type { LogLevel, LogLine } from "../ipc/generated/LogLine";
import type { AppProblem } from "../ipc/generated/Snapshot";

export interface ReportParts {
  at: string;
  diagnostics: Diagnostics | null;
  desktop: DesktopView | null;
  problems: AppProblem[];
  log: LogLine[];
}

const UNKNOWN = "not known";
/** The gravest first. */
export const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

export function atLeast(log: readonly LogLine[], level: LogLevel): LogLine[] {
  return log.filter((line) => LEVELS.indexOf(line.level) <= LEVELS.indexOf(level));
}

export function logText({ at, level, text }: LogLine): string {
  return `${at} ${level.toUpperCase().padEnd(5)} ${text}`;
}

export function report({ at, diagnostics, desktop, problems, log }: ReportParts): string {
  const lines = [
    `Lowtide ${diagnostics?.version ?? UNKNOWN}, ${at}`,
    "",
    `system: ${diagnostics?.system ?? UNKNOWN}`,
    `session: ${desktop?.session ?? UNKNOWN}`,
    `desktop: ${desktop?.desktop ?? UNKNOWN}`,
    `web engine: ${desktop?.webEngine ?? UNKNOWN}`,
    `polls: ${diagnostics === null ? UNKNOWN : diagnostics.polls ? "yes" : "no, another one does"}`,
    "",
    `keychain: ${service(diagnostics?.keychain)}`,
    `tray: ${service(desktop?.tray)}`,
    `notifications: ${service(diagnostics?.notifications)}`,
    `shortcut: ${desktop === null ? UNKNOWN : joined(desktop.shortcut.state, desktop.shortcut.message)}`,
    `starts with the session: ${truth(desktop?.autostart)}`,
    "",
    `history: ${diagnostics === null ? UNKNOWN : history(diagnostics.history)}`,
    `settings: ${diagnostics?.configFile ?? UNKNOWN}`,
    "",
    "problems:",
    ...(problems.length === 0 ? ["none"] : problems.map(({ kind, message }) => joined(kind, message))),
    "",
    "log:",
    ...(log.length === 0 ? ["empty"] : log.map(logText)),
  ];
  return `${lines.map(withoutSecrets).join("\n")}\n`;
}

/** What looks like a key, an e-mail address or somebody's name in a path is left out. Rather too much than too little. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/[^\s@<>"'(),;:=]+@[^\s@<>"'(),;]+\.[^\s@<>"'(),;.]+/g, "(e-mail)")
    .replace(/\/(home|Users)\/[^/\s]+/g, "~")
    .replace(/([A-Za-z]:\\Users\\)[^\\]+/g, "$1~")
    .replace(/\/\/[^\s/@]+@/g, "//(login)@")
    .replace(/\b(bearer|basic|token|key|secret|password)([\s:="']+)(?=\S{8})[^\s"',;]+/gi, "$1$2(left out)")
    .replace(/[A-Za-z0-9_+/=-]{20,}/g, (word) => (isLikeKey(word) ? "(left out)" : word));
}

/** Long, without a word's or path's shape: letters and digits mixed, or a prefix such as "sk-". */
function isLikeKey(word: string): boolean {
  if (word.startsWith("/")) return false;
  return word
    .split("/")
    .some((part) => part.length >= 20 && /\d/.test(part) && /[A-Za-z]/.test(part) && !isTime(part));
}

function isTime(word: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(word);
}

function service(view: ServiceView | undefined): string {
  return view === undefined ? UNKNOWN : joined(view.state, view.name, view.message);
}

function history({ state, bytes, since, path }: Diagnostics["history"]): string {
  return joined(
    state,
    bytes === null ? null : `${bytes} bytes`,
    since === null ? null : `since ${since}`,
    path,
  );
}

function truth(value: boolean | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : value ? "yes" : "no";
}

function joined(...parts: (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(", ");
}
