//! What is foreseen: days left, learning, unusual spending. Estimates are checked by what they must lie between.

use serde_json::{Value, json};

use super::script::told;
use crate::support::Desk;

/// A reading so many minutes after 1 October 2026.
fn at(minutes: u32, remaining: f64) -> Value {
    with_limit(minutes, remaining, &Value::Null, &Value::Null)
}

fn with_limit(minutes: u32, remaining: f64, limit: &Value, resets_at: &Value) -> Value {
    json!({ "at": time(minutes), "meters": [{
        "id": "c", "unit": "credits", "primary": true, "remaining": remaining, "limit": limit, "resets_at": resets_at,
    }] })
}

fn time(minutes: u32) -> String {
    let (day, minute) = (minutes / 1440, minutes % 1440);
    let (month, day) = if day < 31 { (10, day + 1) } else { (11, day - 30) };
    format!("2026-{month}-{day:02}T{:02}:{:02}:00Z", minute / 60, minute % 60)
}

fn forecasts(lines: &[Value]) -> Vec<Value> {
    let told = told(&Desk::without_server(), None, "UTC", lines, &["--forecast"]);
    told.into_iter().filter_map(|mut line| line.get_mut("forecast").map(Value::take)).collect()
}

fn alerts(rules: &str, lines: &[Value]) -> Vec<Value> {
    let told = told(&Desk::without_server(), Some(rules), "UTC", lines, &[]);
    told.into_iter().filter(|line| line["rule"] != "topped_up").collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// How much was left when the alert was made, of an account that had `first` at the beginning and lost `an_hour`.
fn left_at(alert: &Value, first: f64, an_hour: f64, lines: &[Value]) -> f64 {
    let index = lines.iter().position(|line| line["at"] == alert["at"]).unwrap_or_else(|| panic!("{alert}"));
    first - an_hour * f64::from(u32::try_from(index).unwrap())
}

#[test]
fn every_reading_has_its_forecast_behind_its_decisions() {
    let lines = [at(0, 1000.0), json!({"at": time(15), "failure": "timeout"}), at(30, 150.0)];
    let told = told(&Desk::without_server(), None, "UTC", &lines, &["--forecast"]);
    let kinds: Vec<&str> =
        told.iter().map(|line| if line.get("forecast").is_some() { "forecast" } else { "decision" }).collect();
    assert_eq!(kinds, ["forecast", "decision", "forecast"], "{told:?}");
    assert_eq!(told[0]["at"], lines[0]["at"]);
    assert_eq!(told[2]["at"], lines[2]["at"]);
}

/// Below three samples there is no rate: "accumulating" instead of a guess that looks precise.
#[test]
fn with_two_readings_it_is_learning() {
    for forecast in forecasts(&[at(0, 1000.0), at(15, 900.0)]) {
        let unknown = json!({
            "state": "learning", "days_left": null, "days_left_low": null, "days_left_high": null, "burn_per_day": null,
        });
        assert_eq!(forecast, unknown);
    }
}

#[test]
fn a_steady_drain_is_foreseen() {
    let lines: Vec<Value> = (0..=240).map(|hour| at(60 * hour, 48_000.0 - 100.0 * f64::from(hour))).collect();
    let forecast = forecasts(&lines).pop().unwrap();
    assert_eq!(forecast["state"], "steady");
    let (days, burn) = (number(&forecast["days_left"]), number(&forecast["burn_per_day"]));
    assert!((9.0..11.0).contains(&days), "240 hours are left: {forecast}");
    assert!((2200.0..2600.0).contains(&burn), "2,400 a day: {forecast}");
    let (low, high) = (number(&forecast["days_left_low"]), number(&forecast["days_left_high"]));
    assert!(low <= days && days <= high, "{forecast}");
}

/// A top-up is not negative burn.
#[test]
fn a_top_up_is_no_income() {
    let mut left = 20_000.0;
    let mut lines = Vec::new();
    for hour in 0..=240 {
        if hour == 150 {
            left += 30_000.0;
        }
        lines.push(at(60 * hour, left));
        left -= 100.0;
    }
    let forecast = forecasts(&lines).pop().unwrap();
    let burn = number(&forecast["burn_per_day"]);
    assert!((2200.0..2600.0).contains(&burn), "{forecast}");
}

#[test]
fn a_gap_is_not_idleness() {
    // Ten days at 100 an hour, but the machine was asleep for two of them; what was spent then is not known to be spread.
    let awake = |hour: &u32| !(100..148).contains(hour);
    let lines: Vec<Value> =
        (0..=240).filter(awake).map(|hour| at(60 * hour, 48_000.0 - 100.0 * f64::from(hour))).collect();
    let burn = number(&forecasts(&lines).pop().unwrap()["burn_per_day"]);
    assert!((2000.0..2800.0).contains(&burn), "{burn}");
}

#[test]
fn what_is_not_used_does_not_drain() {
    let lines: Vec<Value> = (0..=336).map(|hour| at(60 * hour, 500.0)).collect();
    let forecast = forecasts(&lines).pop().unwrap();
    assert_eq!(forecast["state"], "not_draining", "{forecast}");
    assert_eq!(forecast["days_left"], Value::Null);
    assert_eq!(alerts("share = false", &lines), Vec::<Value>::new());
}

#[test]
fn a_plan_that_resets_in_time_lasts() {
    let reset = json!("2026-11-01T00:00:00Z");
    // 2,400 a day of 100,000 that are renewed on the first.
    let lines: Vec<Value> = (0..=336)
        .map(|hour| with_limit(60 * hour, 100_000.0 - 100.0 * f64::from(hour), &json!(100_000), &reset))
        .collect();
    let forecast = forecasts(&lines).pop().unwrap();
    assert_eq!(forecast["state"], "lasts_until_reset", "{forecast}");
    // It is never a matter of days, although the reset comes within three.
    let lines: Vec<Value> = (0..=700)
        .map(|hour| with_limit(60 * hour, 100_000.0 - 100.0 * f64::from(hour), &json!(100_000), &reset))
        .collect();
    assert_eq!(alerts("share = false", &lines), Vec::<Value>::new());
}

/// With no configuration: three days and one day.
#[test]
fn the_days_that_are_left_warn_once_each() {
    let first = 48_000.0;
    let lines: Vec<Value> = (0..480).map(|hour| at(60 * hour, first - 100.0 * f64::from(hour))).collect();
    let told = alerts("share = false", &lines);
    let told: Vec<&Value> = told.iter().filter(|alert| alert["held_because"] != "covered").collect();
    let [warning, critical] = told[..] else { panic!("{told:#?}") };
    assert_eq!((&warning["rule"], &warning["level"]), (&json!("runway"), &json!("warning")));
    assert_eq!((&critical["rule"], &critical["level"]), (&json!("runway"), &json!("critical")));
    let left = left_at(warning, first, 100.0, &lines);
    assert!((6000.0..8400.0).contains(&left), "7,200 are three days: {left}");
    let left = left_at(critical, first, 100.0, &lines);
    assert!((1900.0..2900.0).contains(&left), "2,400 are one day: {left}");
}

#[test]
fn the_days_are_the_persons_to_say() {
    let first = 48_000.0;
    let lines: Vec<Value> = (0..400).map(|hour| at(60 * hour, first - 100.0 * f64::from(hour))).collect();
    let told = alerts("share = false\nrunway = { warning = \"5d\" }", &lines);
    let [warning] = &told[..] else { panic!("{told:#?}") };
    let left = left_at(warning, first, 100.0, &lines);
    assert!((10_500.0..13_500.0).contains(&left), "12,000 are five days: {left}");
    assert_eq!(alerts("share = false\nrunway = false", &lines), Vec::<Value>::new());
}

/// A leaked key shows in an hour that is unlike all others.
#[test]
fn unusual_spending_speaks_once() {
    let mut left = 100_000.0;
    let mut lines = Vec::new();
    for hour in 0..=(14 * 24) {
        lines.push(at(60 * hour, left));
        left -= if hour == 14 * 24 - 3 { 5_000.0 } else { 10.0 + f64::from(hour % 5) };
    }
    let told = alerts("share = false\nrunway = false", &lines);
    let [unusual] = &told[..] else { panic!("{told:#?}") };
    assert_eq!(unusual["rule"], "unusual_spend");
    assert_eq!(unusual["at"], lines[14 * 24 - 2]["at"], "at the first reading that shows it");
    let sentence = unusual["sentence"].as_str().unwrap();
    assert!(sentence.contains("5,0"), "how much: {sentence}");
}

#[test]
fn a_first_day_is_never_unusual() {
    let mut left = 1_000_000.0;
    let mut lines = Vec::new();
    for hour in 0..12 {
        lines.push(at(60 * hour, left));
        left -= if hour == 8 { 50_000.0 } else { 10.0 };
    }
    assert_eq!(alerts("share = false\nrunway = false", &lines), Vec::<Value>::new());
}

#[test]
fn a_habit_is_not_unusual() {
    // A large job every night at two, for two weeks.
    let mut left = 100_000.0;
    let mut lines = Vec::new();
    for hour in 0..=(14 * 24) {
        lines.push(at(60 * hour, left));
        left -= if hour % 24 == 2 { 3_000.0 } else { 10.0 };
    }
    let late: Vec<Value> = alerts("share = false\nrunway = false", &lines)
        .into_iter()
        .filter(|alert| alert["at"].as_str().unwrap() >= "2026-10-08")
        .collect();
    assert_eq!(late, Vec::<Value>::new());
}
