//! Why something that a person asked for was not done.

use crate::catalog::{ParamError, RequestError};
use crate::contract::{ErrorCode, IpcError};
use crate::failure::Failure;
use crate::history::HistoryError;
use crate::ids::{AccountId, InvalidId, ProviderId};
use crate::notifier::NotifyError;
use crate::probe::HttpClientError;
use crate::secret::InvalidSecret;
use crate::secrets::SecretsError;
use crate::settings::{NoFolder, SettingsError};

/// Why Lowtide could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The environment names no folder to keep things in.
    #[error(transparent)]
    NoFolder(#[from] NoFolder),
    /// The hardened client could not be built; there is no other.
    #[error(transparent)]
    HttpClient(#[from] HttpClientError),
    /// The built-in catalogue is broken.
    #[error("the built-in catalogue is broken: {0}")]
    Catalog(String),
}

/// Why something that a person asked for was not done. No variant holds a key.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The configuration could not be read or written.
    #[error("{}", with_cause(.0))]
    Settings(#[from] SettingsError),
    /// The keychain did not do it.
    #[error("{0}")]
    Secrets(#[from] SecretsError),
    /// The history did not do it.
    #[error("the history could not be used: {0}")]
    History(#[from] HistoryError),
    /// There is no history to ask.
    #[error("the history could not be used")]
    NoHistory,
    /// The change to be relabelled is no longer known.
    #[error("this change is no longer known")]
    UnknownChange,
    /// Another process watches these accounts.
    #[error("another Lowtide watches these accounts; ask that one")]
    AnotherPoller,
    /// The text cannot be a key.
    #[error("{0}")]
    Key(#[from] InvalidSecret),
    /// An id is not of its form.
    #[error("{0}")]
    Id(#[from] InvalidId),
    /// No such account.
    #[error("there is no account {0}")]
    UnknownAccount(AccountId),
    /// No such provider.
    #[error("there is no provider {0}")]
    UnknownProvider(ProviderId),
    /// A parameter of the provider is missing or of the wrong form.
    #[error("{0}")]
    Param(#[from] ParamError),
    /// An argument is not of its form.
    #[error("{field}: {message}")]
    Invalid {
        /// Which.
        field: &'static str,
        /// Why.
        message: String,
    },
    /// The checked key is no longer waiting.
    #[error("this key is no longer waiting to be saved; check it once more")]
    DraftExpired,
    /// The provider did not give a reading for the key.
    #[error("{0:?}")]
    NotVerified(Failure),
    /// The notification server did not take it.
    #[error("{0}")]
    Notification(#[from] NotifyError),
    /// A file for the person could not be written.
    #[error("{} could not be written: {source}", path.display())]
    Export {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The definition names no such page.
    #[error("the documentation of this provider names no such page")]
    PageMissing,
    /// The engine has ended.
    #[error("Lowtide is ending")]
    Ending,
}

fn with_cause(error: &SettingsError) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

impl From<RequestError> for AppError {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Param(error) => Self::Param(error),
            other => Self::Invalid { field: "baseUrl", message: other.to_string() },
        }
    }
}

impl From<crate::engine::Ended> for AppError {
    fn from(_: crate::engine::Ended) -> Self {
        Self::Ending
    }
}

impl From<crate::engine::Refused> for AppError {
    fn from(refused: crate::engine::Refused) -> Self {
        use crate::engine::Refused;
        match refused {
            Refused::Ended(_) => Self::Ending,
            Refused::UnknownAccount(account) => Self::UnknownAccount(account),
            Refused::UnknownChange => Self::UnknownChange,
            Refused::AnotherPoller => Self::AnotherPoller,
            Refused::NoHistory => Self::NoHistory,
        }
    }
}

impl AppError {
    /// The code that the page branches on.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Settings(SettingsError::UnknownAccount { .. }) | Self::UnknownAccount(_) => ErrorCode::UnknownAccount,
            Self::Settings(
                SettingsError::Broken { .. } | SettingsError::NotAFile { .. } | SettingsError::TooLarge { .. },
            ) => ErrorCode::ConfigBroken,
            Self::Settings(SettingsError::Refused { .. } | SettingsError::AccountExists { .. })
            | Self::Id(_)
            | Self::Param(_)
            | Self::Invalid { .. } => ErrorCode::InvalidInput,
            Self::Settings(_) => ErrorCode::ConfigWrite,
            Self::Secrets(SecretsError::Locked { .. }) => ErrorCode::KeychainLocked,
            Self::Secrets(SecretsError::Missing | SecretsError::Unavailable { .. }) => ErrorCode::KeychainUnavailable,
            Self::History(_) | Self::NoHistory => ErrorCode::History,
            Self::UnknownChange => ErrorCode::UnknownChange,
            Self::AnotherPoller => ErrorCode::AnotherPoller,
            Self::Key(InvalidSecret::Empty) => ErrorCode::KeyEmpty,
            Self::Key(InvalidSecret::ControlCharacter) => ErrorCode::KeyControlCharacter,
            Self::Key(InvalidSecret::NotAscii) => ErrorCode::KeyNotAscii,
            Self::Key(InvalidSecret::TooLong) => ErrorCode::KeyTooLong,
            Self::UnknownProvider(_) => ErrorCode::UnknownProvider,
            Self::DraftExpired => ErrorCode::DraftExpired,
            Self::Notification(_) => ErrorCode::Notification,
            Self::Export { .. } => ErrorCode::Export,
            Self::PageMissing => ErrorCode::PageMissing,
            Self::NotVerified(_) | Self::Ending => ErrorCode::Internal,
        }
    }
}

impl From<AppError> for IpcError {
    fn from(error: AppError) -> Self {
        let field = match &error {
            AppError::Key(_) => Some("key".to_owned()),
            AppError::Invalid { field, .. } => Some((*field).to_owned()),
            AppError::Param(
                ParamError::Missing(name) | ParamError::NotAChoice { name, .. } | ParamError::Invalid { name, .. },
            ) => Some(format!("params.{name}")),
            _ => None,
        };
        let account = match &error {
            AppError::UnknownAccount(id) | AppError::Settings(SettingsError::UnknownAccount { id }) => Some(id.clone()),
            _ => None,
        };
        Self { code: error.code(), message: error.to_string(), account, field }
    }
}
