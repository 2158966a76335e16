/** Why a field's value was refused, in a line below it. Pure. */
import { errorText, messages, tellsMore } from "../i18n";
import type { IpcError } from "../ipc/generated/IpcError";

/** The words for a refusal, and what the core says about it where the words say too little. Null for none. */
export function refusalText(error: IpcError | undefined): string | null {
  if (error === undefined) return null;
  const detailed = error.code === "invalid_input" || tellsMore(error);
  const words = errorText(error);
  return detailed && error.message !== "" ? messages.entry.refused(words, error.message) : words;
}
