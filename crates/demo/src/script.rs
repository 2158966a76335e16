//! What an account answers, as a pure function of the time since the start and of the number of polls.

use std::time::Duration;

use crate::amount::Amount;
use crate::canned::Canned;
use crate::fault::Fault;

/// How an account's balance moves, and when it answers something else instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    start: Option<Amount>,
    /// Granted and spent before the script began.
    before: (Amount, Amount),
    step: Amount,
    legs: Vec<Leg>,
    subscription: Vec<(Duration, Subscription)>,
    exceptions: Vec<(When, Answer)>,
}

/// One stretch of a balance's way. A stretch begins where the one before it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leg {
    Slide { to: Amount, by: Duration },
    Fall { per_second: Amount, until: Duration },
    Jump { to: Amount, at: Duration },
}

/// A subscription's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Subscription {
    /// Paid for.
    #[default]
    Active,
    /// None.
    Inactive,
    /// Ended by its owner.
    Cancelled,
    /// Not paid for in time.
    PastDue,
}

/// When a script's exception applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From this time on.
    From(Duration),
    /// From the first time until just before the second.
    Between(Duration, Duration),
    /// First at `first`, then again and again at the distance `every`, each time for the length of `lasting`.
    Recurring {
        /// The first time.
        first: Duration,
        /// From one beginning to the next.
        every: Duration,
        /// How long each lasts.
        lasting: Duration,
    },
    /// At every `nth` poll, but not before `after`.
    EveryNth {
        /// 3 means the third, sixth, ninth… poll.
        nth: u64,
        /// Polls before this are counted but spared.
        after: Duration,
    },
}

/// What an account answers to one poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The documented success.
    Balance(Figures),
    /// The provider's refusal.
    Fault(Fault),
    /// The provider's refusal, hidden in the body of a 200.
    FaultInBody(Fault),
    /// Something written out in full.
    Canned(Canned),
}

/// An account's figures at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// What is left; nothing means `null`.
    pub remaining: Option<Amount>,
    /// All that was added since the start.
    pub granted: Amount,
    /// All that was used since the start.
    pub spent: Amount,
    /// The subscription.
    pub subscription: Subscription,
}

impl Script {
    /// A balance that stays.
    pub fn steady(balance: impl Into<Amount>) -> Self {
        Self::beginning(Some(balance.into()))
    }

    /// A balance that is reported as `null`.
    pub fn unreported() -> Self {
        Self::beginning(None)
    }

    fn beginning(start: Option<Amount>) -> Self {
        Self {
            start,
            before: (Amount::ZERO, Amount::ZERO),
            step: Amount::from(1),
            legs: Vec::new(),
            subscription: Vec::new(),
            exceptions: Vec::new(),
        }
    }

    /// A steady balance that goes on from other figures: the difference counts as granted or spent.
    pub(crate) fn following(figures: &Figures, balance: Amount) -> Self {
        let was = figures.remaining.unwrap_or(balance);
        let mut script = Self::steady(balance).subscribed(Duration::ZERO, figures.subscription);
        script.before = (
            figures.granted.plus(balance.minus(was).max(Amount::ZERO)),
            figures.spent.plus(was.minus(balance).max(Amount::ZERO)),
        );
        script
    }

    /// Moves evenly to another balance, which it reaches at `by`.
    #[must_use]
    pub fn sliding_to(mut self, balance: impl Into<Amount>, by: Duration) -> Self {
        self.legs.push(Leg::Slide { to: balance.into(), by });
        self
    }

    /// Falls steadily, until the next jump but never below zero.
    #[must_use]
    pub fn falling(mut self, per_second: impl Into<Amount>) -> Self {
        self.legs.push(Leg::Fall { per_second: per_second.into(), until: Duration::MAX });
        self
    }

    /// Jumps to another balance: a top-up or a large job.
    #[must_use]
    pub fn jumping_to(mut self, balance: impl Into<Amount>, at: Duration) -> Self {
        if let Some(Leg::Fall { until, .. }) = self.legs.last_mut() {
            *until = at;
        }
        self.legs.push(Leg::Jump { to: balance.into(), at });
        self
    }

    /// Moves in steps of this size instead of whole credits.
    #[must_use]
    pub fn in_steps_of(mut self, step: Amount) -> Self {
        self.step = step;
        self
    }

