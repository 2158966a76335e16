/** The key in a curl line or an address, and whom it asks. Pure. */
import { header, isKeyHeader } from "./header";
import { shellWords } from "./shell";

export interface Asked {
  key: string | null;
  /** The header or the query's parameter that carries it. */
  name: string | null;
  host: string | null;
}

/** Options of curl that take a value which is neither a header nor an address. */
const TAKES_VALUE =
  /^(-X|--request|-d|--data\S*|--json|-F|--form\S*|-o|--output|-A|--user-agent|-e|--referer|-b|--cookie|-m|--max-time|--connect-timeout|-x|--proxy|-w|--write-out|--retry|-T|--upload-file|--cacert|--cert|-E)$/;
const QUERY_KEY = /^(api[-_]?key|key|apikey|token|access[-_]?token|auth|x-api-key)$/i;

export function curlKey(command: string): Asked {
  const words = shellWords(command);
  const headers: string[] = [];
  let user: string | null = null;
  let bearer: string | null = null;
  let address: string | null = null;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const next = words[at + 1] ?? "";
    const joined = /^(--[a-z0-9-]+)=(.*)$/s.exec(word);
    const [option, value, takesNext] = joined
      ? [joined[1] ?? "", joined[2] ?? "", false]
      : [word, next, true];
    if (option === "-H" || option === "--header") headers.push(value);
    else if (/^-H./.test(word)) headers.push(word.slice(2).trim());
    else if (option === "-u" || option === "--user") user = value;
    else if (/^-u./.test(word)) user = word.slice(2);
    else if (option === "--oauth2-bearer") bearer = value;
    else if (option === "--url") address = value;
    else if (TAKES_VALUE.test(option)) {
      // Passed over with its value.
    } else {
      if (!word.startsWith("-")) address ??= word;
      continue;
    }
    if (takesNext && !/^-[Hu]./.test(word)) at += 1;
  }
  return { ...keyOf(headers, user, bearer, address), host: address === null ? null : hostOf(address) };
}

/** The key in an address's query; null where the text is no address. */
export function addressKey(text: string): Asked | null {
  if (!/^https?:\/\/\S+$/i.test(text)) return null;
  const url = parsed(text);
  if (url === null) return null;
  return { ...queryKey(url), host: url.hostname };
}

function keyOf(
  headers: string[],
  user: string | null,
  bearer: string | null,
  address: string | null,
): Pick<Asked, "key" | "name"> {
  const carrying = headers.flatMap((text) => header(text) ?? []).filter(({ name }) => isKeyHeader(name));
  // A header of its own is surer than `Authorization`, which may be a session's.
  const best = carrying.find(({ name }) => !/authorization$/i.test(name)) ?? carrying[0];
  if (best !== undefined) return { key: best.value === "" ? null : best.value, name: best.name };
  if (bearer !== null) return { key: bearer, name: "Authorization" };
  if (user !== null) {
    const [name = "", password = ""] = user.split(":");
    const key = name === "" || /^(api|key|user|apikey)$/i.test(name) ? password : name;
    return { key: key === "" ? null : key, name: "Authorization" };
  }
  const url = address === null ? null : parsed(address);
  return url === null ? { key: null, name: null } : queryKey(url);
}

function queryKey(url: URL): Pick<Asked, "key" | "name"> {
  for (const [name, value] of url.searchParams) {
    if (QUERY_KEY.test(name) && value !== "") return { key: value, name };
  }
  return { key: null, name: null };
}

function hostOf(address: string): string | null {
  return parsed(address)?.hostname ?? parsed(`https://${address}`)?.hostname ?? null;
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
