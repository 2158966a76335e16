//! Amounts, times and names in the words of a terminal.

use lowtide_core::amount::{self, Decimal, Unit};
use lowtide_core::language::Language;
use lowtide_core::report::{AccountReport, FailureReport, MeterReport};
use lowtide_core::text;
use lowtide_core::time::Timestamp;

use crate::output::Style;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A text that came from elsewhere, fit for one line of a terminal: it cannot move the cursor or change colours.
pub(crate) fn clean(text: &str) -> String {
    text::presentable(text, None, 200)
}

/// How long ago that was: `just now`, `2 min ago`.
pub(crate) fn ago(then: Timestamp, now: Timestamp) -> String {
    match now.as_second() - then.as_second() {
        ..10 => "just now".to_owned(),
        seconds => format!("{} ago", span(seconds)),
    }
}

/// A point in time and how far away it is: `2026-04-29 17:48 UTC (in 9 d)`.
pub(crate) fn moment(at: Timestamp, now: Timestamp) -> String {
    let distance = match at.as_second() - now.as_second() {
        -9..10 => "now".to_owned(),
        seconds @ 0.. => format!("in {}", span(seconds)),
        seconds => format!("{} ago", span(-seconds)),
    };
    format!("{} ({distance})", date_and_time(at))
}

/// A point in time to the minute.
pub(crate) fn date_and_time(at: Timestamp) -> String {
    let text = at.to_string();
    match text.get(..16) {
        Some(minute) => format!("{} UTC", minute.replace('T', " ")),
        None => text,
    }
}

fn span(seconds: i64) -> String {
    match seconds {
        ..MINUTE => format!("{seconds} s"),
        MINUTE..HOUR => format!("{} min", seconds / MINUTE),
        HOUR..DAY => format!("{} h", seconds / HOUR),
        _ => format!("{} d", seconds / DAY),
    }
}

/// An amount of the report with its unit: `1,250 credits`.
pub(crate) fn phrase(digits: &str, unit: &str) -> String {
    match (amount::parse(digits), unit.parse::<Unit>()) {
        (Ok(amount), Ok(unit)) => Language::English.amount(amount.normalize(), &unit),
        // Neither happens: both were written by the core.
        _ => format!("{digits} {unit}"),
    }
}

/// An amount of the report alone: `1,250`.
pub(crate) fn number(digits: &str) -> String {
    amount::parse(digits).map_or_else(|_| digits.to_owned(), grouped)
}

fn grouped(amount: Decimal) -> String {
    Language::English.number(amount.normalize())
}

/// A fraction in percent: whole, but for what would seem to be nothing.
pub(crate) fn percent(fraction: Decimal) -> String {
    let Some(percent) = fraction.checked_mul(Decimal::ONE_HUNDRED) else { return "∞".to_owned() };
    let places = u32::from(percent.abs() < Decimal::ONE);
    format!("{} %", grouped(percent.round_dp(places)))
}

/// What a meter says is left; `None` where it says nothing.
pub(crate) fn left(meter: &MeterReport) -> Option<String> {
    if meter.unlimited {
        return Some("unlimited".to_owned());
    }
    meter.remaining.as_ref().map(|remaining| phrase(remaining.get(), &meter.unit))
}

/// What a meter says at the least: what is left, else what was used.
pub(crate) fn figure(meter: &MeterReport) -> String {
    let used = || meter.used.as_ref().map(|used| format!("{} used", phrase(used.get(), &meter.unit)));
    left(meter).or_else(used).unwrap_or_else(|| "not reported".to_owned())
}

/// The meter that the account is judged by.
pub(crate) fn primary(account: &AccountReport) -> Option<&MeterReport> {
    account.meters.iter().find(|meter| meter.primary)
}

/// A label, with the id behind it where they differ.
pub(crate) fn name(label: &str, id: &str) -> String {
    let label = clean(label);
    if label == id || label.is_empty() { id.to_owned() } else { format!("{label} ({id})") }
}

/// Why there is no newer reading, in a sentence.
pub(crate) fn failure(failure: &FailureReport, now: Timestamp) -> String {
    let message = clean(&failure.message);
    let status = failure.http_status.filter(|status| !message.contains(&status.to_string()));
    let status = status.map(|status| format!(" (HTTP {status})")).unwrap_or_default();
    let retry = failure.retry_at.map(|at| format!("; not before {}", moment(at, now))).unwrap_or_default();
    format!("{}{status}{retry}", message.trim_end_matches('.'))
}

/// A state's sign and colour. The word stands beside it always.
pub(crate) fn sign(state: &str) -> (&'static str, Style) {
    match state {
        "ok" => ("●", Style::Green),
        "low" => ("◑", Style::Yellow),
        "critical" => ("◔", Style::Red),
        "empty" => ("○", Style::Red),
        "failing" => ("✗", Style::Red),
        "paused" => ("‖", Style::Dim),
        _ => ("?", Style::Dim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn times_are_told_by_their_largest_unit() {
        let now = at(10 * DAY);
        for (seconds, expected) in [
            (0, "just now"),
            (-5, "just now"),
            (9, "just now"),
            (45, "45 s ago"),
            (150, "2 min ago"),
            (3 * HOUR + 5, "3 h ago"),
            (5 * DAY, "5 d ago"),
        ] {
            assert_eq!(ago(at(10 * DAY - seconds), now), expected);
        }
        assert_eq!(moment(at(9 * DAY), at(0)), "1970-01-10 00:00 UTC (in 9 d)");
        assert_eq!(moment(at(0), at(90)), "1970-01-01 00:00 UTC (1 min ago)");
    }

    #[test]
    fn a_share_is_whole_until_it_is_small() {
        for (fraction, expected) in
            [("0.624", "62 %"), ("1", "100 %"), ("0.0044", "0.4 %"), ("0", "0 %"), ("-0.5", "-50 %"), ("2", "200 %")]
        {
            assert_eq!(percent(amount::parse(fraction).unwrap()), expected);
        }
    }

    #[test]
    fn what_came_from_elsewhere_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc"), "a [31mb c");
        assert_eq!(name("crun", "crun"), "crun");
        assert_eq!(name("My\u{7} key", "crun"), "My key (crun)");
    }
}
