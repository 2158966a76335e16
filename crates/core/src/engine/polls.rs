//! Polls: starting them within the limits, taking in their outcomes, and the lost network.

use std::sync::Arc;

use super::account::Running;
use super::actor::Actor;
use super::offline::{self, Witness};
use super::poll::{Done, IN_FLIGHT};
use crate::alert::{Belief, Circumstances, Observed};
use crate::failure::{Failure, FailureClass, FailureKind};
use crate::history::{Note, Poll};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::schedule;
use crate::time::Timestamp;
use tokio::time::Instant;

impl Actor {
    /// Starts what is due, within the limits: so many in flight, one at a time per host, one for all while offline.
    pub(super) fn start_due(&mut self) {
        if self.hold.is_some_and(|until| Instant::now() < until) {
            return;
        }
        self.hold = None;
        let now = self.parts.clock.now();
        let mut due: Vec<(Timestamp, usize)> = self
            .accounts
            .iter()
            .enumerate()
            .filter(|(_, running)| !running.polling)
            .filter_map(|(index, running)| Some((running.due(now).at.filter(|at| *at <= now)?, index)))
            .collect();
        due.sort_unstable();
        for (_, index) in due {
            if self.polls.len() >= IN_FLIGHT {
                return;
            }
            if self.accounts.get(index).is_some_and(|running| self.may_start(running, now)) {
                self.start(index, now);
            }
        }
    }

    pub(super) fn may_start(&self, running: &Running, now: Timestamp) -> bool {
        if self.busy_hosts.contains(&running.host) {
            return false;
        }
        let needs_network = self.offline && !running.is_local;
        let another_tries = self.accounts.iter().any(|other| other.polling && !other.is_local);
        !needs_network || (!another_tries && self.next_network_try.is_none_or(|at| at <= now))
    }

    /// There is another way out: whoever could not be reached is asked again soon.
    pub(super) fn try_network_again(&mut self) {
        let now = self.parts.clock.now();
        let is_cut_off = |running: &&mut Running| {
            let failure = running.watch.failure().filter(|failure| failure.kind.class() == FailureClass::Network);
            failure.is_some() && !running.is_local && !running.account.paused
        };
        self.accounts.iter_mut().filter(is_cut_off).for_each(|running| running.request(false, now));
        if self.offline {
            self.next_network_try = Some(now);
        }
    }

    fn start(&mut self, index: usize, now: Timestamp) {
        let Some(running) = self.accounts.get_mut(index) else { return };
        let Some(job) = running.job(&self.parts.transport, &self.parts.secrets, &self.parts.environment) else {
            return;
        };
        if self.offline && !running.is_local {
            self.next_network_try = Some(schedule::after(now, offline::try_again_after(self.network_tries)));
            self.network_tries = self.network_tries.saturating_add(1);
        }
        running.polling = true;
        self.busy_hosts.insert(running.host.clone());
        self.polls.spawn(job.run());
    }

    pub(super) async fn finish_poll(&mut self, done: Done) {
        self.busy_hosts.remove(&done.host);
        let now = self.parts.clock.now();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == done.account) else { return };
        running.polling = false;
        if !Arc::ptr_eq(&running.account, &done.configured) && !running.still_asks(&done.configured) {
            // The key or the address was changed meanwhile: this answer is about the old one.
            running.requested = Some(now);
            return;
        }
        // A rejected key is not kept: the person may have mended the keychain's entry by other means.
        let rejected = done.outcome.as_ref().is_err_and(|failure| failure.kind.class() == FailureClass::Key);
        running.key = done.key.filter(|_| !rejected);
        let failed_before = running.watch.failure().map(|failure| failure.kind);
        log_transition(&done.account, failed_before, done.outcome.as_ref().err());
        self.take_in(&done.account, done.outcome, now).await;
        if self.offline {
            // The try for all has failed for all; when the network is back, everybody is asked.
            self.accounts.iter_mut().filter(|other| !other.is_local).for_each(|other| other.requested = None);
        }
    }

    /// Takes in one poll's outcome, and keeps it with what follows from it.
    pub(super) async fn take_in(&mut self, account: &AccountId, outcome: Result<Reading, Failure>, now: Timestamp) {
        let zone = self.parts.clock.zone();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == *account) else { return };
        let judged_by = running.watch.memory().meter.clone();
        let Observed { belief, rises } = running.observe(outcome.clone(), now, &zone);
        let has_turned = running.watch.memory().meter != judged_by;
        // A network that is gone for all is no account's failure; that is known before anything is kept.
        self.judge_network();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == *account) else { return };
        let pause = running.pause(self.pause);
        let decisions = running.watch.outlook(&Circumstances { now, zone: &zone, pause }).held;
        let (memory, id) = (running.memory(), account.clone());
        self.with_history(move |history| match (belief, memory) {
            (Belief::Believed, memory) => {
                let memory = memory.as_deref();
                history.record_poll(
                    &id,
                    now,
                    &Poll { outcome: outcome.as_ref(), memory, rises: &rises, decisions: &decisions },
                )
            }
            // A doubted reading is kept only as a doubt: the history holds what was believed.
            (Belief::Doubted, memory) => history.note(&Note { account: id, memory, decisions }),
        })
        .await;
        if has_turned {
            // Another meter is the primary one now; the history knows what it spent before.
            self.rebuild_ledger(account).await;
        }
    }

    /// Judges anew whether the network is gone; when it is back, all who missed it are due at once.
    pub(super) fn judge_network(&mut self) {
        let witnesses = self
            .accounts
            .iter()
            .filter(|running| !running.is_local && !running.account.paused && running.checked_at.is_some());
        let offline = offline::is_offline(
            witnesses.map(|running| Witness { host: &running.host, failure: running.watch.failure() }),
        );
        if offline {
            // That is told once for the app: no time without the network counts against an account.
            let beyond = self.accounts.iter_mut().filter(|running| !running.is_local);
            beyond.for_each(|running| running.watch.network_was_lost());
        }
        if self.offline == offline {
            return;
        }
        tracing::info!(offline, "the network's state changed");
        let now = self.parts.clock.now();
        self.offline = offline;
        self.network_tries = 0;
        self.next_network_try = offline.then(|| schedule::after(now, offline::try_again_after(0)));
        if !offline {
            for running in &mut self.accounts {
                if running.watch.failure().is_some_and(offline::is_lost_network) {
                    running.requested = Some(now);
                }
            }
        }
    }
}

/// Only transitions are logged: the first failure, another kind, the recovery.
fn log_transition(account: &AccountId, before: Option<FailureKind>, failure: Option<&Failure>) {
    match (before, failure) {
        (Some(_), None) => tracing::info!(%account, "it can be read again"),
        (before, Some(failure)) if before != Some(failure.kind) => {
            let is_wait = failure.kind.class() == FailureClass::Wait;
            tracing::warn!(%account, kind = failure.kind.as_str(), status = failure.http_status, is_wait, "it could not be read");
        }
        _ => {}
    }
}
