//! Time, quiet hours, snoozes, restarts and failing deliveries, in any order.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::alert::{HeldBecause, Levels, QuietHours, Rule, Severity, Voice};
use crate::amount::{Decimal, Unit};
use crate::failure::{Failure, FailureKind};
use crate::language::Language;
use crate::reading::{Meter, Reading};

const START: i64 = 1_800_000_000;

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(START + minutes * 60).unwrap()
}

fn left(remaining: Option<i64>) -> Event {
    let meter = Meter {
        id: "credits".into(),
        label: "Credits".into(),
        unit: Unit::Credits,
        primary: true,
        remaining: remaining.map(Decimal::from),
        used: None,
        limit: None,
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    };
    Event::Reading(Arc::new(Reading { meters: vec![meter], ..Reading::default() }))
}

/// 1,000 and 200 credits, and nothing else besides empty.
fn rules() -> Rules {
    Rules {
        amount: Some(Levels { warning: Some(1000.into()), critical: Some(200.into()) }),
        share: None,
        runway: None,
        unusual_spend: false,
        ..Rules::default()
    }
}

fn play(rules: &Rules, events: &[(i64, Event)]) -> Vec<Decision> {
    let mut replay = Replay::new(rules.clone(), TimeZone::UTC);
    let mut decisions = Vec::new();
    for (minutes, event) in events {
        decisions.extend(replay.step(Timed { at: at(*minutes), event: event.clone() }).unwrap().decisions);
    }
    decisions
}

#[test]
fn a_replay_speaks_in_the_voice_it_was_given_after_a_restart_too() {
    let said = |voice: Voice| -> Vec<String> {
        let mut replay = Replay::new(rules(), TimeZone::UTC).speaking(voice);
        let events = [(0, left(Some(1812))), (15, left(Some(812))), (30, Event::Restart), (45, left(Some(150)))];
        let steps = events.map(|(minutes, event)| replay.step(Timed { at: at(minutes), event }).unwrap());
        steps.into_iter().flat_map(|step| step.decisions).map(|decision| decision.sentence).collect()
    };
    assert_eq!(said(Voice::default()), ["812 credits left, below your 1,000", "150 credits left, below your 200"]);
    assert_eq!(
        said(Language::German.into()),
        ["Noch 812 Credits, unter deiner Grenze von 1.000", "Noch 150 Credits, unter deiner Grenze von 200"]
    );
    let covered = Voice { language: Language::Korean, hides_amounts: true };
    assert_eq!(said(covered), ["설정한 기준 미만", "설정한 기준 미만"]);
}

/// Minute, rule, level, why held.
fn table(decisions: &[Decision]) -> Vec<(i64, Rule, Severity, Option<HeldBecause>)> {
    let minute = |at: Timestamp| (at.as_second() - START) / 60;
    decisions.iter().map(|told| (minute(told.at), told.concern.rule, told.severity, told.held)).collect()
}

use HeldBecause::{DeliveryFailed, QuietHours as Quiet, Snoozed, SwitchedOff};
use Rule::{Amount, Empty, ToppedUp, Unreachable};
use Severity::{Critical, Info, Warning};

/// `START` is 08:00 in UTC.
fn quiet(from: i8, to: i8, critical_passes: bool) -> Rules {
    let hours = QuietHours { from: Time::constant(from, 0, 0, 0), to: Time::constant(to, 0, 0, 0), critical_passes };
    Rules { quiet_hours: Some(hours), ..rules() }
}

