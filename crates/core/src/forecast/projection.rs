//! From the pace to the days left.

use super::days::{WEEK, hour_of_week};
use super::hours::HOUR;
use super::ledger::float;
use super::pace::Pace;
use super::{Confidence, Forecast, ForecastState, Ledger, Suggested};
use crate::amount::Decimal;
use crate::time::Timestamp;

/// How long is watched before anything is said.
const LEARNING: i64 = 24 * HOUR;
/// Decreases before anything is said.
const FALLS: u32 = 3;
/// How long is watched without any decrease before a meter counts as one that does not drain.
const NEVER_DRAINED: i64 = 3 * 24 * HOUR;
/// How long without any further decrease before one that drained once counts as one that does not any more.
const DRAINED_ONCE: i64 = 14 * 24 * HOUR;
/// Standard deviations that four of five values stay within.
const FOUR_OF_FIVE: f64 = 1.2816;
/// The level's relative uncertainty is taken for no more than this: beyond it there is no upper bound to speak of.
const MOST_UNCERTAIN: f64 = 0.7;
/// A range up to this share of the forecast is narrow; up to all of it, wide.
const NARROW: f64 = 0.4;
/// No range reaches further than this many days.
const HORIZON: f64 = 36_500.0;
const DAY: f64 = 24.0 * HOUR as f64;

impl Ledger {
    /// How long what is left lasts. `offset` is local time's distance from UTC in seconds, for the rhythm of day and week.
    pub fn forecast(&self, now: Timestamp, offset: i32) -> Forecast {
        let Some((read_at, figures)) = &self.last else { return Forecast::default() };
        let read_at = read_at.as_millisecond();
        match self.drains() {
            Drains::Unknown => return Forecast::default(),
            Drains::No => return Forecast { state: ForecastState::NotDraining, ..Forecast::default() },
            Drains::Yes => {}
        }
        let Some(pace) = Pace::of(&self.hours, read_at, offset) else { return Forecast::default() };
        let elapsed = (now.as_millisecond() - read_at).max(0) as f64 / DAY;
        let left = float(figures.remaining);
        let start = hour_of_week(read_at, offset);
        let (low, high) = pace.range(left);
        let days = |worth: f64| ((pace.lasts(worth, start) / 24.0).min(HORIZON) - elapsed).max(0.0);
        let mid = days(left / pace.per_day);
        let (low, high) = (days(low).min(mid), days(high).max(mid));
        let mut forecast = Forecast {
            state: ForecastState::Steady,
            days_left: Some(mid),
            days_left_low: Some(low),
            days_left_high: Some(high),
            burn_per_day: Some(pace.per_day),
            confidence: Some(confidence(low, mid, high)),
            days_short_of_reset: None,
        };
        let reset = figures.resets_at.map(|reset| (reset.as_millisecond() - now.as_millisecond()) as f64 / DAY);
        if let Some(reset) = reset.filter(|days| *days > 0.0) {
            if mid >= reset {
                forecast.state = ForecastState::LastsUntilReset;
            } else {
                forecast.days_short_of_reset = Some(reset - mid);
            }
        }
        forecast
    }

    /// Thresholds that fit the account's pace; none while learning. Of a plan's total they are never more than a half and
    /// a fifth: a threshold that is always crossed warns of nothing.
    pub fn suggested(&self, now: Timestamp, offset: i32) -> Option<Suggested> {
        let burn = self.forecast(now, offset).burn_per_day?;
        let limit = self.last.as_ref().and_then(|(_, figures)| figures.limit).map_or(f64::INFINITY, float);
        let fitting = |amount: f64, most: f64| {
            round(amount, Rounding::Up).filter(|round| float(*round) <= most).or_else(|| round(most, Rounding::Down))
        };
        Some(Suggested { warning: fitting(burn * 5.0, limit / 2.0)?, critical: fitting(burn, limit / 5.0)? })
    }

