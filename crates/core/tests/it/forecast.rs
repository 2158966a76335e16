//! What the forecast says: of made-up histories whose future is known, and of small ones that are written out.

use lowtide_core::amount::Decimal;
use lowtide_core::forecast::{Confidence, Figures, Forecast, ForecastState, Ledger, RiseKind};
use lowtide_core::time::Timestamp;

use super::forecast_classes::{CLASSES, compare};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// That many minutes after a Monday's midnight, UTC.
pub(crate) fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_790_553_600 + minutes * 60).unwrap()
}

pub(crate) fn left(remaining: &str) -> Figures {
    Figures { remaining: remaining.parse().unwrap(), limit: None, resets_at: None }
}

pub(crate) fn figures(remaining: i64) -> Figures {
    Figures { remaining: Decimal::from(remaining), limit: None, resets_at: None }
}

/// Hourly polls from one minute to the other, that much spent between any two of them.
pub(crate) fn drain(ledger: &mut Ledger, from: i64, until: i64, mut remaining: i64, per_hour: i64) -> i64 {
    let mut minute = from;
    while minute <= until {
        ledger.observe(at(minute), &figures(remaining));
        minute += HOUR;
        remaining -= per_hour;
    }
    remaining + per_hour
}

fn near(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|value| (value - expected).abs() <= 0.02 * expected.abs().max(0.5))
}

#[test]
fn it_is_better_than_the_mean_of_the_last_seven_days_on_every_class() {
    let results = compare();
    println!("{:<14} {:>8} {:>8} {:>9} {:>6}", "class", "ours", "naive", "in range", "cases");
    for result in &results {
        println!(
            "{:<14} {:>7.1}% {:>7.1}% {:>8.0}% {:>6}",
            result.name,
            100.0 * result.ours,
            100.0 * result.naive,
            100.0 * result.coverage,
            result.cases
        );
    }
    assert_eq!(results.len(), CLASSES.len());
    for result in &results {
        assert!(result.cases > 150, "few of the accounts never ran out: {result:?}");
        assert!(result.ours < result.naive, "{result:?}");
        assert!(result.coverage >= 0.65, "four of five are meant to lie in the range: {result:?}");
        assert!(result.coverage <= 0.97, "a range in which everything lies says nothing: {result:?}");
    }
}

#[test]
fn it_learns_before_it_speaks() {
    let mut ledger = Ledger::default();
    assert_eq!(ledger.forecast(at(0), 0), Forecast::default(), "nothing was read");
    drain(&mut ledger, 0, 20 * HOUR, 1_000, 1);
    assert_eq!(ledger.forecast(at(20 * HOUR), 0).state, ForecastState::Learning, "less than a day was seen");
    drain(&mut ledger, 21 * HOUR, 24 * HOUR, 979, 1);
    let forecast = ledger.forecast(at(24 * HOUR), 0);
    assert_eq!(forecast.state, ForecastState::Steady);
    assert!(near(forecast.days_left, 976.0 / 24.0), "{forecast:?}");
    assert!(near(forecast.burn_per_day, 24.0), "{forecast:?}");

    let mut ledger = Ledger::default();
    for (minute, remaining) in [(0, 1_000), (HOUR, 900), (2 * HOUR, 800), (2 * DAY, 800)] {
        ledger.observe(at(minute), &figures(remaining));
    }
    let forecast = ledger.forecast(at(2 * DAY), 0);
    assert_eq!(forecast, Forecast::default(), "two decreases are no pace");
    assert_eq!(ledger.suggested(at(2 * DAY), 0), None);
    ledger.observe(at(2 * DAY + HOUR), &figures(700));
    assert_eq!(ledger.forecast(at(2 * DAY + HOUR), 0).state, ForecastState::Steady);
}

