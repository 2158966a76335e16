//! Made-up accounts whose future is known: how well the forecast does on each kind of them, against the mean of the last
//! seven days. Used by the tests and by the bench.
//!
//! An account is a demand, hour by hour in local time, that goes on after the forecast is asked: when that has used up what
//! was left is the truth. What the ledger sees of it are polls, with all that is wrong with them. Everything follows from a
//! seed; no clock, no files.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "made-up figures, all of them small"
)]

use lowtide_core::amount::Decimal;
use lowtide_core::forecast::{Figures, Ledger};
use lowtide_core::time::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Local time is this far from UTC, in seconds.
pub(crate) const OFFSET: i32 = 2 * 3_600;
/// Steps of the pretended demand.
const STEP: i64 = 5 * MINUTE;
/// A forecast may be at most this many times wrong: beyond it, more does not count.
const WORST: f64 = 10.0;
/// How many days are lived through after a forecast was asked.
const FUTURE: i64 = 90;

/// How well one kind of account is forecast.
#[derive(Debug, Clone)]
pub(crate) struct ClassResult {
    /// The kind of account.
    pub(crate) name: &'static str,
    /// Mean absolute error of the days left, relative to the truth.
    pub(crate) ours: f64,
    /// The same of dividing what is left by the mean of the last seven days' decreases.
    pub(crate) naive: f64,
    /// In which share of the cases the truth lay in the range; meant are four of five.
    pub(crate) coverage: f64,
    /// How many forecasts were asked.
    pub(crate) cases: usize,
}

/// A stream of numbers that follow from a seed (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, but not, 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    pub(crate) fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + (self.share() * (high - low + 1) as f64) as i64
    }

    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }

    fn waiting(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.share()).ln()
    }
}

/// A kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Steady,
    Bursty,
    OfficeHours,
    WeekendFree,
    OneHugeJob,
    TopUps,
    Resets,
    SleepGaps,
    Jitter,
    /// The pace doubles or halves at some time.
    NewPace,
}

pub(crate) const CLASSES: [(&str, Class); 10] = [
    ("steady", Class::Steady),
    ("bursty", Class::Bursty),
    ("office hours", Class::OfficeHours),
    ("weekend-free", Class::WeekendFree),
    ("one huge job", Class::OneHugeJob),
    ("top-ups", Class::TopUps),
    ("resets", Class::Resets),
    ("sleep gaps", Class::SleepGaps),
    ("jitter", Class::Jitter),
    ("new pace", Class::NewPace),
];

/// One account's whole life: the demand in steps, and what was read of it up to the end of the past.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) start: i64,
    /// Demand by step, in millionths of the unit; past and future.
    demand: Vec<i64>,
    /// Where the past ends, in steps.
    asked: usize,
}

/// A first moment: some day of 2026, local midnight.
fn beginning(chance: &mut Chance) -> i64 {
    1_767_225_600_000 + chance.whole(0, 300) * DAY - i64::from(OFFSET) * 1_000
}

/// The local weekday (0 = Monday) and hour of a moment.
fn local(at: i64) -> (i64, f64) {
    let local = at + i64::from(OFFSET) * 1_000;
    // The epoch was a Thursday.
    ((local.div_euclid(DAY) + 3).rem_euclid(7), local.rem_euclid(DAY) as f64 / HOUR as f64)
}

impl Life {
    /// An account of that kind which was watched for some days.
    pub(crate) fn of(class: Class, days: i64, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let start = beginning(&mut chance) + chance.whole(0, 23) * HOUR;
        let asked = usize::try_from(days * DAY / STEP + chance.whole(0, DAY / STEP - 1)).unwrap_or_default();
        let steps = asked + usize::try_from(FUTURE * DAY / STEP).unwrap_or_default();
        // A scale of its own: characters by the million or dollars by the cent.
        let per_day = 10_f64.powf(chance.between(0.0, 5.0));
        let rates = rates(class, start, steps, asked, &mut chance);
        let mut owed = 0.0;
        let demand = rates.into_iter().map(|rate| {
            // Rounded to the provider's digits without losing any.
            owed += rate * per_day * 1e6 * STEP as f64 / DAY as f64;
            let whole = (owed / 100.0).floor() * 100.0;
            owed -= whole;
            whole as i64
        });
        Self { start, demand: demand.collect(), asked }
    }

    /// What is demanded in an average day, in millionths.
    pub(crate) fn daily(&self) -> i64 {
        self.demand.iter().sum::<i64>() / (self.demand.len() as i64 * STEP / DAY).max(1)
    }

    fn at(&self, step: usize) -> i64 {
        self.start + step as i64 * STEP
    }

