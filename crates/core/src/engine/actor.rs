//! The actor's loop: requests, finished polls, finished deliveries, the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::account::Running;
use super::handle::Request;
use super::past::{Known, Past};
use super::picture::{Picture, Problem, ProblemKind};
use super::poll::Done;
use super::presses::{self, Press};
use super::tellings::{Pressing, Told};
use super::upkeep::{self, Tidied};
use super::{Configuration, Parts, Poller, Seed};
use crate::alert::Pause;
use crate::catalog::Catalog;
use crate::failure::FailureKind;
use crate::history::{History, HistoryError, Note};
use crate::ids::AccountId;
use crate::language::Locale;
use crate::settings::{Settings, SettingsWatch};
use crate::time::Timestamp;

pub(super) struct Actor {
    pub(super) parts: Parts,
    pub(super) settings: Settings,
    pub(super) locale: Locale,
    pub(super) catalog: Catalog,
    pub(super) accounts: Vec<Running>,
    /// From outside and from loading; those that follow from the accounts are added when the picture is taken.
    pub(super) problems: BTreeMap<ProblemKind, String>,
    pub(super) polls: JoinSet<Done>,
    pub(super) tellings: JoinSet<Told>,
    pub(super) upkeep: JoinSet<Tidied>,
    pub(super) tidy_at: Timestamp,
    pub(super) busy_hosts: BTreeSet<String>,
    pub(super) offline: bool,
    /// How often the network was tried since it was lost, and when it is tried next.
    pub(super) network_tries: u32,
    pub(super) next_network_try: Option<Timestamp>,
    /// Whether the person paused all alerts.
    pub(super) pause: Pause,
    pub(super) pressing: Pressing,
    /// When the person last opened the popup.
    pub(super) looked_at: Option<Timestamp>,
    /// Nothing is polled before this moment: the machine has just woken.
    pub(super) hold: Option<Instant>,
    pub(super) last_look: (Timestamp, Instant),
}

impl Actor {
    /// An actor with the configuration and the past loaded.
    pub(super) async fn prepare(parts: Parts) -> Self {
        let now = parts.clock.now();
        let mut actor = Self {
            settings: Settings::default(),
            locale: Locale::default(),
            catalog: Catalog::default(),
            accounts: Vec::new(),
            problems: BTreeMap::new(),
            polls: JoinSet::new(),
            tellings: JoinSet::new(),
            upkeep: JoinSet::new(),
            tidy_at: now,
            busy_hosts: BTreeSet::new(),
            offline: false,
            network_tries: 0,
            next_network_try: None,
            pause: Pause::No,
            pressing: Pressing::default(),
            looked_at: None,
            hold: None,
            last_look: (now, Instant::now()),
            parts,
        };
        actor.recall_pause().await;
        actor.reload().await;
        actor.tidy_at =
            upkeep::first(now, actor.accounts.iter().map(|running| &running.account.id).collect::<Vec<_>>());
        actor
    }

    /// Whether another process polls for this data folder.
    pub(super) fn is_follower(&self) -> bool {
        matches!(self.parts.poller, Poller::Follower(_))
    }

