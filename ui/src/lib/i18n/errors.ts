/** The English texts for what was refused: by code, what is so and what to do. */
import type { Messages } from "./messages";

export const errors: Messages["errors"] = {
  key_empty: "Paste a key first.",
  key_control_character:
    "The key contains a line break or an invisible character. Copy it again, the key alone.",
  key_not_ascii:
    "The key contains a character that no key has, such as “…” or an accent. Copy it again in full.",
  key_too_long: "That is longer than any key. Copy the key alone.",
  unknown_account: "This account no longer exists.",
  unknown_provider: "This provider is no longer in the catalogue.",
  draft_expired: "The checked key was kept for ten minutes only. Paste it and check it again.",
  invalid_input: "This value is not of the expected form.",
  config_broken: "The settings file is broken, so nothing was saved. Correct it first.",
  config_write: "The settings could not be saved. Check free space and permissions.",
  keychain_locked: "Your keychain is locked. Unlock it, then try again.",
  keychain_unavailable: "Your keychain does not answer, so the key could not be saved.",
  history: "The history file could not be read or written.",
  unknown_change: "This change is no longer in the history.",
  another_poller: "Another Lowtide watches these accounts. Do this there.",
  notification: "The notification could not be shown.",
  page_missing: "This provider names no such page.",
  agent_gone: "Lowtide has stopped. Start it again from the application menu.",
  internal: "Something went wrong in Lowtide itself.",
};
