//! A keychain in memory, for the demo and for tests; it can be told to be locked or away.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use zeroize::Zeroizing;

use super::{KeyEntry, SecretStore, SecretsError};
use crate::secret::Secret;

/// A keychain in memory; it ends with the process.
#[derive(Default)]
pub struct MemoryStore {
    inner: Mutex<Inner>,
}

/// What a [`MemoryStore`] plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Condition {
    /// Everything works.
    #[default]
    Open,
    /// Every call answers `Locked`.
    Locked,
    /// Every call answers `Unavailable`.
    Unavailable,
}

#[derive(Default)]
struct Inner {
    condition: Condition,
    keys: HashMap<KeyEntry, Zeroizing<String>>,
}

impl MemoryStore {
    /// An empty, open keychain.
    pub fn new() -> Self {
        Self::default()
    }

    /// Plays that condition from now on; what is stored stays.
    pub fn set_condition(&self, condition: Condition) {
        self.lock().condition = condition;
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, Inner>, SecretsError> {
        let inner = self.lock();
        match inner.condition {
            Condition::Open => Ok(inner),
            Condition::Locked => Err(SecretsError::locked("it was told to be")),
            Condition::Unavailable => Err(SecretsError::unavailable("it was told to be")),
        }
    }
}

#[async_trait]
impl SecretStore for MemoryStore {
    async fn get(&self, entry: &KeyEntry) -> Result<Secret, SecretsError> {
        let key = self.open()?.keys.get(entry).map(|key| String::clone(key)).ok_or(SecretsError::Missing)?;
        Secret::parse(key).map_err(|_| SecretsError::Missing)
    }

    async fn put(&self, entry: &KeyEntry, secret: &Secret) -> Result<(), SecretsError> {
        self.open()?.keys.insert(entry.clone(), Zeroizing::new(secret.expose().to_owned()));
        Ok(())
    }

    async fn delete(&self, entry: &KeyEntry) -> Result<(), SecretsError> {
        self.open()?.keys.remove(entry);
        Ok(())
    }

    fn name(&self) -> &'static str {
        "memory"
    }

    async fn status(&self) -> Result<(), SecretsError> {
        self.open().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::{Failure, FailureKind};

    fn secret(text: &str) -> Secret {
        Secret::parse(text.to_owned()).unwrap()
    }

    #[tokio::test]
    async fn keeps_replaces_and_forgets() {
        let store = MemoryStore::new();
        let entry: KeyEntry = "crun-1".parse().unwrap();
        assert_eq!(store.get(&entry).await.unwrap_err(), SecretsError::Missing);
        store.put(&entry, &secret("first")).await.unwrap();
        store.put(&entry, &secret("second")).await.unwrap();
        assert_eq!(store.get(&entry).await.unwrap().expose(), "second");
        store.delete(&entry).await.unwrap();
        store.delete(&entry).await.unwrap();
        assert_eq!(store.get(&entry).await.unwrap_err(), SecretsError::Missing);
    }

    #[tokio::test]
    async fn locked_and_unavailable_are_not_missing_and_lose_nothing() {
        let store = MemoryStore::new();
        let entry: KeyEntry = "crun-1".parse().unwrap();
        store.put(&entry, &secret("key")).await.unwrap();
        for (condition, kind) in [
            (Condition::Locked, FailureKind::KeychainLocked),
            (Condition::Unavailable, FailureKind::KeychainUnavailable),
        ] {
            store.set_condition(condition);
            assert_eq!(Failure::from(store.get(&entry).await.unwrap_err()).kind, kind);
            assert_eq!(store.status().await.unwrap_err().failure_kind(), kind);
            assert!(store.put(&entry, &secret("other")).await.is_err());
            assert!(store.delete(&entry).await.is_err());
        }
        store.set_condition(Condition::Open);
        assert_eq!(store.get(&entry).await.unwrap().expose(), "key");
    }
}
