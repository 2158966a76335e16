//! How fast a meter drains: the level, its rhythm over the week, and how far both can be trusted.

use super::days::{Days, WEEK};
use super::hours::Hours;

/// Observed days from which the hours of the day are told apart.
const DAYS_FOR_DAY_RHYTHM: f64 = 4.0;
/// Observed days from which the days of the week are told apart.
const DAYS_FOR_WEEK_RHYTHM: f64 = 14.0;
/// Observed days from which at least workdays and weekends are told apart.
const DAYS_FOR_WEEKENDS: f64 = 7.0;
/// Saturday and Sunday in a week that begins on Thursday.
const WEEKEND: [usize; 2] = [2, 3];
/// How uncertain the level is for not having seen a whole week, squared and relative: nothing once it was.
const UNSEEN_WEEK: f64 = 0.15;
/// How much a day's spending is taken to vary before it was seen, squared and relative to the mean, and how many days that
/// guess weighs.
const GUESSED_VARIANCE: f64 = 0.5;
const GUESS_WEIGHT: f64 = 0.5;

/// What is expected to be spent.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    /// In an average day of the week.
    pub(super) per_day: f64,
    /// Each hour of the local week relative to the average, see [`hour_of_week`](super::days::hour_of_week).
    pub(super) rhythm: [f64; WEEK],
    /// How much one average day's spending varies: the square of the deviation relative to the mean.
    pub(super) day_variance: f64,
    /// How uncertain the level itself is, likewise.
    pub(super) level_variance: f64,
    /// How many days the level is the mean of.
    pub(super) days: f64,
}

impl Pace {
    /// The pace up to that time; none where nothing was spent.
    pub(super) fn of(hours: &Hours, until: i64, offset: i32) -> Option<Self> {
        let mut days = Days::of(hours, until, offset);
        let rhythm = rhythm(hours, &mut days);
        days.doubt_what_was_before_a_change();
        let (mut spent, mut worth, mut squared_weights) = (0.0, 0.0, 0.0);
        for day in &days.all {
            spent += day.weight * day.usual();
            worth += day.weight * day.worth;
            squared_weights += day.weight * day.weight * day.worth;
        }
        if spent <= 0.0 || worth <= 0.0 {
            return None;
        }
        let per_day = spent / worth;
        let number = worth * worth / squared_weights;
        let squares: f64 = days
            .all
            .iter()
            .map(|day| day.weight * (day.usual() / per_day - day.worth) * (day.usual() / per_day - day.worth))
            .sum();
        let day_variance =
            (squares / worth * number + GUESS_WEIGHT * GUESSED_VARIANCE) / ((number - 1.0).max(0.0) + GUESS_WEIGHT);
        let of_mean = day_variance / number;
        let unseen = UNSEEN_WEEK * (1.0 - days.watched() / 7.0).max(0.0);
        // The fewer days the more the variance itself is underrated where spending comes in bursts.
        let level_variance = of_mean * (1.0 + 2.0 * of_mean) + unseen;
        Some(Self { per_day, rhythm, day_variance, level_variance, days: number })
    }
}

/// The factors of all hours of the week, their mean 1. Says what each day was worth by them.
fn rhythm(hours: &Hours, days: &mut Days) -> [f64; WEEK] {
    let watched = days.watched();
    let mut of_day = [1.0; 24];
    let mut of_week = [1.0; 7];
    // The two are told apart by turns: each is measured with the other taken into account.
    for _ in 0..2 {
        if watched >= DAYS_FOR_DAY_RHYTHM {
            of_day = factors(hours_of_day(hours, days, &of_week));
        }
        days.weigh_hours(hours, &of_day);
        if watched >= DAYS_FOR_WEEK_RHYTHM {
            of_week = factors(days_of_week(days, |day| day));
        } else if watched >= DAYS_FOR_WEEKENDS {
            let [workday, weekend] = factors(days_of_week(days, |day| usize::from(WEEKEND.contains(&day))));
            of_week = std::array::from_fn(|day| if WEEKEND.contains(&day) { weekend } else { workday });
        }
        // Without a week there is nothing more to take into account.
        if of_week.iter().all(|factor| (factor - 1.0).abs() < f64::EPSILON) {
            break;
        }
    }
    days.weigh_days(&of_week);
    combined(&of_day, &of_week)
}

fn combined(of_day: &[f64; 24], of_week: &[f64; 7]) -> [f64; WEEK] {
    let mean = of_day.iter().sum::<f64>() / 24.0 * of_week.iter().sum::<f64>() / 7.0;
    std::array::from_fn(|place| of_day[place % 24] * of_week[place / 24] / mean)
}

/// Sums over all that falls on the same hour of the day, or on the same day of the week.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    spent: f64,
    /// In which time, weighed by what else is known of the rhythm.
    worth: f64,
    squares: f64,
    squared_weights: f64,
}

impl Group {
    fn add(&mut self, weight: f64, spent: f64, worth: f64) {
        self.spent += weight * spent;
        self.worth += weight * worth;
        if worth > 0.0 && spent > 0.0 {
            self.squares += weight * spent * spent / worth;
        }
        self.squared_weights += weight * weight * worth;
    }
}

fn hours_of_day(hours: &Hours, days: &Days, of_week: &[f64; 7]) -> [Group; 24] {
    let mut groups = [Group::default(); 24];
    for (hour, number, place) in days.places(hours) {
        let day = &days.all[number];
        groups[place].add(day.weight, hour.spent * day.tamed, hour.watched() * of_week[day.of_week]);
    }
    groups
}

fn days_of_week<const N: usize>(days: &Days, group: impl Fn(usize) -> usize) -> [Group; N] {
    let mut groups = [Group::default(); N];
    for day in &days.all {
        groups[group(day.of_week)].add(day.weight, day.usual(), day.worth);
    }
    groups
}

/// How much each group costs relative to the mean, shrunk towards 1 by as much of the spread as chance explains.
fn factors<const N: usize>(groups: [Group; N]) -> [f64; N] {
    let mut factors = [1.0; N];
    let (spent, worth) = groups.iter().fold((0.0, 0.0), |sum, group| (sum.0 + group.spent, sum.1 + group.worth));
    if spent <= 0.0 || worth <= 0.0 {
        return factors;
    }
    let mean = spent / worth;
    let (mut within, mut freedom, mut means, mut spread, mut number) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (factor, group) in factors.iter_mut().zip(&groups).filter(|(_, group)| group.worth > 0.0) {
        *factor = group.spent / group.worth / mean;
        let times = group.worth * group.worth / group.squared_weights;
        within += (group.squares - group.spent * group.spent / group.worth).max(0.0);
        freedom += group.worth * (1.0 - 1.0 / times).max(0.0);
        // A mean of so many varies by the variance of one divided by their number.
        means += 1.0 / times;
        spread += (*factor - 1.0) * (*factor - 1.0);
        number += 1.0;
    }
    let variance = if freedom > 0.0 { within / freedom / (mean * mean) } else { f64::INFINITY };
    let by_chance = variance * means * (number - 1.0) / f64::max(number, 1.0);
    let trust = if spread > by_chance { 1.0 - by_chance / spread } else { 0.0 };
    for factor in &mut factors {
        *factor = 1.0 + trust * (*factor - 1.0);
    }
    factors
}
