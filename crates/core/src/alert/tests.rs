//! Scenario tables: what was read, and what is said.

use proptest::prelude::*;

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::*;
use crate::amount::{Decimal, Unit};
use crate::failure::{Failure, FailureKind};
use crate::forecast::Ledger;
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

fn at(step: usize) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + i64::try_from(step).unwrap() * 900).unwrap()
}

fn meter(remaining: Option<i64>, limit: Option<i64>) -> Meter {
    Meter {
        id: "credits".into(),
        label: "Credits".into(),
        unit: Unit::Credits,
        primary: true,
        remaining: remaining.map(Decimal::from),
        used: None,
        limit: limit.map(Decimal::from),
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    }
}

fn reading(remaining: Option<i64>, limit: Option<i64>) -> Reading {
    Reading { meters: vec![meter(remaining, limit)], ..Reading::default() }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Left(i64),
    NotReported,
    Fails(FailureKind),
}
use Step::{Fails, Left, NotReported};

/// Plays the steps, telling whatever is to be told, with a restart before each; returns what was said at which step.
fn play(rules: &Rules, limit: Option<i64>, steps: &[Step]) -> Vec<(usize, Rule, Severity)> {
    said(rules, limit, steps, true)
}

fn said(rules: &Rules, limit: Option<i64>, steps: &[Step], with_restarts: bool) -> Vec<(usize, Rule, Severity)> {
    let mut watch = Watch::new(rules.clone());
    let mut said = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        if with_restarts {
            watch = restarted(&watch);
        }
        step.apply(&mut watch, limit, number);
        for decision in tell(&mut watch, number) {
            if decision.held.is_none() {
                said.push((number, decision.concern.rule, decision.severity));
            }
        }
    }
    said
}

/// Tells everything that is to be told, and returns every decision.
fn tell(watch: &mut Watch, number: usize) -> Vec<Decision> {
    let now = at(number);
    let outlook = watch.outlook(&Circumstances { now, zone: &TimeZone::UTC, pause: Pause::No }, Voice::default());
    watch.begin_telling(&outlook.tell);
    let mut decisions = outlook.held;
    decisions.extend(watch.told(&outlook.tell, now, Voice::default()));
    decisions
}

impl Step {
    fn apply(self, watch: &mut Watch, limit: Option<i64>, number: usize) -> Belief {
        let observation = match self {
            Left(remaining) => Observation::Reading(Arc::new(reading(Some(remaining), limit))),
            NotReported => Observation::Reading(Arc::new(reading(None, limit))),
            Fails(kind) => Observation::Failure(Failure::new(kind, "no")),
        };
        watch.observe(observation, at(number), &TimeZone::UTC).belief
    }
}

/// Saved and loaded again, as by a restart.
fn restarted(watch: &Watch) -> Watch {
    let restored = Watch::restored(watch.rules().clone(), &watch.saved().unwrap(), &TimeZone::UTC).unwrap();
    assert_eq!(restored, *watch);
    restored
}

fn by_amount(warning: i64, critical: i64) -> Rules {
    Rules {
        amount: Some(Levels { warning: Some(warning.into()), critical: Some(critical.into()) }),
        share: None,
        runway: None,
        unreachable_after: None,
        unusual_spend: false,
        ..Rules::default()
    }
}

use Rule::{Amount, Empty, KeyRejected, Share};
use Severity::{Critical, Warning};

#[test]
fn each_level_speaks_once_on_the_way_down() {
    let said = play(
        &by_amount(1000, 200),
        None,
        &[Left(1200), Left(1000), Left(999), Left(700), Left(199), Left(100), Left(0), Left(0), Left(0)],
    );
    // Exactly the threshold is still enough; the first zero is doubted, the second believed.
    assert_eq!(said, [(2, Amount, Warning), (4, Amount, Critical), (7, Empty, Critical)]);
}

#[test]
fn shares_are_of_the_limit_or_of_the_high_water_mark() {
    let steps = [Left(1000), Left(201), Left(199), Left(120), Left(49)];
    assert_eq!(play(&Rules::default(), Some(1000), &steps), [(2, Share, Warning), (4, Share, Critical)]);
    assert_eq!(play(&Rules::default(), None, &steps), [(2, Share, Warning), (4, Share, Critical)]);
}

#[test]
fn a_lifetime_total_is_no_whole() {
    let mut first = reading(Some(1000), Some(100_000));
    first.meters[0].limit_is_lifetime = true;
    let mut watch = Watch::new(Rules::default());
    watch.observe(Observation::Reading(Arc::new(first)), at(0), &TimeZone::UTC);
    assert_eq!(tell(&mut watch, 0), [], "1 % of all that was ever bought is not low");
}

