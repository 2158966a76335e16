//! What it costs to judge 10,000 accounts after a poll: belief, forecast, unusual spend, every rule, and what to tell.
//!
//! Printed beside the cost of reading the same polls from JSON in the same run, because a machine's speed says nothing by
//! itself. Wanted: less than a second on one core.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "a bench speaks on its standard output, may stop, and rounds what it prints"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use lowtide_core::alert::{Circumstances, Levels, Observation, Pause, Rules, Voice, Watch};
use lowtide_core::amount::Decimal;
use lowtide_core::reading::{Meter, Reading};
use lowtide_core::time::Timestamp;

const ACCOUNTS: usize = 10_000;
const START: i64 = 1_800_000_000;
const QUARTER: i64 = 15 * 60;
const WEEKS: i64 = 8;

fn reading(remaining: i64) -> Arc<Reading> {
    let meter = Meter {
        id: "credits".into(),
        label: "Credits".into(),
        unit: "credits".parse().unwrap(),
        primary: true,
        remaining: Some(remaining.into()),
        used: None,
        limit: None,
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    };
    Arc::new(Reading { meters: vec![meter], ..Reading::default() })
}

/// An account that was polled every quarter of an hour for eight weeks and spent something different every time.
fn lived(zone: &TimeZone) -> (Watch, Timestamp, i64) {
    let levels = Levels { warning: Some(Decimal::from(200_000)), critical: Some(Decimal::from(10_000)) };
    let mut watch = Watch::new(Rules { amount: Some(levels), ..Rules::default() });
    let (mut left, mut at) = (1_000_000, START);
    for poll in 0..WEEKS * 7 * 96 {
        at = START + poll * QUARTER;
        left -= (poll * 7_919) % 31;
        watch.observe(Observation::Reading(reading(left)), Timestamp::from_second(at).unwrap(), zone);
    }
    (watch, Timestamp::from_second(at + QUARTER).unwrap(), left)
}

fn main() {
    let zone = TimeZone::UTC;
    let (watch, now, left) = lived(&zone);
    let mut accounts = vec![watch; ACCOUNTS];
    let bodies: Vec<String> =
        (0..ACCOUNTS).map(|number| serde_json::to_string(&*reading(left - 10 - number as i64 % 50)).unwrap()).collect();

    let begun = Instant::now();
    let readings: Vec<Arc<Reading>> = bodies.iter().map(|body| Arc::new(serde_json::from_str(body).unwrap())).collect();
    let parsing = begun.elapsed();

    let mut best = Duration::MAX;
    let mut told = 0;
    for round in 0..3 {
        let mut accounts = if round < 2 { accounts.clone() } else { std::mem::take(&mut accounts) };
        told = 0;
        let begun = Instant::now();
        for (watch, reading) in accounts.iter_mut().zip(&readings) {
            watch.observe(Observation::Reading(Arc::clone(reading)), now, &zone);
            told += watch.outlook(&Circumstances { now, zone: &zone, pause: Pause::No }, Voice::default()).tell.len();
        }
        best = best.min(begun.elapsed());
        black_box(&accounts);
    }
    println!(
        "{ACCOUNTS} accounts judged in {:.0} ms ({:.1} us each; wanted: under 1000 ms on one core); {told} alerts",
        best.as_secs_f64() * 1e3,
        best.as_secs_f64() * 1e6 / ACCOUNTS as f64
    );
    println!(
        "{:.1} times what it takes to read the same polls from JSON ({:.0} ms)",
        best.as_secs_f64() / parsing.as_secs_f64(),
        parsing.as_secs_f64() * 1e3
    );
}
