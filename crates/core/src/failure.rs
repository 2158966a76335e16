//! Why a poll gave no reading: data, kept in the history, and what schedule, alerts and pages decide by.

mod words;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// The closed set of reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FailureKind.ts"))]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The keychain answered, and has no key for this account (or the environment variable is not set).
    KeyMissing,
    /// The keychain is there but locked.
    KeychainLocked,
    /// There is no keychain to ask, or it does not answer.
    KeychainUnavailable,
    /// The provider rejected the key.
    Unauthorized,
    /// The key is valid, but of a kind that may not read the balance.
    WrongKeyKind,
    /// The provider says that nothing is left.
    OutOfCredits,
    /// Asked too often; `retry_at` says until when, where the provider does.
    RateLimited,
    /// The host's name could not be resolved.
    NetworkDns,
    /// No connection, or it broke off.
    NetworkConnect,
    /// No trusted connection: certificate or TLS.
    NetworkTls,
    /// No whole answer within the time allowed.
    Timeout,
    /// The provider's own error (5xx, or the same said in the body).
    ServerError,
    /// The provider says that it is under maintenance.
    Maintenance,
    /// The answer was a redirect, which is never followed: the key would travel on.
    BlockedRedirect,
    /// The answer was larger than anything that is a balance.
    BlockedTooLarge,
    /// The address is neither HTTPS nor on loopback.
    BlockedInsecure,
    /// The answer is not JSON.
    NotJson,
    /// JSON, but not of the documented shape.
    UnexpectedShape,
    /// The provider refused the request for another reason.
    Rejected,
    /// A fault of Lowtide's own.
    Internal,
}

impl FailureKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 20] = [
        Self::KeyMissing,
        Self::KeychainLocked,
        Self::KeychainUnavailable,
        Self::Unauthorized,
        Self::WrongKeyKind,
        Self::OutOfCredits,
        Self::RateLimited,
        Self::NetworkDns,
        Self::NetworkConnect,
        Self::NetworkTls,
        Self::Timeout,
        Self::ServerError,
        Self::Maintenance,
        Self::BlockedRedirect,
        Self::BlockedTooLarge,
        Self::BlockedInsecure,
        Self::NotJson,
        Self::UnexpectedShape,
        Self::Rejected,
        Self::Internal,
    ];

    /// The kind's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::KeyMissing => "key_missing",
            Self::KeychainLocked => "keychain_locked",
            Self::KeychainUnavailable => "keychain_unavailable",
            Self::Unauthorized => "unauthorized",
            Self::WrongKeyKind => "wrong_key_kind",
            Self::OutOfCredits => "out_of_credits",
            Self::RateLimited => "rate_limited",
            Self::NetworkDns => "network_dns",
            Self::NetworkConnect => "network_connect",
            Self::NetworkTls => "network_tls",
            Self::Timeout => "timeout",
            Self::ServerError => "server_error",
            Self::Maintenance => "maintenance",
            Self::BlockedRedirect => "blocked_redirect",
            Self::BlockedTooLarge => "blocked_too_large",
            Self::BlockedInsecure => "blocked_insecure",
            Self::NotJson => "not_json",
            Self::UnexpectedShape => "unexpected_shape",
            Self::Rejected => "rejected",
            Self::Internal => "internal",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// What the failure says about the account; what follows from it is decided by this alone.
    pub fn class(self) -> FailureClass {
        match self {
            Self::Unauthorized | Self::WrongKeyKind | Self::KeyMissing => FailureClass::Key,
            Self::OutOfCredits => FailureClass::Empty,
            Self::RateLimited | Self::Maintenance => FailureClass::Wait,
            Self::KeychainLocked | Self::KeychainUnavailable => FailureClass::Keychain,
            Self::NetworkDns | Self::NetworkConnect | Self::NetworkTls | Self::Timeout => FailureClass::Network,
            Self::ServerError
            | Self::BlockedRedirect
            | Self::BlockedTooLarge
            | Self::BlockedInsecure
            | Self::NotJson
            | Self::UnexpectedShape
            | Self::Rejected
            | Self::Internal => FailureClass::Provider,
        }
    }
}

/// What a failure says about the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureClass {
    /// The key is at fault: polling stops until it is replaced or the person asks again.
    Key,
    /// Not a fault of the poll at all: the account is empty.
    Empty,
    /// Nobody's fault: wait as told. Never counts against the account.
    Wait,
    /// The keychain is at fault, for every account that has its key there.
    Keychain,
    /// The way to the provider is at fault.
    Network,
    /// The provider's answer is at fault.
    Provider,
}

/// One failed poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Why.
    pub kind: FailureKind,
    /// The reason in a sentence for a person: no key, no header and no body in it, at most about 200 characters.
    pub message: String,
    /// The HTTP status of the answer, where there was one.
    pub http_status: Option<u16>,
    /// Not before this time, where the provider said so.
    pub retry_at: Option<Timestamp>,
}

impl Failure {
    /// A failure without an answer from the provider.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), http_status: None, retry_at: None }
    }

    /// The same failure with the answer's HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.http_status = Some(status);
        self
    }

    /// The same failure with the earliest time at which to ask again.
    #[must_use]
    pub fn with_retry_at(mut self, at: Option<Timestamp>) -> Self {
        self.retry_at = at;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_one_that_serde_writes() {
        for kind in FailureKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(FailureKind::from_name(kind.as_str()), Some(kind));
        }
    }
}