#[test]
fn quiet_hours_hold_a_warning_until_their_end() {
    let events = [(0, left(Some(1500))), (61, left(Some(900))), (70, left(Some(890))), (500, Event::Tick)];
    assert_eq!(
        table(&play(&quiet(9, 12, true), &events)),
        [(61, Amount, Warning, Some(Quiet)), (240, Amount, Warning, None)],
        "told at noon, not at the next event"
    );
    let recovered = [(0, left(Some(1500))), (61, left(Some(900))), (240, left(Some(1700))), (500, Event::Tick)];
    assert_eq!(
        table(&play(&quiet(9, 12, true), &recovered)),
        [(61, Amount, Warning, Some(Quiet)), (240, ToppedUp, Info, Some(SwitchedOff))],
        "what no longer holds is never told"
    );
    let critical = [(0, left(Some(1500))), (61, left(Some(190))), (500, Event::Tick)];
    assert_eq!(table(&play(&quiet(9, 12, true), &critical)), [(61, Amount, Critical, None)]);
    assert_eq!(
        table(&play(&quiet(9, 12, false), &critical)),
        [(61, Amount, Critical, Some(Quiet)), (240, Amount, Critical, None)]
    );
}

#[test]
fn a_snooze_holds_everything_until_its_end() {
    let events = [
        (0, left(Some(900))),
        (1, Event::Snooze { until: at(100) }),
        (2, left(Some(190))),
        (3, left(Some(0))),
        (4, left(Some(0))),
        (200, Event::Tick),
    ];
    assert_eq!(
        table(&play(&rules(), &events)),
        [
            (0, Amount, Warning, None),
            (2, Amount, Critical, Some(Snoozed)),
            (4, Empty, Critical, Some(Snoozed)),
            (100, Empty, Critical, None),
            (100, Amount, Critical, Some(HeldBecause::Covered)),
        ]
    );
}

#[test]
fn a_muted_account_speaks_again_after_a_top_up() {
    let events = [
        (0, left(Some(900))),
        (1, Event::MuteUntilToppedUp),
        (2, left(Some(150))),
        (3, left(Some(5000))),
        (4, left(Some(900))),
    ];
    assert_eq!(
        table(&play(&rules(), &events)),
        [
            (0, Amount, Warning, None),
            (2, Amount, Critical, Some(HeldBecause::Muted)),
            (3, ToppedUp, Info, Some(SwitchedOff)),
            (4, Amount, Warning, None)
        ]
    );
}

#[test]
fn what_the_server_did_not_take_is_told_when_it_is_back() {
    let events = [
        (0, left(Some(1500))),
        (1, Event::DeliveryFails { until: at(50) }),
        (2, left(Some(900))),
        (10, left(Some(890))),
        (60, Event::Tick),
    ];
    assert_eq!(
        table(&play(&rules(), &events)),
        [(2, Amount, Warning, Some(DeliveryFailed)), (50, Amount, Warning, None)]
    );
}

#[test]
fn unreachable_is_told_after_six_hours_of_failures_that_count() {
    let fails = |kind| Event::Failure(Failure::new(kind, "No answer within 20 s."));
    let events = [
        (0, left(Some(1500))),
        (10, fails(FailureKind::Timeout)),
        (200, fails(FailureKind::RateLimited)),
        (369, fails(FailureKind::ServerError)),
        (370, fails(FailureKind::Timeout)),
        (400, fails(FailureKind::Timeout)),
        (500, left(Some(1500))),
        (510, fails(FailureKind::Timeout)),
    ];
    let decisions = play(&rules(), &events);
    assert_eq!(table(&decisions), [(370, Unreachable, Warning, None)]);
    assert_eq!(decisions[0].sentence, "Not read for 6 h: No answer within 20 s");
    let only_waits = [(0, fails(FailureKind::RateLimited)), (600, fails(FailureKind::Maintenance))];
    assert_eq!(table(&play(&rules(), &only_waits)), []);
}

#[test]
fn a_reminder_comes_a_day_later_and_once_a_day() {
    let day = 1440;
    let mut events = vec![(0, left(Some(900)))];
    events.extend((1..=72).map(|hour| (hour * 60, left(Some(890)))));
    let reminding = Rules { reminder: Some(std::time::Duration::from_secs(86_400)), ..rules() };
    let told: Vec<_> = table(&play(&reminding, &events)).into_iter().map(|(minute, ..)| minute).collect();
    assert_eq!(told, [0, day, 2 * day, 3 * day]);
    assert_eq!(play(&rules(), &events).len(), 1, "off by default");
}

