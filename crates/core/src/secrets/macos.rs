//! The login keychain, by way of keyring's store for it.
//!
//! Reading an item that this very binary did not make (a rebuilt, differently signed one did) shows a dialog, so dialogs
//! are switched off while a key is read; what would have shown one is `Locked`. That switch is the process's, hence the
//! gate: a poll that meets a dialog the person is looking at does not wait for it and does not switch it off.

use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use apple_native_keyring_store::keychain::Store;
use keyring_core::CredentialStore;
use security_framework::os::macos::keychain::SecKeychain;

use super::keychain::Asking;
use super::{KeyEntry, SERVICE, SecretsError};

/// `errSecUserCanceled`, `errSecAuthFailed`, `errSecInteractionNotAllowed`, `errSecInteractionRequired`.
const WOULD_ASK: [i32; 4] = [-128, -25293, -25308, -25315];

/// Lets one side at a time decide whether dialogs may be shown.
#[derive(Default)]
pub(super) struct Platform {
    dialogs: Mutex<()>,
}

impl Platform {
    pub(super) fn get(&self, entry: &KeyEntry) -> Result<Vec<u8>, SecretsError> {
        self.without_dialogs(|| open(entry)?.get_secret().map_err(keyring_error))
    }

    pub(super) fn status(&self) -> Result<(), SecretsError> {
        self.without_dialogs(|| {
            SecKeychain::default().map(drop).map_err(|error| SecretsError::unavailable(error.to_string()))
        })
    }

    pub(super) fn put(&self, entry: &KeyEntry, key: &[u8], _asking: &Asking) -> Result<(), SecretsError> {
        let _dialogs = self.dialogs.lock().unwrap_or_else(PoisonError::into_inner);
        open(entry)?.set_secret(key).map_err(keyring_error)
    }

    pub(super) fn delete(&self, entry: &KeyEntry, _asking: &Asking) -> Result<(), SecretsError> {
        let _dialogs = self.dialogs.lock().unwrap_or_else(PoisonError::into_inner);
        match open(entry)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(keyring_error(error)),
        }
    }

    /// Nothing is kept open.
    #[expect(clippy::unused_self, reason = "the other platforms keep a connection")]
    pub(super) fn forget(&self) {}

    fn without_dialogs<T>(&self, ask: impl FnOnce() -> Result<T, SecretsError>) -> Result<T, SecretsError> {
        let _gate = match self.dialogs.try_lock() {
            Ok(gate) => gate,
            Err(TryLockError::Poisoned(gate)) => gate.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(SecretsError::locked("it is busy with another request")),
        };
        let _silence =
            SecKeychain::disable_user_interaction().map_err(|error| SecretsError::unavailable(error.to_string()))?;
        ask()
    }
}

fn open(entry: &KeyEntry) -> Result<keyring::Entry, SecretsError> {
    let store: Arc<CredentialStore> = Store::new().map_err(keyring_error)?;
    let inner = store.build(SERVICE, entry.as_str(), None).map_err(keyring_error)?;
    Ok(keyring::Entry { inner })
}

fn keyring_error(error: keyring::Error) -> SecretsError {
    match error {
        keyring::Error::NoEntry => SecretsError::Missing,
        keyring::Error::NoStorageAccess(source) | keyring::Error::PlatformFailure(source) => {
            let code = source.downcast_ref::<security_framework::base::Error>().map(|error| error.code());
            if code.is_some_and(|code| WOULD_ASK.contains(&code)) {
                SecretsError::locked("it asks for a permission; allow it, or enter the key again")
            } else {
                SecretsError::unavailable(source.to_string())
            }
        }
        other => SecretsError::unavailable(other.to_string()),
    }
}
