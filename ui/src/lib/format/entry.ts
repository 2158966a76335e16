/**
 * What a person types into a field, to and from the texts of the contract ("1000.5", "20%", "3d"). Nothing is guessed:
 * what can be read in two ways is refused. Pure.
 */
import { difference } from "./decimal";

export type Fault =
  "missing" | "notNumber" | "ambiguous" | "tooLong" | "notWhole" | "notPercent" | "spanRange" | "notTime";

export type Entry = { value: string } | { fault: Fault };

/** A figure and its unit, as a form holds them. */
export interface Typed {
  text: string;
  unit: string;
}

/** What kind of figure a field takes. */
export type Measure = "amount" | "percent" | "span";

export type SpanUnit = "s" | "m" | "h" | "d" | "w";

/** The most digits that an amount can hold exactly. */
const DIGITS = 28;
const SECONDS: Record<SpanUnit, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
/** Units in which a span is shown, the largest first: "90 days" says more than "12 weeks and 6 days". */
const SHOWN: SpanUnit[] = ["d", "h", "m", "s"];
const SPAN = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** An amount: digits, and one point or comma for decimals. "1,000" may be a thousand or one, and is refused. */
export function readAmount(typed: string): Entry {
  // Digits and signs of full width, as Japanese and Chinese keyboards write them, are the same digits.
  const text = typed.normalize("NFKC").trim().replace("−", "-");
  if (text === "") return { fault: "missing" };
  const [, sign = "", whole = "", separator = "", fraction = ""] = /^(-?)(\d*)([.,]?)(\d*)$/.exec(text) ?? [];
  if (whole === "" && fraction === "") return { fault: "notNumber" };
  if (separator !== "" && fraction === "") return { fault: "notNumber" };
  if (separator !== "" && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole))
    return { fault: "ambiguous" };
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  const decimals = fraction.replace(/0+$/, "");
  if (digits.length + decimals.length > DIGITS) return { fault: "tooLong" };
  const value = decimals === "" ? digits : `${digits}.${decimals}`;
  return { value: value === "0" ? value : `${sign}${value}` };
}

/** A percentage from 0 to 100, with or without its sign. */
export function readPercent(typed: string): Entry {
  const read = readAmount(typed.normalize("NFKC").trim().replace(/\s*%$/, ""));
  if ("fault" in read) return read;
  if (compareDecimals(read.value, "0") < 0 || compareDecimals(read.value, "100") > 0)
    return { fault: "notPercent" };
  return { value: `${read.value}%` };
}

/** A whole number of a unit of time, between two spans. */
export function readSpan({ text, unit }: Typed, least: string, most: string): Entry {
  const count = text.normalize("NFKC").trim();
  if (count === "") return { fault: "missing" };
  if (!/^\d+$/.test(count)) return { fault: "notWhole" };
  const value = `${count.replace(/^0+(?=\d)/, "")}${unit}`;
  const seconds = spanSeconds(value);
  const [from, to] = [spanSeconds(least) ?? 0, spanSeconds(most) ?? Number.MAX_SAFE_INTEGER];
  if (seconds === null || seconds < from || seconds > to) return { fault: "spanRange" };
  return { value };
}

/** A time of day, as the browser's own field gives it; where that is a field for text, as people write it. */
export function readTime(typed: string): Entry {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(typed.normalize("NFKC").trim()) ?? [];
  if (hours === undefined || minutes === undefined) return { fault: "notTime" };
  if (Number(hours) > 23 || Number(minutes) > 59) return { fault: "notTime" };
  return { value: `${hours.padStart(2, "0")}:${minutes}` };
}

/** How many seconds "1h30m" is; null where it is no span, or too long to be told exactly. */
export function spanSeconds(span: string): number | null {
  const parts = SPAN.exec(span);
  if (parts === null || span === "") return null;
  const units: SpanUnit[] = ["w", "d", "h", "m", "s"];
  const sum = units.reduce((total, unit, at) => total + Number(parts[at + 1] ?? "0") * SECONDS[unit], 0);
  return Number.isSafeInteger(sum) ? sum : null;
}

/** "1h30m" as 90 and "m": in the largest of the units that tells it whole. */
export function typedSpan(span: string, units: readonly string[] = SHOWN): Typed {
  const seconds = spanSeconds(span);
  const fitting = SHOWN.filter((unit) => units.includes(unit));
  const unit =
    seconds === null || seconds === 0 ? undefined : fitting.find((name) => seconds % SECONDS[name] === 0);
  if (seconds === null || unit === undefined) return { text: "", unit: fitting[0] ?? "d" };
  return { text: String(seconds / SECONDS[unit]), unit };
}

/** A figure of the contract as a form holds it; the separator of decimals is the person's own. */
export function typedFigure(measure: Measure, value: string | null, unit: string, point: string): Typed {
  if (value === null) return { text: "", unit };
  if (measure === "span") return typedSpan(value);
  return { text: value.replace(/%$/, "").replace(".", point), unit };
}

/** Below zero where the first is less. Both are decimals as `readAmount` gives them. */
export function compareDecimals(one: string, other: string): number {
  const more = difference(one, other) ?? "0";
  return more.startsWith("-") ? -1 : more === "0" ? 0 : 1;
}

/** "." or ",". */
export function decimalPoint(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find((part) => part.type === "decimal")?.value === "," ? "," : ".";
}
