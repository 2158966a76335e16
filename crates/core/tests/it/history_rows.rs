//! What the history gives row by row and in steps: exports, trends, and what the file is.

use lowtide_core::amount::Unit;
use lowtide_core::history::{History, Interrupted, KeptRow, Resolution, Retention, TrendQuery};
use lowtide_core::time::Timestamp;

use crate::history::{at, credits, id, open};

const DAY: i64 = 86_400;

fn rows(history: &History, since: Option<Timestamp>, until: Option<Timestamp>) -> Vec<KeptRow> {
    let mut rows = Vec::new();
    let taken = history.kept_rows((&id("a"), "credits", &Unit::Credits), (since, until), |row| {
        rows.push(row);
        Ok::<_, ()>(())
    });
    assert_eq!(taken.unwrap_or(None), Some(rows.len() as u64));
    rows
}

#[test]
fn readings_hours_and_days_in_the_order_of_time() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    for day in 0..30 {
        for hour in [8, 9, 10] {
            let left = 10_000 - day * 100 - hour;
            history.record_reading(&id("a"), at(day * DAY + hour * 3_600), &credits(&left.to_string())).unwrap();
        }
    }
    let days = |count: u64| std::time::Duration::from_secs(count * 86_400);
    let retention = Retention { raw: days(10), hourly: days(20), ..Retention::default() };
    history.tidy_up(retention, at(30 * DAY)).unwrap();
    let all = rows(&history, None, None);
    let count = |resolution| all.iter().filter(|row| row.resolution == resolution).count();
    assert!(count(Resolution::Reading) >= 30 && count(Resolution::Hour) >= 27 && count(Resolution::Day) >= 9);
    assert!(all.windows(2).all(|pair| pair[0].last_at < pair[1].first_at), "none twice, none out of its place");
    let first = &all[0];
    assert_eq!(first.resolution, Resolution::Day);
    assert_eq!(first.remaining.map(|figures| figures.map(|figure| figure.to_string())).unwrap()[0], "9992");
    let some = rows(&history, Some(at(5 * DAY)), Some(at(26 * DAY)));
    assert!(some.len() < all.len() && some.first() != all.first() && some.last() != all.last());
    assert_eq!(some[..], all[all.iter().position(|row| *row == some[0]).unwrap()..][..some.len()]);
}

#[test]
fn whoever_stops_is_told_why_and_an_unknown_meter_is_no_row() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    history.record_reading(&id("a"), at(0), &credits("5")).unwrap();
    history.record_reading(&id("a"), at(60), &credits("4")).unwrap();
    let mut taken = 0;
    let stopped = history.kept_rows((&id("a"), "credits", &Unit::Credits), (None, None), |_| {
        taken += 1;
        Err("enough")
    });
    assert!(matches!(stopped, Err(Interrupted::Taker("enough"))) && taken == 1);
    for (account, meter, unit) in
        [("b", "credits", Unit::Credits), ("a", "c", Unit::Credits), ("a", "credits", Unit::Pages)]
    {
        let none = history.kept_rows((&id(account), meter, &unit), (None, None), |_| Err(()));
        assert!(matches!(none, Ok(None)), "{account} {meter} {unit}");
    }
    assert_eq!(history.since().unwrap(), Some(at(0)));
    assert!(history.bytes() > 0);
}

#[test]
fn a_trend_reads_hours_where_samples_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    for hour in 0..=168 {
        history.record_reading(&id("a"), at(hour * 3_600), &credits(&(1_000 - hour).to_string())).unwrap();
    }
    let query = TrendQuery { since: at(0), until: at(168 * 3_600), steps: 56 };
    let trend = || history.trend(&id("a"), "credits", &Unit::Credits, &query).unwrap();
    let before = trend();
    assert!(before.iter().all(Option::is_some));
    let raw = std::time::Duration::from_secs(2 * 86_400);
    history.tidy_up(Retention { raw, ..Retention::default() }, query.until).unwrap();
    assert_eq!(trend(), before, "hours say the same");
    assert_eq!(history.trend(&id("b"), "credits", &Unit::Credits, &query).unwrap(), vec![None; 56]);
}

/// Sixty accounts whose balance is another at each poll of a week, every 15 minutes: run with `--release --ignored
/// --nocapture` to see how long the trends of all of them take. Asserts nothing of it: machines differ.
#[test]
#[ignore = "a measurement"]
fn how_long_sixty_trends_take() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    for account in 0..60 {
        for poll in 0..(90 * 8 + 7 * 96) {
            let left = (1_000_000 - poll).to_string();
            history.record_reading(&id(&format!("a{account}")), at(poll * 900), &credits(&left)).unwrap();
        }
    }
    let until = at((90 * 8 + 7 * 96) * 900);
    let query = TrendQuery { since: at((90 * 8) * 900), until, steps: 56 };
    for _ in 0..3 {
        let began = std::time::Instant::now();
        for account in 0..60 {
            let trend = history.trend(&id(&format!("a{account}")), "credits", &Unit::Credits, &query).unwrap();
            assert_eq!(trend.len(), 56);
        }
        println!("60 trends of 672 readings each: {:?}", began.elapsed());
    }
}
