//! The Secret Service (gnome-keyring, KWallet, KeePassXC), by way of keyring's store for it.
//!
//! That store never answers "locked": whatever it finds locked it asks the person to unlock, with a dialog, even to read
//! (`find_matching_items` in zbus-secret-service-keyring-store 1.0). A background poll must not do that. So before it is
//! asked for a key, the service is asked through a connection of our own whether that would need a dialog: searching and
//! the `Locked` property prompt nobody. The search tells nothing of a locked wallet in KWallet and in KeePassXC, hence the
//! second question where nothing was found.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use keyring_core::CredentialStore;
use secret_service::blocking::SecretService;
use secret_service::{EncryptionType, Error as ServiceError};

use super::keychain::Asking;
use super::{KeyEntry, SERVICE, SecretsError};
use crate::text::presentable;

/// Holds the connection that keys are read through.
#[derive(Default)]
pub(super) struct Platform {
    reader: Mutex<Option<Arc<Connection>>>,
}

/// A store, and the means to ask whether it would prompt.
struct Connection {
    service: SecretService<'static>,
    store: Arc<CredentialStore>,
}

/// Whether a call can be answered without a dialog.
#[derive(PartialEq, Eq)]
enum Found {
    Readable,
    Locked,
    Nothing,
}

impl Platform {
    pub(super) fn get(&self, entry: &KeyEntry) -> Result<Vec<u8>, SecretsError> {
        self.read(|connection| match connection.find(entry)? {
            Found::Readable => connection.entry(entry)?.get_secret().map_err(keyring_error),
            Found::Locked => Err(locked()),
            Found::Nothing => Err(SecretsError::Missing),
        })
    }

    pub(super) fn status(&self) -> Result<(), SecretsError> {
        self.read(|connection| if connection.is_locked()? { Err(locked()) } else { Ok(()) })
    }

    /// A connection of its own, so that no poll waits behind a dialog.
    #[expect(clippy::unused_self, reason = "the other platforms need it")]
    pub(super) fn put(&self, entry: &KeyEntry, key: &[u8], asking: &Asking) -> Result<(), SecretsError> {
        let connection = Connection::open()?;
        if connection.is_locked()? || connection.find(entry)? == Found::Locked {
            asking.set();
        }
        connection.ensure_default_collection(asking)?;
        connection.entry(entry)?.set_secret(key).map_err(keyring_error)
    }

    #[expect(clippy::unused_self, reason = "the other platforms need it")]
    pub(super) fn delete(&self, entry: &KeyEntry, asking: &Asking) -> Result<(), SecretsError> {
        let connection = Connection::open()?;
        match connection.find(entry)? {
            Found::Nothing => return Ok(()),
            Found::Locked => asking.set(),
            Found::Readable => {}
        }
        match connection.entry(entry)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(keyring_error(error)),
        }
    }

    /// Drops the connection: the call that uses it is stuck.
    pub(super) fn forget(&self) {
        self.set_reader(None);
    }

    /// Asks through the connection that is there, and through a new one where that one is broken (the service was
    /// restarted, the bus is another one).
    fn read<T>(&self, ask: impl Fn(&Connection) -> Result<T, SecretsError>) -> Result<T, SecretsError> {
        let known = self.reader.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known {
            match ask(&known) {
                Err(SecretsError::Unavailable { reason }) => tracing::debug!(%reason, "asking the keychain anew"),
                answer => return answer,
            }
            self.set_reader(None);
        }
        let fresh = Arc::new(Connection::open()?);
        let answer = ask(&fresh);
        if !matches!(answer, Err(SecretsError::Unavailable { .. })) {
            self.set_reader(Some(fresh));
        }
        answer
    }

    fn set_reader(&self, connection: Option<Arc<Connection>>) {
        *self.reader.lock().unwrap_or_else(PoisonError::into_inner) = connection;
    }
}

impl Connection {
    fn open() -> Result<Self, SecretsError> {
        // No key passes through this one, so it needs no key exchange.
        let service = SecretService::connect(EncryptionType::Plain).map_err(|error| {
            let cause = presentable(&error.to_string(), None, 120);
            SecretsError::unavailable(format!("no Secret Service answers ({cause})"))
        })?;
        let store = zbus_secret_service_keyring_store::Store::new().map_err(keyring_error)?;
        Ok(Self { service, store })
    }

    fn entry(&self, entry: &KeyEntry) -> Result<keyring::Entry, SecretsError> {
        let label = format!("Lowtide: {entry}");
        let modifiers = HashMap::from([("label", label.as_str())]);
        let inner = self.store.build(SERVICE, entry.as_str(), Some(&modifiers)).map_err(keyring_error)?;
        Ok(keyring::Entry { inner })
    }

    /// Looks for the entry without unlocking anything.
    fn find(&self, entry: &KeyEntry) -> Result<Found, SecretsError> {
        let attributes = HashMap::from([("service", SERVICE), ("username", entry.as_str())]);
        let found = self.service.search_items(attributes).map_err(service_error)?;
        Ok(if !found.locked.is_empty() {
            Found::Locked
        } else if !found.unlocked.is_empty() {
            Found::Readable
        } else if self.is_locked()? {
            Found::Locked
        } else {
            Found::Nothing
        })
    }

    /// Whether the collection that new keys go to is locked; without one, whether any collection is.
    fn is_locked(&self) -> Result<bool, SecretsError> {
        match self.service.get_default_collection() {
            Ok(collection) => collection.is_locked().map_err(service_error),
            Err(ServiceError::NoResult) => {
                let collections = self.service.get_all_collections().map_err(service_error)?;
                Ok(collections.iter().any(|collection| collection.is_locked().unwrap_or(false)))
            }
            Err(error) => Err(service_error(error)),
        }
    }

    /// Someone who never had a keyring is asked to make one, as libsecret does; keyring's store would only fail.
    fn ensure_default_collection(&self, asking: &Asking) -> Result<(), SecretsError> {
        match self.service.get_default_collection() {
            Err(ServiceError::NoResult) => {
                asking.set();
                self.service.create_collection("Default keyring", "default").map(drop).map_err(service_error)
            }
            other => other.map(drop).map_err(service_error),
        }
    }
}

fn locked() -> SecretsError {
    SecretsError::locked("unlock it (logging in to the desktop usually does) and try again")
}

fn keyring_error(error: keyring::Error) -> SecretsError {
    match error {
        keyring::Error::NoEntry => SecretsError::Missing,
        keyring::Error::NoStorageAccess(source) | keyring::Error::PlatformFailure(source) => {
            match source.downcast::<ServiceError>() {
                Ok(error) => service_error(*error),
                Err(other) => SecretsError::unavailable(other.to_string()),
            }
        }
        keyring::Error::Ambiguous(_) => {
            SecretsError::unavailable("it holds this entry more than once; delete one in the system's password manager")
        }
        other => SecretsError::unavailable(other.to_string()),
    }
}

fn service_error(error: ServiceError) -> SecretsError {
    match error {
        ServiceError::Locked => locked(),
        ServiceError::Prompt => SecretsError::locked("the request to unlock it was dismissed"),
        other => SecretsError::unavailable(presentable(&other.to_string(), None, 160)),
    }
}
