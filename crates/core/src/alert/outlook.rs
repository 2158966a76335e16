//! What the person must be told now, what is held back and why, and when to look again.

use jiff::tz::TimeZone;

use super::memory::Memory;
use super::{Concern, Decision, Episode, HeldBecause, Rule, Rules, Severity};
use crate::time::Timestamp;

/// What holds alerts back besides the account's own rules and memory.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The time.
    pub now: Timestamp,
    /// Local time.
    pub zone: &'a TimeZone,
    /// Whether alerts are paused.
    pub pause: Pause,
}

/// Whether alerts are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pause {
    /// They are not.
    #[default]
    No,
    /// Until this time.
    Until(Timestamp),
    /// Until the person resumes them.
    UntilResumed,
}

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// What it is about.
    pub concern: Concern,
    /// How bad it is.
    pub severity: Severity,
    /// Whether it was told before and still lasts.
    pub reminder: bool,
    /// Whether a graver telling of the same moment says it, so that it has no words of its own.
    pub covered: bool,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlook {
    /// What to tell in one notification, the gravest first. Empty when there is nothing to tell.
    pub tell: Vec<Telling>,
    /// What is held back since just now.
    pub held: Vec<Decision>,
    /// When time alone will change that: something that is held back may be told, a reminder is due, a grant lapses soon.
    pub look_again: Option<Timestamp>,
}

impl Memory {
    /// What is to be done now. `sentence` says why a rule holds, for the record.
    pub(super) fn outlook(
        &mut self,
        rules: &Rules,
        circumstances: &Circumstances<'_>,
        sentence: impl Fn(&Concern, Severity) -> String,
    ) -> Outlook {
        let now = circumstances.now;
        let mut outlook = Outlook::default();
        let (muted, snoozed_until) = (self.muted, self.snoozed_until.filter(|until| *until > now));
        for (concern, episode) in &mut self.episodes {
            if episode.telling.is_some() {
                continue;
            }
            let due = if episode.is_untold() { None } else { next_reminder(concern.rule, episode, rules) };
            let reminder = due.is_some_and(|due| due <= now);
            if !episode.is_untold() && !reminder {
                outlook.look_again = earliest(outlook.look_again, due);
                continue;
            }
            let hold = if concern.rule == Rule::ToppedUp && !rules.topped_up {
                // Kept for the record alone.
                episode.told = Some(episode.severity);
                Some((HeldBecause::SwitchedOff, None))
            } else {
                hold(concern.rule, episode.severity, rules, circumstances, muted, snoozed_until)
            };
            if let Some((because, until)) = hold {
                outlook.look_again = earliest(outlook.look_again, until);
                if !reminder && episode.held != Some((episode.severity, because)) {
                    episode.held = Some((episode.severity, because));
                    outlook.held.push(Decision {
                        at: now,
                        concern: concern.clone(),
                        severity: episode.severity,
                        held: Some(because),
                        sentence: sentence(concern, episode.severity),
                    });
                }
            } else {
                let severity = episode.severity;
                outlook.tell.push(Telling { concern: concern.clone(), severity, reminder, covered: false });
            }
        }
        self.cover(&mut outlook.tell);
        // `sort_by_key` keeps the rules' own order among equals: empty, amount, share, runway, ...
        outlook.tell.sort_by_key(|telling| (telling.covered, std::cmp::Reverse(telling.severity)));
        outlook
    }

    /// A jump past several levels speaks once, at the worst: of what is left, the graver says what the lesser would, and
    /// "empty" says it all.
    fn cover(&self, tell: &mut [Telling]) {
        let is_new = |telling: &&Telling| telling.concern.rule.is_about_amount() && !telling.reminder;
        let worst = tell.iter().filter(is_new).map(|telling| telling.severity).max();
        let empty_is_known =
            self.episode(Rule::Empty).is_some_and(|episode| !episode.is_untold() || episode.telling.is_some());
        let empty_is_told = tell.iter().any(|telling| telling.concern.rule == Rule::Empty);
        for telling in tell.iter_mut().filter(|telling| telling.concern.rule.is_about_amount()) {
            let is_empty = telling.concern.rule == Rule::Empty;
            telling.covered =
                !is_empty && (empty_is_told || empty_is_known || (!telling.reminder && Some(telling.severity) < worst));
        }
    }

