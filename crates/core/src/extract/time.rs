//! Points in time, as providers write them.

use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::document::Node;
use super::view::{Miss, View, header_path};
use crate::amount::{self, Decimal};
use crate::catalog::value::{Pick, Time, TimeFormat, TimeSource};

/// The point in time, or why there is none.
pub(super) fn read(time: &Time, view: View<'_>) -> Result<Timestamp, Miss> {
    match &time.source {
        TimeSource::Header(part) => {
            let text = view.header(part)?;
            let at = parse(time.format, text, view.received_at());
            at.unwrap_or_else(|| Err(view.odd_text(&header_path(part), expected(time.format), text)))
        }
        TimeSource::Path(path) => {
            let Some(pick) = time.pick else {
                let node = view.one(path, expected(time.format))?;
                return of_node(time.format, view, path.as_str(), node);
            };
            let found = view.all(path).into_iter().map(|(_, node)| of_node(time.format, view, path.as_str(), node));
            // A grant that never lapses has no date; the others still do.
            let found: Vec<Timestamp> =
                found.filter(|at| !matches!(at, Err(Miss::Null(_)))).collect::<Result<_, _>>()?;
            let picked = match pick {
                Pick::Earliest => found.into_iter().min(),
                Pick::Latest => found.into_iter().max(),
            };
            picked.ok_or_else(|| Miss::Absent(path.as_str().to_owned()))
        }
    }
}

fn expected(format: TimeFormat) -> &'static str {
    match format {
        TimeFormat::Rfc3339 => "a time such as 2026-11-20T10:00:00Z",
        TimeFormat::UnixSeconds => "a time in seconds since 1970",
        TimeFormat::UnixMilliseconds => "a time in milliseconds since 1970",
        TimeFormat::SecondsFromNow => "a number of seconds",
        TimeFormat::HttpDate => "a time such as Sun, 06 Nov 1994 08:49:37 GMT",
    }
}

fn of_node(format: TimeFormat, view: View<'_>, path: &str, node: Node<'_>) -> Result<Timestamp, Miss> {
    let text = match (node.value(), node.digits()) {
        (Value::Null, _) => return Err(Miss::Null(path.to_owned())),
        (Value::String(text), _) if text.trim().is_empty() => return Err(Miss::Null(path.to_owned())),
        (Value::String(text), _) => text.as_str(),
        (Value::Number(_), Some(digits)) if !matches!(format, TimeFormat::Rfc3339 | TimeFormat::HttpDate) => digits,
        _ => return Err(view.odd(path, expected(format), node)),
    };
    match parse(format, text, view.received_at()) {
        Some(Err(_)) => Err(Miss::Null(path.to_owned())),
        Some(at) => at,
        None => Err(view.odd(path, expected(format), node)),
    }
}

/// `None` if the text is no such time; an inner miss where it is the way to say "never" (0 since 1970).
fn parse(format: TimeFormat, text: &str, received_at: Timestamp) -> Option<Result<Timestamp, Miss>> {
    let text = text.trim();
    match format {
        TimeFormat::Rfc3339 => rfc3339(text).map(Ok),
        TimeFormat::HttpDate => http_date(text).map(Ok),
        TimeFormat::SecondsFromNow => {
            let milliseconds = milliseconds(text, Decimal::ONE_THOUSAND)?;
            received_at.checked_add(SignedDuration::from_millis(milliseconds)).ok().map(Ok)
        }
        TimeFormat::UnixSeconds | TimeFormat::UnixMilliseconds => {
            let factor = if format == TimeFormat::UnixSeconds { Decimal::ONE_THOUSAND } else { Decimal::ONE };
            match milliseconds(text, factor)? {
                ..=0 => Some(Err(Miss::Null(String::new()))),
                since => Timestamp::from_millisecond(since).ok().map(Ok),
            }
        }
    }
}

fn milliseconds(text: &str, factor: Decimal) -> Option<i64> {
    let number = amount::parse(text).ok()?.checked_mul(factor)?;
    i64::try_from(number.trunc()).ok()
}

/// RFC 3339; without a zone it is UTC, without a time the day's first moment.
fn rfc3339(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let civil: DateTime = text.parse().ok()?;
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// As in HTTP headers: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_times_that_providers_write() {
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        for (format, text, expected) in [
            (TimeFormat::Rfc3339, "2026-04-29T17:48:46.000Z", Some("2026-04-29T17:48:46Z")),
            (TimeFormat::Rfc3339, "2026-04-29T17:48:46+02:00", Some("2026-04-29T15:48:46Z")),
            (TimeFormat::Rfc3339, "2026-04-29T17:48:46+0200", Some("2026-04-29T15:48:46Z")),
            (TimeFormat::Rfc3339, "2026-04-29T17:48:46.123", Some("2026-04-29T17:48:46.123Z")),
            (TimeFormat::Rfc3339, "2026-04-29 17:48:46", Some("2026-04-29T17:48:46Z")),
            (TimeFormat::Rfc3339, "2026-04-29", Some("2026-04-29T00:00:00Z")),
            (TimeFormat::Rfc3339, "next month", None),
            (TimeFormat::Rfc3339, "2026-13-01", None),
            (TimeFormat::UnixSeconds, "1702896511", Some("2023-12-18T10:48:31Z")),
            (TimeFormat::UnixSeconds, "1702896511.5", Some("2023-12-18T10:48:31.5Z")),
            (TimeFormat::UnixMilliseconds, "1785816000000", Some("2026-08-04T04:00:00Z")),
            (TimeFormat::UnixSeconds, "99999999999999999999999", None),
            (TimeFormat::SecondsFromNow, "90", Some("2026-11-20T10:01:30Z")),
            (TimeFormat::SecondsFromNow, "-60", Some("2026-11-20T09:59:00Z")),
            (TimeFormat::HttpDate, "Sun, 06 Nov 1994 08:49:37 GMT", Some("1994-11-06T08:49:37Z")),
            (TimeFormat::HttpDate, "yesterday", None),
        ] {
            let at = parse(format, text, now).map(|at| at.unwrap());
            assert_eq!(at, expected.map(|at| at.parse().unwrap()), "{format:?} {text:?}");
        }
        assert!(parse(TimeFormat::UnixSeconds, "0", now).unwrap().is_err(), "0 is how some say \"never\"");
    }
}
