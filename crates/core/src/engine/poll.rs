//! One poll: find the key, ask the provider. Runs as a task of its own; a panic in it is the account's failure.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::catalog::Provider;
use crate::failure::{Failure, FailureKind};
use crate::ids::AccountId;
use crate::probe::{self, Asked, Target, Transport};
use crate::reading::Reading;
use crate::secret::Secret;
use crate::secrets::{KeyEntry, SecretStore};
use crate::settings::{Account, KeyRef};

/// Looks up an environment variable.
pub type Environment = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// What one poll needs.
pub(crate) struct Job {
    pub(crate) account: Arc<Account>,
    pub(crate) provider: Arc<Provider>,
    pub(crate) host: String,
    pub(crate) cached_key: Option<Arc<Secret>>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) secrets: Arc<dyn SecretStore>,
    pub(crate) environment: Environment,
}

/// What one poll gave.
pub(crate) struct Done {
    pub(crate) account: AccountId,
    /// The configuration that was used: it may have changed meanwhile.
    pub(crate) configured: Arc<Account>,
    /// The host that is free again.
    pub(crate) host: String,
    /// The key, to be kept in memory, where it came from the keychain.
    pub(crate) key: Option<Arc<Secret>>,
    /// What the provider answered.
    pub(crate) asked: Asked,
}

impl Job {
    /// Carries the poll out. Never panics and always ends (the transport has a total time-out).
    pub(crate) async fn run(self) -> Done {
        let (account, configured, host) = (self.account.id.clone(), Arc::clone(&self.account), self.host.clone());
        // A task of its own, so that a panic in reading an odd answer ends this poll and not the engine.
        match tokio::spawn(self.ask()).await {
            Ok((key, asked)) => Done { account, configured, host, key, asked },
            Err(_panicked) => {
                tracing::error!(%account, "a poll panicked");
                let failure =
                    Failure::new(FailureKind::Internal, "Lowtide failed while reading the answer; please report this");
                Done { account, configured, host, key: None, asked: Err(failure).into() }
            }
        }
    }

    async fn ask(self) -> (Option<Arc<Secret>>, Asked) {
        let began = Instant::now();
        let key = match self.cached_key {
            Some(key) => key,
            None => match resolve_key(&self.account.key, self.secrets.as_ref(), &self.environment).await {
                Ok(key) => Arc::new(key),
                Err(failure) => {
                    let took = Some(began.elapsed());
                    return (None, Asked { took, ..Err(failure).into() });
                }
            },
        };
        let target =
            Target { provider: &self.provider, params: &self.account.params, base_url: self.account.base_url.as_ref() };
        let asked = probe::ask(&target, &key, self.transport.as_ref()).await;
        // A variable is read at each poll, so its value is not kept.
        let keep = matches!(self.account.key, KeyRef::Keychain(_));
        (keep.then_some(key), asked)
    }
}

/// How many polls are in flight at most.
pub(crate) const IN_FLIGHT: usize = 8;

/// Carries out many polls once, within the limits of the engine: so many in flight, one at a time per host. What has not
/// ended within `timeout` is given up as timed out.
pub(crate) async fn ask_all(jobs: Vec<Job>, timeout: Duration) -> Vec<(AccountId, Result<Reading, Failure>)> {
    let mut by_host: BTreeMap<String, Vec<Job>> = BTreeMap::new();
    for job in jobs {
        by_host.entry(job.host.clone()).or_default().push(job);
    }
    let permits = Arc::new(Semaphore::new(IN_FLIGHT));
    let mut hosts = JoinSet::new();
    for jobs in by_host.into_values() {
        let permits = Arc::clone(&permits);
        hosts.spawn(async move {
            let mut outcomes = Vec::new();
            for job in jobs {
                let _permit = permits.acquire().await;
                let account = job.account.id.clone();
                let outcome = match tokio::time::timeout(timeout, job.run()).await {
                    Ok(done) => done.asked.outcome,
                    Err(_) => {
                        Err(Failure::new(FailureKind::Timeout, format!("No answer within {} s", timeout.as_secs_f32())))
                    }
                };
                outcomes.push((account, outcome));
            }
            outcomes
        });
    }
    hosts.join_all().await.into_iter().flatten().collect()
}

/// Finds an account's key where its configuration says it is.
async fn resolve_key(key: &KeyRef, secrets: &dyn SecretStore, environment: &Environment) -> Result<Secret, Failure> {
    match key {
        KeyRef::Environment(name) => {
            let Some(value) = environment(name) else {
                return Err(Failure::new(
                    FailureKind::KeyMissing,
                    format!("The environment variable {name} is not set"),
                ));
            };
            Secret::parse(value)
                .map_err(|why| Failure::new(FailureKind::KeyMissing, format!("The environment variable {name}: {why}")))
        }
        KeyRef::Keychain(entry) => {
            let entry =
                entry.parse::<KeyEntry>().map_err(|why| Failure::new(FailureKind::KeyMissing, why.to_string()))?;
            secrets.get(&entry).await.map_err(|why| Failure::new(why.failure_kind(), why.to_string()))
        }
    }
}