#[test]
fn what_does_not_drain_has_no_days() {
    let mut ledger = Ledger::default();
    drain(&mut ledger, 0, 2 * DAY, 500, 0);
    assert_eq!(ledger.forecast(at(2 * DAY), 0).state, ForecastState::Learning);
    drain(&mut ledger, 2 * DAY + HOUR, 3 * DAY, 500, 0);
    let forecast = ledger.forecast(at(3 * DAY), 0);
    assert_eq!(forecast, Forecast { state: ForecastState::NotDraining, ..Forecast::default() });

    // It drains for a while, and then no more.
    let remaining = drain(&mut ledger, 3 * DAY + HOUR, 6 * DAY, 499, 1);
    assert_eq!(ledger.forecast(at(6 * DAY), 0).state, ForecastState::Steady);
    drain(&mut ledger, 6 * DAY + HOUR, 19 * DAY, remaining, 0);
    assert_eq!(ledger.forecast(at(19 * DAY), 0).state, ForecastState::Steady, "thirteen quiet days are a pause");
    drain(&mut ledger, 19 * DAY + HOUR, 20 * DAY + HOUR, remaining, 0);
    assert_eq!(ledger.forecast(at(20 * DAY + HOUR), 0).state, ForecastState::NotDraining);
}

#[test]
fn time_since_the_last_reading_has_burnt_on() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 10_000, 10);
    assert_eq!(remaining, 7_600);
    let days = 7_600.0 / 240.0;
    assert!(near(ledger.forecast(at(10 * DAY), 0).days_left, days));
    assert!(near(ledger.forecast(at(15 * DAY), 0).days_left, days - 5.0));
    assert!(near(ledger.forecast(at(9 * DAY), 0).days_left, days), "an earlier now takes nothing off");
    let long_after = ledger.forecast(at(100 * DAY), 0);
    assert_eq!((long_after.days_left, long_after.days_left_low), (Some(0.0), Some(0.0)));
}

#[test]
fn nothing_left_is_no_days_left() {
    for remaining in [0, -5] {
        let mut ledger = Ledger::default();
        drain(&mut ledger, 0, 4 * DAY, 20_000, 10);
        ledger.observe(at(4 * DAY + HOUR), &figures(remaining));
        let forecast = ledger.forecast(at(4 * DAY + HOUR), 0);
        let days = (forecast.days_left_low, forecast.days_left, forecast.days_left_high);
        assert_eq!(days, (Some(0.0), Some(0.0), Some(0.0)), "at {remaining}");
        assert_eq!(forecast.state, ForecastState::Steady);
    }
}

#[test]
fn an_empty_account_is_not_at_rest() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 2_400, 10);
    assert_eq!(remaining, 0);
    drain(&mut ledger, 10 * DAY, 20 * DAY, 0, 0);
    assert_eq!(ledger.observe(at(20 * DAY + HOUR), &figures(2_400)), Some(RiseKind::TopUp));
    let forecast = ledger.forecast(at(20 * DAY + HOUR), 0);
    assert!(near(forecast.burn_per_day, 240.0), "ten days without credits tell nothing of the pace: {forecast:?}");
    assert!(near(forecast.days_left, 10.0), "{forecast:?}");
}

#[test]
fn a_plan_lasts_until_its_reset_or_runs_out_before() {
    for (reset_in, state, short) in [
        (5, ForecastState::LastsUntilReset, None),
        (30, ForecastState::Steady, Some(20.0)),
        (-3, ForecastState::Steady, None),
    ] {
        let mut ledger = Ledger::default();
        let resets_at = Some(at((10 + reset_in) * DAY));
        for hour in 0..=240 {
            let figures = Figures { limit: Some(Decimal::from(5_000)), resets_at, ..figures(4_800 - 10 * hour) };
            ledger.observe(at(hour * HOUR), &figures);
        }
        let forecast = ledger.forecast(at(10 * DAY), 0);
        assert_eq!(forecast.state, state, "reset in {reset_in} days");
        assert!(near(forecast.days_left, 10.0), "days at this pace are told all the same: {forecast:?}");
        assert_eq!(forecast.days_short_of_reset.is_some(), short.is_some(), "{forecast:?}");
        assert!(short.is_none_or(|short| near(forecast.days_short_of_reset, short)), "{forecast:?}");
    }
}

