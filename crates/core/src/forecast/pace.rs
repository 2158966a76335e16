//! How fast a meter drains: the level, its rhythm over the week, and how far both can be trusted.

use super::hours::{HOUR, Hour, Hours, WINDOW};

/// Days of the window, the two partial ones at its ends counted.
const DAYS: usize = (WINDOW / 24) as usize + 1;
/// Hours of a week.
pub(super) const WEEK: usize = 168;
/// After that many days a day's spending counts half.
const HALF_LIFE: f64 = 10.0;
/// Observed days from which the hours of the day are told apart.
const DAYS_FOR_DAY_RHYTHM: f64 = 4.0;
/// Observed days from which the days of the week are told apart.
const DAYS_FOR_WEEK_RHYTHM: f64 = 14.0;
/// A day of more than this many times what other active days cost at the most is one that will not come again.
const HUGE: f64 = 4.0;
/// Observed days among which one may be such a day.
const DAYS_PER_HUGE: f64 = 10.0;
/// Active days without which no day can be called huge.
const OTHER_ACTIVE_DAYS: usize = 4;
/// How much a day's spending is taken to vary before it was seen, squared and relative to the mean, and how many days that
/// guess weighs.
const GUESSED_VARIANCE: f64 = 1.0;
const GUESS_WEIGHT: f64 = 2.0;

/// What is expected to be spent.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    /// In an average hour of the week.
    pub(super) per_hour: f64,
    /// Each hour of the local week, from Thursday midnight (the epoch's weekday) on, relative to the average.
    pub(super) rhythm: [f64; WEEK],
    /// How much one average day's spending varies: the square of the deviation relative to the mean.
    pub(super) day_variance: f64,
    /// How uncertain the level itself is, likewise.
    pub(super) level_variance: f64,
}

/// One local day of the window.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    watched: f64,
    spent: f64,
    /// Watched hours weighed by the rhythm: how many average hours it was worth.
    worth: f64,
    weight: f64,
    /// By how much its spending is scaled down.
    tamed: f64,
}

/// The hours by local day and hour: the newest day has the number 0.
struct Local {
    shift: i64,
    newest: i64,
}

impl Local {
    fn new(until: i64, offset: i32) -> Self {
        // The middle of an hour decides where it belongs, for offsets of half hours.
        let shift = (i64::from(offset) * 1_000 + HOUR / 2).div_euclid(HOUR);
        Self { shift, newest: (until.div_euclid(HOUR) + shift).div_euclid(24) }
    }

    fn day(&self, hour: &Hour) -> usize {
        let age = self.newest - (hour.number + self.shift).div_euclid(24);
        usize::try_from(age).unwrap_or(0).min(DAYS - 1)
    }

    fn of_week(&self, hour: &Hour) -> usize {
        (hour.number + self.shift).rem_euclid(WEEK as i64) as usize
    }
}

/// The place of a moment in the local week, in hours.
pub(super) fn hour_of_week(at: i64, offset: i32) -> f64 {
    let local = at + i64::from(offset) * 1_000;
    local.rem_euclid(WEEK as i64 * HOUR) as f64 / HOUR as f64
}

impl Pace {
    /// The pace up to that time; none where nothing was spent.
    pub(super) fn of(hours: &Hours, until: i64, offset: i32) -> Option<Self> {
        let local = Local::new(until, offset);
        let mut days = days(hours, &local);
        let table = Table::of(hours, &local, &days);
        let level = table.level()?;
        let rhythm = table.rhythm(level);
        for hour in hours.iter() {
            days[local.day(hour)].worth += watched(hour) * rhythm[local.of_week(hour)];
        }
        let (mut spent, mut worth) = (0.0, 0.0);
        for day in &days {
            spent += day.weight * day.tamed * day.spent;
            worth += day.weight * day.worth;
        }
        let per_hour = if worth > 0.0 { spent / worth } else { level };
        let (day_variance, level_variance) = variances(&days, per_hour);
        Some(Self { per_hour, rhythm, day_variance, level_variance })
    }
}

fn watched(hour: &Hour) -> f64 {
    f64::from(hour.watched) / HOUR as f64
}

fn days(hours: &Hours, local: &Local) -> [Day; DAYS] {
    let mut days = [Day { tamed: 1.0, ..Day::default() }; DAYS];
    for hour in hours.iter() {
        let day = &mut days[local.day(hour)];
        day.watched += watched(hour);
        day.spent += hour.spent;
    }
    let fade = 0.5_f64.powf(1.0 / HALF_LIFE);
    let mut weight = 1.0;
    for day in &mut days {
        day.weight = weight;
        weight *= fade;
    }
    tame(&mut days);
    days
}

/// Scales down the days of one huge job each: they stand for a median day.
fn tame(days: &mut [Day; DAYS]) {
    let mut active: Vec<f64> = days.iter().map(|day| day.spent).filter(|spent| *spent > 0.0).collect();
    active.sort_unstable_by(f64::total_cmp);
    let observed = days.iter().map(|day| day.watched).sum::<f64>() / 24.0;
    let most = ((observed / DAYS_PER_HUGE) as usize).max(1);
    for huge in (1..=most).rev() {
        let Some(others) = active.len().checked_sub(huge).filter(|others| *others >= OTHER_ACTIVE_DAYS) else {
            continue;
        };
        let usual = &active[..others];
        let limit = HUGE * usual[(others * 9).div_ceil(10) - 1];
        if active[others] > limit {
            let median = usual[others / 2];
            for day in days.iter_mut().filter(|day| day.spent > limit) {
                day.tamed = median / day.spent;
            }
            return;
        }
    }
}

