/**
 * What somebody pasted where a key is asked for: the key alone, the line that sets a variable, a header, a curl line, a
 * whole `.env` file. Takes the keys out and tells what was around them. Pure; it keeps nothing and judges no key.
 */
import { addressKey, curlKey } from "./curl";
import { header, isPlaceholder, withoutScheme } from "./header";

/** What the key was in. */
export type Wrapping = "none" | "quotes" | "bearer" | "assignment" | "header" | "curl" | "address";

export interface FoundKey {
  key: string;
  wrapping: Wrapping;
  /** The variable's or header's name. */
  name: string | null;
  /** What stood before the key in a list, as its owner's name for it. */
  label: string | null;
  /** Whom the line asks. */
  host: string | null;
}

export interface Pasted {
  keys: FoundKey[];
  /** There was a placeholder ("YOUR_API_KEY", "$KEY") in a key's place. */
  placeholder: boolean;
  /** Lines that hold no key, comments and empty ones not counted. */
  leftOut: number;
  /** How many keys were there more than once. */
  repeated: number;
  /** Whom it asks, also where no key was in it. */
  host: string | null;
}

/** A word alone on one of several lines is a key from this length on. */
const SHORTEST = 8;
/** Quotes that a text is wrapped in, also those that word processors and websites make of them. */
const QUOTES: Record<string, string> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "“": "”",
  "„": "“",
  "‘": "’",
  "«": "»",
};
/** What a line of a list begins with. */
const BULLET = /^\s*([-*•]|\d{1,3}[.)])\s+/;
/** What nobody sees and copies along. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;

export function parsePaste(text: string): Pasted {
  const clean = text
    .replace(INVISIBLE, "")
    .replace(/\u00a0/g, " ")
    .trim();
  if (/^[$>#%\s]*curl(\.exe)?\s/i.test(clean)) return fromCurls(clean);
  const lines = clean.split(/\r?\n/).map((line) => line.replace(BULLET, "").trim());
  const telling = lines.filter((line) => line !== "" && !isComment(line));
  // One line alone is taken as it is where nothing is recognised in it: who knows how a key may look.
  if (telling.length <= 1) return collect([line(telling[0] ?? "", true)]);
  return collect(telling.map((text) => line(text, false)));
}

/** What one line holds: a key, a placeholder, or nothing. */
type Line = FoundKey | "placeholder" | null;