#[test]
fn long_gaps_are_left_out_and_nights_are_not() {
    // Ten days at 240 a day, a holiday of six days in which something else used the key up, three more days.
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 100_000, 10);
    drain(&mut ledger, 16 * DAY, 19 * DAY, remaining - 50_000, 10);
    let burn = ledger.forecast(at(19 * DAY), 0).burn_per_day;
    assert!(near(burn, 240.0), "neither the days nor what they cost: {burn:?}");

    // Awake from 8 to 20 only; spending goes on at night, and is seen in the morning.
    let mut ledger = Ledger::default();
    for hour in (0..=20 * 24).filter(|hour| (8..=20).contains(&(hour % 24))) {
        ledger.observe(at(hour * HOUR), &figures(50_000 - 10 * hour));
    }
    let burn = ledger.forecast(at(19 * DAY + 20 * HOUR), 0).burn_per_day;
    assert!(near(burn, 240.0), "{burn:?}");
}

#[test]
fn a_top_up_hides_nothing_and_a_refund_is_given_back() {
    let burn = |event: fn(&mut Ledger, i64) -> i64| {
        let mut ledger = Ledger::default();
        let remaining = drain(&mut ledger, 0, 9 * DAY, 10_000, 10);
        let remaining = event(&mut ledger, remaining);
        drain(&mut ledger, 9 * DAY + 3 * HOUR, 10 * DAY, remaining - 10, 10);
        ledger.forecast(at(10 * DAY), 0).burn_per_day
    };
    let top_up = burn(|ledger, remaining| {
        ledger.observe(at(9 * DAY + HOUR), &figures(remaining + 5_000));
        ledger.observe(at(9 * DAY + 2 * HOUR), &figures(remaining + 4_990));
        remaining + 4_990
    });
    assert!(near(top_up, 240.0), "{top_up:?}");
    // A job of 2,000 that failed and was given back, against one that was not.
    let refunded = burn(|ledger, remaining| {
        ledger.observe(at(9 * DAY + HOUR), &figures(remaining - 2_000));
        assert_eq!(ledger.observe(at(9 * DAY + 2 * HOUR), &figures(remaining)), Some(RiseKind::Refund));
        remaining
    });
    assert!(near(refunded, 238.0), "{refunded:?}");
    let relabelled = burn(|ledger, remaining| {
        ledger.observe(at(9 * DAY + HOUR), &figures(remaining - 700));
        let known = Some(RiseKind::TopUp);
        assert_eq!(ledger.observe_as(at(9 * DAY + 2 * HOUR), &figures(remaining), known), known);
        remaining
    });
    assert!(relabelled > Some(280.0), "the person said that it was bought, so the 700 were spent: {relabelled:?}");
    let known_refund = burn(|ledger, remaining| {
        ledger.observe(at(9 * DAY + HOUR), &figures(remaining - 10));
        ledger.observe_as(at(9 * DAY + 2 * HOUR), &figures(remaining + 890), Some(RiseKind::Refund));
        remaining + 890
    });
    assert!(known_refund < Some(200.0), "it takes back older spending too: {known_refund:?}");
}

#[test]
fn a_huge_job_changes_little_and_a_habit_of_big_jobs_counts() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 20 * DAY, 100_000, 10);
    ledger.observe(at(20 * DAY + HOUR), &figures(remaining - 9_000));
    drain(&mut ledger, 20 * DAY + 2 * HOUR, 21 * DAY, remaining - 9_010, 10);
    let forecast = ledger.forecast(at(21 * DAY), 0);
    assert!(near(forecast.burn_per_day, 240.0), "{forecast:?}");

    // The same size every third day is what this account does.
    let mut ledger = Ledger::default();
    let mut remaining = 100_000;
    for hour in 0..=21 * 24 {
        remaining -= if hour % 72 == 30 { 2_000 } else { 1 };
        ledger.observe(at(hour * HOUR), &figures(remaining));
    }
    let burn = ledger.forecast(at(21 * DAY), 0).burn_per_day.unwrap();
    assert!((550.0..850.0).contains(&burn), "{burn}");
}

