//! The actor's loop: requests, finished polls, finished deliveries, the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::account::Running;
use super::offline::{self, Witness};
use super::picture::{Picture, Problem, ProblemKind};
use super::poll::{Done, IN_FLIGHT};
use super::{Configuration, Parts, Poller, Request, Seed};
use crate::alert::{self, Belief, Memory, Occasion, Rule, Severity};
use crate::catalog::Catalog;
use crate::failure::{Failure, FailureClass, FailureKind};
use crate::history::{History, HistoryError, Latest};
use crate::ids::AccountId;
use crate::notifier::{Notice, NotifyError, Urgency};
use crate::reading::Reading;
use crate::schedule;
use crate::settings::{Settings, SettingsWatch};
use crate::time::Timestamp;

/// The longest sleep: after this the wall clock is compared again, so that a machine's sleep is noticed.
const TICK: Duration = Duration::from_secs(30);
/// When the wall clock ran ahead of the timer by more than this, the machine slept or its clock was set.
const SLEPT: Duration = Duration::from_secs(45);
/// After waking, the network needs a moment.
const AFTER_WAKING: Duration = Duration::from_secs(5);
/// The first retry of a notification that was not taken; doubled each time up to [`SLOWEST_RETELL`].
const RETELL: Duration = Duration::from_secs(15);
const SLOWEST_RETELL: Duration = Duration::from_mins(5);

pub(super) struct Actor {
    parts: Parts,
    settings: Settings,
    catalog: Catalog,
    accounts: Vec<Running>,
    /// From outside and from loading; those that follow from the accounts are added when the picture is taken.
    problems: BTreeMap<ProblemKind, String>,
    polls: JoinSet<Done>,
    tellings: JoinSet<Told>,
    busy_hosts: BTreeSet<String>,
    offline: bool,
    /// How often the network was tried since it was lost, and when it is tried next.
    network_tries: u32,
    next_network_try: Option<Timestamp>,
    /// How many deliveries in a row were not taken, and when the next is tried.
    refusals: u32,
    retell_at: Option<Timestamp>,
    /// Nothing is polled before this moment: the machine has just woken.
    hold: Option<Instant>,
    last_look: (Timestamp, Instant),
}

/// The outcome of one delivery.
struct Told {
    account: AccountId,
    rule: Rule,
    severity: Severity,
    outcome: Result<(), NotifyError>,
}

impl Actor {
    /// An actor with the configuration and the past loaded.
    pub(super) async fn prepare(parts: Parts) -> Self {
        let now = parts.clock.now();
        let mut actor = Self {
            settings: Settings::default(),
            catalog: Catalog::default(),
            accounts: Vec::new(),
            problems: BTreeMap::new(),
            polls: JoinSet::new(),
            tellings: JoinSet::new(),
            busy_hosts: BTreeSet::new(),
            offline: false,
            network_tries: 0,
            next_network_try: None,
            refusals: 0,
            retell_at: None,
            hold: None,
            last_look: (now, Instant::now()),
            parts,
        };
        actor.reload().await;
        actor
    }

    /// Works until it is told to end or nobody is left to tell it.
    pub(super) async fn run(mut self, mut inbox: mpsc::Receiver<Request>, publish: impl Fn(&Picture)) {
        let mut watch = self.parts.watch.take();
        loop {
            self.look_at_the_clock().await;
            if !matches!(self.parts.poller, Poller::Follower(_)) {
                self.start_due();
                self.tell();
            }
            publish(&self.picture());
            let sleep = self.time_to_sleep();
            tokio::select! {
                request = inbox.recv() => match request {
                    None => return,
                    Some(Request::Shutdown { done }) => {
                        self.polls.shutdown().await;
                        let _nobody_waits = done.send(());
                        return;
                    }
                    Some(request) => self.take(request).await,
                },
                Some(done) = self.polls.join_next(), if !self.polls.is_empty() => {
                    if let Ok(done) = done {
                        self.finish_poll(done).await;
                    }
                }
                Some(told) = self.tellings.join_next(), if !self.tellings.is_empty() => {
                    if let Ok(told) = told {
                        self.finish_telling(told).await;
                    }
                }
                () = changed(&mut watch) => self.reload().await,
                () = tokio::time::sleep(sleep) => {}
            }
        }
    }

