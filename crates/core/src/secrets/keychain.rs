//! The operating system's keychain.
//!
//! The `keyring` crate (4.x) is what speaks to it: its [`keyring::Entry`] and [`keyring::Error`], over the platform's
//! store of the same family. What is *not* used is keyring's own installation of that store: it happens once per process,
//! in a lazy static, and a program that was started before the Secret Service would stay without keys until it is
//! restarted. Here a store is opened when it is needed, again after a failure, and again when its connection broke.
//!
//! Each call runs on a thread of its own, because the platforms' calls block for as long as a person looks at a dialog.
//! It is no thread of tokio's: a call that never returns must not keep the runtime, and so the program, from ending.
//! There are only a few of them; when all are stuck, the answer is `Unavailable` and no further thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::platform::Platform;
use super::{KeyEntry, SecretStore, SecretsError};
use crate::foreign;
use crate::secret::Secret;

/// A keychain that does not answer within this time counts as not available.
const READ_LIMIT: Duration = Duration::from_secs(10);
/// How long a person may take to unlock the keychain when they asked for something themselves.
const WRITE_LIMIT: Duration = Duration::from_mins(1);

/// The operating system's keychain: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
pub struct KeychainStore {
    platform: Arc<Platform>,
    readers: Arc<Semaphore>,
    writers: Arc<Semaphore>,
}

impl Default for KeychainStore {
    fn default() -> Self {
        Self::new()
    }
}

impl KeychainStore {
    /// Opens nothing yet: a keychain that is not there is found out, and looked for again, by each call.
    pub fn new() -> Self {
        Self {
            platform: Arc::new(Platform::default()),
            readers: Arc::new(Semaphore::new(4)),
            writers: Arc::new(Semaphore::new(2)),
        }
    }

    async fn read<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Platform) -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let outcome = tokio::time::timeout(READ_LIMIT, on_a_thread(&self.platform, &self.readers, call)).await;
        outcome.unwrap_or_else(|_| {
            self.platform.forget();
            Err(SecretsError::unavailable(format!("it did not answer within {} s", READ_LIMIT.as_secs())))
        })
    }

    async fn write<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Platform, &Asking) -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let asking = Asking::default();
        let seen = asking.clone();
        let call = on_a_thread(&self.platform, &self.writers, move |platform| call(platform, &asking));
        tokio::time::timeout(WRITE_LIMIT, call).await.unwrap_or_else(|_| {
            let seconds = WRITE_LIMIT.as_secs();
            Err(if seen.is_set() {
                SecretsError::locked(format!("it was not unlocked within {seconds} s"))
            } else {
                SecretsError::unavailable(format!("it did not answer within {seconds} s"))
            })
        })
    }
}

#[async_trait]
impl SecretStore for KeychainStore {
    async fn get(&self, entry: &KeyEntry) -> Result<Secret, SecretsError> {
        let wanted = entry.clone();
        let bytes = self.read(move |platform| platform.get(&wanted)).await?;
        let text = String::from_utf8(bytes).map_err(|error| drop(Zeroizing::new(error.into_bytes())));
        text.and_then(|text| Secret::parse(text).map_err(drop)).map_err(|()| {
            tracing::warn!(%entry, "what the keychain holds is no key");
            SecretsError::Missing
        })
    }

    async fn put(&self, entry: &KeyEntry, secret: &Secret) -> Result<(), SecretsError> {
        let entry = entry.clone();
        let key = Zeroizing::new(secret.expose().as_bytes().to_vec());
        self.write(move |platform, asking| platform.put(&entry, &key, asking)).await
    }

    async fn delete(&self, entry: &KeyEntry) -> Result<(), SecretsError> {
        let entry = entry.clone();
        self.write(move |platform, asking| platform.delete(&entry, asking)).await
    }

    fn name(&self) -> &'static str {
        if cfg!(target_os = "linux") {
            "Secret Service"
        } else if cfg!(windows) {
            "Credential Manager"
        } else {
            "Keychain"
        }
    }

    async fn status(&self) -> Result<(), SecretsError> {
        self.read(Platform::status).await
    }
}

/// Set by the platform when the person is about to be asked, so that a time-out says which of the two did not answer.
#[derive(Clone, Default)]
pub(super) struct Asking(Arc<AtomicBool>);

impl Asking {
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only the Secret Service can be asked beforehand"))]
    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

async fn on_a_thread<T: Send + 'static>(
    platform: &Arc<Platform>,
    places: &Arc<Semaphore>,
    call: impl FnOnce(&Platform) -> Result<T, SecretsError> + Send + 'static,
) -> Result<T, SecretsError> {
    let platform = Arc::clone(platform);
    foreign::call("lowtide-keychain", places, move || call(&platform))
        .await
        .unwrap_or_else(|foreign::Broken| Err(SecretsError::unavailable("the call to it failed")))
}