#[test]
fn a_first_reading_that_is_already_low_speaks_once() {
    assert_eq!(play(&by_amount(1000, 200), None, &[Left(900), Left(900), Left(890)]), [(0, Amount, Warning)]);
    assert_eq!(play(&Rules::default(), None, &[Left(0), Left(0)]), [(0, Empty, Critical)]);
}

#[test]
fn a_jump_past_several_levels_speaks_once_at_the_worst() {
    assert_eq!(play(&by_amount(1000, 200), None, &[Left(1200), Left(150)]), [(1, Amount, Critical)]);
    let both = Rules { share: Rules::default().share, ..by_amount(1000, 200) };
    assert_eq!(play(&both, Some(1200), &[Left(1200), Left(150)]), [(1, Amount, Critical)], "share 12.5 % is included");
    assert_eq!(play(&both, Some(1200), &[Left(150), Left(0), Left(0)]), [(0, Amount, Critical), (2, Empty, Critical)]);
}

#[test]
fn a_zero_or_a_steep_fall_is_believed_only_when_the_next_reading_agrees() {
    let rules = by_amount(100, 10);
    assert_eq!(play(&rules, None, &[Left(1000), Left(0), Left(990), Left(980)]), [], "a silent false zero");
    assert_eq!(play(&rules, None, &[Left(1000), Left(5), Left(990)]), []);
    assert_eq!(play(&rules, None, &[Left(1000), Left(5), Left(4)]), [(2, Amount, Critical)]);
    let with_failure = [Left(1000), Left(0), Fails(FailureKind::Timeout), Left(0)];
    assert_eq!(play(&rules, None, &with_failure), [(3, Empty, Critical)], "a failed poll neither agrees nor forgets");
    assert_eq!(
        play(&rules, None, &[Left(1000), Left(100), Left(99)]),
        [(2, Amount, Warning)],
        "exactly 90 % is no doubt"
    );
}

#[test]
fn armed_again_only_beyond_hysteresis_or_by_a_top_up() {
    let rules = by_amount(1000, 200);
    assert_eq!(
        play(&rules, None, &[Left(1500), Left(990), Left(1005), Left(990), Left(1080), Left(985)]),
        [(1, Amount, Warning)],
        "hovering at the threshold is one episode"
    );
    assert_eq!(
        play(&rules, None, &[Left(990), Left(1089), Left(1100), Left(990)]),
        [(0, Amount, Warning), (3, Amount, Warning)],
        "10 % above is recovered"
    );
    assert_eq!(
        play(&rules, None, &[Left(300), Left(600), Left(590)]),
        [(0, Amount, Warning), (1, Amount, Warning)],
        "a top-up that is not enough begins a new episode"
    );
    assert_eq!(
        play(&rules, None, &[Left(150), Left(230), Left(150)]),
        [(0, Amount, Critical), (1, Amount, Warning), (2, Amount, Critical)],
    );
}

#[test]
fn failures_and_unreported_amounts_never_speak_or_arm() {
    let mut steps = vec![Left(990)];
    for kind in FailureKind::ALL {
        if !matches!(kind, FailureKind::Unauthorized | FailureKind::WrongKeyKind | FailureKind::OutOfCredits) {
            steps.push(Fails(kind));
        }
    }
    steps.extend([NotReported, Left(980)]);
    assert_eq!(play(&by_amount(1000, 200), None, &steps), [(0, Amount, Warning)]);
}

#[test]
fn a_rejected_key_speaks_once_until_a_reading_proves_it_good() {
    let rejected = Fails(FailureKind::Unauthorized);
    assert_eq!(
        play(&Rules::default(), None, &[Left(9), rejected, rejected, Fails(FailureKind::Timeout), rejected]),
        [(1, KeyRejected, Critical)]
    );
    assert_eq!(
        play(&Rules::default(), None, &[rejected, Left(9), rejected]),
        [(0, KeyRejected, Critical), (2, KeyRejected, Critical)]
    );
    let off = Rules { key_rejected: false, ..Rules::default() };
    assert_eq!(play(&off, None, &[rejected]), []);
}

#[test]
fn the_provider_may_say_that_it_is_empty() {
    let says = Fails(FailureKind::OutOfCredits);
    assert_eq!(play(&Rules::default(), None, &[Left(50), says, says, Left(0)]), [(1, Empty, Critical)]);
    assert_eq!(
        play(&Rules::default(), None, &[Left(50), says, Left(500), Left(490), says]),
        [(1, Empty, Critical), (4, Empty, Critical)]
    );
}

