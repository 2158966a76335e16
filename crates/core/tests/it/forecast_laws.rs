//! Laws of the ledger and the forecast, for any history.

use lowtide_core::amount::Decimal;
use lowtide_core::forecast::{Figures, ForecastState, Ledger, RiseKind, Run};
use lowtide_core::time::Timestamp;
use proptest::prelude::*;

const MILLISECONDS_PER_HOUR: i64 = 3_600_000;
/// The history begins a new row when polls are further apart.
const NEW_ROW: i64 = 6 * MILLISECONDS_PER_HOUR;

#[derive(Debug, Clone)]
struct Poll {
    at: Timestamp,
    figures: Figures,
    known: Option<RiseKind>,
}

fn kind() -> impl Strategy<Value = Option<RiseKind>> {
    prop_oneof![
        8 => Just(None),
        1 => Just(Some(RiseKind::TopUp)),
        1 => Just(Some(RiseKind::Refund)),
        1 => Just(Some(RiseKind::Correction)),
        1 => Just(Some(RiseKind::Reset)),
    ]
}

/// Polls in the order of time: how long after the one before, what changed, whether a period is known.
fn polls(most: usize) -> impl Strategy<Value = Vec<Poll>> {
    let step = prop_oneof![
        20 => 1_i64..2 * MILLISECONDS_PER_HOUR,
        4 => 2 * MILLISECONDS_PER_HOUR..NEW_ROW + 2,
        1 => NEW_ROW..100 * MILLISECONDS_PER_HOUR,
    ];
    let change = prop_oneof![
        10 => Just(0_i64),
        6 => -500_i64..0,
        1 => 1_i64..60,
        1 => -20_000_i64..20_000,
    ];
    let poll = (step, change, kind(), prop::bool::weighted(0.05));
    (any::<bool>(), 0_i64..20_000, prop::collection::vec(poll, 1..most)).prop_map(|(periods, mut remaining, steps)| {
        let mut at = 1_790_000_000_000_i64;
        let mut resets_at = at + 200 * MILLISECONDS_PER_HOUR;
        let of = |(step, change, known, anew): (i64, i64, Option<RiseKind>, bool)| {
            at += step;
            remaining += change;
            if anew || at > resets_at {
                remaining = 10_000;
                resets_at = at + 200 * MILLISECONDS_PER_HOUR;
            }
            let figures = Figures {
                remaining: Decimal::new(remaining, 2),
                limit: periods.then(|| Decimal::from(100)),
                resets_at: periods.then(|| Timestamp::from_millisecond(resets_at).unwrap()),
            };
            Poll { at: Timestamp::from_millisecond(at).unwrap(), figures, known }
        };
        steps.into_iter().map(of).collect()
    })
}

fn fed(polls: &[Poll]) -> Ledger {
    let mut ledger = Ledger::default();
    for poll in polls {
        ledger.observe_as(poll.at, &poll.figures, poll.known);
    }
    ledger
}

