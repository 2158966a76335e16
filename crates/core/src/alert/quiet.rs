//! Quiet hours, by local time.

use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::time::Timestamp;

/// A span of every day, by local time, in which warnings wait. It may reach over midnight; from and to are never
/// alike, because a day without an end would hold warnings for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// Its first moment.
    pub from: Time,
    /// Its end, which is not part of it.
    pub to: Time,
    /// Whether critical alerts are told nevertheless.
    pub critical_passes: bool,
}

impl QuietHours {
    /// When the quiet hours end in which `now` lies; none outside of them. A local time that the clock jumps over when
    /// summer time begins is the moment of the jump; one that comes twice when it ends is the second for an end, so
    /// that quiet hours are rather too long than broken in two.
    pub fn end_if_within(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let local = now.to_zoned(zone.clone());
        let time = local.time();
        let (within, ends_tomorrow) = if self.from < self.to {
            (self.from <= time && time < self.to, false)
        } else {
            (time >= self.from || time < self.to, time >= self.from)
        };
        if !within {
            return None;
        }
        let day = if ends_tomorrow { local.date().tomorrow().ok()? } else { local.date() };
        let end = zone.to_ambiguous_timestamp(day.to_datetime(self.to));
        let end = end.later().ok()?;
        // The hour that comes twice: its first pass may already lie behind the end's own time.
        Some(end).filter(|end| *end > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn hours(from: i8, to: i8) -> QuietHours {
        QuietHours { from: Time::constant(from, 0, 0, 0), to: Time::constant(to, 0, 0, 0), critical_passes: true }
    }

    fn end(hours: QuietHours, now: &str) -> Option<String> {
        hours.end_if_within(now.parse().unwrap(), &berlin()).map(|end| end.to_string())
    }

    #[test]
    fn within_a_day_and_over_midnight() {
        let cases = [
            (hours(12, 14), "2026-11-20T10:59:59Z", None),
            (hours(12, 14), "2026-11-20T11:00:00Z", Some("2026-11-20T13:00:00Z")),
            (hours(12, 14), "2026-11-20T12:59:59Z", Some("2026-11-20T13:00:00Z")),
            (hours(12, 14), "2026-11-20T13:00:00Z", None),
            (hours(22, 8), "2026-11-20T20:59:59Z", None),
            (hours(22, 8), "2026-11-20T21:00:00Z", Some("2026-11-21T07:00:00Z")),
            (hours(22, 8), "2026-11-20T23:30:00Z", Some("2026-11-21T07:00:00Z")),
            (hours(22, 8), "2026-11-21T06:59:59Z", Some("2026-11-21T07:00:00Z")),
            (hours(22, 8), "2026-11-21T07:00:00Z", None),
        ];
        for (hours, now, expected) in cases {
            assert_eq!(end(hours, now).as_deref(), expected, "{hours:?} at {now}");
        }
    }

    #[test]
    fn over_the_changes_of_summer_time() {
        // 2026-03-29: 02:00 becomes 03:00. The night is an hour shorter, its end is still 08:00 local time.
        assert_eq!(end(hours(22, 8), "2026-03-28T22:00:00Z").as_deref(), Some("2026-03-29T06:00:00Z"));
        // An end within the hour that is jumped over is the jump itself, or what follows it.
        let skipped = QuietHours { to: Time::constant(2, 30, 0, 0), ..hours(22, 0) };
        assert_eq!(end(skipped, "2026-03-29T00:59:00Z").as_deref(), Some("2026-03-29T01:30:00Z"));
        assert_eq!(end(skipped, "2026-03-29T01:00:00Z"), None, "at 03:00 the night is over");
        // 2026-10-25: 03:00 becomes 02:00. The night is an hour longer.
        assert_eq!(end(hours(22, 8), "2026-10-24T21:00:00Z").as_deref(), Some("2026-10-25T07:00:00Z"));
        let twice = QuietHours { to: Time::constant(2, 30, 0, 0), ..hours(22, 0) };
        assert_eq!(end(twice, "2026-10-25T00:10:00Z").as_deref(), Some("2026-10-25T01:30:00Z"));
    }
}