    /// When the future has used up that much, in days after it begins; none if it does not.
    fn truth(&self, mut left: i64) -> Option<f64> {
        for (number, demand) in self.demand[self.asked..].iter().enumerate() {
            if *demand >= left {
                let part = if *demand > 0 { left as f64 / *demand as f64 } else { 0.0 };
                return Some((number as f64 + part) * STEP as f64 / DAY as f64);
            }
            left -= demand;
        }
        None
    }

    /// What was read, in the order of time, so that in the end that much is left.
    pub(crate) fn readings(&self, class: Class, left: i64, seed: u64) -> Vec<(Timestamp, Figures)> {
        let mut chance = Chance::new(seed ^ 0x5EED);
        let daily = self.daily();
        let mut polls = self.polls(class, &mut chance);
        let last = self.at(self.asked);
        polls.retain(|at| *at < last);
        polls.push(last);
        // Told backwards from what is left in the end: before each step there was what it cost more, and before each
        // top-up less.
        let mut balance = vec![left; self.asked + 1];
        let mut resets = vec![None; self.asked + 1];
        let pack = daily * chance.whole(2, 12);
        let period = chance.whole(7, 30) * DAY;
        let next_reset = last + chance.whole(1, period / HOUR) * HOUR;
        let limit = daily * (period / DAY) * 12 / 10;
        for step in (0..self.asked).rev() {
            let (at, until) = (self.at(step), self.at(step + 1));
            balance[step] = balance[step + 1] + self.demand[step];
            match class {
                Class::TopUps if balance[step] > left + pack + daily => balance[step] -= pack,
                Class::Resets => {
                    let reset = next_reset - (next_reset - until).div_euclid(period) * period;
                    // The first reset after the step lies within it: before it the rest of the old period was left.
                    if reset - period > at && reset - period <= until {
                        balance[step] = chance.whole(daily / 10, daily * 2);
                    }
                    resets[step] = Some(next_reset - (next_reset - at - 1).div_euclid(period) * period);
                }
                _ => {}
            }
        }
        resets[self.asked] = (class == Class::Resets).then_some(next_reset);
        let jitter = |chance: &mut Chance| {
            let wrong = class == Class::Jitter && chance.happens(0.2);
            if wrong { chance.whole(-daily / 100, daily / 100) } else { 0 }
        };
        let read = polls.into_iter().map(|at| {
            let step = usize::try_from((at - self.start) / STEP).unwrap_or_default().min(self.asked);
            let value = balance[step] + if at < last { jitter(&mut chance) } else { 0 };
            let figures = Figures {
                remaining: Decimal::new(value, 6),
                limit: (class == Class::Resets).then(|| Decimal::new(limit, 6)),
                resets_at: resets[step].and_then(|at| Timestamp::from_millisecond(at).ok()),
            };
            Timestamp::from_millisecond(at).map(|at| (at, figures))
        });
        read.flatten().collect()
    }

    fn polls(&self, class: Class, chance: &mut Chance) -> Vec<i64> {
        let every = 15 * MINUTE;
        let end = self.at(self.asked);
        let mut polls = Vec::new();
        let mut at = self.start;
        let mut away_until = 0;
        while at < end {
            let (_, hour) = local(at);
            let asleep = class == Class::SleepGaps && !(8.0..23.0).contains(&hour);
            if class == Class::SleepGaps && at >= away_until && chance.happens(0.003) {
                away_until = at + chance.whole(4, 60) * HOUR;
            }
            if !asleep && at >= away_until {
                polls.push(at);
            }
            let spread = if class == Class::Jitter { every * 2 / 3 } else { every / 10 };
            at += every + chance.whole(-spread, spread);
        }
        polls
    }
}