    fn drains(&self) -> Drains {
        let (mut watched, mut falls, mut rest) = (0, 0_u32, 0);
        for hour in self.hours.iter() {
            let time = i64::from(hour.watched);
            watched += time;
            falls = falls.saturating_add(hour.falls);
            rest = if hour.falls > 0 || hour.spent > 0.0 { 0 } else { rest + time };
        }
        if rest >= if falls == 0 { NEVER_DRAINED } else { DRAINED_ONCE } {
            Drains::No
        } else if watched < LEARNING || falls < FALLS {
            Drains::Unknown
        } else {
            Drains::Yes
        }
    }
}

/// Whether a meter drains.
enum Drains {
    Unknown,
    No,
    Yes,
}

impl Pace {
    /// The least and the most average days after which that much is used up, in four of five cases.
    ///
    /// By the time t, spending is t·level, give or take z·√(t·a day's variance + t²·the level's): the two times at which
    /// the upper and the lower of these curves reach what is left are the roots of one quadratic.
    fn range(&self, left: f64) -> (f64, f64) {
        if left <= 0.0 {
            return (0.0, 0.0);
        }
        // Student's t instead of the normal distribution, roughly: a variance of few days may be far off itself.
        let freedom = self.days.max(1.0);
        let z = FOUR_OF_FIVE * (1.0 + 0.75 / freedom + 0.65 / (freedom * freedom));
        let z = z * z;
        let days = left / self.per_day;
        let square = 1.0 - z * self.level_variance.min(MOST_UNCERTAIN * MOST_UNCERTAIN / z);
        let half = days + z * self.day_variance / 2.0;
        let root = (half * half - square * days * days).max(0.0).sqrt();
        // The smaller root in the form that does not cancel.
        (days * days / (half + root), (half + root) / square)
    }

    /// The hours from a place in the local week until that many average days' worth is spent.
    fn lasts(&self, worth: f64, start: f64) -> f64 {
        if worth <= 0.0 {
            return 0.0;
        }
        let mean_hours = worth * 24.0;
        // Whole weeks cost the same each; only the last, partial one is walked through.
        let weeks = (mean_hours / WEEK as f64).floor();
        let mut left = mean_hours - weeks * WEEK as f64;
        let mut hours = weeks * WEEK as f64;
        let mut place = start.floor() as usize % WEEK;
        let mut part = 1.0 - start.fract();
        for _ in 0..=WEEK {
            let worth = self.rhythm[place] * part;
            if worth >= left {
                return hours + if worth > 0.0 { part * left / worth } else { 0.0 };
            }
            left -= worth;
            hours += part;
            part = 1.0;
            place = (place + 1) % WEEK;
        }
        hours
    }
}

fn confidence(low: f64, mid: f64, high: f64) -> Confidence {
    let width = high - low;
    if width > mid && width > 0.0 {
        Confidence::Low
    } else if width > NARROW * mid {
        Confidence::Medium
    } else {
        Confidence::High
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rounding {
    Up,
    Down,
}

/// The nearest 1, 2 or 5 with noughts that is not below, or not above, the amount.
fn round(amount: f64, rounding: Rounding) -> Option<Decimal> {
    if !(amount > 0.0 && amount.is_finite()) {
        return None;
    }
    let power = amount.log10().floor() as i32;
    let mantissa = amount / 10.0_f64.powi(power);
    // A hair beside a round number by binary arithmetic is that number.
    let digits = match rounding {
        Rounding::Up => [1_u8, 2, 5, 10].into_iter().find(|digits| f64::from(*digits) >= mantissa * (1.0 - 1e-9))?,
        Rounding::Down => [10_u8, 5, 2, 1].into_iter().find(|digits| f64::from(*digits) <= mantissa * (1.0 + 1e-9))?,
    };
    let Ok(power) = u32::try_from(power) else {
        let scale = power.unsigned_abs();
        return (scale <= Decimal::MAX_SCALE).then(|| Decimal::new(i64::from(digits), scale).normalize());
    };
    let whole = 10_i128.checked_pow(power)?.checked_mul(i128::from(digits))?;
    Decimal::try_from_i128_with_scale(whole, 0).ok()
}