    /// The state of everything as it is now.
    pub(super) fn picture(&self) -> Picture {
        let now = self.parts.clock.now();
        let accounts: Vec<_> = self.accounts.iter().map(|running| running.picture(self.offline, now)).collect();
        let mut problems = self.problems.clone();
        for failure in self
            .accounts
            .iter()
            .filter(|running| !running.account.paused)
            .filter_map(|running| running.failure.as_ref())
        {
            let kind = match failure.kind {
                FailureKind::KeychainLocked => ProblemKind::KeychainLocked,
                FailureKind::KeychainUnavailable => ProblemKind::KeychainUnavailable,
                _ => continue,
            };
            problems.entry(kind).or_insert_with(|| failure.message.clone());
        }
        Picture {
            at: now,
            offline: self.offline,
            accounts,
            problems: problems.into_iter().map(|(kind, message)| Problem { kind, message }).collect(),
        }
    }

    async fn take(&mut self, request: Request) {
        match request {
            Request::Refresh { accounts, only_stale } => self.refresh(accounts.as_deref(), only_stale),
            Request::Reload { seed, done } => {
                self.reload().await;
                if let Some(seed) = seed {
                    self.plant(seed).await;
                }
                let _nobody_waits = done.send(());
            }
            Request::SetProblem(kind, Some(message)) => {
                self.problems.insert(kind, message);
            }
            Request::SetProblem(kind, None) => {
                self.problems.remove(&kind);
            }
            Request::Shutdown { .. } => {} // taken by the loop
        }
    }

