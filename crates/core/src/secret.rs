//! A key in memory: cannot be printed, serialised or cloned, and is zeroed when dropped.

use std::fmt;

use zeroize::Zeroizing;

/// An API key. Deliberately absent: `Clone`, `Serialize`, `Display`, `Deref`, `PartialEq`.
pub struct Secret(Zeroizing<String>);

/// Why a text cannot be a key that is sent in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSecret {
    /// Nothing but white space.
    #[error("the key is empty")]
    Empty,
    /// A line break or another control character inside: usually two lines were pasted.
    #[error("the key contains a line break or another control character; paste the key alone")]
    ControlCharacter,
    /// A character outside ASCII: usually a "smart" quote or an ellipsis from a masked key.
    #[error("the key contains a character that no key has (outside ASCII); copy it again from the provider's page")]
    NotAscii,
    /// Longer than any key (8 KiB).
    #[error("the key is too long to be one")]
    TooLong,
}

impl Secret {
    /// Takes a key as it was pasted: white space around it is dropped, anything that could not be sent is refused.
    pub fn parse(text: String) -> Result<Self, InvalidSecret> {
        let text = Zeroizing::new(text);
        let key = text.trim();
        if key.is_empty() {
            return Err(InvalidSecret::Empty);
        }
        if key.len() > 8 * 1024 {
            return Err(InvalidSecret::TooLong);
        }
        if key.chars().any(char::is_control) {
            return Err(InvalidSecret::ControlCharacter);
        }
        if !key.is_ascii() {
            return Err(InvalidSecret::NotAscii);
        }
        Ok(Self(Zeroizing::new(key.to_owned())))
    }

    /// The key itself. Every call is a place to review: the only rightful uses are the request's header and the keychain.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_pasted_key_and_refuses_what_cannot_be_one() {
        assert_eq!(Secret::parse("  sk-1 \n".into()).unwrap().expose(), "sk-1");
        assert_eq!(Secret::parse(" \n".into()).unwrap_err(), InvalidSecret::Empty);
        assert_eq!(Secret::parse("sk\n1".into()).unwrap_err(), InvalidSecret::ControlCharacter);
        assert_eq!(Secret::parse("sk\u{0}1".into()).unwrap_err(), InvalidSecret::ControlCharacter);
        assert_eq!(Secret::parse("sk…1".into()).unwrap_err(), InvalidSecret::NotAscii);
        assert_eq!(Secret::parse("k".repeat(9000)).unwrap_err(), InvalidSecret::TooLong);
    }

    #[test]
    fn never_prints_itself() {
        let secret = Secret::parse("sk-very-secret".into()).unwrap();
        assert!(!format!("{secret:?} {:#?}", Some(&secret)).contains("very"));
    }
}