/// Polled every half hour for a year by somebody who works on weekdays and tops up a day after the critical alert, with
/// a flaky provider, a laptop that sleeps at night and a restart every week: each cycle says each thing once, in time.
#[test]
fn a_year_of_one_account() {
    let mut replay = Replay::new(Rules { share: None, expiry: None, ..quiet(22, 7, true) }, TimeZone::UTC);
    let mut left_over = 20_000;
    let mut told: Vec<Vec<(Rule, Severity)>> = vec![Vec::new()];
    let mut top_up_at = None;
    for step in 0..365 * 48_i64 {
        let minutes = step * 30;
        let now = at(minutes);
        let local = now.to_zoned(TimeZone::UTC);
        let works = local.weekday().to_monday_one_offset() <= 5 && (9..17).contains(&local.hour());
        left_over -= if works { 30 + step % 7 } else { 0 };
        if top_up_at.is_some_and(|at| minutes >= at) {
            left_over += 20_000;
            top_up_at = None;
            told.push(Vec::new());
        }
        let event = match step {
            _ if !(6..23).contains(&local.hour()) => continue,
            _ if step % 336 == 0 => Event::Restart,
            _ if step % 11 == 0 => Event::Failure(Failure::new(FailureKind::Timeout, "No answer within 20 s.")),
            _ if step % 13 == 0 => left(None),
            _ => left(Some(left_over)),
        };
        for decision in replay.step(Timed { at: now, event }).unwrap().decisions {
            if decision.held.is_none() {
                let quiet = !(7..22).contains(&decision.at.to_zoned(TimeZone::UTC).hour());
                assert!(!quiet || decision.severity == Critical, "{decision:?}");
                told.last_mut().unwrap().push((decision.concern.rule, decision.severity));
            }
            if decision.concern.rule == Amount && decision.severity == Critical {
                top_up_at = Some(minutes + 1440);
            }
        }
    }
    let cycles = told.len();
    assert!(cycles >= 6, "{cycles} top-ups in a year");
    told.pop();
    let first = told.remove(0);
    for cycle in [first].into_iter().chain(told) {
        let count = |rule, severity| cycle.iter().filter(|said| **said == (rule, severity)).count();
        assert_eq!((count(Amount, Warning), count(Amount, Critical)), (1, 1), "{cycle:?}");
        assert!(count(Rule::Runway, Warning) <= 1 && count(Rule::Runway, Critical) <= 1, "{cycle:?}");
        let known = [Amount, Rule::Runway, Empty];
        assert!(cycle.iter().all(|(rule, _)| known.contains(rule)), "nothing else is said: {cycle:?}");
    }
}

#[test]
fn events_come_in_the_order_of_time() {
    let mut replay = Replay::new(rules(), TimeZone::UTC);
    replay.step(Timed { at: at(5), event: Event::Tick }).unwrap();
    let error = replay.step(Timed { at: at(4), event: Event::Tick }).unwrap_err();
    assert_eq!((error.at, error.before), (at(4), at(5)));
}