/** Several curl lines may follow one another; each begins with the command. */
function fromCurls(text: string): Pasted {
  const commands = text.split(/(?:\r?\n|;|&&)(?=[$>#%\s]*curl(?:\.exe)?\s)/i);
  const found = commands.map((command) => curlKey(command.replace(/^[$>#%\s]*/, "")));
  const pasted = collect(
    found.map(({ key, name, host }): Line => {
      if (key === null) return null;
      return isPlaceholder(key) ? "placeholder" : { key, wrapping: "curl", name, label: null, host };
    }),
  );
  return { ...pasted, host: found.find(({ host }) => host !== null)?.host ?? null };
}

function line(text: string, alone: boolean): Line {
  const bare = unquote(text);
  if (bare === "") return null;
  const address = addressKey(bare);
  if (address !== null) {
    if (address.key === null) return null;
    if (isPlaceholder(address.key)) return "placeholder";
    return found(address.key, "address", { name: address.name, host: address.host });
  }
  const named = assignment(bare) ?? header(bare) ?? quotedPair(bare);
  if (named !== null)
    return named.value === "" ? null : isPlaceholder(named.value) ? "placeholder" : fromNamed(named);
  const { rest, scheme } = withoutScheme(bare);
  if (scheme !== null && rest !== "") return isPlaceholder(rest) ? "placeholder" : found(rest, "bearer");
  if (isPlaceholder(bare)) return "placeholder";
  if (!/\s/.test(bare)) {
    if (!alone && bare.length < SHORTEST) return null;
    return found(bare, bare === text ? "none" : "quotes");
  }
  const own = labelled(bare);
  // A line alone may be anything: there it takes more than a space to tell a name from a key.
  if (own !== null && (!alone || /[:=,;|\t]/.test(bare))) return own;
  if (!alone) return null;
  return found(bare, bare === text ? "none" : "quotes");
}

interface Named {
  name: string;
  value: string;
  wrapping: "assignment" | "header";
}

/** `NAME=…` with whatever shells and files put before it and after it. */
function assignment(text: string): Named | null {
  const parts =
    /^(?:export\s+|setx?\s+|\$env:|declare\s+-x\s+|const\s+|let\s+|var\s+|-e\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*)$/i.exec(
      text,
    ) ?? /^(?:set\s+-\S+\s+|setx\s+|setenv\s+)([A-Za-z_]\w*)\s+(.*)$/i.exec(text);
  if (parts === null) return null;
  const [, name = "", value = ""] = parts;
  // A key in base64 may end in "=": what is before is then no name of a variable, or nothing is behind it.
  if (/^=*$/.test(value) && value !== "") return null;
  if (value === "" && !/^[A-Z][A-Z0-9_]*$/.test(name)) return null;
  return { name, value: innerValue(value), wrapping: "assignment" };
}

/** `"name": "…"` in JSON, Python or JavaScript, `NAME: …` in YAML. */
function quotedPair(text: string): Named | null {
  const parts =
    /^\{?\s*["']([\w.-]+)["']\s*:\s*(["'].*)$/.exec(text) ??
    /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\s*:\s+(.*)$/.exec(text);
  if (parts === null) return null;
  const [, name = "", value = ""] = parts;
  const { rest } = withoutScheme(innerValue(value.replace(/\s*\}+\s*[,;]?$/, "")));
  return {
    name,
    value: rest,
    wrapping: name.includes("-") || /^authorization$/i.test(name) ? "header" : "assignment",
  };
}

/** A value without its quotes, and without the comma, semicolon or comment behind it. */
function innerValue(text: string): string {
  const trimmed = text
    .trim()
    .replace(/[;,]+$/, "")
    .trim();
  const open = trimmed.charAt(0);
  const close = QUOTES[open];
  if (close !== undefined) {
    const end = trimmed.indexOf(close, 1);
    if (end > 0) return trimmed.slice(1, end).trim();
  }
  return trimmed.replace(/\s+#.*$/, "").trim();
}

/** A list of one's own: what the key is for, then the key. */
function labelled(text: string): FoundKey | null {
  const parts = /^(.*?)[\s:=,;|–—-]*\s(\S+)$/.exec(text);
  const [, label = "", key = ""] = parts ?? [];
  const bare = unquote(key);
  // Words of a sentence are no keys: one has a digit, and none of a sentence's marks at its end.
  if (bare.length < SHORTEST || !/\d/.test(bare) || /[.!?:]$/.test(bare) || label === "") return null;
  return isPlaceholder(bare) ? null : found(bare, "none", { label });
}

function fromNamed({ name, value, wrapping }: Named): FoundKey {
  return found(value, wrapping, { name });
}

function found(key: string, wrapping: Wrapping, part: Partial<FoundKey> = {}): FoundKey {
  return { key, wrapping, name: null, label: null, host: null, ...part };
}

function unquote(text: string): string {
  let bare = text.trim().replace(/[;,]$/, "").trim();
  for (;;) {
    const close = QUOTES[bare.charAt(0)];
    // In `"name": "key"` the outer quotes are not a pair.
    if (close === undefined || bare.length < 2 || bare.indexOf(close, 1) !== bare.length - 1) return bare;
    bare = bare.slice(1, -1).trim();
  }
}

function isComment(text: string): boolean {
  return /^(#|\/\/|--|rem\s)/i.test(text);
}

function collect(lines: Line[]): Pasted {
  const keys: FoundKey[] = [];
  let repeated = 0;
  for (const item of lines) {
    if (item === null || item === "placeholder") continue;
    if (keys.some(({ key }) => key === item.key)) repeated += 1;
    else keys.push(item);
  }
  return {
    keys,
    placeholder: lines.includes("placeholder"),
    leftOut: lines.filter((item) => item === null || item === "placeholder").length,
    repeated,
    host: keys.find(({ host }) => host !== null)?.host ?? null,
  };
}