    /// The notification server is about to be asked. What is noted here is kept before it is.
    pub(super) fn begin_telling(&mut self, tellings: &[Telling]) {
        for telling in tellings {
            if let Some(episode) = self.episodes.get_mut(&telling.concern) {
                episode.telling = Some(telling.severity);
            }
        }
    }

    /// The notification server took it.
    pub(super) fn told(
        &mut self,
        tellings: &[Telling],
        now: Timestamp,
        sentence: impl Fn(&Concern, Severity) -> String,
    ) -> Vec<Decision> {
        for telling in tellings {
            if let Some(episode) = self.episodes.get_mut(&telling.concern) {
                episode.telling = None;
                episode.held = None;
                // It may have eased meanwhile, which arms the graver level again.
                episode.told = episode.told.max(Some(telling.severity.min(episode.severity)));
                episode.told_at = Some(now);
            }
        }
        let decided = |telling: &Telling| Decision {
            at: now,
            concern: telling.concern.clone(),
            severity: telling.severity,
            held: telling.covered.then_some(HeldBecause::Covered),
            sentence: sentence(&telling.concern, telling.severity),
        };
        // A reminder that is covered has been recorded before.
        tellings.iter().filter(|telling| !(telling.covered && telling.reminder)).map(decided).collect()
    }

    /// The notification server did not take it: it stays to be told.
    pub(super) fn not_told(
        &mut self,
        tellings: &[Telling],
        now: Timestamp,
        sentence: impl Fn(&Concern, Severity) -> String,
    ) -> Vec<Decision> {
        let because = HeldBecause::DeliveryFailed;
        let mut decisions = Vec::new();
        for telling in tellings {
            let Some(episode) = self.episodes.get_mut(&telling.concern) else { continue };
            episode.telling = None;
            if telling.covered || telling.reminder || episode.held == Some((telling.severity, because)) {
                continue;
            }
            episode.held = Some((telling.severity, because));
            decisions.push(Decision {
                at: now,
                concern: telling.concern.clone(),
                severity: telling.severity,
                held: Some(because),
                sentence: sentence(&telling.concern, telling.severity),
            });
        }
        decisions
    }

    /// After a start: what was being told when the program ended may have been shown, so it counts as told.
    pub(super) fn settle_interrupted(
        &mut self,
        now: Timestamp,
        sentence: impl Fn(&Concern, Severity) -> String,
    ) -> Vec<Decision> {
        let mut decisions = Vec::new();
        for (concern, episode) in &mut self.episodes {
            let Some(severity) = episode.telling.take() else { continue };
            episode.told = episode.told.max(Some(severity.min(episode.severity)));
            episode.told_at = episode.told_at.or(Some(now));
            decisions.push(Decision {
                at: now,
                concern: concern.clone(),
                severity,
                held: Some(HeldBecause::Interrupted),
                sentence: sentence(concern, severity),
            });
        }
        decisions
    }
}

/// Why an alert waits, and until when where that is known.
fn hold(
    rule: Rule,
    severity: Severity,
    rules: &Rules,
    circumstances: &Circumstances<'_>,
    muted: bool,
    snoozed_until: Option<Timestamp>,
) -> Option<(HeldBecause, Option<Timestamp>)> {
    match circumstances.pause {
        Pause::UntilResumed => return Some((HeldBecause::Paused, None)),
        Pause::Until(until) if until > circumstances.now => return Some((HeldBecause::Paused, Some(until))),
        Pause::Until(_) | Pause::No => {}
    }
    if let Some(until) = snoozed_until {
        return Some((HeldBecause::Snoozed, Some(until)));
    }
    if muted && rule.is_about_amount() {
        return Some((HeldBecause::Muted, None));
    }
    let quiet = rules.quiet_hours?;
    if severity == Severity::Critical && quiet.critical_passes {
        return None;
    }
    quiet.end_if_within(circumstances.now, circumstances.zone).map(|end| (HeldBecause::QuietHours, Some(end)))
}

/// When an episode that the person knows of is to be told again. What happened once is not.
fn next_reminder(rule: Rule, episode: &Episode, rules: &Rules) -> Option<Timestamp> {
    let (after, told_at) = rules.reminder.zip(episode.told_at)?;
    let happened_once = matches!(rule, Rule::ToppedUp | Rule::UnusualSpend);
    told_at.saturating_add(after.max(super::SHORTEST_REMINDER)).ok().filter(|_| !happened_once)
}

pub(super) fn earliest(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
