//! What each rise is taken for.

use lowtide_core::amount::Decimal;
use lowtide_core::forecast::{Figures, Ledger, RiseKind};

use super::forecast::{at, figures};

const DAY: i64 = 24 * 60;

/// One reading: minute, what is left, the total, the minute of the reset.
type Read = (i64, &'static str, Option<i64>, Option<i64>);

fn read((_, remaining, limit, resets_at): Read) -> Figures {
    Figures { remaining: remaining.parse().unwrap(), limit: limit.map(Decimal::from), resets_at: resets_at.map(at) }
}

#[test]
fn a_rise_is_told_by_what_was_before_it() {
    use RiseKind::{Correction, Refund, Reset, TopUp};
    let cases: &[(&str, &[Read], RiseKind)] = &[
        ("a purchase", &[(0, "100", None, None), (15, "1100", None, None)], TopUp),
        ("the reset's time has come", &[(0, "3", None, Some(10)), (15, "1000", None, Some(30 * DAY))], Reset),
        ("a minute early, by the provider's clock", &[(0, "3", None, Some(20)), (15, "990", None, Some(20))], Reset),
        (
            "the period began anew before its time",
            &[(0, "3", Some(500), Some(9 * DAY)), (15, "2000", Some(2_500), Some(40 * DAY))],
            Reset,
        ),
        ("the plan's total", &[(0, "3", Some(500), None), (15, "500", Some(500), None)], Reset),
        (
            "the plan's total, after one job a day",
            &[(0, "500", Some(500), None), (15, "400", Some(500), None), (30, "500", Some(500), None)],
            Reset,
        ),
        ("the total grew with it", &[(0, "500", Some(500), None), (15, "700", Some(700), None)], TopUp),
        (
            "bought in the middle of a period",
            &[(0, "300", Some(500), Some(9 * DAY)), (15, "900", Some(500), Some(9 * DAY))],
            TopUp,
        ),
        (
            "a reset time nobody keeps up to date",
            &[(0, "300", None, Some(-9 * DAY)), (15, "900", None, Some(-9 * DAY))],
            TopUp,
        ),
        (
            "a reset time that is always five hours away",
            &[(0, "300", None, Some(300)), (15, "900", None, Some(315))],
            TopUp,
        ),
        (
            "one decrease given back",
            &[(0, "1000", None, None), (15, "950", None, None), (30, "940", None, None), (45, "990", None, None)],
            Refund,
        ),
        (
            "one large job given back",
            &[(0, "1000", None, None), (15, "750", None, None), (30, "1000", None, None)],
            Refund,
        ),
        (
            "as much bought again as a good part of it cost",
            &[(0, "1000", None, None), (15, "700", None, None), (30, "1000", None, None)],
            TopUp,
        ),
        (
            "the last few given back",
            &[
                (0, "1000", None, None),
                (15, "960", None, None),
                (30, "930", None, None),
                (45, "905", None, None),
                (60, "960", None, None),
            ],
            Refund,
        ),
        (
            "given back within a period, up to its total",
            &[
                (0, "500", Some(500), Some(9 * DAY)),
                (15, "460", Some(500), Some(9 * DAY)),
                (30, "500", Some(500), Some(9 * DAY)),
            ],
            Refund,
        ),
        (
            "too long ago to be given back",
            &[
                (0, "1000", None, None),
                (15, "950", None, None),
                (15 + 2 * DAY, "950", None, None),
                (30 + 2 * DAY, "1000", None, None),
            ],
            TopUp,
        ),
        (
            "all that was spent is bought again",
            &[(0, "1000", None, None), (15, "500", None, None), (30, "100", None, None), (45, "1000", None, None)],
            TopUp,
        ),
        (
            "nearly all that was spent at once is bought again",
            &[(0, "1000", None, None), (15, "100", None, None), (30, "1000", None, None)],
            TopUp,
        ),
        ("a trifle", &[(0, "1000", None, None), (15, "1010", None, None)], Correction),
        ("more than a trifle", &[(0, "1000", None, None), (15, "1010.01", None, None)], TopUp),
        (
            "a trifle of what there was",
            &[(0, "1000", None, None), (15, "0", None, None), (30, "7", None, None)],
            Correction,
        ),
        ("a trifle of a debt", &[(0, "-1000", None, None), (15, "-991", None, None)], Correction),
    ];
    for (name, readings, expected) in cases {
        let mut ledger = Ledger::default();
        let (last, before) = readings.split_last().unwrap();
        for reading in before {
            assert_eq!(ledger.observe(at(reading.0), &read(*reading)), None, "{name}: no rise yet");
        }
        assert_eq!(ledger.observe(at(last.0), &read(*last)), Some(*expected), "{name}");
    }
}

#[test]
fn two_readings_alone_tell_what_they_can() {
    let classify =
        |before: Read, after: Read| Ledger::classify((at(before.0), &read(before)), (at(after.0), &read(after)));
    assert_eq!(classify((0, "10", None, None), (15, "60", None, None)), RiseKind::TopUp);
    assert_eq!(classify((0, "10", Some(60), None), (15, "60", Some(60), None)), RiseKind::Reset);
    assert_eq!(classify((0, "10", None, Some(15)), (15, "60", None, None)), RiseKind::Reset);
    assert_eq!(classify((0, "1000", None, None), (15, "1001", None, None)), RiseKind::Correction);
}

#[test]
fn what_the_person_said_stands() {
    for known in [RiseKind::TopUp, RiseKind::Reset, RiseKind::Refund, RiseKind::Correction] {
        let mut ledger = Ledger::default();
        ledger.observe(at(0), &figures(10));
        assert_eq!(ledger.observe_as(at(15), &figures(500), Some(known)), Some(known));
        assert_eq!(ledger.observe_as(at(30), &figures(400), Some(known)), None, "a fall is no rise, whatever was said");
    }
}

#[test]
fn what_lapses_with_the_period_was_not_spent() {
    // A plan of 1,000 a week of which half is left over each time and lapses; extra credits had raised it above.
    let mut ledger = Ledger::default();
    for hour in 0..=4 * 7 * 24_i64 {
        let (week, into) = (hour / 168, hour % 168);
        let remaining = if week == 0 { 3_000 - 3 * into } else { 1_000 - 3 * into };
        let reset = at((week + 1) * 7 * DAY);
        let limit = Some(Decimal::from(1_000));
        ledger.observe(at(hour * 60), &Figures { limit, resets_at: Some(reset), ..figures(remaining) });
    }
    let burn = ledger.forecast(at(4 * 7 * DAY), 0).burn_per_day.unwrap();
    assert!((burn - 72.0).abs() < 1.0, "the 1,500 that lapsed after the first week were not spent: {burn}");
}