fn events() -> impl Strategy<Value = Vec<(i64, Event)>> {
    let event = prop_oneof![
        8 => (0i64..2500).prop_map(|amount| left(Some(amount))),
        1 => Just(left(None)),
        2 => (0usize..20).prop_map(|kind| Event::Failure(Failure::new(FailureKind::ALL[kind], "no"))),
        1 => Just(Event::Tick),
        1 => (0i64..4000).prop_map(|until| Event::Snooze { until: at(until) }),
        1 => Just(Event::MuteUntilToppedUp),
        1 => (0i64..4000).prop_map(|until| Event::DeliveryFails { until: at(until) }),
    ];
    proptest::collection::vec((1i64..180, event), 1..50).prop_map(|steps| {
        let mut minute = 0;
        steps
            .into_iter()
            .map(|(wait, event)| {
                minute += wait;
                (minute, event)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_restart_at_any_step_changes_nothing(events in events(), from in 0i8..24, to in 0i8..24, passes in any::<bool>()) {
        let rules = quiet(from, to, passes);
        let with_restarts: Vec<_> =
            events.iter().flat_map(|(minute, event)| [(*minute, event.clone()), (*minute, Event::Restart)]).collect();
        prop_assert_eq!(play(&rules, &events), play(&rules, &with_restarts));
    }

    #[test]
    fn whatever_comes_in_whatever_order_ends_in_a_consistent_state(events in events(), from in 0i8..24, long in 1i8..24) {
        let rules = quiet(from, (from + long) % 24, true);
        let mut replay = Replay::new(rules.clone(), TimeZone::UTC);
        // Of each concern: when its episode began, and the worst that was told in it.
        let mut told: BTreeMap<String, (Timestamp, Severity)> = BTreeMap::new();
        let mut last = 0;
        for (minute, event) in &events {
            last = *minute;
            let previous = replay.watch().memory().episodes.clone();
            let decisions = replay.step(Timed { at: at(*minute), event: event.clone() }).unwrap().decisions;
            let memory = replay.watch().memory();
            for decision in decisions.iter().filter(|decision| decision.held.is_none()) {
                let concern = decision.concern.to_string();
                let before = told.get(&concern).copied();
                // What was told before the event belongs to the episode that was open then.
                let open = if decision.at < at(*minute) { &previous } else { &memory.episodes };
                let since = open.get(&decision.concern).map(|episode| episode.since).unwrap();
                let worst = before.filter(|(began, _)| *began == since).map(|(_, worst)| worst);
                prop_assert!(worst < Some(decision.severity), "twice in one episode: {:?}", decision);
                told.insert(concern, (since, decision.severity));
                let quiet = rules.quiet_hours.unwrap().end_if_within(decision.at, &TimeZone::UTC).is_some();
                prop_assert!(decision.severity == Critical || !quiet, "a warning in quiet hours: {:?}", decision);
                let snoozed = memory.snoozed_until.is_some_and(|until| until > decision.at);
                let is_snooze = matches!(event, Event::Snooze { until: _ });
                prop_assert!(!snoozed || is_snooze, "while snoozed: {:?}", decision);
            }
            // Out of the critical range, critical is armed again.
            for (concern, (_, worst)) in &mut told {
                let open = memory.episodes.iter().find(|(name, _)| name.to_string() == *concern);
                *worst = open.map_or(*worst, |(_, episode)| (*worst).min(episode.severity));
            }
        }
        // Whatever held it back, after that everything that still holds has been told, unless the person muted it.
        // Time itself may bring something up, which waits for the end of the quiet hours; hence two days.
        for day in 1..=2 {
            replay.step(Timed { at: at(last + 4000 + day * 1440), event: Event::Tick }).unwrap();
        }
        let memory = replay.watch().memory();
        for (concern, episode) in &memory.episodes {
            prop_assert!(!episode.is_untold() || (memory.muted && concern.rule.is_about_amount()), "{concern}: {episode:?}");
        }
    }

    #[test]
    fn no_alert_about_amounts_comes_from_a_failed_or_unreported_reading(events in events()) {
        let mut replay = Replay::new(rules(), TimeZone::UTC);
        for (minute, event) in events {
            let says_nothing = match &event {
                Event::Failure(failure) => failure.kind != FailureKind::OutOfCredits,
                Event::Reading(reading) => reading.primary().unwrap().remaining.is_none(),
                _ => false,
            };
            let before = replay.watch().memory().episodes.clone();
            replay.step(Timed { at: at(minute), event }).unwrap();
            if says_nothing {
                for concern in replay.watch().memory().episodes.keys().filter(|concern| concern.rule.is_about_amount()) {
                    prop_assert!(before.contains_key(concern), "{concern} began without a reading");
                }
            }
        }
    }
}
