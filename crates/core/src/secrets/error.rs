//! Why the keychain gave no key.

use crate::failure::{Failure, FailureKind};

/// Why the keychain gave no key. Holds no key and no part of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    /// The keychain answered, and has no such entry.
    #[error("the keychain has no key for this account")]
    Missing,
    /// The keychain is there, but would have to ask the person before it answers.
    #[error("the keychain is locked: {reason}")]
    Locked {
        /// What is locked, or what the person was asked and did not grant.
        reason: String,
    },
    /// There is no keychain to ask, or it does not answer.
    #[error("the keychain is not available: {reason}")]
    Unavailable {
        /// What the system said.
        reason: String,
    },
}

impl SecretsError {
    pub(super) fn locked(reason: impl Into<String>) -> Self {
        Self::Locked { reason: reason.into() }
    }

    pub(super) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable { reason: reason.into() }
    }

    /// The kind of failure that a poll without this key is.
    pub fn failure_kind(&self) -> FailureKind {
        match self {
            Self::Missing => FailureKind::KeyMissing,
            Self::Locked { .. } => FailureKind::KeychainLocked,
            Self::Unavailable { .. } => FailureKind::KeychainUnavailable,
        }
    }
}

impl From<SecretsError> for Failure {
    fn from(error: SecretsError) -> Self {
        Self::new(error.failure_kind(), crate::text::presentable(&error.to_string(), None, 200))
    }
}
