//! The keychain: where keys are kept, behind a trait that names the operations.
//!
//! "No such key", "the keychain is locked" and "there is no keychain to ask" are three answers, because three different
//! things help. Deliberately absent: a list of all entries (the settings know them), a cache (the engine's business), and
//! any call that hands a key to a page.

mod error;
mod keychain;
mod memory;
#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod platform;

pub use error::SecretsError;
pub use keychain::KeychainStore;
pub use memory::{Condition, MemoryStore};

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::ids::ProviderId;
use crate::secret::Secret;

/// The service that every entry is filed under: `secret-tool search --all service lowtide` shows them on Linux.
pub const SERVICE: &str = "lowtide";

/// Keeps keys. Reading never asks the person anything; storing and deleting, which the person began, may.
#[async_trait]
pub trait SecretStore: Send + Sync + 'static {
    /// The key of that entry. Never prompts: a keychain that would ask for its password answers `Locked`.
    async fn get(&self, entry: &KeyEntry) -> Result<Secret, SecretsError>;

    /// Stores a key, in place of the one that was there. May ask the person to unlock the keychain.
    async fn put(&self, entry: &KeyEntry, secret: &Secret) -> Result<(), SecretsError>;

    /// Forgets a key; one that is not there is forgotten already. May ask the person to unlock the keychain.
    async fn delete(&self, entry: &KeyEntry) -> Result<(), SecretsError>;

    /// What the system calls it.
    fn name(&self) -> &'static str;

    /// Whether the keychain can be read right now. Never prompts, and never answers `Missing`.
    async fn status(&self) -> Result<(), SecretsError>;
}

/// Names one entry of the keychain (its user name; the service is [`SERVICE`]). Settings keep it, so that renaming an
/// account never moves a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyEntry(String);

/// The text names no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the name of a keychain entry: use 1 to 100 lower-case letters, digits and hyphens")]
pub struct InvalidKeyEntry(String);

impl KeyEntry {
    /// A new entry's name, such as `crun-3f9a2c1b`: an entry is never named as an earlier one was, so that a key which
    /// was left behind is never taken for a new account's.
    pub fn fresh(provider: &ProviderId, random: u32) -> Self {
        Self(format!("{provider}-{random:08x}"))
    }

    /// The name's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KeyEntry {
    type Err = InvalidKeyEntry;

    fn from_str(text: &str) -> Result<Self, InvalidKeyEntry> {
        let valid = (1..=100).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if valid { Ok(Self(text.to_owned())) } else { Err(InvalidKeyEntry(text.to_owned())) }
    }
}

impl TryFrom<String> for KeyEntry {
    type Error = InvalidKeyEntry;

    fn try_from(text: String) -> Result<Self, InvalidKeyEntry> {
        text.parse()
    }
}

impl From<KeyEntry> for String {
    fn from(entry: KeyEntry) -> Self {
        entry.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_entry_can_be_read_back_from_settings() {
        let longest: ProviderId = "p".repeat(64).parse().unwrap();
        for (provider, random, name) in [("crun".parse().unwrap(), 0x3f_9a2c, "crun-003f9a2c"), (longest, u32::MAX, "")]
        {
            let entry = KeyEntry::fresh(&provider, random);
            assert!(name.is_empty() || entry.as_str() == name);
            assert_eq!(entry.to_string().parse::<KeyEntry>().unwrap(), entry);
        }
        for bad in ["", "A", "a/b", "a b", &"a".repeat(101)] {
            assert!(bad.parse::<KeyEntry>().is_err(), "{bad:?}");
        }
    }
}