/// The demand by step, a day's mean being about 1.
fn rates(class: Class, start: i64, steps: usize, asked: usize, chance: &mut Chance) -> Vec<f64> {
    let mut rates = vec![0.0; steps];
    let at = |step: usize| start + step as i64 * STEP;
    let office = |weekday: i64, hour: f64| if weekday < 5 && (9.0..18.0).contains(&hour) { 3.6 } else { 0.02 };
    let mut day = i64::MIN;
    let mut mood = 1.0;
    let changes = asked.saturating_sub(usize::try_from(chance.whole(5, 12) * DAY / STEP).unwrap_or_default());
    let factor = if chance.happens(0.5) { 2.0 } else { 0.5 };
    for (step, rate) in rates.iter_mut().enumerate() {
        let (weekday, hour) = local(at(step));
        let today = (at(step) + i64::from(OFFSET) * 1_000).div_euclid(DAY);
        if today != day {
            day = today;
            mood = (0.25 * chance.normal() - 0.03).exp();
        }
        let noise = chance.between(0.5, 1.5);
        *rate = match class {
            Class::OfficeHours => office(weekday, hour) * mood * noise,
            Class::WeekendFree => {
                if weekday < 5 {
                    1.4 * mood * noise
                } else {
                    0.0
                }
            }
            Class::NewPace => {
                if step < changes {
                    mood * noise
                } else {
                    factor * mood * noise
                }
            }
            Class::Bursty => 0.0,
            _ => mood * noise,
        };
    }
    if class == Class::Bursty {
        // Jobs at any time, two in three days, of very different sizes.
        let mut next = chance.waiting(1.5 * DAY as f64 / STEP as f64);
        while (next as usize) < steps {
            let length = chance.whole(6, 48) as usize;
            let size = 1.2 * (0.7 * chance.normal()).exp() * DAY as f64 / STEP as f64;
            for rate in rates.iter_mut().skip(next as usize).take(length) {
                *rate += size / length as f64;
            }
            next += chance.waiting(1.5 * DAY as f64 / STEP as f64).max(1.0);
        }
    }
    if class == Class::OneHugeJob {
        let first = asked.saturating_sub(usize::try_from(chance.whole(1, 12) * DAY / STEP).unwrap_or_default());
        let size = chance.between(8.0, 25.0) * DAY as f64 / STEP as f64;
        let length = chance.whole(12, 60) as usize;
        for rate in rates.iter_mut().skip(first).take(length.min(asked.saturating_sub(first))) {
            *rate += size / length as f64;
        }
    }
    rates
}

/// What dividing by the mean of the last seven days' decreases says, in days.
fn naive(readings: &[(Timestamp, Figures)]) -> Option<f64> {
    let (last, left) = readings.last().map(|(at, figures)| (at.as_millisecond(), figures.remaining))?;
    let mut spent = Decimal::ZERO;
    for pair in readings.windows(2) {
        if pair[1].0.as_millisecond() > last - 7 * DAY {
            spent += (pair[0].1.remaining - pair[1].1.remaining).max(Decimal::ZERO);
        }
    }
    let daily = spent / Decimal::from(7);
    let days = left.checked_div(daily)?;
    days.to_string().parse().ok()
}

/// One account asked once: the truth, ours with its range, and the naive answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    pub(crate) truth: f64,
    pub(crate) ours: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) naive: f64,
}

/// One class asked at several times, seeds and horizons.
pub(crate) fn cases(class: Class, seeds: u64) -> Vec<Case> {
    cases_of(class, seeds, &[10, 21, 35, 56], &[7, 25, 60, 140])
}

/// One class: histories of so many days, asked with so many tenths of an average day's demand left.
pub(crate) fn cases_of(class: Class, seeds: u64, days: &[i64], tenths: &[i64]) -> Vec<Case> {
    let mut cases = Vec::new();
    for seed in 0..seeds {
        for &days in days {
            let life = Life::of(class, days, seed * 100 + days.unsigned_abs());
            for &tenths in tenths {
                let left = life.daily() * tenths / 10;
                let Some(truth) = life.truth(left) else { continue };
                let readings = life.readings(class, left, seed);
                let mut ledger = Ledger::default();
                for (at, figures) in &readings {
                    ledger.observe(*at, figures);
                }
                let Some((now, _)) = readings.last() else { continue };
                let forecast = ledger.forecast(*now, OFFSET);
                let figures = forecast.days_left.zip(forecast.days_left_low).zip(forecast.days_left_high);
                let ((ours, low), high) = figures.unwrap_or(((f64::INFINITY, f64::INFINITY), f64::INFINITY));
                cases.push(Case { truth, ours, low, high, naive: naive(&readings).unwrap_or(f64::INFINITY) });
            }
        }
    }
    cases
}

/// Every class of account: our error, the naive one, and how often the truth lay in our range.
pub(crate) fn compare() -> Vec<ClassResult> {
    CLASSES.into_iter().map(|(name, class)| result(name, &cases(class, 12))).collect()
}

pub(crate) fn result(name: &'static str, cases: &[Case]) -> ClassResult {
    let count = cases.len().max(1) as f64;
    let error = |of: fn(&Case) -> f64| {
        let errors = cases.iter().map(|case| ((of(case) - case.truth).abs() / case.truth.max(0.05)).min(WORST));
        errors.sum::<f64>() / count
    };
    let within = cases.iter().filter(|case| (case.low..=case.high).contains(&case.truth)).count();
    ClassResult {
        name,
        ours: error(|case| case.ours),
        naive: error(|case| case.naive),
        coverage: within as f64 / count,
        cases: cases.len(),
    }
}
