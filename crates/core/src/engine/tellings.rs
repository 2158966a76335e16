//! Deliveries: what the person has not been told goes to the notification server until it takes it.
//!
//! What is about to be told is kept before the server is asked, and what came of it after: a program that is ended at
//! any moment repeats nothing. Accounts that turn at once are told of in one notice.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::account::Running;
use super::actor::Actor;
use super::notice;
use super::picture::ProblemKind;
use crate::alert::{Circumstances, Decision, Telling, Voice};
use crate::ids::AccountId;
use crate::notifier::{Notice, NotifyError};
use crate::schedule;
use crate::time::Timestamp;

/// The first retry of a notification that was not taken; doubled each time up to [`SLOWEST_RETELL`].
const RETELL: Duration = Duration::from_secs(15);
const SLOWEST_RETELL: Duration = Duration::from_mins(5);
/// An alert waits for the polls in flight, which may give another for the same notice, no longer than this.
const GATHER: Duration = Duration::from_secs(5);

/// When what is to be told is told.
#[derive(Debug, Default)]
pub(super) struct Pressing {
    /// How many deliveries in a row were not taken, and when the next is tried.
    refusals: u32,
    retell_at: Option<Timestamp>,
    /// Whether something waits for that.
    is_waiting: bool,
    /// Until when alerts are gathered for one notice.
    gathering: Option<Instant>,
}

impl Pressing {
    /// When there is something to do again, by the wall clock and by the timer.
    pub(super) fn next(&self) -> (Option<Timestamp>, Option<Instant>) {
        (self.retell_at.filter(|_| self.is_waiting), self.gathering)
    }

    /// The clock was set back.
    pub(super) fn clock_went_back(&mut self, now: Timestamp) {
        self.retell_at = self.retell_at.map(|at| at.min(now));
    }

    /// Whether to wait for polls that are in flight.
    fn gathers(&mut self, in_flight: bool) -> bool {
        let now = Instant::now();
        let gathers = in_flight && now < *self.gathering.get_or_insert(now + GATHER);
        if !gathers {
            self.gathering = None;
        }
        gathers
    }

    fn was_refused(&mut self, now: Timestamp) {
        // A try out of turn, for an account that was just read, moves nothing.
        if self.retell_at.is_none_or(|at| at <= now) {
            let wait = RETELL.saturating_mul(2_u32.saturating_pow(self.refusals.min(20))).min(SLOWEST_RETELL);
            self.refusals = self.refusals.saturating_add(1);
            self.retell_at = Some(schedule::after(now, wait));
        }
    }
}

/// The outcome of one delivery.
pub(super) struct Told {
    tellings: Vec<(AccountId, Vec<Telling>)>,
    /// How it was said: the record keeps that, whatever the person chose meanwhile.
    voice: Voice,
    outcome: Result<(), NotifyError>,
}

impl Actor {
    /// Hands on to the notification server what the person has not been told.
    pub(super) async fn tell(&mut self) {
        if self.hold.is_some() {
            // The machine has just woken: what it knew may be a day old, and the first polls are about to begin.
            return;
        }
        let now = self.parts.clock.now();
        let mut decided = BTreeMap::new();
        let mut due = self.look(now, &mut decided);
        if due.is_empty() {
            self.pressing.gathering = None;
        } else if self.pressing.gathers(!self.polls.is_empty()) {
            due.clear();
        }
        for (index, tellings) in &due {
            if let Some(running) = self.accounts.get_mut(*index) {
                running.watch.begin_telling(tellings);
                running.telling = true;
                running.look.was_told();
                decided.entry(*index).or_default();
            }
        }
        let notes =
            decided.into_iter().filter_map(|(index, decisions)| Some(self.accounts.get(index)?.note(decisions)));
        self.note(notes.collect()).await;
        if let Some(notice) = self.notice(&due, now) {
            let named = |(index, tellings): (usize, _)| {
                self.accounts.get(index).map(|running| (running.account.id.clone(), tellings))
            };
            let tellings = due.into_iter().filter_map(named).collect();
            let (notifier, voice) = (Arc::clone(&self.parts.notifier), self.voice());
            self.tellings.spawn(async move { Told { outcome: notifier.show(&notice).await, voice, tellings } });
        }
    }

    /// Looks at all accounts that something may have changed for: what is held back is decided, and what is to be told
    /// is returned.
    fn look(&mut self, now: Timestamp, decided: &mut BTreeMap<usize, Vec<Decision>>) -> Vec<(usize, Vec<Telling>)> {
        let (zone, voice) = (self.parts.clock.zone(), self.voice());
        let server_waits = self.pressing.retell_at.is_some_and(|at| at > now);
        self.pressing.is_waiting = false;
        let mut due = Vec::new();
        for (index, running) in self.accounts.iter_mut().enumerate() {
            if running.telling || !running.look.is_due(now) {
                continue;
            }
            let pause = running.pause(self.pause);
            let outlook = running.watch.outlook(&Circumstances { now, zone: &zone, pause }, voice);
            let mut decisions = outlook.held;
            running.look.was_taken(now, outlook.look_again, !outlook.tell.is_empty());
            if !outlook.tell.is_empty() && outlook.tell.iter().all(|telling| telling.covered) {
                // A graver alert has said it: nothing is left to be shown.
                running.watch.begin_telling(&outlook.tell);
                decisions.extend(running.watch.told(&outlook.tell, now, voice));
            } else if !outlook.tell.is_empty() {
                running.look.at_once();
                if server_waits && !running.look.is_news {
                    self.pressing.is_waiting = true;
                } else {
                    due.push((index, outlook.tell));
                }
            }
            if !decisions.is_empty() {
                decided.insert(index, decisions);
            }
        }
        due
    }

    fn notice(&self, due: &[(usize, Vec<Telling>)], now: Timestamp) -> Option<Notice> {
        let due: Vec<(&Running, &[Telling])> = due
            .iter()
            .filter_map(|(index, tellings)| Some((self.accounts.get(*index)?, tellings.as_slice())))
            .collect();
        match due.as_slice() {
            [] => None,
            [(running, tellings)] => Some(notice::of_one(running, tellings, now, self.voice())),
            several => Some(notice::of_several(several, now, self.voice())),
        }
    }

    /// Takes in what the notification server said.
    pub(super) async fn finish_telling(&mut self, told: Told) {
        let now = self.parts.clock.now();
        match &told.outcome {
            Ok(()) => {
                self.pressing = Pressing { gathering: self.pressing.gathering, ..Pressing::default() };
                self.problems.remove(&ProblemKind::NotificationsUnavailable);
                tracing::info!(accounts = told.tellings.len(), "an alert was delivered");
            }
            Err(why) => {
                tracing::warn!(accounts = told.tellings.len(), %why, "an alert was not delivered; it is tried again");
                self.pressing.was_refused(now);
                self.problems.insert(ProblemKind::NotificationsUnavailable, why.to_string());
            }
        }
        let mut notes = Vec::new();
        for (account, tellings) in told.tellings {
            let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == account) else {
                continue;
            };
            running.telling = false;
            running.look.at_once();
            let decisions = match told.outcome {
                Ok(()) => running.watch.told(&tellings, now, told.voice),
                Err(_) => running.watch.not_told(&tellings, now, told.voice),
            };
            notes.push(running.note(decisions));
        }
        self.note(notes).await;
    }
}