    /// Works until it is told to end or nobody is left to tell it.
    pub(super) async fn run(
        mut self,
        mut inbox: mpsc::Receiver<Request>,
        shell: mpsc::UnboundedSender<Press>,
        publish: impl Fn(&Picture),
    ) {
        let mut watch = self.parts.watch.take();
        let mut responses = self.parts.notifier.responses();
        loop {
            self.look_at_the_clock().await;
            self.end_pause().await;
            if !self.is_follower() {
                self.start_due();
                self.tell().await;
                self.keep_up();
            }
            publish(&self.picture());
            let sleep = self.time_to_sleep();
            tokio::select! {
                request = inbox.recv() => match request {
                    None => return self.end().await,
                    Some(Request::Shutdown { done }) => {
                        self.end().await;
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
                Some(tidied) = self.upkeep.join_next(), if !self.upkeep.is_empty() => {
                    if let Ok(tidied) = tidied {
                        self.finish_upkeep(tidied);
                    }
                }
                response = presses::next(&mut responses) => self.respond(response, &shell).await,
                () = changed(&mut watch) => self.reload().await,
                () = tokio::time::sleep(sleep) => {}
            }
        }
    }

    /// Drops the polls in flight, but waits for deliveries: one that was taken and not noted would be repeated.
    async fn end(&mut self) {
        self.polls.shutdown().await;
        while let Some(told) = self.tellings.join_next().await {
            if let Ok(told) = told {
                self.finish_telling(told).await;
            }
        }
    }

    /// The state of everything as it is now.
    pub(super) fn picture(&self) -> Picture {
        let now = self.parts.clock.now();
        let accounts: Vec<_> = self.accounts.iter().map(|running| running.picture(self.offline, now)).collect();
        let mut problems = self.problems.clone();
        for failure in
            self.accounts.iter().filter(|running| !running.account.paused).filter_map(|running| running.watch.failure())
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
            locale: self.locale.clone(),
            interface: self.settings.interface.clone(),
            offline: self.offline,
            alerts_paused: self.pause,
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
            Request::Grant { wish, done } => {
                let granted = self.grant(wish).await;
                let _nobody_waits = done.send(granted);
            }
            Request::Suggest { account, done } => {
                let (now, zone) = (self.parts.clock.now(), self.parts.clock.zone());
                let running = self.accounts.iter().find(|running| running.account.id == account);
                let ledger = running.map(|running| running.watch.ledger());
                let offset = zone.to_offset(now).seconds();
                let _nobody_waits = done.send(ledger.and_then(|ledger| ledger.suggested(now, offset)));
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
        self.take_in(&seed.account, seed.outcome, now).await;
    }

    fn refresh(&mut self, wanted: Option<&[AccountId]>, only_stale: bool) {
        let now = self.parts.clock.now();
        if only_stale {
            self.looked_at = Some(now);
        }
        for running in &mut self.accounts {
            running.looked_at(self.looked_at);
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
        let loaded = tokio::task::spawn_blocking(move || load()).await;
        let Ok(Configuration { settings, locale, catalog, problems }) = loaded else { return };
        self.problems.retain(|kind, _| !matches!(kind, ProblemKind::ConfigBroken | ProblemKind::ProviderBroken));
        for problem in problems {
            self.problems.insert(problem.kind, problem.message);
        }
        self.catalog = catalog;
        self.locale = locale;
        if let Some(settings) = settings {
            let is_other_way = settings.network != self.settings.network;
            self.settings = settings;
            self.parts.transport.set_proxies(&self.settings.network.proxy);
            if is_other_way {
                self.try_network_again();
            }
        }
        let mut before: BTreeMap<AccountId, Running> =
            self.accounts.drain(..).map(|running| (running.account.id.clone(), running)).collect();
        let mut notes = Vec::new();
        for account in self.settings.accounts.clone() {
            let running = if let Some(mut running) = before.remove(&account.id) {
                let rules = running.watch.rules().clone();
                running.configure(account, &self.settings, &self.catalog);
                if *running.watch.rules() != rules && !self.is_follower() {
                    running.watch.judge_again(self.parts.clock.now());
                }
                running
            } else {
                let past = self.past(account.id.clone(), None).await.flatten().unwrap_or_default();
                let mut running = Running::new(account, &self.settings, &self.catalog, past, &self.parts.clock.zone());
                notes.extend(self.settled(&mut running));
                running
            };
            self.accounts.push(running);
        }
        self.note(notes).await;
        self.judge_network();
    }

    /// Settles what was being told when an earlier program ended.
    pub(super) fn settled(&self, running: &mut Running) -> Option<Note> {
        if self.is_follower() {
            return None;
        }
        let decisions = running.watch.settle_interrupted(self.parts.clock.now());
        (!decisions.is_empty()).then(|| running.note(decisions))
    }

    /// What the history knows of an account; none where it cannot be read. With what is known already, nothing is
    /// returned where there is no more.
    pub(super) async fn past(&mut self, account: AccountId, known: Option<Known>) -> Option<Option<Past>> {
        let now = self.parts.clock.now();
        self.with_history(move |history| Past::of(history, &account, now, known.as_ref())).await
    }

    /// Does something with the history on a blocking thread; a failure becomes the app's problem and nothing else.
    pub(super) async fn with_history<T: Send + 'static>(
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
