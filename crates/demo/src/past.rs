//! What an account answered in the month before the server started, so that a demo has something to look back on.
//!
//! Made backwards from the figures of the start: an hour of use adds what it cost, and where that would be more than was ever
//! bought, the account was topped up. Used in bursts, on weekdays, in office hours. The same for the same account and time.

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::amount::Amount;
use crate::profile::{Profile, Usage};
use crate::scenario::DemoAccount;
use crate::script::{Answer, Figures};
use crate::shape::{Moment, Shape};

/// So far does it reach back.
const HOURS: u32 = 30 * 24;
/// While nothing happens it was asked this often, so that nothing looks like a time without readings.
const IDLE: u32 = 4;

/// How an account was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit {
    /// What a busy hour costs at the least and at the most.
    pub busy_hour: (i64, i64),
    /// How many of a hundred office hours are busy.
    pub busy: u64,
    /// What it holds right after a top-up, at the most.
    pub full: i64,
    /// What is left when it is topped up, about.
    pub low: i64,
}

/// An answer of an earlier time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAnswer {
    /// When.
    pub at: Timestamp,
    /// Its HTTP status.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

impl DemoAccount {
    /// What it answered before a server that starts now, the oldest first; nothing of an account without a habit.
    pub fn past(&self, now: &Zoned) -> Vec<PastAnswer> {
        let Some(habit) = self.habit else { return Vec::new() };
        let start = self.script.figures(std::time::Duration::ZERO);
        let mut left = start.remaining.unwrap_or_default();
        let mut spent = Amount::ZERO;
        let mut answers = Vec::new();
        for hour in 0..=HOURS {
            // The last one a little before the start, so that the first poll is a new one.
            let at = now.saturating_sub(SignedDuration::from_hours(i64::from(hour)) + SignedDuration::from_mins(10));
            let cost = habit.cost(&self.id, hour, &at);
            if hour == 0 || cost > Amount::ZERO || hour.is_multiple_of(IDLE) {
                answers.push(self.answered(at.timestamp(), now.timestamp(), left, spent));
            }
            spent = spent.plus(cost);
            let before = left.plus(cost);
            left = if before > Amount::from(habit.full) { habit.rest(&self.id, hour) } else { before };
        }
        answers.reverse();
        answers
    }

    fn answered(&self, at: Timestamp, started: Timestamp, left: Amount, spent_since: Amount) -> PastAnswer {
        let figures = Figures {
            remaining: Some(left),
            granted: Amount::ZERO,
            spent: Amount::ZERO,
            ..self.script.figures(std::time::Duration::ZERO)
        };
        let profile = Profile { usage: earlier(self.profile.usage, spent_since), ..self.profile.clone() };
        let moment = Moment { now: at, started };
        let canned = Shape::of(&self.provider).render(Answer::Balance(figures), &profile, moment);
        PastAnswer { at, status: canned.status, body: canned.body }
    }
}

impl Habit {
    /// What was used in the hour before that answer.
    fn cost(self, id: &str, hour: u32, at: &Zoned) -> Amount {
        let is_weekend = matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday);
        let is_office = (9..18).contains(&at.hour());
        let busy = match (is_office, is_weekend) {
            (true, false) => self.busy,
            (true, true) => self.busy / 10,
            (false, _) => self.busy / 20,
        };
        if chance(id, hour, 1) % 100 >= busy {
            return Amount::ZERO;
        }
        let (least, most) = self.busy_hour;
        let span = u64::try_from(most - least).unwrap_or_default().saturating_add(1);
        Amount::from(least.saturating_add(i64::try_from(chance(id, hour, 2) % span).unwrap_or_default()))
    }

    /// What was left before a top-up.
    fn rest(self, id: &str, hour: u32) -> Amount {
        let more = i64::try_from(chance(id, hour, 3) % 50).unwrap_or_default();
        Amount::from(self.low.saturating_add(self.low.saturating_mul(more) / 100))
    }
}

