//! Durations as people write them: `90s`, `15m`, `1h30m`, `1d`, `2w`.

use std::time::Duration;

/// Why a text is no duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// The text is not numbers with units.
    #[error("write a duration such as \"90s\", \"15m\", \"6h\", \"1d\" or \"1h30m\"")]
    Malformed,
    /// The duration is longer than can be held.
    #[error("the duration is too long")]
    TooLong,
}

const UNITS: [(char, u64); 5] = [('w', 7 * 24 * 60 * 60), ('d', 24 * 60 * 60), ('h', 60 * 60), ('m', 60), ('s', 1)];

/// Reads `2w`, `1d`, `6h`, `15m`, `90s` or several of them, the largest unit first: `1h30m`.
pub fn parse_duration(text: &str) -> Result<Duration, DurationError> {
    let mut rest = text;
    let mut units = UNITS.iter();
    let mut seconds = 0_u64;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest.split_at(digits);
        let unit = behind.chars().next().ok_or(DurationError::Malformed)?;
        if number.is_empty() {
            return Err(DurationError::Malformed);
        }
        // Going on from the last unit refuses repeated and swapped ones.
        let (_, factor) = units.find(|(name, _)| *name == unit).ok_or(DurationError::Malformed)?;
        let number: u64 = number.parse().map_err(|_| DurationError::TooLong)?;
        seconds = number.checked_mul(*factor).and_then(|s| s.checked_add(seconds)).ok_or(DurationError::TooLong)?;
        rest = &behind[unit.len_utf8()..];
    }
    if text.is_empty() { Err(DurationError::Malformed) } else { Ok(Duration::from_secs(seconds)) }
}

/// Writes a duration as [`parse_duration`] reads it; parts of a second are dropped.
pub fn format_duration(duration: Duration) -> String {
    let mut seconds = duration.as_secs();
    if seconds == 0 {
        return "0s".to_owned();
    }
    let mut text = String::new();
    // Days are the largest unit that is written: "90d" says more than "12w6d".
    for (name, factor) in UNITS.into_iter().skip_while(|(name, _)| *name != 'd') {
        if seconds >= factor {
            text.push_str(&(seconds / factor).to_string());
            text.push(name);
            seconds %= factor;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for (text, seconds) in [
            ("90s", 90),
            ("15m", 900),
            ("6h", 21_600),
            ("1d", 86_400),
            ("1h30m", 5400),
            ("1d2h3m4s", 93_784),
            ("2w", 1_209_600),
            ("1w1d1h1m1s", 694_861),
            ("0s", 0),
        ] {
            assert_eq!(parse_duration(text), Ok(Duration::from_secs(seconds)), "from {text:?}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_duration() {
        for text in
            ["", "15", "m", "15 m", "1.5h", "-1h", "30m1h", "1h1h", "1d1w", "1W", "1y", "15M", "1h30", "٣m", "5m "]
        {
            assert_eq!(parse_duration(text), Err(DurationError::Malformed), "from {text:?}");
        }
        for text in ["99999999999999999999s", "9999999999999999999d", "213503982334601d86400s"] {
            assert_eq!(parse_duration(text), Err(DurationError::TooLong), "from {text:?}");
        }
    }

    #[test]
    fn writes_what_people_would_write() {
        for (seconds, text) in [(0, "0s"), (90, "1m30s"), (86_400, "1d"), (604_800, "7d"), (7_776_000, "90d")] {
            assert_eq!(format_duration(Duration::from_secs(seconds)), text, "from {seconds} s");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(seconds in any::<u64>()) {
            let duration = Duration::from_secs(seconds);
            prop_assert_eq!(parse_duration(&format_duration(duration)), Ok(duration));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,20}") {
            let _outcome = parse_duration(&text);
        }
    }
}
