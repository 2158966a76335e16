//! What a provider said, word for word, for a person who wants to see it: without the key, and never more than a screenful.
//!
//! Kept in memory only. A provider may repeat what it was sent, so the key is taken out in every form in which it is sent
//! and in every way in which an answer may write it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::target::{Target, basic_pair};
use super::transport::RawAnswer;
use crate::catalog::Auth;
use crate::secret::Secret;
use crate::text;
use crate::time::Timestamp;

/// The most that is kept of an answer's text.
const MOST: usize = 32 * 1024;
/// The encoded form of a shorter key would be found by chance in a text that has nothing to do with it.
const LONG_ENOUGH: usize = 8;

/// An answer's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// When it had come.
    pub at: Timestamp,
    /// Its HTTP status.
    pub status: u16,
    /// Its text, without the key and without control characters but line feeds and tabs; 32 KiB at most.
    pub text: String,
    /// Whether the text is only the beginning.
    pub truncated: bool,
}

impl Heard {
    pub(super) fn of(answer: &RawAnswer, target: &Target<'_>, secret: &Secret) -> Self {
        // First what is not seen goes: it may stand between the key's characters. Only then is the rest cut off, so that no
        // half of a key is left at the end.
        let mut text = text::without_controls(&String::from_utf8_lossy(&answer.body));
        for form in forms(target, secret) {
            text = text::redact_escaped(&text, &form);
        }
        let truncated = text.len() > MOST;
        if truncated {
            text.truncate(text.floor_char_boundary(MOST));
        }
        text.shrink_to_fit();
        Self { at: answer.received_at, status: answer.status, text, truncated }
    }
}

/// The texts that the key may be known by.
fn forms(target: &Target<'_>, secret: &Secret) -> Vec<Zeroizing<String>> {
    let key = Zeroizing::new(secret.expose().to_owned());
    let mut forms = Vec::new();
    // The longest first: what is left of one would not be found again.
    if let Auth::Basic { username, password } = &target.provider.auth
        && let Ok(pair) = basic_pair(target, (username, password), secret)
    {
        forms.extend(encoded(&pair));
    }
    if key.len() >= LONG_ENOUGH {
        forms.extend(encoded(&key));
    }
    forms.push(key);
    forms
}

/// Without the `=` at its end, base64 is found with and without it.
fn encoded(text: &str) -> [Zeroizing<String>; 4] {
    let hex = |digit: fn(u8) -> String| text.bytes().map(digit).collect::<String>();
    [
        STANDARD_NO_PAD.encode(text),
        URL_SAFE_NO_PAD.encode(text),
        hex(|byte| format!("{byte:02x}")),
        hex(|byte| format!("{byte:02X}")),
    ]
    .map(Zeroizing::new)
}
