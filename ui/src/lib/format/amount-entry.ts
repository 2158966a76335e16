/** Amounts as people type them: in their own notation, to and from decimal strings. Pure. */
import { locale as appLocale } from "../i18n";
import { isDecimal } from "./amount";

interface Marks {
  decimal: string;
  group: string;
}

function marks(locale: string): Marks {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(12345.6);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value;
  return { decimal: mark("decimal") ?? ".", group: mark("group") ?? "," };
}

/**
 * "1,250.5" as the locale writes it, as a decimal; null where it cannot be told what was meant. A mark that groups is
 * taken for one only where it stands before three digits: half of the world would read "1.5" otherwise.
 */
export function parseAmount(text: string, locale = appLocale): string | null {
  const { decimal, group } = marks(locale);
  let plain = text.trim().replace(/[\s\u00a0\u202f'’_](?=\d{3}(?!\d))/g, "");
  if (plain.includes(group)) {
    if (!new RegExp(`^\\d{1,3}(${escape(group)}\\d{3})+(${escape(decimal)}\\d*)?$`).test(plain)) return null;
    plain = plain.replaceAll(group, "");
  }
  plain = plain.replace(decimal, ".").replace(/\.$/, "").replace(/^\./, "0.");
  return isDecimal(plain) && !plain.startsWith("-") ? plain : null;
}

/** A decimal as its owner would type it: every digit, nothing that groups. */
export function editableAmount(value: string, locale = appLocale): string {
  return isDecimal(value) ? value.replace(".", marks(locale).decimal) : value;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
