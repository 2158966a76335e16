//! Text that came from outside, made fit to be shown and kept.

use crate::secret::Secret;

/// What stands where a key stood.
pub const REDACTED: &str = "•••";

/// Makes an untrusted text fit for one line: the key is taken out first (also its percent-encoded form), then control
/// and direction-changing characters, then what is beyond `limit` characters.
pub fn presentable(text: &str, secret: Option<&Secret>, limit: usize) -> String {
    let mut clean = match secret {
        Some(secret) => redact(text, secret),
        None => text.to_owned(),
    };
    clean = clean
        .chars()
        .map(|c| if c.is_control() || is_direction_mark(c) { ' ' } else { c })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if clean.chars().count() > limit {
        clean = clean.chars().take(limit.saturating_sub(1)).chain(['…']).collect();
    }
    clean
}

/// The text without the key, in its plain and its percent-encoded form.
pub fn redact(text: &str, secret: &Secret) -> String {
    let key = secret.expose();
    let encoded: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
    text.replace(key, REDACTED).replace(&encoded, REDACTED)
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_key_out_before_it_cuts() {
        let secret = Secret::parse("sk a/b".into()).unwrap();
        assert_eq!(presentable("bad key sk a/b!", Some(&secret), 80), "bad key •••!");
        assert_eq!(presentable("?key=sk+a%2Fb", Some(&secret), 80), "?key=•••");
        assert_eq!(presentable("0123456 sk a/b", Some(&secret), 10), "0123456 •…");
    }

    #[test]
    fn one_line_without_control_characters() {
        assert_eq!(presentable("a\r\nb\u{0}\u{202e}c\t d", None, 80), "a b c d");
    }
}
