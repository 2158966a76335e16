//! The window's hours as local days: which of them are out of the ordinary, and since when the pace is what it is now.

use super::hours::{HOUR, Hour, Hours, TRACE, WINDOW};

/// Days of the window, the two partial ones at its ends counted.
const DAYS: usize = (WINDOW / 24) as usize + 1;
/// Hours of a week.
pub(super) const WEEK: usize = 168;
/// After that many days a day's spending counts half.
const HALF_LIFE: f64 = 10.0;
/// A day of more than this many times what other active days cost at the most is one that will not come again.
const HUGE: f64 = 4.0;
/// Observed days among which one may be such a day.
const DAYS_PER_HUGE: f64 = 10.0;
/// Active days without which no day can be called huge.
const OTHER_ACTIVE_DAYS: usize = 4;
/// How likely an account changes its pace on any day, before anything of it is seen.
const CHANGE: f64 = 0.03;
/// Days that a change must lie back to be recognised as one.
const CHANGED_FOR: f64 = 1.5;
/// However regular an account is, its days are taken to deviate by this share.
const REGULAR: f64 = 0.1;

/// One local day of the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    /// Hours of it of which the spending is known.
    pub(super) watched: f64,
    /// What was spent in them.
    pub(super) spent: f64,
    /// By how much a huge day's spending is scaled down, so that it stands for a median day.
    pub(super) tamed: f64,
    /// How many average days those hours were worth, by the rhythm.
    pub(super) worth: f64,
    /// How much it counts.
    pub(super) weight: f64,
    /// Its place in the local week, which begins on Thursday, as the epoch did.
    pub(super) of_week: usize,
}

/// The window's days, the newest first.
#[derive(Debug)]
pub(super) struct Days {
    pub(super) all: [Day; DAYS],
    shift: i64,
    newest: i64,
}

/// The place of a moment in the local week, in hours, counted as [`Day::of_week`] is.
pub(super) fn hour_of_week(at: i64, offset: i32) -> f64 {
    let local = at + i64::from(offset) * 1_000;
    local.rem_euclid(WEEK as i64 * HOUR) as f64 / HOUR as f64
}

impl Days {
    /// The days up to that time. What they were worth is not known yet.
    pub(super) fn of(hours: &Hours, until: i64, offset: i32) -> Self {
        // The middle of an hour decides where it belongs, for offsets of half hours.
        let shift = (i64::from(offset) * 1_000 + HOUR / 2).div_euclid(HOUR);
        let newest = (until.div_euclid(HOUR) + shift).div_euclid(24);
        let fade = 0.5_f64.powf(1.0 / HALF_LIFE);
        let mut weight = 1.0 / fade;
        let all = std::array::from_fn(|number| {
            weight *= fade;
            let of_week = (newest - number as i64).rem_euclid(7) as usize;
            Day { watched: 0.0, spent: 0.0, tamed: 1.0, worth: 0.0, weight, of_week }
        });
        let mut days = Self { all, shift, newest };
        for (hour, number, _) in days.places(hours) {
            let day = &mut days.all[number];
            day.watched += hour.watched();
            day.spent += hour.spent;
        }
        days.tame();
        days
    }