/// What was used before that much more was.
fn earlier(usage: Usage, spent_since: Amount) -> Usage {
    let less = |amount: Amount| amount.minus(spent_since).max(Amount::ZERO);
    let requests = u64::try_from(spent_since.whole()).unwrap_or_default();
    Usage {
        credits_ever: less(usage.credits_ever),
        credits_this_period: less(usage.credits_this_period),
        requests_this_period: usage.requests_this_period.saturating_sub(requests),
        key_credits: less(usage.key_credits),
        key_requests: usage.key_requests.saturating_sub(requests),
        ..usage
    }
}

/// A number that looks like chance and is always the same (`SplitMix64` of a sum of the text).
fn chance(id: &str, hour: u32, kind: u64) -> u64 {
    let seed = id.bytes().fold(kind, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut mixed = seed.wrapping_add(u64::from(hour).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::script::Script;

    fn friday() -> Zoned {
        "2026-11-20T10:00:00[UTC]".parse().unwrap()
    }

    fn lefts(account: &DemoAccount) -> Vec<i64> {
        // Every shape writes the balance as a number somewhere; this one nothing else.
        let plain = DemoAccount { provider: "plain".to_owned(), ..account.clone() };
        let number =
            |answer: PastAnswer| String::from_utf8(answer.body).unwrap().replace(|c: char| !c.is_ascii_digit(), "");
        plain.past(&friday()).into_iter().map(|answer| number(answer).parse().unwrap()).collect()
    }

    #[test]
    fn a_month_of_bursts_that_ends_where_the_demo_begins() {
        for account in Scenario::demo().accounts() {
            let past = account.past(&friday());
            assert_eq!(past, account.past(&friday()), "always the same");
            assert!((200..500).contains(&past.len()), "{}: {}", account.id, past.len());
            assert!(past.windows(2).all(|pair| {
                let pause = pair[1].at.duration_since(pair[0].at);
                pause > SignedDuration::ZERO && pause <= SignedDuration::from_hours(4)
            }));
            assert!(past.iter().all(|answer| answer.status == 200));
            let lefts = lefts(account);
            let first = account.script.figures(std::time::Duration::ZERO).remaining.unwrap();
            assert_eq!(lefts.last(), Some(&first.whole()), "{}", account.id);
            assert!(lefts.iter().all(|left| *left > 0), "{}", account.id);
            let falls = lefts.windows(2).filter(|pair| pair[1] < pair[0]).count();
            assert!(falls >= 15, "{} is used: {falls}", account.id);
            // A sudden fall would be doubted.
            assert!(lefts.windows(2).all(|pair| pair[1] * 10 > pair[0]), "{}", account.id);
        }
        let rises = |id: &str| {
            let scenario = Scenario::demo();
            let account = scenario.accounts().iter().find(|account| account.id == id).unwrap();
            lefts(account).windows(2).filter(|pair| pair[1] > pair[0]).count()
        };
        assert!(rises("demo-srtgen-subtitles") >= 2 && rises("demo-sociavault-listening") >= 1);
        assert!(rises("demo-supertone-voice-over") >= 1);
    }

    #[test]
    fn without_a_habit_there_is_no_past() {
        let scenario = Scenario::scripted().account("crun", "key", Script::steady(5));
        assert!(scenario.accounts()[0].past(&friday()).is_empty());
    }

    #[test]
    fn most_of_it_is_used_on_weekdays_by_day() {
        let scenario = Scenario::demo();
        let account = &scenario.accounts()[3];
        let past = account.past(&friday());
        let lefts = lefts(account);
        let (mut by_day, mut else_when) = (0, 0);
        for (pair, answer) in lefts.windows(2).zip(&past[1..]) {
            let at = answer.at.to_zoned(jiff::tz::TimeZone::UTC);
            let is_office =
                !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday) && (9..18).contains(&at.hour());
            let cost = (pair[0] - pair[1]).max(0);
            if is_office { by_day += cost } else { else_when += cost }
        }
        assert!(by_day > 3 * else_when && else_when > 0, "{by_day} and {else_when}");
    }
}