/// The rows that the history makes of these polls.
fn runs(polls: &[Poll]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for poll in polls {
        match runs.last_mut() {
            Some(run)
                if run.figures == poll.figures
                    && poll.at.as_millisecond() - run.last_at.as_millisecond() <= NEW_ROW =>
            {
                run.last_at = poll.at;
            }
            _ => runs.push(Run {
                first_at: poll.at,
                last_at: poll.at,
                figures: poll.figures.clone(),
                known_rise: poll.known,
            }),
        }
    }
    runs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_ledger_from_the_history_is_the_one_that_was_fed(polls in polls(900)) {
        let live = fed(&polls);
        prop_assert_eq!(&Ledger::from_runs(runs(&polls)), &live);
        let text = serde_json::to_string(&live).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Ledger>(&text).unwrap(), &live, "to the last bit");
    }

    #[test]
    fn a_restart_at_any_poll_changes_nothing(polls in polls(120), share in any::<prop::sample::Index>()) {
        let restart = share.index(polls.len());
        let text = serde_json::to_string(&fed(&polls[..restart])).unwrap();
        let mut ledger: Ledger = serde_json::from_str(&text).unwrap();
        for poll in &polls[restart..] {
            ledger.observe_as(poll.at, &poll.figures, poll.known);
        }
        prop_assert_eq!(ledger, fed(&polls));
    }

    #[test]
    fn the_range_holds_the_forecast(polls in polls(400), offset in -50_400_i32..50_400, later in 0_i64..1_000) {
        let ledger = fed(&polls);
        let last = polls.last().unwrap();
        let now = Timestamp::from_millisecond(last.at.as_millisecond() + later * MILLISECONDS_PER_HOUR).unwrap();
        let forecast = ledger.forecast(now, offset);
        let days = (forecast.days_left_low, forecast.days_left, forecast.days_left_high);
        match forecast.state {
            ForecastState::Learning | ForecastState::NotDraining => {
                prop_assert_eq!(days, (None, None, None));
                prop_assert_eq!(forecast.burn_per_day, None);
                prop_assert_eq!(forecast.confidence, None);
            }
            ForecastState::Steady | ForecastState::LastsUntilReset => {
                let (Some(low), Some(mid), Some(high)) = days else { panic!("no days: {forecast:?}") };
                prop_assert!(0.0 <= low && low <= mid && mid <= high && high.is_finite(), "{:?}", forecast);
                prop_assert!(forecast.burn_per_day.is_some_and(|burn| burn > 0.0), "{:?}", forecast);
                prop_assert_eq!(mid == 0.0 || later > 0, last.figures.remaining <= Decimal::ZERO || later > 0);
                let suggested = ledger.suggested(now, offset).unwrap();
                prop_assert!(suggested.critical < suggested.warning, "{:?}", suggested);
            }
        }
        let _some_or_none = ledger.unusual(now);
    }

    #[test]
    fn dollars_and_cents_have_the_same_days(polls in polls(400), scale in 0_u32..8) {
        let factor = Decimal::new(if scale % 2 == 0 { 1 } else { 7 }, scale);
        let scaled: Vec<Poll> = polls
            .iter()
            .cloned()
            .map(|mut poll| {
                poll.figures.remaining *= factor;
                poll.figures.limit = poll.figures.limit.map(|limit| limit * factor);
                poll
            })
            .collect();
        let now = polls.last().unwrap().at;
        let (one, other) = (fed(&polls).forecast(now, 3_600), fed(&scaled).forecast(now, 3_600));
        prop_assert_eq!(one.state, other.state);
        for (one, other) in [
            (one.days_left, other.days_left),
            (one.days_left_low, other.days_left_low),
            (one.days_left_high, other.days_left_high),
            (one.days_short_of_reset, other.days_short_of_reset),
        ] {
            let same = match (one, other) {
                (Some(one), Some(other)) => (one - other).abs() <= 1e-6 * one.abs().max(1e-3),
                (one, other) => one == other,
            };
            prop_assert!(same, "{one:?} and {other:?}");
        }
        let unusual = (fed(&polls).unusual(now), fed(&scaled).unusual(now));
        prop_assert_eq!(unusual.0.map(|one| one.since), unusual.1.map(|other| other.since));
    }

    #[test]
    fn readings_in_any_order_do_no_harm(
        readings in prop::collection::vec((-2_000_000_000_i64..2_000_000_000, -1_000_i64..1_000), 1..200),
    ) {
        let mut ledger = Ledger::default();
        for (offset, remaining) in readings {
            let at = Timestamp::from_millisecond(1_790_000_000_000 + offset).unwrap();
            let figures = Figures { remaining: Decimal::from(remaining), limit: None, resets_at: None };
            ledger.observe(at, &figures);
            let forecast = ledger.forecast(at, 0);
            prop_assert!(forecast.days_left.is_none_or(|days| days >= 0.0 && days.is_finite()));
            let _some_or_none = ledger.unusual(at);
        }
    }
}

/// What a restart costs in disk and memory: a busy account's ledger stays small.
#[test]
fn eight_weeks_fit_into_little() {
    let mut ledger = Ledger::default();
    for quarter in 0..60 * 96_i64 {
        let at = Timestamp::from_millisecond(1_790_000_000_000 + quarter * MILLISECONDS_PER_HOUR / 4).unwrap();
        let remaining = Decimal::new(100_000_000 - quarter * 137, 2);
        ledger.observe(at, &Figures { remaining, limit: None, resets_at: None });
    }
    let text = serde_json::to_string(&ledger).unwrap();
    assert!(text.len() < 80_000, "{} bytes", text.len());
}