    /// Each hour with the number of its day and its place in it.
    pub(super) fn places<'a>(&self, hours: &'a Hours) -> impl Iterator<Item = (&'a Hour, usize, usize)> + use<'a> {
        let (shift, newest) = (self.shift, self.newest);
        let (mut next, mut day, mut place) = (i64::MIN, 0, 0);
        hours.iter().map(move |hour| {
            // Hours follow upon each other nearly always; dividing each of them takes most of a forecast's time.
            if hour.number == next && place < 23 {
                place += 1;
            } else {
                let local = hour.number + shift;
                day = usize::try_from(newest - local.div_euclid(24)).unwrap_or(0).min(DAYS - 1);
                place = local.rem_euclid(24) as usize;
            }
            next = hour.number + 1;
            (hour, day, place)
        })
    }

    /// For how many days in all the spending is known.
    pub(super) fn watched(&self) -> f64 {
        self.all.iter().map(|day| day.watched).sum::<f64>() / 24.0
    }

    /// Says what each day was worth, every day of the week alike.
    pub(super) fn weigh_hours(&mut self, hours: &Hours, of_day: &[f64; 24]) {
        for day in &mut self.all {
            day.worth = 0.0;
        }
        let whole = of_day.iter().sum::<f64>();
        let part = of_day.map(|factor| factor / whole);
        for (hour, number, place) in self.places(hours) {
            self.all[number].worth += hour.watched() * part[place];
        }
    }

    /// Takes into account that the days of the week are not alike.
    pub(super) fn weigh_days(&mut self, of_week: &[f64; 7]) {
        let mean = of_week.iter().sum::<f64>() / 7.0;
        for day in &mut self.all {
            day.worth *= of_week[day.of_week] / mean;
        }
    }

    /// Scales down the days of one huge job each.
    fn tame(&mut self) {
        let trace = TRACE * self.all.iter().map(|day| day.spent).sum::<f64>();
        let mut active: Vec<f64> = self.all.iter().map(|day| day.spent).filter(|spent| *spent > trace).collect();
        active.sort_unstable_by(f64::total_cmp);
        let most = ((self.watched() / DAYS_PER_HUGE) as usize).max(1);
        for huge in (1..=most).rev() {
            let Some(others) = active.len().checked_sub(huge).filter(|others| *others >= OTHER_ACTIVE_DAYS) else {
                continue;
            };
            let usual = &active[..others];
            let limit = HUGE * usual[(others * 9).div_ceil(10) - 1];
            if active[others] > limit {
                let median = usual[others / 2];
                for day in self.all.iter_mut().filter(|day| day.spent > limit) {
                    day.tamed = median / day.spent;
                }
                return;
            }
        }
    }

    /// Lets each day count by how likely the pace has not changed since.
    ///
    /// For every night of the window: how much better do two means, before and after it, explain the days than one does?
    /// The odds of a change there follow by Bayes' rule, for days that deviate normally by an unknown amount.
    pub(super) fn doubt_what_was_before_a_change(&mut self) {
        let all = self.all.iter().fold(Segment::default(), Segment::with);
        if all.days < 4.0 || all.spent <= 0.0 {
            return;
        }
        let mean = all.spent / all.worth;
        let floor = all.days * (REGULAR * mean) * (REGULAR * mean);
        let mut odds = [0.0; DAYS];
        let mut after = Segment::default();
        for (number, day) in self.all.iter().enumerate() {
            after = after.with(day);
            let before = all.without(&after);
            if after.worth < CHANGED_FOR || before.worth < CHANGED_FOR || day.worth <= 0.0 {
                continue;
            }
            let apart = after.squares() + before.squares() + floor;
            let gain = ((all.squares() + floor) / apart).max(1.0);
            // A second mean fits better by chance alone: the more so, the less the days leave it to guess.
            let variance = apart / all.days / (mean * mean);
            let chance = (std::f64::consts::TAU * variance * all.worth / (after.worth * before.worth)).sqrt().min(1.0);
            odds[number] = CHANGE * chance * gain.powf(all.days / 2.0);
        }
        let total = 1.0 + odds.iter().sum::<f64>();
        let mut unchanged = 1.0;
        for (day, odds) in self.all.iter_mut().zip(odds) {
            day.weight *= unchanged;
            unchanged = f64::max(unchanged - odds / total, 0.0);
        }
    }
}

impl Day {
    /// What it cost, a huge job apart.
    pub(super) fn usual(&self) -> f64 {
        self.spent * self.tamed
    }
}

/// Sums over days in a row, their deviations weighed so that half a day may deviate by less than a whole one.
#[derive(Debug, Clone, Copy, Default)]
struct Segment {
    days: f64,
    worth: f64,
    spent: f64,
    squares: f64,
}

impl Segment {
    fn with(self, day: &Day) -> Self {
        if day.worth <= 0.02 {
            return self;
        }
        let spent = day.usual();
        Self {
            days: self.days + 1.0,
            worth: self.worth + day.worth,
            spent: self.spent + spent,
            squares: self.squares + spent * spent / day.worth,
        }
    }

    fn without(self, other: &Self) -> Self {
        Self {
            days: self.days - other.days,
            worth: self.worth - other.worth,
            spent: self.spent - other.spent,
            squares: self.squares - other.squares,
        }
    }

    /// The squares of the deviations from the mean.
    fn squares(&self) -> f64 {
        (self.squares - self.spent * self.spent / self.worth).max(0.0)
    }
}
