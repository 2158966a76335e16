/** A header's line, and what stands before a key in one. Pure. */

/** Words before a key that belong to the header's form. */
const SCHEMES = /^(bearer|token|basic|apikey|api-key|key)\s+/i;
/** Headers that carry a key. */
const KEY_HEADER = /^((proxy-)?authorization|(.*-)?(api|auth|access)?(key|token|secret))$/i;
/** Headers that are called so and carry none. */
const NO_KEY = /^(idempotency-key|x-idempotency-key|x-csrf-token|x-xsrf-token|sec-websocket-key)$/i;

export interface HeaderLine {
  name: string;
  value: string;
  wrapping: "header";
}

export function isKeyHeader(name: string): boolean {
  return KEY_HEADER.test(name) && !NO_KEY.test(name);
}

/** `x-api-key: …`, `Authorization: Bearer …`; null where it is no header that carries a key. */
export function header(text: string): HeaderLine | null {
  const parts = /^([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.*)$/.exec(text);
  const [, name = "", value = ""] = parts ?? [];
  // `https://…` has a colon as well.
  if (parts === null || value.startsWith("//") || !isKeyHeader(name)) return null;
  return { name, value: withoutScheme(bare(value)).rest, wrapping: "header" };
}

export function withoutScheme(value: string): { rest: string; scheme: string | null } {
  const scheme = SCHEMES.exec(value)?.[1] ?? null;
  return { rest: value.replace(SCHEMES, "").trim(), scheme };
}

/** What documentation writes where a key belongs. */
export function isPlaceholder(text: string): boolean {
  const word = text.replace(/^["'“‘]|["'”’]$/g, "");
  return (
    /^(<[^>]*>|\[[^\]]*\]|\{\{?[^}]*\}?\}|%[A-Za-z_]\w*%|\$\{?(env:)?[A-Za-z_]\w*\}?|\$\([^)]*\))$/.test(
      word,
    ) ||
    /^(your|my|the|insert|paste|enter|replace)([_\s-]?\w+)*[_\s-]?(key|token|secret|here)$/i.test(word) ||
    /^(api[_-]?key|apikey|token|secret|key|x{4,}|\*{3,}|\.{3,}|…|•{3,})$/i.test(word) ||
    /^[\w-]*?[_-]?(x{6,}|\*{4,}|\.{3,}|…|•{3,})$/i.test(word)
  );
}

function bare(value: string): string {
  const trimmed = value.trim().replace(/[;,]$/, "").trim();
  const quoted = /^(["'])(.*)\1$/.exec(trimmed);
  return (quoted?.[2] ?? trimmed).trim();
}
