//! A pretended world for the engine: a clock that follows Tokio's paused time, a transport that answers as told, and a
//! real history in a temporary folder.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::SignedDuration;
use lowtide_core::alert::{HeldBecause, Rule, Severity};
use lowtide_core::catalog::Catalog;
use lowtide_core::engine::{self, AccountPicture, Configuration, Handle, Parts, Picture, Poller};
use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::history::{DecisionQuery, History, PollerLock};
use lowtide_core::language::Locale;
use lowtide_core::notifier::RecordingNotifier;
use lowtide_core::probe::{PreparedRequest, ProxySource, RawAnswer, Transport};
use lowtide_core::secret::Secret;
use lowtide_core::secrets::{MemoryStore, SecretStore};
use lowtide_core::settings::{Account, KeyRef, Settings};
use lowtide_core::time::{Clock, Timestamp};
use tokio::time::Instant;

/// The first moment: a Friday, late in the morning.
pub(crate) const FIRST: &str = "2026-11-20T10:00:00Z";

/// Wall time that runs with Tokio's and can be moved apart from it, as a sleeping machine's does.
pub(crate) struct TestClock {
    start: Instant,
    ahead_ms: AtomicI64,
    /// How far it has run by Tokio's time, as of the last look.
    ran_ms: AtomicI64,
    looks: AtomicUsize,
}

impl TestClock {
    /// Seconds since the first moment.
    pub(crate) fn seconds(&self) -> i64 {
        self.now().as_second() - FIRST.parse::<Timestamp>().unwrap().as_second()
    }

    /// How often it was looked at.
    pub(crate) fn looks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.looks.fetch_add(1, Ordering::SeqCst);
        let base: Timestamp = FIRST.parse().unwrap();
        let run = SignedDuration::try_from(self.start.elapsed()).unwrap();
        self.ran_ms.store(i64::try_from(run.as_millis()).unwrap(), Ordering::SeqCst);
        base + run + SignedDuration::from_millis(self.ahead_ms.load(Ordering::SeqCst))
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }
}

