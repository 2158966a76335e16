/** What is typed as a proxy's address. Pure. */

export type ProxyEntry = { value: string } | { fault: "notAddress" | "noSecretInAddress" };

const SCHEMES = new Set(["http:", "https:", "socks5:", "socks5h:"]);

/** An address of a host and perhaps a port. A name and password are refused: they would stand in a file. */
export function readProxy(typed: string): ProxyEntry {
  const text = typed.trim();
  // The browser's own reading mends much of what is mistyped; what it would mend is no address here.
  const found = /^(?:https?|socks5h?):\/\/[^\s/?#\\]+\/?$/i.test(text) ? parsed(text) : null;
  if (found === null || !SCHEMES.has(found.protocol) || found.hostname === "") return { fault: "notAddress" };
  if (found.username !== "" || found.password !== "") return { fault: "noSecretInAddress" };
  return { value: text.replace(/\/$/, "") };
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Which of the three ways a setting is. */
export function proxyKind(value: string): "system" | "none" | "address" {
  return value === "system" || value === "none" ? value : "address";
}
