//! Control over a running server, for tests.

use std::sync::Arc;
use std::time::Duration;

use crate::account::{LoggedRequest, Shared};
use crate::amount::Amount;
use crate::canned::Canned;
use crate::fault::Fault;
use crate::profile::Profile;
use crate::script::{Answer, Script};

/// Changes what a running server answers and tells what it was asked. Clones speak of the same server.
///
/// An account is named by its provider's id and its key. Naming one that does not exist makes it.
#[derive(Debug, Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

impl Handle {
    pub(crate) const fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Gives the account a steady balance and takes back what was forced on it. The difference counts as granted or spent.
    pub fn set_balance(&self, provider: &str, key: &str, balance: impl Into<Amount>) {
        let mut state = self.shared.lock();
        let now = state.stopwatch.elapsed();
        let account = state.account(provider, key);
        let figures = account.script.figures(now.saturating_sub(account.begun));
        account.script = Script::following(&figures, balance.into());
        account.begun = now;
        account.forced = None;
    }

    /// Gives the account a script that begins now, and takes back what was forced on it.
    pub fn set_script(&self, provider: &str, key: &str, script: Script) {
        let mut state = self.shared.lock();
        let now = state.stopwatch.elapsed();
        let account = state.account(provider, key);
        account.script = script;
        account.begun = now;
        account.polls = 0;
        account.forced = None;
    }

    /// Changes what stands around the account's balance.
    pub fn set_profile(&self, provider: &str, key: &str, profile: Profile) {
        self.shared.lock().account(provider, key).profile = profile;
    }

    /// Lets each of the account's answers take so long.
    pub fn set_latency(&self, provider: &str, key: &str, latency: Duration) {
        self.shared.lock().account(provider, key).latency = latency;
    }

    /// Answers the account's polls with this until something else is said.
    pub fn respond_with(&self, provider: &str, key: &str, canned: Canned) {
        self.force(provider, key, Answer::Canned(canned));
    }

    /// Answers one of the account's polls with this, after those that were asked for earlier, then goes on as before.
    pub fn respond_once(&self, provider: &str, key: &str, canned: Canned) {
        self.shared.lock().account(provider, key).once.push_back(canned);
    }

    /// Refuses the account's polls until something else is said.
    pub fn fail_with(&self, provider: &str, key: &str, fault: Fault) {
        self.force(provider, key, Answer::Fault(fault));
    }

    /// Refuses the account's polls in the body of a 200 until something else is said.
    pub fn fail_in_body(&self, provider: &str, key: &str, fault: Fault) {
        self.force(provider, key, Answer::FaultInBody(fault));
    }

    /// Revokes the key.
    pub fn reject(&self, provider: &str, key: &str) {
        self.fail_with(provider, key, Fault::Unauthorized);
    }

    /// Takes back what was forced on the account and goes on with its script.
    pub fn resume(&self, provider: &str, key: &str) {
        let mut state = self.shared.lock();
        let account = state.account(provider, key);
        account.forced = None;
        account.once.clear();
    }

    fn force(&self, provider: &str, key: &str, answer: Answer) {
        self.shared.lock().account(provider, key).forced = Some(answer);
    }

    /// Moves the scripts forward, as if so much more time had passed. The times in answers stay the wall clock's.
    pub fn advance(&self, by: Duration) {
        self.shared.lock().stopwatch.skip(by);
    }

    /// The time since the start as the scripts see it.
    pub fn elapsed(&self) -> Duration {
        self.shared.lock().stopwatch.elapsed()
    }

    /// The requests that arrived, oldest first; of very many, the latest 10,000.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.shared.lock().log.iter().cloned().collect()
    }

    /// How many requests arrived at all.
    pub fn request_count(&self) -> u64 {
        self.shared.lock().requests
    }

    /// How many times the account was polled since its script began.
    pub fn polls(&self, provider: &str, key: &str) -> u64 {
        let state = self.shared.lock();
        state.accounts.get(provider).and_then(|keys| keys.get(key)).map_or(0, |account| account.polls)
    }

    /// How many connections were opened, whether or not a request came on them.
    pub fn connections(&self) -> u64 {
        self.shared.lock().connections
    }

    /// Forgets the requests and connections so far.
    pub fn clear_requests(&self) {
        let mut state = self.shared.lock();
        state.log.clear();
        state.requests = 0;
        state.connections = 0;
    }
}