    /// Gives the subscription another status from a time on.
    #[must_use]
    pub fn subscribed(mut self, from: Duration, status: Subscription) -> Self {
        self.subscription.push((from, status));
        self
    }

    /// Answers something other than the balance at times. Where several apply, the last one added does.
    #[must_use]
    pub fn except(mut self, when: When, answer: Answer) -> Self {
        self.exceptions.push((when, answer));
        self
    }

    /// Refuses at times.
    #[must_use]
    pub fn failing(self, when: When, fault: Fault) -> Self {
        self.except(when, Answer::Fault(fault))
    }

    /// The answer to the `poll`th poll (the first is 1), `elapsed` after the start.
    pub fn answer(&self, elapsed: Duration, poll: u64) -> Answer {
        let exception = self.exceptions.iter().rev().find(|(when, _)| when.applies(elapsed, poll));
        exception.map_or_else(|| Answer::Balance(self.figures(elapsed)), |(_, answer)| answer.clone())
    }

    /// The figures `elapsed` after the start, whatever is answered instead.
    pub fn figures(&self, elapsed: Duration) -> Figures {
        let (mut granted, mut spent) = self.before;
        let remaining = self.start.map(|start| {
            let (mut value, mut at) = (start, Duration::ZERO);
            for leg in &self.legs {
                let Some((next, then)) = leg.walk(value, at, elapsed, self.step) else { break };
                granted = granted.plus(next.minus(value).max(Amount::ZERO));
                spent = spent.plus(value.minus(next).max(Amount::ZERO));
                (value, at) = (next, then);
            }
            value
        });
        let subscription = self.subscription.iter().rev().find(|(from, _)| *from <= elapsed);
        Figures {
            remaining,
            granted,
            spent,
            subscription: subscription.map_or_else(Subscription::default, |(_, s)| *s),
        }
    }
}

impl Leg {
    /// The balance and the time at its end, or at `now` if that comes first; nothing if it has not begun.
    fn walk(self, value: Amount, from: Duration, now: Duration, step: Amount) -> Option<(Amount, Duration)> {
        match self {
            Self::Slide { to, by } if now >= by => Some((to, by.max(from))),
            Self::Slide { to, by } => {
                let (part, whole) = (now.saturating_sub(from), by.saturating_sub(from));
                Some((value.towards(to, part.as_nanos(), whole.as_nanos()).rounded_up_to(step), now))
            }
            Self::Fall { per_second, until } => {
                let end = now.min(until);
                let lost = Amount::ZERO.towards(per_second, end.saturating_sub(from).as_nanos(), 1_000_000_000);
                let left = value.minus(lost).rounded_up_to(step);
                Some((left.max(value.min(Amount::ZERO)), end))
            }
            Self::Jump { at, .. } if now < at => None,
            Self::Jump { to, at } => Some((to, at.max(from))),
        }
    }
}

