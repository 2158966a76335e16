//! The clock: how long to sleep, what a machine's sleep means, and taking over from another poller.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::Poller;
use super::actor::Actor;
use super::picture::ProblemKind;
use super::poll::IN_FLIGHT;
use crate::alert::Pause;
use crate::history::PollerLock;
use crate::schedule;
use crate::time::Timestamp;

/// The longest sleep: after this the wall clock is compared again, so that a machine's sleep is noticed.
const TICK: Duration = Duration::from_secs(30);
/// When the wall clock ran ahead of the timer by more than this, the machine slept or its clock was set.
const SLEPT: Duration = Duration::from_secs(45);
/// After waking, the network needs a moment.
const AFTER_WAKING: Duration = Duration::from_secs(5);

impl Actor {
    /// Notices a machine that slept, and, where another process polls, whether that one has ended.
    pub(super) async fn look_at_the_clock(&mut self) {
        let (now, instant) = (self.parts.clock.now(), Instant::now());
        let by_wall = Duration::try_from(now.duration_since(self.last_look.0)).unwrap_or_default();
        let by_timer = instant.duration_since(self.last_look.1);
        if by_wall > by_timer.saturating_add(SLEPT) {
            tracing::info!(seconds = by_wall.as_secs(), "the machine slept, or its clock was set");
            self.hold = Some(instant + AFTER_WAKING);
            let slept = by_wall.saturating_sub(by_timer);
            self.accounts.iter_mut().for_each(|running| running.watch.was_away(slept));
        }
        if now < self.last_look.0 {
            // Times noted before lie in the future now; left there, they would keep everybody waiting for them.
            let by = schedule::after(self.last_look.0, by_timer).duration_since(now);
            self.accounts.iter_mut().for_each(|running| running.clock_went_back(now, by));
            self.pressing.clock_went_back(now);
            self.tidy_at = self.tidy_at.min(schedule::after(now, super::upkeep::DAILY));
            self.looked_at = None;
            self.next_network_try = self.next_network_try.min(Some(now));
        }
        let a_tick_passed = by_timer >= TICK;
        self.last_look = (now, instant);
        if a_tick_passed && let Poller::Follower(take_over) = &self.parts.poller {
            let take_over = Arc::clone(take_over);
            let lock = tokio::task::spawn_blocking(move || take_over()).await.ok().flatten();
            self.follow(lock).await;
        }
    }

    /// Reads what the other poller recorded; with the lock, takes its place.
    async fn follow(&mut self, lock: Option<PollerLock>) {
        self.recall_pause().await;
        for index in 0..self.accounts.len() {
            let Some(running) = self.accounts.get(index) else { continue };
            let (id, known) = (running.account.id.clone(), running.known());
            let past = self.past(id, Some(known)).await.flatten();
            let zone = self.parts.clock.zone();
            if let (Some(running), Some(past)) = (self.accounts.get_mut(index), past) {
                running.recall(past, &zone);
            }
        }
        if let Some(lock) = lock {
            self.parts.poller = Poller::Owner(lock);
            self.problems.remove(&ProblemKind::AnotherPoller);
            let mut accounts = std::mem::take(&mut self.accounts);
            let notes = accounts.iter_mut().filter_map(|running| self.settled(running)).collect();
            self.accounts = accounts;
            self.note(notes).await;
        }
    }

    pub(super) fn time_to_sleep(&self) -> Duration {
        let now = self.parts.clock.now();
        let until = |at: Timestamp| Duration::try_from(at.duration_since(now)).unwrap_or_default();
        let mut sleep = TICK;
        if matches!(self.parts.poller, Poller::Follower(_)) {
            return sleep;
        }
        if let Some(hold) = self.hold {
            return sleep.min(hold.saturating_duration_since(Instant::now()));
        }
        for running in self.accounts.iter().filter(|running| !running.polling) {
            // A due account that may not start waits for a poll to end, which wakes the loop by itself; while offline
            // it waits for the next try of the network.
            let waits_for_network = self.offline && !running.is_local;
            let due = match running.due(now).at {
                Some(at) if waits_for_network => self.next_network_try.map_or(at, |next| at.max(next)),
                Some(at) => at,
                None => continue,
            };
            let may_start = self.polls.len() < IN_FLIGHT && self.may_start(running, now);
            if due > now || may_start {
                sleep = sleep.min(until(due));
            }
        }
        let again = self.accounts.iter().filter(|running| !running.telling).filter_map(|running| running.look.again());
        let pause = if let Pause::Until(until) = self.pause { Some(until) } else { None };
        let (retell, gathered) = self.pressing.next();
        let others = [pause, retell, self.next_upkeep()].into_iter().flatten();
        sleep = again.chain(others).map(until).fold(sleep, Duration::min);
        sleep = gathered.map_or(sleep, |at| sleep.min(at.saturating_duration_since(Instant::now())));
        // Timers may end a little early by the wall clock; a floor keeps that from becoming a busy loop.
        sleep.max(Duration::from_millis(5))
    }
}
