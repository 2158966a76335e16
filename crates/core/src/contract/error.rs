//! What the page is told when a command could not be carried out.

use serde::{Deserialize, Serialize};

use crate::ids::AccountId;

/// The closed set of reasons; the page branches on these alone and owns the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "IpcError.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Nothing was pasted.
    KeyEmpty,
    /// A line break or control character is in the key.
    KeyControlCharacter,
    /// A character outside ASCII is in the key.
    KeyNotAscii,
    /// Longer than any key.
    KeyTooLong,
    /// No account of that id.
    UnknownAccount,
    /// No provider of that id.
    UnknownProvider,
    /// The checked key was not saved in time, or already; check it again.
    DraftExpired,
    /// An argument is not of its form; `field` says which.
    InvalidInput,
    /// The configuration file is broken, so nothing is written to it; the message says where.
    ConfigBroken,
    /// The configuration file could not be written.
    ConfigWrite,
    /// The keychain is locked.
    KeychainLocked,
    /// There is no keychain.
    KeychainUnavailable,
    /// The history file could not be read or written.
    History,
    /// The change to be relabelled is no longer in the history.
    UnknownChange,
    /// Another Lowtide watches these accounts; this one only shows.
    AnotherPoller,
    /// The notification service refused or is absent; the message says what it answered.
    Notification,
    /// A file for the person could not be written; the message says where and why.
    Export,
    /// The provider's definition names no such page.
    PageMissing,
    /// The program behind this window is gone.
    AgentGone,
    /// A fault of Lowtide's own.
    Internal,
}

/// A command's refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "IpcError.ts"))]
#[serde(rename_all = "camelCase")]
#[error("{message}")]
pub struct IpcError {
    /// Why.
    pub code: ErrorCode,
    /// The reason in English, for the log and for what the page has no words for. Holds no key.
    pub message: String,
    /// Which account it is about.
    pub account: Option<AccountId>,
    /// Which argument it is about.
    pub field: Option<String>,
}

impl IpcError {
    /// A refusal that is about no account or argument in particular.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), account: None, field: None }
    }
}
