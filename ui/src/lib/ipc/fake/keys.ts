/** What the pretended providers answer to a key, by how it begins. */
import type { FailureKind } from "../generated/FailureKind";
import type { ErrorCode, IpcError } from "../generated/IpcError";
import type { KeyCheck } from "../generated/KeyCheck";
import type { ReadingView } from "../generated/Snapshot";
import { clock, failure } from "./build";
import { crun, gateway, sociavault, srtgen, structocr, supertone } from "./readings";

/** Keys that begin so are answered with that failure. */
const BAD_KEYS: [string, FailureKind, number | null][] = [
  ["bad", "unauthorized", 401],
  ["wrong", "wrong_key_kind", 403],
  ["slow", "timeout", null],
  ["dns", "network_dns", null],
  ["offline", "network_connect", null],
  ["tls", "network_tls", null],
  ["broke", "out_of_credits", 402],
  ["busy", "rate_limited", 429],
  ["down", "server_error", 500],
  ["maint", "maintenance", 455],
  ["redirect", "blocked_redirect", 301],
  ["html", "not_json", 200],
  ["shape", "unexpected_shape", 200],
  ["refused", "rejected", 422],
  ["locked", "keychain_locked", null],
];

export function ipcError(code: ErrorCode, field: string | null = null): IpcError {
  return { code, message: `${code} (pretended)`, account: null, field };
}

/** Refuses what cannot be a key. */
export function refuse(key: string): void {
  if (key.trim() === "") throw ipcError("key_empty", "key");
  if (/\p{Cc}/u.test(key)) throw ipcError("key_control_character", "key");
  if (!/^[\x20-\x7e]*$/.test(key)) throw ipcError("key_not_ascii", "key");
  if (key.length > 4096) throw ipcError("key_too_long", "key");
}

/** A first reading, or why there is none. */
export function answer(
  provider: string,
  key: string,
  now: number,
): Pick<KeyCheck, "reading" | "failure" | "proposal"> {
  const bad = BAD_KEYS.find(([prefix]) => key.startsWith(prefix));
  if (bad !== undefined) {
    const [, kind, httpStatus] = bad;
    const retryAt = kind === "rate_limited" ? clock(now)(0.3) : null;
    return { reading: null, failure: failure(kind, { httpStatus, retryAt }), proposal: null };
  }
  const reportsNothing = key.startsWith("null");
  const proposal = reportsNothing ? null : { warning: "250", critical: "60" };
  return { reading: firstReading(provider, now, reportsNothing), failure: null, proposal };
}

function firstReading(provider: string, now: number, reportsNothing: boolean): ReadingView {
  const at = clock(now);
  if (reportsNothing) return supertone(at, null);
  const known: Record<string, (at: ReturnType<typeof clock>) => ReadingView> = {
    srtgen,
    crun,
    supertone,
    structocr,
    sociavault,
  };
  return (known[provider] ?? gateway)(at);
}
