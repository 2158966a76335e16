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

/// Makes an untrusted text of many lines fit to be shown: without control characters but line feeds and tabs, and without
/// those that change its direction or have no width. What they stood between is joined, so the key is taken out afterwards.
pub fn without_controls(text: &str) -> String {
    let is_shown = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => false,
        c => !c.is_control() && !is_direction_mark(*c),
    };
    text.chars().filter(is_shown).collect()
}

/// The text without the key, however its characters were escaped on the way: as it is, percent-encoded, or as JSON
/// escapes them, also mixed.
pub fn redact_escaped(text: &str, key: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut kept, mut place) = (0, 0);
    while place < text.len() {
        if let Some(end) = end_of_key(text.as_bytes(), place, key.as_bytes()) {
            clean.push_str(text.get(kept..place).unwrap_or_default());
            clean.push_str(REDACTED);
            (kept, place) = (end, end);
        } else {
            place += 1;
        }
    }
    clean.push_str(text.get(kept..).unwrap_or_default());
    clean
}

/// Where the key ends that begins at this place, if it does. A key's characters are ASCII, so a match lies between
/// whole characters of the text.
fn end_of_key(text: &[u8], start: usize, key: &[u8]) -> Option<usize> {
    let (first, rest) = key.split_first()?;
    let mut ends: Vec<usize> = spelled(text, start, *first).collect();
    for wanted in rest {
        if ends.is_empty() {
            return None;
        }
        // A `%` or `\` may be one itself or begin an escape: both are followed.
        ends = ends.iter().flat_map(|at| spelled(text, *at, *wanted)).collect();
        ends.sort_unstable();
        ends.dedup();
    }
    ends.last().copied()
}

/// Where the ways end in which that character may stand at this place.
fn spelled(text: &[u8], at: usize, wanted: u8) -> impl Iterator<Item = usize> {
    let there = text.get(at..).unwrap_or_default();
    let hex = |digits: &[u8]| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    let (plain, escaped) = match there {
        [b'\\', b'u', a, b, c, d, ..] => (b'\\', hex(&[*a, *b, *c, *d]).map(|code| (code, 6))),
        [b'\\', c @ (b'"' | b'\\' | b'/'), ..] => (b'\\', Some((u32::from(*c), 2))),
        [b'%', a, b, ..] => (b'%', hex(&[*a, *b]).map(|code| (code, 3))),
        [b'+', ..] => (b'+', Some((u32::from(b' '), 1))),
        [c, ..] => (*c, None),
        [] => return None.into_iter().chain(None),
    };
    let plain = (plain == wanted).then_some(at + 1);
    let escaped = escaped.filter(|(code, _)| *code == u32::from(wanted)).map(|(_, length)| at + length);
    plain.into_iter().chain(escaped)
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

    #[test]
    fn a_key_is_found_however_it_is_escaped() {
        let key = r#"sk/a+b "c\%2F"#;
        for text in [
            key,
            r#"sk\/a+b \"c\\%2F"#,
            r"sk\u002fa\u002Bb\u0020\u0022c\u005c\u00252F",
            "sk%2Fa%2Bb+%22c%5C%252F",
            "sk%2fa%2bb%20%22c%5c%252F",
            r"sk\/a%2Bb \u0022c\\%252F",
        ] {
            assert_eq!(redact_escaped(&format!("„{text}“ {text}"), key), format!("„{REDACTED}“ {REDACTED}"), "{text}");
        }
        for other in ["sk/a+b", "", "sk%", "sk\\", "sk\\u00", "sk%2"] {
            assert_eq!(redact_escaped(other, key), other);
        }
        assert_eq!(redact_escaped("anything", ""), "anything", "no key is nowhere");
    }

    #[test]
    fn many_lines_without_what_is_not_seen() {
        let text = "{\r\n\t\"a\": 1\u{0}\u{1b}[31m}\u{202e}\u{200b}\u{feff}é\n";
        assert_eq!(without_controls(text), "{\n\t\"a\": 1[31m}é\n");
        assert_eq!(redact_escaped(&without_controls("s\u{0}k\u{0}-\u{200d}1"), "sk-1"), REDACTED);
    }
}