#[test]
fn an_unlimited_or_renamed_meter_starts_anew() {
    let mut watch = Watch::new(by_amount(1000, 200));
    Left(100).apply(&mut watch, None, 0);
    let mut unlimited = reading(Some(0), None);
    unlimited.meters[0].unlimited = true;
    watch.observe(Observation::Reading(Arc::new(unlimited)), at(1), &TimeZone::UTC);
    assert_eq!(tell(&mut watch, 1), []);
    let mut other = reading(Some(5000), None);
    other.meters[0].id = "tokens".into();
    let observed = watch.observe(Observation::Reading(Arc::new(other)), at(2), &TimeZone::UTC);
    assert_eq!((observed.belief, observed.rises), (Belief::Believed, vec![]));
    assert_eq!(watch.memory().high_water, Some(5000.into()));
}

#[test]
fn a_lost_memory_takes_up_the_last_reading_and_the_ledger() {
    let mut before = Watch::new(by_amount(100, 10));
    for (number, left) in [1500, 1400, 1300].into_iter().enumerate() {
        Left(left).apply(&mut before, None, number);
    }
    let reading = before.reading().cloned().zip(before.read_at());
    let (rules, ledger) = (by_amount(100, 10), before.ledger().clone());
    let mut after = Watch::recalled(rules, Memory::default(), ledger.clone(), reading, None, &TimeZone::UTC);
    assert_eq!(Left(0).apply(&mut after, None, 3), Belief::Doubted, "a sudden zero is one");
    assert_eq!(after.ledger(), &ledger);
    assert_eq!(Left(1250).apply(&mut after, None, 4), Belief::Believed);
    assert_ne!(after.ledger(), &Ledger::default());
}

#[test]
fn changed_rules_judge_what_was_read_last() {
    let mut watch = Watch::new(by_amount(1000, 200));
    Left(1500).apply(&mut watch, None, 0);
    assert_eq!(tell(&mut watch, 0), []);
    watch.set_rules(by_amount(2000, 200));
    watch.judge_again(at(1));
    assert_eq!(tell(&mut watch, 1).len(), 1);
    watch.set_rules(Rules { amount: None, ..by_amount(1, 1) });
    watch.judge_again(at(2));
    assert!(watch.memory().episodes.is_empty(), "a rule that is switched off has no episode");
}

#[test]
fn wallets_in_a_changing_order_are_each_told_once() {
    let mut watch = Watch::new(by_amount(1000, 200));
    let mut said = Vec::new();
    for number in 0..12 {
        let mut wallets = reading(Some(if number % 2 == 0 { 900 } else { 100 }), None);
        wallets.meters[0].unit = if number % 2 == 0 { "USD" } else { "CNY" }.parse().unwrap();
        watch = restarted(&watch);
        watch.observe(Observation::Reading(Arc::new(wallets)), at(number), &TimeZone::UTC);
        said.extend(tell(&mut watch, number).into_iter().map(|decision| (number, decision.severity)));
    }
    assert_eq!(said, [(0, Warning), (1, Critical)]);
}

#[test]
fn what_the_server_did_not_take_stays_to_be_told() {
    let mut watch = Watch::new(by_amount(1000, 200));
    let zone = TimeZone::UTC;
    let circumstances = |number| Circumstances { now: at(number), zone: &zone, pause: Pause::No };
    Left(900).apply(&mut watch, None, 0);
    let tellings = watch.outlook(&circumstances(0), Voice::default()).tell;
    watch.begin_telling(&tellings);
    assert_eq!(
        watch.outlook(&circumstances(0), Voice::default()).tell,
        [],
        "while it is being told, it is not told again"
    );
    let failed = watch.not_told(&tellings, at(0), Voice::default());
    assert_eq!(failed.iter().map(|decision| decision.held).collect::<Vec<_>>(), [Some(HeldBecause::DeliveryFailed)]);
    let mut watch = restarted(&watch);
    let again = watch.outlook(&circumstances(1), Voice::default()).tell;
    assert_eq!(again, tellings, "tried again after a restart");
    assert_eq!(watch.not_told(&again, at(1), Voice::default()), [], "the record says it once");
    Left(100).apply(&mut watch, None, 2);
    let worse = watch.outlook(&circumstances(2), Voice::default()).tell;
    assert_eq!(worse.iter().map(|telling| telling.severity).collect::<Vec<_>>(), [Critical], "by then it is worse");
    watch.told(&worse, at(2), Voice::default());
    assert_eq!(watch.outlook(&circumstances(3), Voice::default()), Outlook::default());
}

