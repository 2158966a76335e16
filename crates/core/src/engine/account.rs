//! One account's running state: what was last read, why not, when it is due.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::look::Look;
use super::past::{Known, Past};
use super::picture::AccountPicture;
use super::poll::{Environment, Job};
use crate::alert::{self, Belief, Level, Observation, Observed, Pause, Rules, State, Watch};
use crate::amount::Decimal;
use crate::catalog::{Catalog, Provider};
use crate::failure::{Failure, FailureKind};
use crate::forecast::ForecastState;
use crate::probe::Transport;
use crate::reading::Reading;
use crate::schedule::{self, Due, Pace, Reason, Signs, Situation};
use crate::secret::Secret;
use crate::secrets::SecretStore;
use crate::settings::{Account, Settings};
use crate::time::Timestamp;

/// A reading counts as stale when it is older than this many intervals, and than [`NEVER_STALE_WITHIN`].
const STALE_AFTER_INTERVALS: u32 = 3;
const NEVER_STALE_WITHIN: Duration = Duration::from_mins(2);

/// Whether an account is polled faster or more slowly than its interval says.
#[derive(Debug, Clone, Copy)]
enum Tempo {
    Adaptive,
    Fixed,
}

pub(crate) struct Running {
    pub(crate) account: Arc<Account>,
    pub(crate) provider: Option<Arc<Provider>>,
    interval: Duration,
    tempo: Tempo,
    /// What makes its polling faster or slower than that.
    signs: Signs,
    jitter: f64,
    /// The origin that is asked, for the limit of one poll at a time per host.
    pub(crate) host: String,
    /// Whether that origin lies on this machine, so that it says nothing about the network.
    pub(crate) is_local: bool,
    pub(crate) checked_at: Option<Timestamp>,
    streak: u32,
    /// What is known of it, and what is said about it.
    pub(crate) watch: Watch,
    pub(crate) key: Option<Arc<Secret>>,
    pub(crate) polling: bool,
    pub(crate) telling: bool,
    pub(super) look: Look,
    /// The person asked for a poll, not before this time.
    pub(crate) requested: Option<Timestamp>,
}

impl Running {
    /// An account as its configuration and history leave it.
    pub(crate) fn new(account: Account, settings: &Settings, catalog: &Catalog, past: Past, zone: &TimeZone) -> Self {
        let mut hasher = DefaultHasher::new();
        account.id.hash(&mut hasher);
        #[expect(clippy::cast_precision_loss, reason = "a fraction for spreading polls needs no exactness")]
        let jitter = (hasher.finish() % 1000) as f64 / 1000.0;
        let mut running = Self {
            account: Arc::new(account),
            provider: None,
            interval: schedule::DEFAULT_INTERVAL,
            tempo: Tempo::Adaptive,
            signs: Signs::default(),
            jitter,
            host: String::new(),
            is_local: false,
            checked_at: None,
            streak: 0,
            watch: Watch::new(Rules::default()),
            key: None,
            polling: false,
            telling: false,
            look: Look::default(),
            requested: None,
        };
        running.recall(past, zone);
        running.configure((*running.account).clone(), settings, catalog);
        running
    }

    /// Takes over what another process or an earlier run has recorded.
    pub(crate) fn recall(&mut self, past: Past, zone: &TimeZone) {
        let Past { latest, memory, spent, .. } = past;
        self.checked_at = latest.checked_at;
        self.streak = latest.failure.as_ref().map_or(0, |stored| u32::try_from(stored.count).unwrap_or(u32::MAX));
        let reading = latest.reading.map(|stored| (Arc::new(stored.reading), stored.last_at));
        let failure = latest.failure.map(|stored| stored.failure);
        self.signs.still_since = spent.still_since;
        self.watch = Watch::recalled(self.watch.rules().clone(), memory, spent.ledger, reading, failure, zone);
        self.look.at_once();
        self.judge_pace();
    }

    /// What is known of it, for a look at whether the history knows more.
    pub(super) fn known(&self) -> Known {
        Known { checked_at: self.checked_at, memory: self.memory() }
    }

