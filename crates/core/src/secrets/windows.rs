//! The Credential Manager, by way of keyring's store for it.
//!
//! It is open for as long as the person is logged in and never asks anything. Entries are called `<entry>.lowtide`, stay
//! on this machine instead of roaming with the account, and hold at most 2,560 bytes.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::CredentialStore;
use windows_native_keyring_store::Store;

use super::keychain::Asking;
use super::{KeyEntry, SERVICE, SecretsError};

/// Nothing needs to be kept.
#[derive(Default)]
pub(super) struct Platform {}

#[expect(clippy::unused_self, reason = "the other platforms keep a connection or a gate")]
impl Platform {
    pub(super) fn get(&self, entry: &KeyEntry) -> Result<Vec<u8>, SecretsError> {
        open(entry)?.get_secret().map_err(keyring_error)
    }

    pub(super) fn status(&self) -> Result<(), SecretsError> {
        Store::new().map(drop).map_err(keyring_error)
    }

    pub(super) fn put(&self, entry: &KeyEntry, key: &[u8], _asking: &Asking) -> Result<(), SecretsError> {
        open(entry)?.set_secret(key).map_err(keyring_error)
    }

    pub(super) fn delete(&self, entry: &KeyEntry, _asking: &Asking) -> Result<(), SecretsError> {
        match open(entry)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(keyring_error(error)),
        }
    }

    /// Nothing is kept open.
    pub(super) fn forget(&self) {}
}

fn open(entry: &KeyEntry) -> Result<keyring::Entry, SecretsError> {
    let store: Arc<CredentialStore> = Store::new().map_err(keyring_error)?;
    let modifiers = HashMap::from([("persistence", "Local")]);
    let inner = store.build(SERVICE, entry.as_str(), Some(&modifiers)).map_err(keyring_error)?;
    Ok(keyring::Entry { inner })
}

fn keyring_error(error: keyring::Error) -> SecretsError {
    match error {
        keyring::Error::NoEntry => SecretsError::Missing,
        keyring::Error::TooLong(_, limit) => {
            SecretsError::unavailable(format!("Windows keeps at most {limit} bytes, and this key is longer"))
        }
        other => SecretsError::unavailable(other.to_string()),
    }
}