    /// Takes over what checking a key has shown, as if it had been a poll.
    async fn plant(&mut self, seed: Seed) {
        let now = self.parts.clock.now();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == seed.account) else { return };
        running.key = seed.key;
        let belief = running.observe(seed.outcome.clone(), now);
        let memory = serde_json::to_string(&running.memory).ok();
        self.record(seed.account, now, seed.outcome, belief, memory).await;
        self.judge_network();
    }

    fn refresh(&mut self, wanted: Option<&[AccountId]>, only_stale: bool) {
        let now = self.parts.clock.now();
        for running in &mut self.accounts {
            let named = wanted.is_some_and(|ids| ids.contains(&running.account.id));
            if named || (wanted.is_none() && !running.account.paused) {
                running.request(only_stale, now);
            }
        }
        if self.offline && !only_stale {
            self.next_network_try = Some(now);
        }
    }

    /// Brings the accounts in line with the configuration; what an unchanged account knows, it keeps.
    async fn reload(&mut self) {
        let load = Arc::clone(&self.parts.configuration);
        let Ok(Configuration { settings, catalog, problems }) = tokio::task::spawn_blocking(move || load()).await
        else {
            return;
        };
        self.problems.retain(|kind, _| !matches!(kind, ProblemKind::ConfigBroken | ProblemKind::ProviderBroken));
        for problem in problems {
            self.problems.insert(problem.kind, problem.message);
        }
        self.catalog = catalog;
        if let Some(settings) = settings {
            self.settings = settings;
        }
        let mut before: BTreeMap<AccountId, Running> =
            self.accounts.drain(..).map(|running| (running.account.id.clone(), running)).collect();
        for account in self.settings.accounts.clone() {
            let running = match before.remove(&account.id) {
                Some(mut running) => {
                    running.configure(account, &self.settings, &self.catalog);
                    running
                }
                None => {
                    let (past, memory) = self.past(account.id.clone()).await;
                    Running::new(account, &self.settings, &self.catalog, past, memory)
                }
            };
            self.accounts.push(running);
        }
        self.judge_network();
    }

    async fn past(&mut self, account: AccountId) -> (Option<Latest>, Memory) {
        let loaded = self.with_history(move |history| Ok((history.latest(&account)?, history.memory(&account)?))).await;
        let Some((latest, memory)) = loaded else { return (None, Memory::default()) };
        let memory = memory.and_then(|text| match serde_json::from_str(&text) {
            Ok(memory) => Some(memory),
            Err(why) => {
                tracing::warn!(%why, "an account's alert memory could not be read; it starts anew");
                None
            }
        });
        (Some(latest), memory.unwrap_or_default())
    }

    /// Does something with the history on a blocking thread; a failure becomes the app's problem and nothing else.
    async fn with_history<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&History) -> Result<T, HistoryError> + Send + 'static,
    ) -> Option<T> {
        let history = Arc::clone(self.parts.history.as_ref()?);
        match tokio::task::spawn_blocking(move || work(&history)).await {
            Ok(Ok(value)) => {
                self.problems.remove(&ProblemKind::HistoryUnavailable);
                Some(value)
            }
            Ok(Err(why)) => {
                tracing::error!(%why, "the history could not be used");
                self.problems.insert(ProblemKind::HistoryUnavailable, why.to_string());
                None
            }
            Err(_panicked) => None,
        }
    }

    /// Starts what is due, within the limits: so many in flight, one at a time per host, one for all while offline.
    fn start_due(&mut self) {
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

    fn may_start(&self, running: &Running, now: Timestamp) -> bool {
        if self.busy_hosts.contains(&running.host) {
            return false;
        }
        let needs_network = self.offline && !running.is_local;
        let another_tries = self.accounts.iter().any(|other| other.polling && !other.is_local);
        !needs_network || (!another_tries && self.next_network_try.is_none_or(|at| at <= now))
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

    async fn finish_poll(&mut self, done: Done) {
        self.busy_hosts.remove(&done.host);
        let now = self.parts.clock.now();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == done.account) else { return };
        running.polling = false;
        if !Arc::ptr_eq(&running.account, &done.configured) && !running.still_asks(&done.configured) {
            // The key or the address was changed meanwhile: this answer is about the old one.
            running.requested = Some(now);
            return;
        }
        if let Some(key) = done.key {
            running.key = Some(key);
        }
        let failed_before = running.failure.as_ref().map(|failure| failure.kind);
        let belief = running.observe(done.outcome.clone(), now);
        log_transition(&done.account, failed_before, done.outcome.as_ref().err());
        let memory = serde_json::to_string(&running.memory).ok();
        self.record(done.account, now, done.outcome, belief, memory).await;
        self.judge_network();
    }

    async fn record(
        &mut self,
        account: AccountId,
        at: Timestamp,
        outcome: Result<Reading, Failure>,
        belief: Belief,
        memory: Option<String>,
    ) {
        self.with_history(move |history| match (belief, memory) {
            (Belief::Believed, memory) => history.record(&account, at, outcome.as_ref(), memory.as_deref()),
            // A doubted reading is kept only as a doubt: the history holds what was believed.
            (Belief::Doubted, Some(memory)) => history.set_memory(&account, &memory),
            (Belief::Doubted, None) => Ok(()),
        })
        .await;
    }

    /// Judges anew whether the network is gone; when it is back, all who missed it are due at once.
    fn judge_network(&mut self) {
        let witnesses = self
            .accounts
            .iter()
            .filter(|running| !running.is_local && !running.account.paused && running.checked_at.is_some());
        let offline = offline::is_offline(
            witnesses.map(|running| Witness { host: &running.host, failure: running.failure.as_ref() }),
        );
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
                if running.failure.as_ref().is_some_and(offline::is_lost_network) {
                    running.requested = Some(now);
                }
            }
        }
    }

    /// Hands on to the notification server what the person has not been told.
    fn tell(&mut self) {
        let now = self.parts.clock.now();
        if self.retell_at.is_some_and(|at| at > now) {
            return;
        }
        for running in &mut self.accounts {
            if running.telling || running.account.paused {
                continue;
            }
            let Some((rule, severity)) = running.memory.untold() else { continue };
            running.telling = true;
            let notice = notice(running, rule, severity);
            let notifier = Arc::clone(&self.parts.notifier);
            let account = running.account.id.clone();
            self.tellings.spawn(async move {
                let outcome = notifier.show(&notice).await;
                Told { account, rule, severity, outcome }
            });
        }
    }

    async fn finish_telling(&mut self, told: Told) {
        let now = self.parts.clock.now();
        let Some(running) = self.accounts.iter_mut().find(|running| running.account.id == told.account) else { return };
        running.telling = false;
        match told.outcome {
            Ok(()) => {
                running.memory.mark_told(told.rule, told.severity);
                let memory = serde_json::to_string(&running.memory).ok();
                self.refusals = 0;
                self.retell_at = None;
                self.problems.remove(&ProblemKind::NotificationsUnavailable);
                tracing::info!(account = %told.account, rule = ?told.rule, "an alert was delivered");
                self.with_history(move |history| match memory {
                    Some(memory) => history.set_memory(&told.account, &memory),
                    None => Ok(()),
                })
                .await;
            }
            Err(why) => {
                tracing::warn!(account = %told.account, %why, "an alert was not delivered; it is tried again");
                let wait = RETELL.saturating_mul(2_u32.saturating_pow(self.refusals.min(20))).min(SLOWEST_RETELL);
                self.refusals = self.refusals.saturating_add(1);
                self.retell_at = Some(schedule::after(now, wait));
                self.problems.insert(ProblemKind::NotificationsUnavailable, why.to_string());
            }
        }
    }

    /// Notices a machine that slept, and, where another process polls, whether that one has ended.
    async fn look_at_the_clock(&mut self) {
        let (now, instant) = (self.parts.clock.now(), Instant::now());
        let by_wall = Duration::try_from(now.duration_since(self.last_look.0)).unwrap_or_default();
        let by_timer = instant.duration_since(self.last_look.1);
        if by_wall > by_timer.saturating_add(SLEPT) {
            tracing::info!(seconds = by_wall.as_secs(), "the machine slept, or its clock was set");
            self.hold = Some(instant + AFTER_WAKING);
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
    async fn follow(&mut self, lock: Option<crate::history::PollerLock>) {
        for index in 0..self.accounts.len() {
            let Some(id) = self.accounts.get(index).map(|running| running.account.id.clone()) else { continue };
            let (past, memory) = self.past(id).await;
            if let (Some(running), Some(past)) = (self.accounts.get_mut(index), past) {
                running.recall(past);
                running.memory = memory;
            }
        }
        if let Some(lock) = lock {
            self.parts.poller = Poller::Owner(lock);
            self.problems.remove(&ProblemKind::AnotherPoller);
        }
    }

    fn time_to_sleep(&self) -> Duration {
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
            if due > now || self.may_start(running, now) {
                sleep = sleep.min(until(due));
            }
        }
        if self.accounts.iter().any(|running| running.memory.untold().is_some() && !running.telling)
            && let Some(at) = self.retell_at
        {
            sleep = sleep.min(until(at));
        }
        // Timers may end a little early by the wall clock; a floor keeps that from becoming a busy loop.
        sleep.max(Duration::from_millis(5))
    }
}

async fn changed(watch: &mut Option<SettingsWatch>) {
    match watch {
        Some(open) => {
            if open.next().await.is_none() {
                *watch = None;
            }
        }
        None => std::future::pending().await,
    }
}

fn notice(running: &Running, rule: Rule, severity: Severity) -> Notice {
    let provider =
        running.provider.as_ref().map_or(running.account.provider.as_str(), |provider| provider.name.as_str());
    let words = alert::words(
        rule,
        severity,
        &Occasion {
            label: running.account.label.as_deref().unwrap_or(provider),
            provider,
            meter: running.reading.as_deref().and_then(Reading::primary),
            high_water: running.memory.high_water,
            failure: running.failure.as_ref(),
            rules: &running.rules,
        },
    );
    let urgency = match severity {
        Severity::Warning => Urgency::Normal,
        Severity::Critical => Urgency::Critical,
    };
    Notice { title: words.title, body: words.body, urgency, account: Some(running.account.id.clone()), icon: None }
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