#[test]
fn the_rhythm_of_the_week_is_local_time() {
    // Three weeks of working days from 9 to 17 in UTC+9: at UTC midnight the day there has begun.
    let offset = 9 * 3_600;
    let mut ledger = Ledger::default();
    let mut remaining = 13_200;
    for hour in 0..=21 * 24 - 8 {
        ledger.observe(at(hour * HOUR), &figures(remaining));
        let local = hour + 9;
        if (local / 24) % 7 < 5 && (9..17).contains(&(local % 24)) {
            remaining -= 100;
        }
    }
    // It is one o'clock on Monday there, and 1,200 are left: Monday's eight hours and four of Tuesday's.
    assert_eq!(remaining, 1_200);
    let now = at((21 * 24 - 8) * HOUR);
    let days = ledger.forecast(now, offset).days_left.unwrap();
    assert!((days - 1.5).abs() < 0.1, "Tuesday at 13:00: {days}");
    let by_utc = ledger.forecast(now, 0).days_left.unwrap();
    assert!((by_utc - days).abs() < 0.2, "the hours are the same ones, only the weekend is cut elsewhere: {by_utc}");
}

#[test]
fn confidence_follows_the_range() {
    let mut ledger = Ledger::default();
    drain(&mut ledger, 0, 30 * DAY, 100_000, 100);
    assert_eq!(ledger.forecast(at(30 * DAY), 0).confidence, Some(Confidence::High), "as regular as a clock");
    let mut ledger = Ledger::default();
    let mut remaining = 4_000;
    for hour in 0..=30 * 24 {
        remaining -= if hour % 100 == 99 { 500 } else { 0 };
        ledger.observe(at(hour * HOUR), &figures(remaining));
    }
    assert_eq!(remaining, 500);
    let forecast = ledger.forecast(at(30 * DAY), 0);
    assert_eq!(
        forecast.confidence,
        Some(Confidence::Low),
        "one job's worth may go today or in five days: {forecast:?}"
    );
}

#[test]
fn thresholds_are_round_and_fit_the_pace() {
    let suggest = |per_hour: &str, limit: Option<i64>| {
        let per_hour: Decimal = per_hour.parse().unwrap();
        let mut ledger = Ledger::default();
        for hour in 0..=72_i64 {
            let remaining = per_hour * Decimal::from(2_000 - hour);
            let limit = limit.map(Decimal::from);
            ledger.observe(at(hour * HOUR), &Figures { remaining, limit, resets_at: None });
        }
        let suggested = ledger.suggested(at(72 * HOUR), 0).unwrap();
        (suggested.warning.to_string(), suggested.critical.to_string())
    };
    let pair = |warning: &str, critical: &str| (warning.to_owned(), critical.to_owned());
    assert_eq!(suggest("10", None), pair("2000", "500"), "1,200 and 240");
    assert_eq!(suggest("0.0004", None), pair("0.05", "0.01"), "0.048 and 0.0096 of some currency");
    assert_eq!(suggest("5000000", None), pair("1000000000", "200000000"));
    assert_eq!(suggest("10", Some(2_400)), pair("1000", "200"), "no more than a half and a fifth of a plan's total");
}

#[test]
fn figures_of_a_clock_that_was_wrong_do_no_harm() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 100_000, 10);
    let before = ledger.clone();
    assert_eq!(ledger.observe(at(10 * DAY - 30), &left("3")), None);
    assert_eq!(ledger, before, "a little earlier is ignored: the clock will catch up");
    // A day in the next century, and back again.
    ledger.observe(at(40_000 * DAY), &figures(remaining));
    ledger.observe(at(10 * DAY + HOUR), &figures(remaining - 10));
    drain(&mut ledger, 10 * DAY + 2 * HOUR, 14 * DAY, remaining - 20, 10);
    let forecast = ledger.forecast(at(14 * DAY), 0);
    assert!(near(forecast.burn_per_day, 240.0), "it goes on from there: {forecast:?}");
}
