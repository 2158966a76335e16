/** A command line cut into its words, as far as a pasted curl line needs it: quotes, escapes, continued lines. Pure. */

/** The words; a quote that is never closed reaches to the end. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "'") {
      const end = endOf(text, "'", at + 1);
      word = (word ?? "") + text.slice(at + 1, end);
      at = end + 1;
    } else if (character === '"') {
      const [inner, end] = doubleQuoted(text, at + 1);
      word = (word ?? "") + inner;
      at = end + 1;
    } else if (character === "$" && text.charAt(at + 1) === "'") {
      // ANSI-C quoting, as browsers' developer tools write it where a value holds a quote.
      const [inner, end] = ansiQuoted(text, at + 2);
      word = (word ?? "") + inner;
      at = end + 1;
    } else if (isContinuation(text, at)) {
      at += text.charAt(at + 1) === "\r" ? 3 : 2;
    } else if (character === "\\" && at + 1 < text.length) {
      word = (word ?? "") + text.charAt(at + 1);
      at += 2;
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else {
      word = (word ?? "") + character;
      at += 1;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

/** A backslash (shells), caret (Windows) or backtick (PowerShell) at the end of a line goes on with the next. */
function isContinuation(text: string, at: number): boolean {
  return /^[\\^`]\r?\n/.test(text.slice(at, at + 3));
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

function doubleQuoted(text: string, from: number): [string, number] {
  let inner = "";
  let at = from;
  while (at < text.length && text.charAt(at) !== '"') {
    const escaped = text.charAt(at) === "\\" && /["\\$`]/.test(text.charAt(at + 1));
    inner += text.charAt(escaped ? at + 1 : at);
    at += escaped ? 2 : 1;
  }
  return [inner, at];
}

function ansiQuoted(text: string, from: number): [string, number] {
  let inner = "";
  let at = from;
  while (at < text.length && text.charAt(at) !== "'") {
    const escaped = text.charAt(at) === "\\" && at + 1 < text.length;
    inner += text.charAt(escaped ? at + 1 : at);
    at += escaped ? 2 : 1;
  }
  return [inner, at];
}