impl When {
    fn applies(self, elapsed: Duration, poll: u64) -> bool {
        match self {
            Self::From(from) => elapsed >= from,
            Self::Between(from, until) => (from..until).contains(&elapsed),
            Self::Recurring { first, every, lasting } => elapsed.checked_sub(first).is_some_and(|since| {
                let into = if every.is_zero() { 0 } else { since.as_nanos() % every.as_nanos() };
                into < lasting.as_nanos()
            }),
            Self::EveryNth { nth, after } => nth != 0 && poll.is_multiple_of(nth) && elapsed >= after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn secs(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    fn balance(script: &Script, at: Duration) -> String {
        script.figures(at).remaining.map_or_else(|| "null".to_owned(), |amount| amount.to_string())
    }

    #[test]
    fn a_steady_balance_stays() {
        let script = Script::steady(40);
        assert_eq!(balance(&script, secs(0)), "40");
        assert_eq!(balance(&script, secs(86_400)), "40");
        assert_eq!(balance(&Script::unreported().falling(1), secs(3)), "null");
    }

    #[test]
    fn a_slide_is_even_and_whole_and_holds_at_its_end() {
        let script = Script::steady(1_250).sliding_to(240, secs(13)).sliding_to(58, secs(45));
        for (at, expected) in [(0, "1250"), (5, "862"), (10, "474"), (13, "240"), (29, "149"), (45, "58"), (999, "58")]
        {
            assert_eq!(balance(&script, secs(at)), expected, "at {at} s");
        }
    }

    #[test]
    fn a_fall_ends_at_zero_or_at_the_next_jump() {
        let script = Script::steady(10).falling(2);
        assert_eq!(balance(&script, secs(3)), "4");
        assert_eq!(balance(&script, secs(60)), "0");
        assert_eq!(balance(&Script::steady(-5).falling(1), secs(60)), "-5");
        let topped_up = script.jumping_to(100, secs(4)).falling(Amount::thousandths(500));
        assert_eq!(balance(&topped_up, Duration::from_millis(3_900)), "3");
        assert_eq!(balance(&topped_up, secs(4)), "100");
        assert_eq!(balance(&topped_up, secs(14)), "95");
    }

    #[test]
    fn steps_can_be_finer_than_a_credit() {
        let script = Script::steady(10).falling(Amount::thousandths(250)).in_steps_of(Amount::thousandths(50));
        assert_eq!(balance(&script, secs(1)), "9.75");
        assert_eq!(balance(&script, Duration::from_millis(100)), "10");
    }

    #[test]
    fn a_jump_waits_for_its_time() {
        let script = Script::steady(84).jumping_to(20, secs(5)).jumping_to(5_000, secs(25));
        for (at, expected) in [(4, "84"), (5, "20"), (24, "20"), (25, "5000")] {
            assert_eq!(balance(&script, secs(at)), expected, "at {at} s");
        }
    }

    #[test]
    fn what_was_granted_and_spent_adds_up_at_every_moment() {
        let script = Script::steady(84).sliding_to(60, secs(25)).jumping_to(5_000, secs(25)).falling(3);
        for at in 0..120 {
            let figures = script.figures(secs(at));
            let expected = Amount::from(84).plus(figures.granted).minus(figures.spent);
            assert_eq!(figures.remaining, Some(expected), "at {at} s");
        }
    }

    #[test]
    fn a_balance_set_later_counts_the_difference() {
        let before = Script::steady(100).falling(1).figures(secs(10));
        let less = Script::following(&before, Amount::from(40)).figures(secs(0));
        assert_eq!((less.granted, less.spent), (Amount::ZERO, Amount::from(60)));
        let more = Script::following(&less, Amount::from(140)).figures(secs(0));
        assert_eq!((more.granted, more.spent), (Amount::from(100), Amount::from(60)));
    }

    #[test]
    fn exceptions_come_when_they_should() {
        let hang = Answer::Canned(Canned::hanging(secs(30)));
        let script = Script::steady(1)
            .except(When::EveryNth { nth: 3, after: secs(30) }, hang.clone())
            .failing(When::Recurring { first: secs(40), every: secs(60), lasting: secs(10) }, Fault::Maintenance)
            .failing(When::Between(secs(5), secs(7)), Fault::Server)
            .failing(When::From(secs(200)), Fault::Unauthorized);
        let fine = Answer::Balance(script.figures(secs(0)));
        for (at, poll, expected) in [
            (0, 3, fine.clone()),
            (5, 1, Answer::Fault(Fault::Server)),
            (7, 1, fine.clone()),
            (30, 3, hang.clone()),
            (30, 4, fine.clone()),
            (39, 7, fine.clone()),
            (40, 7, Answer::Fault(Fault::Maintenance)),
            (45, 9, Answer::Fault(Fault::Maintenance)),
            (50, 7, fine.clone()),
            (100, 7, Answer::Fault(Fault::Maintenance)),
            (110, 7, fine),
            (200, 3, Answer::Fault(Fault::Unauthorized)),
        ] {
            assert_eq!(script.answer(secs(at), poll), expected, "at {at} s, poll {poll}");
        }
    }

    #[test]
    fn odd_exceptions_neither_divide_by_zero_nor_apply() {
        let never = Script::steady(1).failing(When::EveryNth { nth: 0, after: secs(0) }, Fault::Server);
        assert!(matches!(never.answer(secs(1), 0), Answer::Balance(_)));
        let always = When::Recurring { first: secs(1), every: secs(0), lasting: secs(1) };
        assert!(always.applies(secs(5), 1) && !always.applies(secs(0), 1));
    }

    #[test]
    fn a_subscription_changes_at_its_time() {
        let script = Script::steady(1).subscribed(secs(10), Subscription::PastDue);
        assert_eq!(script.figures(secs(9)).subscription, Subscription::Active);
        assert_eq!(script.figures(secs(10)).subscription, Subscription::PastDue);
    }
}
