//! Spending by the hour: how long each hour was watched and what was spent in it.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// An hour in milliseconds.
pub(super) const HOUR: i64 = 3_600_000;
/// How many hours back spending is remembered: eight weeks.
pub(super) const WINDOW: i64 = 56 * 24;
/// This share of a sum may be left over by rounding where nothing should be.
pub(super) const TRACE: f64 = 1e-9;

/// One hour of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "(i64, u32, f64, u32)", into = "(i64, u32, f64, u32)")]
pub(super) struct Hour {
    /// Hours since the epoch.
    pub(super) number: i64,
    /// For how many of its milliseconds it is known what was spent.
    pub(super) watched: u32,
    /// What was spent, in the meter's unit.
    pub(super) spent: f64,
    /// How many decreases were seen in it.
    pub(super) falls: u32,
}

impl Hour {
    /// Which part of it was watched.
    pub(super) fn watched(&self) -> f64 {
        f64::from(self.watched) * (1.0 / HOUR as f64)
    }

    fn take(&mut self, amount: f64) {
        let left = self.spent - amount;
        // What rounding leaves of nothing is nothing: a trace of it would make an active hour of one at rest.
        self.spent = if left > TRACE * self.spent { left } else { 0.0 };
    }
}

impl From<(i64, u32, f64, u32)> for Hour {
    fn from((number, watched, spent, falls): (i64, u32, f64, u32)) -> Self {
        Self { number, watched, spent, falls }
    }
}

impl From<Hour> for (i64, u32, f64, u32) {
    fn from(hour: Hour) -> Self {
        (hour.number, hour.watched, hour.spent, hour.falls)
    }
}

/// The hours of which anything is known, in the order of time. Watched time is counted in whole milliseconds, so that
/// it adds up to the same however an interval was divided into polls.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Hours(VecDeque<Hour>);

impl Hours {
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Hour> + Clone {
        self.0.iter()
    }

    /// Nothing was spent from one time to the other.
    pub(super) fn rest(&mut self, from: i64, until: i64) {
        // What lies before the window is forgotten anyway; a run of a year need not pass through here.
        let from = from.max((until.div_euclid(HOUR) - WINDOW + 1) * HOUR);
        for (number, part) in parts(from, until) {
            let hour = self.at(number);
            hour.watched = hour.watched.saturating_add(part);
        }
    }

    /// That much was spent, evenly, from one time to the other.
    pub(super) fn spend(&mut self, from: i64, until: i64, amount: f64) {
        let length = (until - from) as f64;
        for (number, part) in parts(from, until) {
            let hour = self.at(number);
            hour.watched = hour.watched.saturating_add(part);
            hour.spent += amount * (f64::from(part) / length);
        }
        let last = self.at(until.div_euclid(HOUR));
        last.falls = last.falls.saturating_add(1);
        if from == until {
            last.spent += amount;
        }
    }

    /// Takes back what [`Hours::spend`] put there; `whole` where nothing of that decrease is left.
    pub(super) fn give_back(&mut self, from: i64, until: i64, amount: f64, whole: bool) {
        let length = (until - from) as f64;
        for (number, part) in parts(from, until) {
            self.reduce(number, amount * (f64::from(part) / length));
        }
        if from == until {
            self.reduce(until.div_euclid(HOUR), amount);
        }
        if whole && let Some(hour) = self.find(until.div_euclid(HOUR)) {
            hour.falls = hour.falls.saturating_sub(1);
        }
    }

    /// Takes back from the latest spending, hour by hour.
    pub(super) fn give_back_latest(&mut self, mut amount: f64) {
        for hour in self.0.iter_mut().rev() {
            if amount <= 0.0 {
                break;
            }
            let before = hour.spent;
            hour.take(amount);
            if before > 0.0 && hour.spent == 0.0 {
                hour.falls = 0;
            }
            amount -= before - hour.spent;
        }
    }

    /// Forgets what is older than the window that ends at this time.
    pub(super) fn forget_before_window(&mut self, until: i64) {
        let oldest = until.div_euclid(HOUR) - WINDOW;
        while self.0.front().is_some_and(|hour| hour.number <= oldest) {
            self.0.pop_front();
        }
    }