    /// Takes over a changed configuration. A new revision of the key drops the old one and its rejection.
    pub(crate) fn configure(&mut self, account: Account, settings: &Settings, catalog: &Catalog) {
        let asks_elsewhere = !self.still_asks(&account);
        if account.key != self.account.key || account.key_revision != self.account.key_revision {
            self.key = None;
        }
        self.watch.set_rules(Rules::default().overridden_by(&settings.alerts).overridden_by(&account.alerts));
        self.look.at_once();
        self.interval = account.interval.unwrap_or(settings.polling.interval);
        // What the person chose for this account alone is obeyed exactly.
        let is_fixed = account.interval.is_some() || !settings.polling.adaptive;
        self.tempo = if is_fixed { Tempo::Fixed } else { Tempo::Adaptive };
        self.provider = catalog.get(&account.provider).cloned();
        let url = self
            .provider
            .as_ref()
            .and_then(|provider| provider.request.url(&account.params, account.base_url.as_ref()).ok());
        self.host = url.as_ref().map_or_else(String::new, |url| {
            format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
        });
        self.is_local = account.base_url.as_ref().is_some_and(crate::address::is_loopback);
        if asks_elsewhere || account.key_revision != self.watch.memory().key_revision {
            self.requested = self.requested.or(self.checked_at);
        }
        self.account = Arc::new(account);
        self.judge_pace();
    }

    /// What one poll of it needs; `None` without a provider to ask.
    pub(crate) fn job(
        &self,
        transport: &Arc<dyn Transport>,
        secrets: &Arc<dyn SecretStore>,
        environment: &Environment,
    ) -> Option<Job> {
        Some(Job {
            account: Arc::clone(&self.account),
            provider: self.provider.clone()?,
            host: self.host.clone(),
            cached_key: self.key.clone(),
            transport: Arc::clone(transport),
            secrets: Arc::clone(secrets),
            environment: Arc::clone(environment),
        })
    }

    /// The clock was set back by so much: nothing that has happened lies in the future, and what the provider said is
    /// as far away as it was.
    pub(crate) fn clock_went_back(&mut self, now: Timestamp, by: SignedDuration) {
        self.watch.clock_went_back(now, by);
        self.checked_at = self.checked_at.map(|at| at.min(now));
        self.requested = self.requested.map(|at| at.min(now));
        self.signs.still_since = self.signs.still_since.map(|at| at.min(now));
        self.look.at_once();
    }

    /// Whether a poll made with another configuration still says something about this one.
    pub(crate) fn still_asks(&self, configured: &Account) -> bool {
        let asks = |account: &Account| {
            (
                account.provider.clone(),
                account.base_url.clone(),
                account.params.clone(),
                account.key.clone(),
                account.key_revision,
            )
        };
        asks(&self.account) == asks(configured)
    }

    /// When it is asked next.
    pub(crate) fn due(&self, now: Timestamp) -> Due {
        let nothing = Due { at: None, reason: Reason::Stopped };
        if self.provider.is_none() {
            return nothing;
        }
        let due = schedule::next_due(
            &Situation {
                last_attempt: self.checked_at,
                failure: self.watch.failure(),
                streak: self.streak,
                in_doubt: self.watch.memory().doubt.is_some(),
                interval: self.interval,
                pace: match self.tempo {
                    Tempo::Adaptive => Pace::By(self.signs),
                    Tempo::Fixed => Pace::Fixed,
                },
                min_interval: self.min_interval(),
                jitter: self.jitter,
            },
            now,
        );
        let due = if self.account.paused { nothing } else { due };
        match self.requested {
            Some(requested) if due.at.is_none_or(|at| requested < at) => {
                Due { at: Some(requested), reason: due.reason }
            }
            _ => due,
        }
    }

    /// The provider's minimum protects the provider; a server on this machine is not the provider.
    fn min_interval(&self) -> Duration {
        match &self.provider {
            Some(provider) if !self.is_local => provider.min_interval,
            _ => Duration::ZERO,
        }
    }

    /// Notes that the person wants it polled. A press within the cool-down waits for its end and is not lost; the
    /// provider's own "not before" is obeyed.
    pub(crate) fn request(&mut self, only_stale: bool, now: Timestamp) {
        if self.polling || self.provider.is_none() {
            return;
        }
        // The provider said when; it will be asked then, and pressing the button does not change that.
        if self.watch.failure().and_then(|failure| failure.retry_at).is_some_and(|at| at > now) {
            return;
        }
        if only_stale {
            let fresh = self.checked_at.is_some_and(|at| schedule::after(at, schedule::STALE_FOR_POPUP) > now);
            let stopped = self.due(now).at.is_none();
            if fresh || stopped {
                return;
            }
        }
        let earliest = self.checked_at.map_or(now, |at| schedule::after(at.min(now), schedule::REFRESH_COOLDOWN));
        self.requested = Some(earliest.max(now));
    }

