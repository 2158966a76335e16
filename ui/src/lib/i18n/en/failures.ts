/** In English: what went wrong, and the one thing that helps. */
import type { FailureTexts } from "../messages/failures";

export const failures = {
  failures: {
    key_missing: {
      title: "No key stored",
      explanation: ({ variable }) =>
        variable === null
          ? "The keychain has no key for this account. Enter it again."
          : `The environment variable ${variable} is not set for Lowtide. Set it, then start Lowtide again.`,
    },
    keychain_locked: {
      title: "Keychain locked",
      explanation: () => "Unlock your system's keychain, then try again.",
    },
    keychain_unavailable: {
      title: "Keychain not reachable",
      explanation: () =>
        "Your system's keychain does not answer. Start it (on Linux: GNOME Keyring or KWallet), then try again.",
    },
    unauthorized: {
      title: "Key rejected",
      explanation: ({ provider }) =>
        `${provider} does not accept this key. It may be mistyped, revoked or expired.`,
    },
    wrong_key_kind: {
      title: "Wrong kind of key",
      explanation: ({ provider }) =>
        `${provider} knows this key, but it may not read the balance. Use a key that may.`,
    },
    out_of_credits: {
      title: "Out of credits",
      explanation: ({ provider }) => `${provider} says that nothing is left. Top up to go on.`,
    },
    rate_limited: {
      title: "Asked too often",
      explanation: ({ provider }) => `${provider} asks to wait. Nothing is wrong with your key.`,
    },
    network_dns: {
      title: "Address not found",
      explanation: ({ provider }) =>
        `The address of ${provider} could not be looked up. Check your connection, VPN or DNS.`,
    },
    network_connect: {
      title: "No connection",
      explanation: ({ provider }) =>
        `${provider} could not be reached, or the connection broke off. Check your network, firewall or proxy.`,
    },
    network_tls: {
      title: "Connection not trusted",
      explanation: ({ provider }) =>
        `The certificate of ${provider} could not be verified, so the key was not sent. Check your computer's clock, or a proxy that inspects traffic.`,
    },
    timeout: {
      title: "No answer in time",
      explanation: ({ provider }) =>
        `${provider} took too long to answer. It may be busy, or your connection slow.`,
    },
    server_error: {
      title: "Provider has a fault",
      explanation: ({ provider, httpStatus }) =>
        `${provider} answered with an error of its own${httpStatus === null ? "" : ` (HTTP ${httpStatus})`}. Nothing is wrong with your key.`,
    },
    maintenance: {
      title: "Under maintenance",
      explanation: ({ provider }) => `${provider} is being maintained. Nothing is wrong with your key.`,
    },
    blocked_redirect: {
      title: "Redirect refused",
      explanation: ({ provider }) =>
        `${provider} points to another address. Lowtide does not follow, because your key would travel there. See whether the documented address has changed.`,
    },
    blocked_too_large: {
      title: "Answer too large",
      explanation: ({ provider }) =>
        `${provider} sent far more than a balance. See whether the documented address has changed.`,
    },
    blocked_insecure: {
      title: "Address not secure",
      explanation: () =>
        "The address does not begin with https://, so the key was not sent. Add the account again with a secure address.",
    },
    not_json: {
      title: "Unreadable answer",
      explanation: ({ provider }) =>
        `What came back is no data from ${provider}: often the sign-in page of a hotel or company network. Sign in there, then try again.`,
    },
    unexpected_shape: {
      title: "Answer has changed",
      explanation: ({ provider }) =>
        `The answer of ${provider} is not as documented. Lowtide shows no number rather than a wrong one.`,
    },
    rejected: {
      title: "Request refused",
      explanation: ({ provider, httpStatus }) =>
        `${provider} refused the request${httpStatus === null ? "" : ` (HTTP ${httpStatus})`}. Its documentation says what it expects.`,
    },
    internal: {
      title: "Fault in Lowtide",
      explanation: () =>
        "Something went wrong in Lowtide itself. Try again; if it stays, report it with the details.",
    },
  },
  environmentKey: (variable) =>
    `This key comes from the environment variable ${variable}. Change it there, then start Lowtide again.`,
  actions: {
    replaceKey: "Replace key",
    enterKey: "Enter key",
    retry: "Try again",
    addAgain: "Add again",
    openPage: {
      home: "Open website",
      docs: "Open documentation",
      keys: "Open key page",
      billing: "Open billing",
    },
  },
  errors: {
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
    export: "The file could not be written.",
    page_missing: "This provider names no such page.",
    agent_gone: "Lowtide has stopped. Start it again from the application menu.",
    internal: "Something went wrong in Lowtide itself.",
  },
} satisfies FailureTexts;