#[test]
fn what_was_being_told_when_the_program_was_killed_is_not_told_twice() {
    let mut watch = Watch::new(by_amount(1000, 200));
    Left(900).apply(&mut watch, None, 0);
    let outlook =
        watch.outlook(&Circumstances { now: at(0), zone: &TimeZone::UTC, pause: Pause::No }, Voice::default());
    watch.begin_telling(&outlook.tell);
    let mut watch = restarted(&watch);
    let settled = watch.settle_interrupted(at(1), Voice::default());
    assert_eq!(settled.iter().map(|decision| decision.held).collect::<Vec<_>>(), [Some(HeldBecause::Interrupted)]);
    assert_eq!(tell(&mut watch, 1), []);
    Left(100).apply(&mut watch, None, 2);
    assert_eq!(tell(&mut watch, 2).len(), 1, "what comes after is told as ever");
}

#[test]
fn a_memory_of_the_first_version_is_still_read() {
    let text = r#"{"meter":"credits/credits","remaining":"900","high_water":"1500","doubt":null,
        "episodes":{"amount":{"since":"2026-11-20T10:00:00Z","severity":"warning","told":"warning"}},"key_revision":1}"#;
    let memory: Memory = serde_json::from_str(text).unwrap();
    assert!(!memory.episode(Amount).unwrap().is_untold());
}

#[test]
fn the_state_follows_the_last_believed_reading_and_the_failure() {
    let rules = by_amount(1000, 200);
    let of = |left: i64| state(Some(&reading(Some(left), None)), None, &rules, None, false);
    assert_eq!(
        [of(1000), of(999), of(199), of(0), of(-5)],
        [State::Ok, State::Low, State::Critical, State::Empty, State::Empty]
    );
    assert_eq!(state(Some(&reading(None, None)), None, &rules, None, false), State::Ok, "not reported is not zero");
    assert_eq!(state(None, None, &rules, None, false), State::Unknown);
    let full = reading(Some(5000), None);
    let with = |kind, offline| state(Some(&full), Some(&Failure::new(kind, "")), &rules, None, offline);
    assert_eq!(with(FailureKind::RateLimited, false), State::Ok);
    assert_eq!(with(FailureKind::Maintenance, false), State::Ok);
    assert_eq!(with(FailureKind::OutOfCredits, false), State::Empty);
    assert_eq!(with(FailureKind::Unauthorized, true), State::Failing);
    assert_eq!(with(FailureKind::NetworkDns, false), State::Failing);
    assert_eq!(with(FailureKind::NetworkDns, true), State::Ok, "offline is the app's state, not the account's");
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0i64..2000).prop_map(Left),
        1 => Just(NotReported),
        2 => (0usize..20).prop_map(|kind| Fails(FailureKind::ALL[kind])),
    ];
    proptest::collection::vec(step, 1..60)
}

proptest! {
    #[test]
    fn a_restart_at_any_step_changes_nothing(steps in steps(), limit in proptest::option::of(1i64..2000)) {
        let rules = Rules { share: Rules::default().share, ..by_amount(1000, 200) };
        prop_assert_eq!(said(&rules, limit, &steps, false), said(&rules, limit, &steps, true));
    }

    #[test]
    fn an_alert_needs_a_reading_or_a_verdict_and_never_comes_twice_in_an_episode(steps in steps()) {
        let rules = by_amount(1000, 200);
        for (number, rule, severity) in play(&rules, None, &steps) {
            match (rule, steps[number]) {
                (KeyRejected, Fails(FailureKind::Unauthorized | FailureKind::WrongKeyKind))
                | (Empty, Fails(FailureKind::OutOfCredits)) => {}
                (Empty, Left(left)) => prop_assert!(left <= 0),
                (Amount, Left(left)) => {
                    let threshold = if severity == Critical { 200 } else { 1000 };
                    prop_assert!(left < threshold);
                }
                other => prop_assert!(false, "spoke without cause: {:?}", other),
            }
        }
        // Falling and nothing else: every level at most once.
        let mut falling: Vec<i64> = steps.iter().filter_map(|s| if let Left(left) = s { Some(*left) } else { None }).collect();
        falling.sort_unstable_by(|a, b| b.cmp(a));
        let falling: Vec<Step> = falling.into_iter().map(Left).collect();
        let said = play(&rules, None, &falling);
        let mut kinds: Vec<_> = said.iter().map(|(_, rule, severity)| (*rule, *severity)).collect();
        let count = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        prop_assert_eq!(kinds.len(), count, "{:?}", said);
    }
}
