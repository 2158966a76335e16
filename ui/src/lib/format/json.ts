/**
 * An answer laid out for reading. It stays text: parsing it and writing it again would round long numbers and drop
 * repeated names, and what the provider sent is to be seen as it was sent. Pure.
 */

const INDENT = "  ";
/** Deeper than this nothing is indented further: an answer of brackets alone must not become megabytes of blanks. */
const DEEPEST = 40;

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The same signs, with the white space between them made anew. A beginning of JSON is laid out as far as it goes. */
export function layOut(text: string): string {
  let out = "";
  let depth = 0;
  let at = 0;
  const line = () => `\n${INDENT.repeat(Math.min(Math.max(depth, 0), DEEPEST))}`;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = stringEnd(text, at);
      out += text.slice(at, end);
      at = end;
      continue;
    }
    if (sign === "{" || sign === "[") {
      const next = nextSign(text, at + 1);
      if (text.charAt(next) === (sign === "{" ? "}" : "]")) {
        out += sign + text.charAt(next);
        at = next + 1;
        continue;
      }
      depth += 1;
      out += sign + line();
    } else if (sign === "}" || sign === "]") {
      depth -= 1;
      out += line() + sign;
    } else if (sign === ",") out += sign + line();
    else if (sign === ":") out += ": ";
    else if (!isBlank(sign)) out += sign;
    at += 1;
  }
  return out;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function nextSign(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charAt(at))) at += 1;
  return at;
}

function isBlank(sign: string): boolean {
  return sign === " " || sign === "\n" || sign === "\r" || sign === "\t";
}
