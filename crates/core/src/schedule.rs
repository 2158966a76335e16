//! When an account is asked next: a pure decision with its reason.
//!
//! Due times are wall-clock times, so that a sleeping machine asks once when it wakes, not once for every time it missed.
//! Deliberately absent: the clock, the queue and the limits on what is in flight, which belong to the engine.

use std::time::Duration;

use crate::failure::{Failure, FailureClass, FailureKind};
use crate::time::Timestamp;

/// The default time between two polls of an account.
pub const DEFAULT_INTERVAL: Duration = Duration::from_mins(15);
/// A doubtful reading is read again this soon.
pub const CONFIRM_AFTER: Duration = Duration::from_secs(10);
/// A second press of the refresh button within this time waits for its end.
pub const REFRESH_COOLDOWN: Duration = Duration::from_secs(10);
/// Opening the popup refreshes what is older than this.
pub const STALE_FOR_POPUP: Duration = Duration::from_mins(1);

/// After this time without success a deterministic failure is not asked more rarely.
const SLOWEST: Duration = Duration::from_hours(1);
/// The first retry of a passing failure; doubled each time up to the interval.
const FIRST_RETRY: Duration = Duration::from_secs(30);
/// The first retry of a locked or absent keychain; doubled each time up to [`KEYCHAIN_SLOWEST`].
const KEYCHAIN_RETRY: Duration = Duration::from_secs(15);
const KEYCHAIN_SLOWEST: Duration = Duration::from_mins(2);
/// The longest time between polls that the pace of an account chooses by itself.
const SLOWEST_PACE: Duration = Duration::from_hours(1);
/// The shortest.
const FASTEST_PACE: Duration = Duration::from_mins(1);
/// An account of which nothing moved for so long is asked more rarely.
const STILL_AFTER: Duration = Duration::from_hours(3 * 24);
/// The person has just looked: for this long, what is shown is kept fresher.
pub const LOOKING: Duration = Duration::from_mins(2);
/// How much later than the interval a poll may be, so that many accounts do not stay in step.
const JITTER_SHARE: f64 = 0.1;

/// What is known about an account's polling.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// When it was last asked; `None` for never.
    pub last_attempt: Option<Timestamp>,
    /// Why the last poll failed; `None` when it did not.
    pub failure: Option<&'a Failure>,
    /// How many polls in a row have failed.
    pub streak: u32,
    /// The last reading was doubted and waits for a second one.
    pub in_doubt: bool,
    /// The time between polls that the person wants.
    pub interval: Duration,
    /// How urgent the account is; [`Pace::Fixed`] where the person chose the interval for this account alone, or wants
    /// no other pace for any.
    pub pace: Pace,
    /// The shortest time between polls that the provider allows.
    pub min_interval: Duration,
    /// 0 to 1, fixed for the account: where in the jitter's span it lies.
    pub jitter: f64,
}

/// What makes polling faster or slower than the interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// Nothing: exactly the interval.
    #[default]
    Fixed,
    /// These signs.
    By(Signs),
}

/// The signs by which polling is made faster or slower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// It is critical, or forecast to last less than a day.
    pub is_short: bool,
    /// Since when the figures are the same; `None` where that is not known.
    pub still_since: Option<Timestamp>,
    /// When the person last looked.
    pub looked_at: Option<Timestamp>,
}

/// When an account is asked next, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The earliest time; `None` until the person does something.
    pub at: Option<Timestamp>,
    /// Why then.
    pub reason: Reason,
}

/// Why an account is due when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It was never asked.
    First,
    /// The ordinary interval.
    Interval,
    /// A doubtful reading is read again.
    Confirm,
    /// The last poll failed.
    BackOff,
    /// The provider said when.
    RetryAfter,
    /// The keychain did not give the key.
    Keychain,
    /// The key was rejected: nothing is sent until it is replaced.
    Stopped,
}

/// Decides when an account is asked next.
pub fn next_due(situation: &Situation<'_>, now: Timestamp) -> Due {
    let Some(last) = situation.last_attempt else {
        return Due { at: Some(now), reason: Reason::First };
    };
    // A clock set back must not keep an account waiting for a time that is far away now.
    let last = last.min(now);
    let interval = situation.interval.max(situation.min_interval);
    let paced = paced(situation, now);
    let (wait, reason) = match situation.failure {
        None if situation.in_doubt => (CONFIRM_AFTER.max(situation.min_interval).min(interval), Reason::Confirm),
        None => (jittered(paced, situation.jitter), Reason::Interval),
        Some(failure) => match failure.kind.class() {
            FailureClass::Key => return Due { at: None, reason: Reason::Stopped },
            FailureClass::Empty => (jittered(paced, situation.jitter), Reason::Interval),
            FailureClass::Keychain => {
                (doubled(KEYCHAIN_RETRY, situation.streak).min(KEYCHAIN_SLOWEST.min(interval)), Reason::Keychain)
            }
            FailureClass::Network => (passing(situation, interval), Reason::BackOff),
            FailureClass::Provider if failure.kind == FailureKind::ServerError => {
                (passing(situation, interval), Reason::BackOff)
            }
            FailureClass::Wait | FailureClass::Provider => {
                (doubled(interval, situation.streak).min(SLOWEST.max(interval)), Reason::BackOff)
            }
        },
    };
    let at = after(last, wait);
    match situation.failure.and_then(|failure| failure.retry_at) {
        Some(told) if told > at || situation.failure.is_some_and(|f| f.kind.class() == FailureClass::Wait) => {
            Due { at: Some(told.max(after(last, situation.min_interval))), reason: Reason::RetryAfter }
        }
        _ => Due { at: Some(at), reason },
    }
}

