//! Pausing alerts from the tray: what can be chosen, until when each choice lasts, and how a pause is said. No clock, no
//! I/O.

use jiff::civil::time;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::texts::{MenuTexts, PauseTexts};

/// When a day begins for somebody who is told again "tomorrow".
const MORNING: i8 = 8;
/// Before this hour the evening is not over: whoever is still up means the morning that comes, not the one after.
const NIGHT_ENDS: i8 = 4;

/// For how long alerts are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PauseChoice {
    /// For one hour.
    Hour,
    /// Until eight in the morning.
    Tomorrow,
    /// Until the person resumes them.
    UntilResumed,
}

impl PauseChoice {
    /// In the menu's order.
    pub(crate) const ALL: [Self; 3] = [Self::Hour, Self::Tomorrow, Self::UntilResumed];

    /// What the menu says.
    pub(crate) fn label(self, menu: &MenuTexts) -> &'static str {
        match self {
            Self::Hour => menu.pause_hour,
            Self::Tomorrow => menu.pause_tomorrow,
            Self::UntilResumed => menu.pause_until_resumed,
        }
    }

    /// The choice in an identifier.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Tomorrow => "tomorrow",
            Self::UntilResumed => "until-resumed",
        }
    }

    /// Until when, chosen at this moment and place; none until the person resumes them.
    pub(crate) fn until(self, now: &Zoned) -> Option<Timestamp> {
        match self {
            Self::Hour => now.timestamp().checked_add(SignedDuration::from_hours(1)).ok(),
            Self::Tomorrow => next_morning(now),
            Self::UntilResumed => None,
        }
    }
}

/// Eight o'clock by the local clock: where that hour is skipped, the moment after the gap. None only at the calendar's end.
fn next_morning(now: &Zoned) -> Option<Timestamp> {
    let today = now.date();
    let day = if now.hour() < NIGHT_ENDS { today } else { today.tomorrow().ok()? };
    let morning = day.to_datetime(time(MORNING, 0, 0, 0)).to_zoned(now.time_zone().clone());
    morning.ok().map(|morning| morning.timestamp())
}

/// Whether alerts are paused, as the tray says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Alerts {
    /// There is nothing that could be paused: the core is not there, or never will be.
    Unknown,
    /// They are given.
    Given,
    /// They are not, and this is the sentence that says so.
    Paused(String),
}

impl Alerts {
    /// Paused until then, or until the person resumes them; said to somebody who reads it now or later: so it names no
    /// "today" and no "tomorrow", which would be wrong after midnight.
    pub(crate) fn paused(until: Option<Timestamp>, now: &Zoned, texts: &PauseTexts) -> Self {
        let Some(until) = until else { return Self::Paused(texts.until_resumed.to_owned()) };
        let until = until.to_zoned(now.time_zone().clone());
        let time = until.strftime("%H:%M");
        let moment = if until.date() == now.date() {
            time.to_string()
        } else if until.duration_since(now) < SignedDuration::from_hours(6 * 24) {
            format!("{} {time}", (texts.weekday)(until.weekday()))
        } else {
            format!("{} {time}", (texts.date)(until.date()))
        };
        Self::Paused((texts.until)(&moment))
    }
}

#[cfg(test)]
mod tests {
    use lowtide_core::language::Language;

    use super::super::texts::texts;
    use super::*;

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn a_choice_lasts_as_long_as_it_says() {
        let cases = [
            (PauseChoice::Hour, "2026-11-20T13:05:42[Europe/Berlin]", Some("2026-11-20T14:05:42[Europe/Berlin]")),
            (PauseChoice::Tomorrow, "2026-11-20T13:05[Europe/Berlin]", Some("2026-11-21T08:00[Europe/Berlin]")),
            (PauseChoice::Tomorrow, "2026-11-20T23:59[Europe/Berlin]", Some("2026-11-21T08:00[Europe/Berlin]")),
            // The evening goes on after midnight.
            (PauseChoice::Tomorrow, "2026-11-21T00:30[Europe/Berlin]", Some("2026-11-21T08:00[Europe/Berlin]")),
            (PauseChoice::Tomorrow, "2026-11-21T03:59[Europe/Berlin]", Some("2026-11-21T08:00[Europe/Berlin]")),
            (PauseChoice::Tomorrow, "2026-11-21T04:00[Europe/Berlin]", Some("2026-11-22T08:00[Europe/Berlin]")),
            (PauseChoice::Tomorrow, "2026-12-31T20:00[Asia/Tokyo]", Some("2027-01-01T08:00[Asia/Tokyo]")),
            (PauseChoice::UntilResumed, "2026-11-20T13:05[Europe/Berlin]", None),
        ];
        for (choice, now, until) in cases {
            let expected = until.map(|until| at(until).timestamp());
            assert_eq!(choice.until(&at(now)), expected, "{choice:?} at {now}");
        }
    }

