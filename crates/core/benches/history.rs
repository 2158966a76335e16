//! One year of 50 accounts that are polled every five minutes: how large the file is, how long a chart takes, and what
//! keeping one poll costs.
//!
//! One account lives through the year by way of the program's own code, tidied once a day as in the engine; the other 49
//! are copies of its rows. Wanted: under 200 MB, and a chart in under 20 ms. The time of a plain scan of the same rows in
//! the same run stands beside, because a machine's speed says nothing by itself.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a bench speaks on its standard output, may stop, and rounds what it prints"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use lowtide_core::history::{ChartQuery, History, Retention};
use lowtide_core::ids::AccountId;
use lowtide_core::reading::{Meter, Reading};
use lowtide_core::time::Timestamp;
use rusqlite::Connection;

const ACCOUNTS: i64 = 50;
const POLLS_A_DAY: i64 = 288;
const DAYS: i64 = 365;
const START: i64 = 1_750_000_000;

fn reading(left: i64) -> Reading {
    let meter = Meter {
        id: "credits".into(),
        label: "Credits".into(),
        unit: "credits".parse().unwrap(),
        primary: true,
        remaining: Some(lowtide_core::amount::Decimal::new(left, 2)),
        used: None,
        limit: None,
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    };
    Reading { meters: vec![meter], ..Reading::default() }
}

fn at(poll: i64) -> Timestamp {
    Timestamp::from_second(START + poll * 86_400 / POLLS_A_DAY).unwrap()
}

/// One account's year; every poll reads something else.
fn live(history: &History, account: &AccountId) -> Duration {
    let begun = Instant::now();
    let mut left = 100_000_000;
    for poll in 0..POLLS_A_DAY * DAYS {
        left -= 100 + (poll * 7_919) % 313;
        history.record(account, at(poll), Ok(&reading(left)), Some("{}")).unwrap();
        if poll % POLLS_A_DAY == 0 {
            history.tidy_up(Retention::default(), at(poll)).unwrap();
        }
    }
    begun.elapsed()
}

/// Gives the first account's rows to all others.
fn multiply(connection: &Connection) {
    connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
    for number in 2..=ACCOUNTS {
        let sql = format!(
            "INSERT INTO account SELECT {number}, name || '-{number}', checked_at, NULL, memory FROM account WHERE id = 1;
             INSERT INTO meter SELECT {number}, {number}, name, unit, label, is_primary, limit_is_lifetime
                 FROM meter WHERE id = 1;
             INSERT INTO sample SELECT {number}, reading, first_at, last_at, remaining, used, \"limit\", unlimited,
                 resets_at, expires_at, period_start, period_end FROM sample WHERE meter = 1;
             INSERT INTO span SELECT {number}, start, length, first_at, last_at, first, least, most, last, used, \"limit\",
                 resets_at FROM span WHERE meter = 1;
             INSERT INTO reading (account, first_at, last_at, as_of, body)
                 SELECT {number}, first_at, last_at, as_of, body FROM reading WHERE account = 1;"
        );
        connection.execute_batch(&sql).unwrap();
    }
    connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

/// The best of some runs, in milliseconds.
fn best(mut run: impl FnMut()) -> f64 {
    let times = (0..5).map(|_| {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let account: AccountId = "one".parse().unwrap();
    let history = History::open(folder.path(), at(0)).unwrap().history;
    let lived = live(&history, &account);
    let polls = POLLS_A_DAY * DAYS;
    println!("{:.0} us to keep one poll, tidying included", lived.as_secs_f64() * 1e6 / polls as f64);
    drop(history);
    let file = folder.path().join("history.sqlite3");
    multiply(&Connection::open(&file).unwrap());
    let size = std::fs::metadata(&file).unwrap().len();
    println!("{:.0} MB for a year of {ACCOUNTS} accounts (wanted: under 200 MB)", size as f64 / 1e6);

    let history = History::open(folder.path(), at(polls)).unwrap().history;
    let last: AccountId = format!("one-{ACCOUNTS}").parse().unwrap();
    let unit = "credits".parse().unwrap();
    let scan = Connection::open(&file).unwrap();
    for (name, days) in [("a day", 1), ("a week", 7), ("30 days", 30), ("a year", 365)] {
        let since = Timestamp::from_second(at(polls).as_second() - days * 86_400).unwrap();
        let query = ChartQuery { since: Some(since), until: None, columns: 800 };
        let mut points = 0;
        let chart = best(|| points = black_box(history.chart(&last, "credits", &unit, &query).unwrap()).points.len());
        let plain = best(|| {
            let sql = "SELECT count(remaining) FROM sample WHERE meter = ?1 AND last_at >= ?2";
            let count: i64 = scan.query_row(sql, [ACCOUNTS, since.as_millisecond()], |row| row.get(0)).unwrap();
            black_box(count);
        });
        println!(
            "{chart:.1} ms for the chart of {name}, {points} points (wanted: under 20 ms; a plain scan: {plain:.1} ms)"
        );
    }
    let runs = best(|| {
        let since = Timestamp::from_second(at(polls).as_second() - 56 * 86_400).unwrap();
        black_box(history.runs(&last, "credits", &unit, since).unwrap());
    });
    println!("{runs:.1} ms to read what a forecast is made of");
}
