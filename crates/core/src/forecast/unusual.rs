//! Whether the last hour cost more than this account ever spends: a leaked key shows here.

use super::hours::{HOUR, Hours};
use super::ledger::float;
use super::{Ledger, UnusualSpend};
use crate::amount::Decimal;
use crate::time::Timestamp;

/// Hours of history that count as the account's habit: four weeks.
const HABIT: i64 = 28 * 24;
/// Watched days without which nothing is called unusual.
const WATCHED: f64 = 7.0;
/// Hours in which something was spent without which nothing is called unusual.
const ACTIVE: usize = 10;
/// Watched days without any decrease after which a key is dormant.
const DORMANT: f64 = 14.0;
/// What an hour must cost of what there was to be worth a word, and what it must for a dormant key.
const SIGNIFICANT: f64 = 0.02;
const SIGNIFICANT_WHEN_DORMANT: f64 = 0.1;
/// How many times the median deviation from the median is beyond chance.
const DEVIATIONS: f64 = 10.0;
/// How many times what nineteen of twenty active hours stay below.
const TIMES_BUSY: f64 = 3.0;
/// How many times the costliest two hours in a row (jobs fall across whole hours): more, the more unlike each other the
/// account's hours are anyway.
const TIMES_COSTLIEST: std::ops::RangeInclusive<f64> = 1.5..=3.0;
/// As many active days double that: with so few of them the costliest hour is soon outdone.
const YOUNG: f64 = 7.0;
/// A decrease seen over longer than this is judged by its hourly average.
const ONE_POLL: i64 = HOUR + HOUR / 2;

/// What was spent lately.
struct Burst {
    since: i64,
    spent: Decimal,
    /// What of it counts as the last hour's.
    within_hour: f64,
}

impl Ledger {
    /// Whether the last hour's spending is unusual for this account.
    pub fn unusual(&self, now: Timestamp) -> Option<UnusualSpend> {
        let now = now.as_millisecond();
        let burst = self.burst(now)?;
        let (_, remaining) = self.remaining()?;
        let before = float(remaining.max(Decimal::ZERO).saturating_add(burst.spent));
        if burst.within_hour < SIGNIFICANT * before {
            return None;
        }
        let habit = Habit::of(&self.hours, burst.since);
        let usual = if habit.is_dormant() {
            (burst.within_hour >= SIGNIFICANT_WHEN_DORMANT * before).then_some(0.0)?
        } else {
            habit.most()?
        };
        // In as long a time; a poll's interval more or less is an hour still.
        let length = if now - burst.since > ONE_POLL { (now - burst.since) as f64 / HOUR as f64 } else { 1.0 };
        (burst.within_hour > usual).then(|| UnusualSpend {
            spent: burst.spent,
            since: Timestamp::from_millisecond(burst.since).unwrap_or(Timestamp::UNIX_EPOCH),
            usual: rounded(usual * length),
        })
    }

    /// The decreases of the last hour together. One seen over longer than a poll's time lies in it only in part.
    fn burst(&self, now: i64) -> Option<Burst> {
        let mut burst: Option<Burst> = None;
        for fall in self.falls.iter().rev().take_while(|fall| fall.until > now - HOUR) {
            let length = fall.until - fall.from;
            let part = if length > ONE_POLL { (fall.until - (now - HOUR)) as f64 / length as f64 } else { 1.0 };
            let later = burst.take();
            burst = Some(Burst {
                since: fall.from,
                spent: later.as_ref().map_or(Decimal::ZERO, |later| later.spent).saturating_add(fall.amount),
                within_hour: later.map_or(0.0, |later| later.within_hour) + float(fall.amount) * part,
            });
        }
        burst
    }
}

/// To two digits: more of them would pretend to be exact.
fn rounded(amount: f64) -> Decimal {
    Decimal::try_from(amount).ok().and_then(|amount| amount.round_sf(2)).unwrap_or_default().normalize()
}

/// What the account's hours cost before.
struct Habit {
    watched: f64,
    /// Watched days since the last decrease.
    rest: f64,
    /// What each active hour cost, in no order.
    active: Vec<f64>,
    /// On how many days (of UTC: it is about their number) something was spent.
    active_days: f64,
    /// The costliest two hours in a row.
    costliest: f64,
}

impl Habit {
    fn of(hours: &Hours, until: i64) -> Self {
        let until = until.div_euclid(HOUR);
        let mut habit = Self { watched: 0.0, rest: 0.0, active: Vec::new(), active_days: 0.0, costliest: 0.0 };
        let mut before = (0, 0.0);
        let mut day = i64::MIN;
        for hour in hours.iter().take_while(|hour| hour.number < until) {
            let watched = hour.watched() / 24.0;
            habit.watched += watched;
            habit.rest = if hour.spent > 0.0 { 0.0 } else { habit.rest + watched };
            if hour.number >= until - HABIT && hour.spent > 0.0 {
                habit.active.push(hour.spent);
                if day != hour.number.div_euclid(24) {
                    day = hour.number.div_euclid(24);
                    habit.active_days += 1.0;
                }
                let both = if before.0 + 1 == hour.number { before.1 + hour.spent } else { hour.spent };
                habit.costliest = habit.costliest.max(both);
            }
            before = (hour.number, hour.spent);
        }
        habit
    }

    fn is_dormant(&self) -> bool {
        self.rest >= DORMANT
    }

    /// The most that an hour may cost without being unusual; none where too little is known.
    fn most(mut self) -> Option<f64> {
        if self.watched < WATCHED || self.active.len() < ACTIVE {
            return None;
        }
        let busy = quantile(&mut self.active, 0.95);
        let median = quantile(&mut self.active, 0.5);
        // The next day's costliest hour is a new record the more easily the fewer days there were.
        let young = 1.0 + YOUNG / self.active_days;
        let times = young * (1.0 + busy / median / 2.0).clamp(*TIMES_COSTLIEST.start(), *TIMES_COSTLIEST.end());
        for spent in &mut self.active {
            *spent = (*spent - median).abs();
        }
        let deviation = quantile(&mut self.active, 0.5);
        Some((median + DEVIATIONS * deviation).max(TIMES_BUSY * busy).max(times * self.costliest))
    }
}

fn quantile(values: &mut [f64], share: f64) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let place = ((values.len() - 1) as f64 * share).round() as usize;
    *values.select_nth_unstable_by(place, f64::total_cmp).1
}
