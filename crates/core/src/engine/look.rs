//! When an account's alerts are looked at: not at each turn of the loop, but when something may have changed.

use std::time::Duration;

use crate::schedule;
use crate::time::Timestamp;

/// What time alone changes (an account not read for hours, a grant about to lapse) is looked for this often. A little
/// less than the loop's longest sleep, so that each of its turns may find it.
const PASSING: Duration = Duration::from_secs(25);

/// When an account's alerts are looked at.
#[derive(Debug, Default)]
pub(crate) struct Look {
    /// The next time; `None` for at once.
    at: Option<Timestamp>,
    /// When something that is held back may be told.
    again: Option<Timestamp>,
    /// Whether it was observed since, so that a notification server that refused is asked once more for it.
    pub(super) is_news: bool,
}

impl Look {
    /// Something happened.
    pub(super) fn at_once(&mut self) {
        self.at = None;
    }

    /// It was observed.
    pub(super) fn is_observed(&mut self) {
        self.at = None;
        self.is_news = true;
    }

    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        self.at.is_none_or(|at| at <= now)
    }

    /// It was looked at, and something is to be looked at again, or told.
    pub(super) fn was_taken(&mut self, now: Timestamp, again: Option<Timestamp>, has_to_tell: bool) {
        let passing = schedule::after(now, PASSING);
        self.at = Some(again.map_or(passing, |again| again.min(passing)));
        self.again = again;
        self.is_news &= has_to_tell;
    }

    /// The notification server is asked.
    pub(super) fn was_told(&mut self) {
        self.is_news = false;
    }

    /// When something that is held back may be told.
    pub(super) fn again(&self) -> Option<Timestamp> {
        self.again
    }
}