/// Sums over the hours of the week.
struct Table {
    spent: [f64; WEEK],
    watched: [f64; WEEK],
    /// Sums of squares, for how much the same hour varies from week to week.
    squares: [f64; WEEK],
    squared_weights: [f64; WEEK],
    observed_days: f64,
}

impl Table {
    fn of(hours: &Hours, local: &Local, days: &[Day; DAYS]) -> Self {
        let mut table = Self {
            spent: [0.0; WEEK],
            watched: [0.0; WEEK],
            squares: [0.0; WEEK],
            squared_weights: [0.0; WEEK],
            observed_days: days.iter().map(|day| day.watched).sum::<f64>() / 24.0,
        };
        for hour in hours.iter() {
            let place = local.of_week(hour);
            let day = &days[local.day(hour)];
            let spent = hour.spent * day.tamed;
            let time = watched(hour);
            table.spent[place] += day.weight * spent;
            table.watched[place] += day.weight * time;
            table.squares[place] += day.weight * spent * spent;
            table.squared_weights[place] += day.weight * day.weight * time;
        }
        table
    }

    fn level(&self) -> Option<f64> {
        let (spent, watched) = (self.spent.iter().sum::<f64>(), self.watched.iter().sum::<f64>());
        (spent > 0.0 && watched > 0.0).then(|| spent / watched)
    }

    /// The factors of all hours of the week, their mean 1.
    fn rhythm(&self, level: f64) -> [f64; WEEK] {
        let mut of_day = [1.0; 24];
        let mut of_week = [1.0; 7];
        // The two are told apart by turns: each is measured with the other taken into account.
        for _ in 0..2 {
            if self.observed_days >= DAYS_FOR_WEEK_RHYTHM {
                of_week = self.factors(level, |place| place / 24, |place| of_day[place % 24]);
            }
            if self.observed_days >= DAYS_FOR_DAY_RHYTHM {
                of_day = self.factors(level, |place| place % 24, |place| of_week[place / 24]);
            }
        }
        let mut rhythm = [1.0; WEEK];
        for (place, factor) in rhythm.iter_mut().enumerate() {
            *factor = of_day[place % 24] * of_week[place / 24];
        }
        let mean = rhythm.iter().sum::<f64>() / WEEK as f64;
        if mean > 0.0 {
            for factor in &mut rhythm {
                *factor /= mean;
            }
        }
        rhythm
    }

    /// How much each group of hours costs relative to the level, shrunk towards 1 by as much as chance explains.
    fn factors<const N: usize>(
        &self,
        level: f64,
        group: impl Fn(usize) -> usize,
        known: impl Fn(usize) -> f64,
    ) -> [f64; N] {
        let (mut spent, mut worth) = ([0.0; N], [0.0; N]);
        let (mut squares, mut squared_weights, mut time) = ([0.0; N], [0.0; N], [0.0; N]);
        for place in 0..WEEK {
            let at = group(place);
            spent[at] += self.spent[place];
            worth[at] += self.watched[place] * known(place) * level;
            squares[at] += self.squares[place];
            squared_weights[at] += self.squared_weights[place];
            time[at] += self.watched[place];
        }
        let mut factors = [1.0; N];
        let (mut noise, mut spread, mut groups) = (0.0, 0.0, 0.0);
        for at in 0..N {
            if worth[at] <= 0.0 || time[at] <= 0.0 {
                continue;
            }
            factors[at] = spent[at] / worth[at];
            // The mean of as many hours as were watched varies by their variance divided by their number.
            let mean = spent[at] / time[at];
            let variance = (squares[at] / time[at] - mean * mean).max(0.0);
            let number = time[at] * time[at] / squared_weights[at];
            noise += variance / (number - 1.0).max(0.5) / (level * level);
            spread += (factors[at] - 1.0) * (factors[at] - 1.0);
            groups += 1.0;
        }
        let trust =
            if spread > 0.0 { (1.0 - noise / spread * groups / (groups - 1.0_f64).max(1.0)).max(0.0) } else { 0.0 };
        for factor in &mut factors {
            *factor = 1.0 + trust * (*factor - 1.0);
        }
        factors
    }
}

/// How much a day varies, and how uncertain the mean of all days is, both relative to the mean and squared.
fn variances(days: &[Day; DAYS], per_hour: f64) -> (f64, f64) {
    let (mut squares, mut worth, mut squared_weights) = (0.0, 0.0, 0.0);
    for day in days.iter().filter(|day| day.worth > 0.0) {
        let expected = day.worth / 24.0;
        let residual = day.tamed * day.spent / (per_hour * 24.0) - expected;
        squares += day.weight * residual * residual;
        worth += day.weight * expected;
        squared_weights += day.weight * day.weight * expected;
    }
    if worth <= 0.0 {
        return (GUESSED_VARIANCE, GUESSED_VARIANCE);
    }
    let number = worth * worth / squared_weights;
    let measured = squares / worth * number;
    let variance = (measured + GUESS_WEIGHT * GUESSED_VARIANCE) / ((number - 1.0).max(0.0) + GUESS_WEIGHT);
    (variance, variance / number)
}