/// How a host answers.
#[derive(Clone)]
pub(crate) enum Answer {
    /// A balance, in Crun's documented shape.
    Balance(&'static str),
    /// So much at a moment (seconds since the first one), and so much less with every hour since.
    Drains { left: i64, per_hour: i64, since: i64 },
    /// A status and body, with a header.
    Status(u16, &'static str, Option<(&'static str, &'static str)>),
    /// No answer at all.
    Fails(FailureKind),
    /// A balance, after a while.
    Slow(Duration, &'static str),
    /// A fault in Lowtide's own code.
    Panics,
}

/// Answers as told, and remembers who was asked when.
pub(crate) struct FakeTransport {
    clock: Arc<TestClock>,
    answers: Mutex<BTreeMap<String, Answer>>,
    asked: Mutex<Vec<(String, Timestamp, String)>>,
    in_flight: AtomicUsize,
    most_in_flight: AtomicUsize,
    proxies: Mutex<ProxySource>,
}

#[async_trait]
impl Transport for FakeTransport {
    fn set_proxies(&self, proxies: &ProxySource) {
        self.proxies.lock().unwrap().clone_from(proxies);
    }

    async fn send(&self, request: PreparedRequest) -> Result<RawAnswer, Failure> {
        let host = request.host();
        let key = request.headers().get("x-api-key").map_or("", |value| value.to_str().unwrap()).to_owned();
        self.asked.lock().unwrap().push((host.clone(), self.clock.now(), key));
        let now = self.in_flight.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_in_flight.fetch_max(now, Ordering::SeqCst);
        let answer = self.answers.lock().unwrap().get(&host).cloned().unwrap_or(Answer::Balance("1000"));
        tokio::time::sleep(match &answer {
            Answer::Slow(wait, _) => *wait,
            _ => Duration::from_millis(100),
        })
        .await;
        self.in_flight.fetch_sub(1, Ordering::SeqCst);
        let raw = |status, body: String, header: Option<(&str, &str)>| RawAnswer {
            status,
            headers: header.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: body.into_bytes(),
            received_at: self.clock.now(),
        };
        let balance = |balance: &str| {
            Ok(raw(200, format!(r#"{{"code":200,"message":"success","data":{{"balance":{balance}}}}}"#), None))
        };
        match answer {
            Answer::Balance(left) | Answer::Slow(_, left) => balance(left),
            Answer::Drains { left, per_hour, since } => {
                let hours = (self.clock.seconds() - since) * per_hour / 3600;
                balance(&(left - hours).max(0).to_string())
            }
            Answer::Status(status, body, header) => Ok(raw(status, body.to_owned(), header)),
            Answer::Fails(kind) => Err(Failure::new(kind, "as told")),
            Answer::Panics => panic!("as told"),
        }
    }
}

/// Everything that the engine touches.
pub(crate) struct World {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) transport: Arc<FakeTransport>,
    pub(crate) secrets: Arc<MemoryStore>,
    pub(crate) notifier: Arc<RecordingNotifier>,
    pub(crate) settings: Arc<Mutex<Settings>>,
    pub(crate) folder: tempfile::TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        let clock = Arc::new(TestClock {
            start: Instant::now(),
            ahead_ms: AtomicI64::new(0),
            ran_ms: AtomicI64::new(0),
            looks: AtomicUsize::new(0),
        });
        Self {
            transport: Arc::new(FakeTransport {
                clock: Arc::clone(&clock),
                answers: Mutex::default(),
                asked: Mutex::default(),
                in_flight: AtomicUsize::new(0),
                most_in_flight: AtomicUsize::new(0),
                proxies: Mutex::default(),
            }),
            clock,
            secrets: Arc::new(MemoryStore::new()),
            notifier: Arc::new(RecordingNotifier::new()),
            settings: Arc::default(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The same folder, keys, settings and hosts after the program and its Tokio runtime are gone.
    pub(crate) async fn reborn(self) -> Self {
        let ran = self.clock.ahead_ms.load(Ordering::SeqCst) + self.clock.ran_ms.load(Ordering::SeqCst);
        let after = Self { folder: self.folder, settings: self.settings, ..Self::new() };
        after.clock.ahead_ms.store(ran, Ordering::SeqCst);
        *after.transport.answers.lock().unwrap() = self.transport.answers.lock().unwrap().clone();
        let accounts = after.settings.lock().unwrap().accounts.clone();
        for account in accounts {
            after.put_key(account.id.as_str()).await;
        }
        after
    }

    /// The first moment by Tokio's clock.
    pub(crate) fn start_of_time(&self) -> Instant {
        self.clock.start
    }

    async fn put_key(&self, id: &str) -> String {
        let entry = format!("{id}-entry");
        let secret = Secret::parse(format!("key-of-{id}")).unwrap();
        self.secrets.put(&entry.parse().unwrap(), &secret).await.unwrap();
        entry
    }

    /// Adds an account at Crun's shape, asked at a host of its own, with its key in the keychain.
    pub(crate) async fn account(&self, id: &str, host: &str) {
        let entry = self.put_key(id).await;
        let mut account = Account::new(id.parse().unwrap(), "crun".parse().unwrap(), KeyRef::Keychain(entry));
        account.base_url = Some(format!("https://{host}").parse().unwrap());
        self.settings.lock().unwrap().accounts.push(account);
    }

    pub(crate) fn answer(&self, host: &str, answer: Answer) {
        self.transport.answers.lock().unwrap().insert(host.to_owned(), answer);
    }

    /// A host's balance drains from now on.
    pub(crate) fn drain(&self, host: &str, left: i64, per_hour: i64) {
        self.answer(host, Answer::Drains { left, per_hour, since: self.clock.seconds() });
    }

    /// The history as another process sees it.
    pub(crate) fn history(&self) -> History {
        History::open_read_only(self.folder.path()).unwrap().expect("a history")
    }

    /// What was decided about an account, the oldest first: rule, level, and why it was held back.
    pub(crate) fn decisions(&self, account: &str) -> Vec<(Rule, Severity, Option<HeldBecause>)> {
        let query = DecisionQuery { account: Some(account.parse().unwrap()), before: None, limit: 1000 };
        let stored = self.history().decisions(&query).unwrap().into_iter().rev();
        stored.map(|stored| stored.decision).map(|it| (it.concern.rule, it.severity, it.held)).collect()
    }

    /// The titles of what was shown, in order.
    pub(crate) fn titles(&self) -> Vec<String> {
        self.notifier.shown().into_iter().map(|notice| notice.title).collect()
    }

    /// When a host was asked, in seconds since the first moment.
    pub(crate) fn asked(&self, host: &str) -> Vec<i64> {
        let start: Timestamp = FIRST.parse().unwrap();
        let asked = self.transport.asked.lock().unwrap();
        asked.iter().filter(|(name, ..)| name == host).map(|(_, at, _)| at.as_second() - start.as_second()).collect()
    }

    /// The keys that a host was sent, in order.
    pub(crate) fn keys_sent(&self, host: &str) -> Vec<String> {
        let asked = self.transport.asked.lock().unwrap();
        asked.iter().filter(|(name, ..)| name == host).map(|(.., key)| key.clone()).collect()
    }

    pub(crate) fn most_in_flight(&self) -> usize {
        self.transport.most_in_flight.load(Ordering::SeqCst)
    }

    /// The way that the transport was last told to go.
    pub(crate) fn proxies(&self) -> ProxySource {
        self.transport.proxies.lock().unwrap().clone()
    }

    /// The machine sleeps: the wall clock runs on, timers do not.
    pub(crate) fn sleep_machine(&self, span: Duration) {
        self.clock.ahead_ms.fetch_add(i64::try_from(span.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Somebody sets the clock back.
    pub(crate) fn clock_back(&self, span: Duration) {
        self.clock.ahead_ms.fetch_sub(i64::try_from(span.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub(crate) async fn start(&self) -> Handle<Picture> {
        let lock = PollerLock::acquire(self.folder.path()).unwrap().expect("the only poller");
        self.start_as(Poller::Owner(lock)).await
    }

    pub(crate) async fn start_as(&self, poller: Poller) -> Handle<Picture> {
        let settings = Arc::clone(&self.settings);
        let catalog = Catalog::builtin().unwrap();
        let opened = History::open(self.folder.path(), self.clock.now()).unwrap();
        let parts = Parts {
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            transport: Arc::clone(&self.transport) as Arc<dyn Transport>,
            secrets: Arc::clone(&self.secrets) as Arc<dyn SecretStore>,
            environment: Arc::new(|name| (name == "SET_VARIABLE").then(|| "key-in-variable".to_owned())),
            notifier: Arc::clone(&self.notifier) as _,
            history: Some(Arc::new(opened.history)),
            configuration: Arc::new(move || {
                let settings = settings.lock().unwrap().clone();
                let locale = Locale::chosen(settings.interface.language, &[]);
                Configuration { settings: Some(settings), locale, catalog: catalog.clone(), problems: Vec::new() }
            }),
            watch: None,
            poller,
        };
        engine::start(parts, Picture::clone, |_, _| false).await
    }

    /// Lets pretended time pass.
    pub(crate) async fn pass(&self, seconds: u64) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
}

/// The account's picture as it is now.
pub(crate) fn account(handle: &Handle<Picture>, id: &str) -> AccountPicture {
    let snapshots = handle.snapshots();
    let picture = snapshots.borrow();
    picture.accounts.iter().find(|account| account.account.id.as_str() == id).expect("the account").clone()
}

/// What is left by the account's primary meter.
pub(crate) fn left(handle: &Handle<Picture>, id: &str) -> Option<String> {
    account(handle, id).reading?.primary()?.remaining.map(|left| left.to_string())
}
