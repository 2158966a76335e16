//! Validated names: a provider (a definition) and an account (one configured key) are different things.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not an identifier: use 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit"
)]
pub struct InvalidId(pub String);

fn is_identifier(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier's text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if is_identifier(text) { Ok(Self(text.to_owned())) } else { Err(InvalidId(text.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

identifier! {
    /// Names a provider's definition; equals its folder's name in the catalogue.
    ProviderId
}

identifier! {
    /// Names one configured key; chosen once, stable for the account's life.
    AccountId
}

impl AccountId {
    /// A free identifier for a new account: the provider's, with the label and then a number where it is taken.
    pub fn propose(provider: &ProviderId, label: Option<&str>, is_taken: impl Fn(&Self) -> bool) -> Self {
        let slug: String = label
            .unwrap_or_default()
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let slug = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        let mut base = provider.to_string();
        if !slug.is_empty() && slug != base {
            base = format!("{base}-{slug}");
        }
        base.truncate(56); // leaves room for a number within 64
        let base = base.trim_end_matches('-');
        let mut candidate = Self(base.to_owned());
        let mut number = 2_u32;
        while is_taken(&candidate) {
            candidate = Self(format!("{base}-{number}"));
            number += 1;
        }
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_short_and_plain() {
        for good in ["srtgen", "srtgen-work", "0x", &"a".repeat(64)] {
            assert!(good.parse::<AccountId>().is_ok(), "{good:?}");
        }
        for bad in ["", "-a", "A", "a b", "a/b", "ü", "..", &"a".repeat(65)] {
            assert!(bad.parse::<AccountId>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_proposed_identifier_is_valid_and_free() {
        let provider: ProviderId = "crun".parse().unwrap();
        let taken = ["crun".to_owned(), "crun-work".to_owned()];
        let is_taken = |id: &AccountId| taken.contains(&id.to_string());
        assert_eq!(AccountId::propose(&provider, None, is_taken).as_str(), "crun-2");
        assert_eq!(AccountId::propose(&provider, Some("Work"), is_taken).as_str(), "crun-work-2");
        assert_eq!(AccountId::propose(&provider, Some("ÜÜ 日本"), is_taken).as_str(), "crun-2");
        let long = AccountId::propose(&provider, Some(&"x y ".repeat(60)), is_taken);
        assert!(long.as_str().parse::<AccountId>().is_ok(), "{long}");
    }
}