/// The time between two good polls: shorter while the person looks or it runs out soon, longer when nothing moves.
/// What does not move is not asked more often because little is left of it.
fn paced(situation: &Situation<'_>, now: Timestamp) -> Duration {
    let interval = situation.interval.max(situation.min_interval);
    let Pace::By(signs) = situation.pace else { return interval };
    let looks = signs.looked_at.is_some_and(|at| at <= now && after(at, LOOKING) > now);
    let is_still = signs.still_since.is_some_and(|since| after(since, STILL_AFTER) <= now);
    if looks || (signs.is_short && !is_still) {
        (interval / 3).max(FASTEST_PACE).max(situation.min_interval).min(interval)
    } else if is_still {
        interval.saturating_mul(2).min(SLOWEST_PACE).max(interval)
    } else {
        interval
    }
}

/// The time after `start`; at the end of time it stays there.
pub fn after(start: Timestamp, wait: Duration) -> Timestamp {
    start.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

fn passing(situation: &Situation<'_>, interval: Duration) -> Duration {
    let wait = doubled(FIRST_RETRY.min(interval), situation.streak).min(interval);
    jittered(wait.max(situation.min_interval), situation.jitter)
}

fn jittered(wait: Duration, jitter: f64) -> Duration {
    wait.mul_f64(1.0 + JITTER_SHARE * jitter.clamp(0.0, 1.0))
}

fn doubled(first: Duration, streak: u32) -> Duration {
    first.saturating_mul(2_u32.saturating_pow(streak.saturating_sub(1).min(20)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: &str = "2026-11-20T10:00:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn due_in(failure: Option<&Failure>, streak: u32) -> (Option<i64>, Reason) {
        let due = next_due(
            &Situation {
                last_attempt: Some(now()),
                failure,
                streak,
                in_doubt: false,
                interval: DEFAULT_INTERVAL,
                pace: Pace::Fixed,
                min_interval: Duration::from_secs(20),
                jitter: 0.0,
            },
            now(),
        );
        (due.at.map(|at| at.as_second() - now().as_second()), due.reason)
    }

    #[test]
    fn each_kind_of_failure_waits_in_its_own_way() {
        let failure = |kind| Failure::new(kind, "");
        let minutes = |n: i64| Some(n * 60);
        assert_eq!(due_in(None, 0), (minutes(15), Reason::Interval));
        for kind in [FailureKind::Unauthorized, FailureKind::WrongKeyKind, FailureKind::KeyMissing] {
            assert_eq!(due_in(Some(&failure(kind)), 1), (None, Reason::Stopped), "a rejected key is not sent again");
        }
        assert_eq!(due_in(Some(&failure(FailureKind::OutOfCredits)), 9), (minutes(15), Reason::Interval));
        assert_eq!(due_in(Some(&failure(FailureKind::Timeout)), 1), (Some(30), Reason::BackOff));
        assert_eq!(due_in(Some(&failure(FailureKind::ServerError)), 3), (minutes(2), Reason::BackOff));
        assert_eq!(
            due_in(Some(&failure(FailureKind::NetworkDns)), 30),
            (minutes(15), Reason::BackOff),
            "capped at the interval"
        );
        assert_eq!(due_in(Some(&failure(FailureKind::NotJson)), 1), (minutes(15), Reason::BackOff));
        assert_eq!(due_in(Some(&failure(FailureKind::UnexpectedShape)), 9), (minutes(60), Reason::BackOff));
        assert_eq!(due_in(Some(&failure(FailureKind::RateLimited)), 2), (minutes(30), Reason::BackOff));
        assert_eq!(due_in(Some(&failure(FailureKind::KeychainLocked)), 1), (Some(15), Reason::Keychain));
        assert_eq!(due_in(Some(&failure(FailureKind::KeychainUnavailable)), 9), (Some(120), Reason::Keychain));
    }

    #[test]
    fn the_providers_own_time_is_obeyed() {
        let at = |seconds: i64| Some(Timestamp::from_second(now().as_second() + seconds).unwrap());
        let limited = Failure::new(FailureKind::RateLimited, "").with_retry_at(at(90));
        assert_eq!(due_in(Some(&limited), 5), (Some(90), Reason::RetryAfter), "neither sooner nor later than told");
        let past = Failure::new(FailureKind::RateLimited, "").with_retry_at(at(-90));
        assert_eq!(due_in(Some(&past), 1), (Some(20), Reason::RetryAfter), "but not within the provider's minimum");
        let down = Failure::new(FailureKind::ServerError, "").with_retry_at(at(3600));
        assert_eq!(due_in(Some(&down), 1), (Some(3600), Reason::RetryAfter));
        let soon = Failure::new(FailureKind::ServerError, "").with_retry_at(at(1));
        assert_eq!(due_in(Some(&soon), 1), (Some(30), Reason::BackOff));
    }

    #[test]
    fn a_doubtful_reading_is_read_again_soon_but_within_the_providers_minimum() {
        let situation = |min| Situation {
            last_attempt: Some(now()),
            failure: None,
            streak: 0,
            in_doubt: true,
            interval: DEFAULT_INTERVAL,
            pace: Pace::Fixed,
            min_interval: Duration::from_secs(min),
            jitter: 0.5,
        };
        for (minimum, expected) in [(0, 10), (60, 60)] {
            let due = next_due(&situation(minimum), now());
            assert_eq!(due.at.unwrap().as_second() - now().as_second(), expected);
            assert_eq!(due.reason, Reason::Confirm);
        }
    }

    #[test]
    fn the_pace_follows_what_is_at_stake() {
        let ago = |seconds: i64| Some(Timestamp::from_second(now().as_second() - seconds).unwrap());
        let short = Signs { is_short: true, ..Signs::default() };
        let still = Signs { still_since: ago(3 * 86_400), ..Signs::default() };
        let looked = |seconds| Signs { looked_at: ago(seconds), ..Signs::default() };
        let cases = [
            // interval and minimum in seconds, the signs, what comes of them
            (900, 20, Pace::By(Signs::default()), 900),
            (900, 20, Pace::By(short), 300),
            (900, 600, Pace::By(short), 600),
            (120, 0, Pace::By(short), 60),
            (45, 0, Pace::By(short), 45),
            (900, 20, Pace::By(still), 1_800),
            (2_400, 20, Pace::By(still), 3_600),
            (7_200, 20, Pace::By(still), 7_200),
            (900, 20, Pace::By(Signs { still_since: ago(3 * 86_400 - 1), ..still }), 900),
            (900, 20, Pace::By(Signs { is_short: true, ..still }), 1_800),
            (900, 20, Pace::By(looked(119)), 300),
            (900, 20, Pace::By(looked(120)), 900),
            (900, 20, Pace::By(looked(-60)), 900),
            (900, 20, Pace::By(Signs { still_since: ago(9 * 86_400), ..looked(5) }), 300),
            (900, 20, Pace::Fixed, 900),
            (10, 20, Pace::Fixed, 20),
        ];
        for (interval, minimum, pace, expected) in cases {
            let situation = Situation {
                last_attempt: Some(now()),
                failure: None,
                streak: 0,
                in_doubt: false,
                interval: Duration::from_secs(interval),
                pace,
                min_interval: Duration::from_secs(minimum),
                jitter: 0.0,
            };
            let due = next_due(&situation, now()).at.unwrap().as_second() - now().as_second();
            assert_eq!(due, expected, "{interval} s, at least {minimum} s, {pace:?}");
        }
    }

    proptest! {
        #[test]
        fn never_sooner_than_the_provider_allows_and_never_lost(
            ago in -100_000i64..100_000, streak in 0u32..40, kind in 0usize..20, fails in any::<bool>(),
            interval in 1u64..90_000, minimum in 0u64..4_000, jitter in 0.0f64..1.0, in_doubt in any::<bool>(),
            is_short in any::<bool>(), still in -1_000i64..500_000, looked in -1_000i64..1_000,
        ) {
            let failure = Failure::new(FailureKind::ALL[kind], "");
            let last = Timestamp::from_second(now().as_second() - ago).unwrap();
            let situation = Situation {
                last_attempt: Some(last),
                failure: fails.then_some(&failure),
                streak,
                in_doubt,
                interval: Duration::from_secs(interval),
                pace: Pace::By(Signs {
                    is_short,
                    still_since: Some(Timestamp::from_second(now().as_second() - still).unwrap()),
                    looked_at: Some(Timestamp::from_second(now().as_second() - looked).unwrap()),
                }),
                min_interval: Duration::from_secs(minimum),
                jitter,
            };
            let due = next_due(&situation, now());
            let keychain = fails && failure.kind.class() == FailureClass::Keychain;
            if let Some(at) = due.at {
                let longest = SLOWEST.max(situation.interval.max(situation.min_interval)).mul_f64(1.2);
                prop_assert!(at <= after(now(), longest), "{at} is too far away");
                // A poll that never left because the keychain gave no key costs the provider nothing.
                if !keychain {
                    prop_assert!(at >= after(last.min(now()), situation.min_interval));
                }
            } else {
                prop_assert!(fails && failure.kind.class() == FailureClass::Key);
            }
        }
    }
}