    /// Forgets the hours after this time: they were dated by a clock that was wrong.
    pub(super) fn forget_after(&mut self, time: i64) {
        while self.0.back().is_some_and(|hour| hour.number > time.div_euclid(HOUR)) {
            self.0.pop_back();
        }
    }

    fn reduce(&mut self, number: i64, amount: f64) {
        if let Some(hour) = self.find(number) {
            hour.take(amount);
        }
    }

    fn find(&mut self, number: i64) -> Option<&mut Hour> {
        let place = self.0.binary_search_by_key(&number, |hour| hour.number).ok()?;
        self.0.get_mut(place)
    }

    fn at(&mut self, number: i64) -> &mut Hour {
        // Nearly always it is the last or a new one behind it.
        let mut place = self.0.len();
        while place > 0 && self.0[place - 1].number > number {
            place -= 1;
        }
        if place > 0 && self.0[place - 1].number == number {
            place -= 1;
        } else {
            self.0.insert(place, Hour { number, watched: 0, spent: 0.0, falls: 0 });
        }
        &mut self.0[place]
    }
}

/// The hours that an interval touches, with how many of its milliseconds lie in each.
fn parts(from: i64, until: i64) -> impl Iterator<Item = (i64, u32)> {
    let mut start = from;
    std::iter::from_fn(move || {
        if start >= until {
            return None;
        }
        let number = start.div_euclid(HOUR);
        let end = until.min((number + 1) * HOUR);
        let part = u32::try_from(end - start).unwrap_or(u32::MAX);
        start = end;
        Some((number, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_divided_at_whole_hours() {
        assert_eq!(parts(-1, HOUR + 1).collect::<Vec<_>>(), [(-1, 1), (0, 3_600_000), (1, 1)]);
        assert_eq!(parts(5, 5).count(), 0);
        assert_eq!(parts(6, 5).count(), 0);
    }

    #[test]
    fn what_is_spent_lies_where_it_was_spent_and_can_be_taken_back() {
        let mut hours = Hours::default();
        hours.spend(HOUR / 2, 2 * HOUR, 30.0);
        let spent: Vec<_> = hours.iter().map(|hour| (hour.number, hour.watched, hour.spent, hour.falls)).collect();
        assert_eq!(spent, [(0, 1_800_000, 10.0, 0), (1, 3_600_000, 20.0, 0), (2, 0, 0.0, 1)]);
        hours.give_back(HOUR / 2, 2 * HOUR, 30.0, true);
        assert!(hours.iter().all(|hour| hour.spent == 0.0 && hour.falls == 0));
        assert_eq!(hours.iter().map(|hour| u64::from(hour.watched)).sum::<u64>(), 5_400_000, "the time still counts");
    }

    #[test]
    fn rounding_leaves_no_trace_of_what_was_given_back() {
        for whole in [0.3, 2.13, 0.01491, 700.7] {
            let mut hours = Hours::default();
            hours.spend(HOUR / 3, 3 * HOUR + 7, whole);
            hours.give_back(HOUR / 3, 3 * HOUR + 7, whole * 0.7, false);
            hours.give_back(HOUR / 3, 3 * HOUR + 7, whole - whole * 0.7, true);
            assert!(hours.iter().all(|hour| hour.spent == 0.0), "a day of {whole} was active no more: {hours:?}");
        }
    }

    #[test]
    fn older_spending_is_given_back_hour_by_hour() {
        let mut hours = Hours::default();
        hours.spend(0, HOUR, 5.0);
        hours.spend(HOUR, 2 * HOUR, 3.0);
        hours.give_back_latest(4.0);
        assert_eq!(hours.iter().map(|hour| hour.spent).collect::<Vec<_>>(), [4.0, 0.0, 0.0]);
        hours.give_back_latest(100.0);
        assert!(hours.iter().all(|hour| hour.spent == 0.0), "no more than there was: {hours:?}");
    }

    #[test]
    fn a_rest_longer_than_the_window_costs_no_more_than_the_window() {
        let mut hours = Hours::default();
        hours.rest(0, 1_000 * WINDOW * HOUR);
        hours.forget_before_window(1_000 * WINDOW * HOUR);
        assert!(i64::try_from(hours.iter().count()).unwrap() < WINDOW);
    }
}