    /// Whether its alerts are paused, where all of them are or not.
    pub(super) fn pause(&self, all: Pause) -> Pause {
        if self.account.paused { Pause::UntilResumed } else { all }
    }

    /// The person looked at the balances then.
    pub(super) fn looked_at(&mut self, at: Option<Timestamp>) {
        self.signs.looked_at = at;
    }

    /// Judges anew whether it runs out so soon that it is polled more often.
    pub(super) fn judge_pace(&mut self) {
        let forecast = self.watch.forecast();
        let within_a_day = forecast.state == ForecastState::Steady && forecast.days_left.is_some_and(|days| days < 1.0);
        self.signs.is_short = within_a_day || self.state(self.watch.failure(), false) == State::Critical;
    }

    fn state(&self, failure: Option<&Failure>, offline: bool) -> State {
        let reading = self.watch.reading().map(AsRef::as_ref);
        alert::state(reading, failure, self.watch.rules(), self.watch.memory().high_water, offline)
    }

    /// What the primary meter said last: whether it moves is seen by this.
    fn figures(&self) -> Option<(Option<Decimal>, Option<Decimal>)> {
        self.watch.reading()?.primary().map(|meter| (meter.remaining, meter.used))
    }

    /// Takes in one poll's outcome; returns what became of it.
    pub(crate) fn observe(&mut self, outcome: Result<Reading, Failure>, now: Timestamp, zone: &TimeZone) -> Observed {
        self.requested = None;
        self.checked_at = Some(now);
        self.watch.set_key_revision(self.account.key_revision);
        let observation = match outcome {
            Ok(reading) => {
                self.streak = 0;
                Observation::Reading(Arc::new(reading))
            }
            Err(failure) => {
                self.streak = self.streak.saturating_add(1);
                Observation::Failure(failure)
            }
        };
        let (before, is_reading) = (self.figures(), matches!(observation, Observation::Reading(_)));
        let observed = self.watch.observe(observation, now, zone);
        if is_reading && observed.belief == Belief::Believed && self.figures() != before {
            self.signs.still_since = Some(now);
        }
        self.look.is_observed();
        self.judge_pace();
        observed
    }

    /// What a notification calls it: the person's name for it, and the provider's where that is another.
    pub(crate) fn name(&self) -> String {
        let provider = self.provider.as_ref().map_or(self.account.provider.as_str(), |provider| provider.name.as_str());
        match self.account.label.as_deref() {
            Some(label) if label != provider => format!("{label} ({provider})"),
            _ => provider.to_owned(),
        }
    }

    /// What the page and the tray show of it.
    pub(crate) fn picture(&self, offline: bool, now: Timestamp) -> AccountPicture {
        let failure = match &self.provider {
            Some(_) => self.watch.failure().cloned(),
            None => Some(Failure::new(
                FailureKind::Internal,
                format!(
                    "There is no provider {:?}; correct the account's `provider`, or add its file",
                    self.account.provider.as_str()
                ),
            )),
        };
        let high_water = self.watch.memory().high_water;
        let reading = self.watch.reading();
        let stale_after = (self.interval * STALE_AFTER_INTERVALS).max(NEVER_STALE_WITHIN);
        let state = if self.account.paused { State::Paused } else { self.state(failure.as_ref(), offline) };
        let memory = self.watch.memory();
        AccountPicture {
            state,
            level: reading.and_then(|reading| reading.primary()).and_then(|meter| Level::of(meter, high_water)),
            stale: self.watch.read_at().is_some_and(|at| schedule::after(at, stale_after) < now),
            refreshing: self.polling || self.requested.is_some(),
            due: self.due(now),
            account: Arc::clone(&self.account),
            provider: self.provider.clone(),
            reading: reading.cloned(),
            read_at: self.watch.read_at(),
            checked_at: self.checked_at,
            failure,
            rules: self.watch.rules().clone(),
            forecast: *self.watch.forecast(),
            snoozed_until: memory.snoozed_until.filter(|until| *until > now),
            muted: memory.muted,
        }
    }
}
