/** What a failure means for the person: whose fault it is, and the one thing that helps. Pure. */
import type { Messages } from "../i18n";
import type { Page } from "../ipc/generated/Command";
import type { FailureKind } from "../ipc/generated/FailureKind";
import type { AccountView, FailureView } from "../ipc/generated/Snapshot";

/** The one thing that helps. */
export type HelpAction =
  | { kind: "replace_key" }
  | { kind: "open_page"; page: Page }
  | { kind: "retry" }
  | { kind: "add_again" }
  /** Nothing to do: it is asked again by itself. */
  | { kind: "wait" };

/** As `FailureKind::class` in the core. */
export type FailureClass = "key" | "empty" | "wait" | "keychain" | "network" | "provider";

const CLASSES: Record<FailureKind, FailureClass> = {
  key_missing: "key",
  keychain_locked: "keychain",
  keychain_unavailable: "keychain",
  unauthorized: "key",
  wrong_key_kind: "key",
  out_of_credits: "empty",
  rate_limited: "wait",
  network_dns: "network",
  network_connect: "network",
  network_tls: "network",
  timeout: "network",
  server_error: "provider",
  maintenance: "wait",
  blocked_redirect: "provider",
  blocked_too_large: "provider",
  blocked_insecure: "provider",
  not_json: "provider",
  unexpected_shape: "provider",
  rejected: "provider",
  internal: "provider",
};

const ACTIONS: Record<FailureKind, HelpAction> = {
  key_missing: { kind: "replace_key" },
  keychain_locked: { kind: "retry" },
  keychain_unavailable: { kind: "retry" },
  unauthorized: { kind: "replace_key" },
  wrong_key_kind: { kind: "replace_key" },
  out_of_credits: { kind: "open_page", page: "billing" },
  rate_limited: { kind: "wait" },
  network_dns: { kind: "retry" },
  network_connect: { kind: "retry" },
  network_tls: { kind: "retry" },
  timeout: { kind: "retry" },
  server_error: { kind: "retry" },
  maintenance: { kind: "wait" },
  blocked_redirect: { kind: "open_page", page: "docs" },
  blocked_too_large: { kind: "open_page", page: "docs" },
  blocked_insecure: { kind: "add_again" },
  not_json: { kind: "retry" },
  unexpected_shape: { kind: "open_page", page: "docs" },
  rejected: { kind: "open_page", page: "docs" },
  internal: { kind: "retry" },
};

export function failureClass(kind: FailureKind): FailureClass {
  return CLASSES[kind];
}

/** Whether the key may well be right, so that storing it unchecked makes sense. */
export function keyMayBeRight(kind: FailureKind): boolean {
  return failureClass(kind) !== "key";
}

/** What is to be said of an account's last poll; null when nothing is. */
export interface Trouble {
  failure: FailureView;
  title: string;
  explanation: string;
  action: HelpAction;
  /** Whether the account is asked again without the person. */
  retriesItself: boolean;
}

export function troubleOf(
  account: AccountView,
  offline: boolean,
  pages: readonly Page[],
  messages: Messages,
): Trouble | null {
  const { failure } = account;
  if (failure === null || account.state === "paused") return null;
  // Without a network, that is said once for all accounts.
  if (offline && failureClass(failure.kind) === "network") return null;
  const text = messages.failures[failure.kind];
  const variable = account.keySource.kind === "environment" ? account.keySource.name : null;
  let explanation = text.explanation({
    provider: account.providerName,
    variable,
    httpStatus: failure.httpStatus,
  });
  let action = ACTIONS[failure.kind];
  if (action.kind === "replace_key" && variable !== null) {
    if (failure.kind !== "key_missing")
      explanation = messages.writing.sentences([explanation, messages.environmentKey(variable)]);
    action = { kind: "retry" };
  }
  if (action.kind === "open_page") action = openable(action.page, pages);
  return { failure, title: text.title, explanation, action, retriesItself: account.nextCheckAt !== null };
}

/** That page, else the provider's front page, else asking again. */
function openable(page: Page, pages: readonly Page[]): HelpAction {
  if (pages.includes(page)) return { kind: "open_page", page };
  if (pages.includes("home")) return { kind: "open_page", page: "home" };
  return { kind: "retry" };
}