    #[test]
    fn eight_is_eight_when_the_clocks_change_in_between() {
        for (now, hours) in [
            ("2026-03-28T20:00[Europe/Berlin]", 11), // the night is an hour short
            ("2026-10-24T20:00[Europe/Berlin]", 13), // and here an hour long
            ("2026-06-24T20:00[Europe/Berlin]", 12),
        ] {
            let now = at(now);
            let until = PauseChoice::Tomorrow.until(&now).unwrap();
            assert_eq!(until.duration_since(now.timestamp()), SignedDuration::from_hours(hours), "{now}");
            assert_eq!(until.to_zoned(now.time_zone().clone()).hour(), 8);
        }
    }

    #[test]
    fn a_pause_says_when_it_ends() {
        let now = at("2026-11-20T13:05:42[Europe/Berlin]");
        let cases = [
            (Some("2026-11-20T14:05:42[Europe/Berlin]"), "Alerts paused until 14:05"),
            (Some("2026-11-20T15:05:42[Europe/Athens]"), "Alerts paused until 14:05"),
            (Some("2026-11-21T08:00[Europe/Berlin]"), "Alerts paused until Sat 08:00"),
            (Some("2026-11-26T13:05[Europe/Berlin]"), "Alerts paused until Thu 13:05"),
            (Some("2026-11-27T08:00[Europe/Berlin]"), "Alerts paused until 27 Nov 2026, 08:00"),
            (None, "Alerts paused until you resume them"),
        ];
        for (until, text) in cases {
            let until = until.map(|until| at(until).timestamp());
            let texts = &texts(Language::English).pause;
            assert_eq!(Alerts::paused(until, &now, texts), Alerts::Paused(text.to_owned()));
        }
    }

    #[test]
    fn a_pause_ends_in_the_language_of_the_person() {
        let now = at("2026-11-20T13:05:42[Europe/Berlin]");
        let cases = [
            (Language::German, "Sa. 08:00", "27. Nov. 2026, 08:00"),
            (Language::Chinese, "周六 08:00", "2026年11月27日 08:00"),
            (Language::Korean, "토요일 08:00", "2026년 11월 27일 08:00"),
            (Language::Japanese, "土曜日 08:00", "2026年11月27日 08:00"),
            (Language::Spanish, "sáb 08:00", "27 nov 2026, 08:00"),
        ];
        for (language, weekday, date) in cases {
            let texts = &texts(language).pause;
            for (until, moment) in
                [("2026-11-21T08:00[Europe/Berlin]", weekday), ("2026-11-27T08:00[Europe/Berlin]", date)]
            {
                let Alerts::Paused(sentence) = Alerts::paused(Some(at(until).timestamp()), &now, texts) else {
                    panic!("not paused")
                };
                assert!(sentence.contains(moment), "{language:?}: {moment} in {sentence}");
            }
        }
    }

    #[test]
    fn every_choice_has_its_own_words() {
        for language in Language::ALL {
            let menu = &texts(language).menu;
            let labels: std::collections::HashSet<_> = PauseChoice::ALL.map(|choice| choice.label(menu)).into();
            assert_eq!(labels.len(), 3, "{language:?}");
        }
        let ids: std::collections::HashSet<_> = PauseChoice::ALL.map(PauseChoice::id).into();
        assert_eq!(ids.len(), 3);
    }
}
