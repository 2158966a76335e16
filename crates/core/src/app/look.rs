//! Looking at accounts once: polling them now, or recalling what was last read.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{AppError, OneShot};
use crate::alert::{Basis, Belief, Level};
use crate::amount::Decimal;
use crate::engine::{self, Past, Running};
use crate::failure::Failure;
use crate::history::{History, HistoryError, PollerLock};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::report::{AccountReport, Report};
use crate::time::Timestamp;

/// What a look at accounts gave.
#[derive(Debug, Default)]
pub struct Overview {
    /// The accounts, in the order of the configuration.
    pub accounts: Vec<Seen>,
    /// What went wrong with the history; the readings stand.
    pub trouble: Vec<Trouble>,
}

/// One account as it was seen.
#[derive(Debug)]
pub struct Seen {
    /// What is reported of it.
    pub report: AccountReport,
    /// When its figures were read: before the last poll, if that failed.
    pub read_at: Option<Timestamp>,
    /// How much of the whole is left of the primary meter.
    pub share: Option<Share>,
}

/// How much of the whole is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The fraction; may lie outside 0 to 1.
    pub left: Decimal,
    /// Whether the whole is the limit that the provider reports, and not the most seen since the last top-up.
    pub of_limit: bool,
}

/// What went wrong with the history, beside what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The old file could not be read.
    #[error("the history was corrupt and begins anew; the old file is kept as {}", .0.display())]
    SetAside(PathBuf),
    /// The history could not be used.
    #[error("the history could not be used")]
    History(#[source] HistoryError),
}

impl Overview {
    /// What is reported of all accounts.
    pub fn into_report(self) -> Report {
        Report { accounts: self.accounts.into_iter().map(|seen| seen.report).collect() }
    }
}

/// An account, and what its poll was taken for; `None` before one.
type Polled = (Running, Option<Belief>);

/// The history for writing; `poller` while no other process polls for it.
struct Book {
    history: Arc<History>,
    poller: Option<PollerLock>,
}

impl OneShot {
    /// Polls the named accounts, or all that are not paused, and keeps what they say in the history.
    pub async fn check(&self, wanted: &[AccountId], timeout: Option<Duration>) -> Result<Overview, AppError> {
        let wanted = self.wanted(wanted, false)?;
        if wanted.is_empty() {
            return Ok(Overview::default());
        }
        let mut trouble = Vec::new();
        let book = self.book(&mut trouble).await?;
        let mut polled = self.recalled(&wanted, book.as_ref().map(|book| &book.history), &mut trouble).await?;
        self.poll(&mut polled, |_| true, timeout).await;
        self.conclude(polled, book, timeout, trouble).await
    }

    /// The last known readings of the named accounts, or of all; no network.
    pub async fn status(&self, wanted: &[AccountId]) -> Result<Overview, AppError> {
        let wanted = self.wanted(wanted, true)?;
        let data = self.options.folders.data.clone();
        let history = blocking(move || History::open_read_only(&data)).await??.map(Arc::new);
        let mut trouble = Vec::new();
        let recalled = self.recalled(&wanted, history.as_ref(), &mut trouble).await?;
        Ok(self.overview(&recalled, trouble))
    }

    /// Takes in a poll that was made with an account's new key.
    pub(super) async fn first_look(
        &self,
        id: &AccountId,
        outcome: Result<Reading, Failure>,
    ) -> Result<Overview, AppError> {
        let mut trouble = Vec::new();
        let book = self.book(&mut trouble).await?;
        let ids = [self.account(id)?.id.clone()];
        let mut polled = self.recalled(&ids, book.as_ref().map(|book| &book.history), &mut trouble).await?;
        if let Some((running, belief)) = polled.first_mut() {
            let (now, zone) = (self.options.clock.now(), self.options.clock.zone());
            *belief = Some(running.observe(outcome, now, &zone).belief);
        }
        self.conclude(polled, book, None, trouble).await
    }

    /// Asks once more where that is needed, and writes down what was said.
    async fn conclude(
        &self,
        mut polled: Vec<Polled>,
        book: Option<Book>,
        timeout: Option<Duration>,
        mut trouble: Vec<Trouble>,
    ) -> Result<Overview, AppError> {
        // A zero after a non-zero, or a steep fall, is read once more before it is believed.
        self.poll(&mut polled, |belief| belief == Some(Belief::Doubted), timeout).await;
        if let Some(book) = book {
            // Only the one poller of a data folder keeps the memory of alerts; beside a running app, readings are added.
            let with_memory = book.poller.is_some();
            for (running, belief) in &polled {
                if belief.is_some()
                    && let Err(why) = keep(&book.history, running, with_memory).await?
                {
                    trouble.push(Trouble::History(why));
                    break;
                }
            }
        }
        Ok(self.overview(&polled, trouble))
    }

    fn wanted(&self, ids: &[AccountId], with_paused: bool) -> Result<Vec<AccountId>, AppError> {
        for id in ids {
            self.account(id)?;
        }
        let chosen =
            self.settings.accounts.iter().filter(|account| {
                if ids.is_empty() { with_paused || !account.paused } else { ids.contains(&account.id) }
            });
        Ok(chosen.map(|account| account.id.clone()).collect())
    }

    /// The history for writing. Without it the readings are still worth having.
    async fn book(&self, trouble: &mut Vec<Trouble>) -> Result<Option<Book>, AppError> {
        let (data, now) = (self.options.folders.data.clone(), self.options.clock.now());
        let (opened, poller) = blocking(move || (History::open(&data, now), PollerLock::acquire(&data))).await?;
        Ok(match opened {
            Ok(opened) => {
                trouble.extend(opened.set_aside.map(Trouble::SetAside));
                Some(Book { history: Arc::new(opened.history), poller: poller.ok().flatten() })
            }
            Err(why) => {
                trouble.push(Trouble::History(why));
                None
            }
        })
    }

    async fn recalled(
        &self,
        wanted: &[AccountId],
        history: Option<&Arc<History>>,
        trouble: &mut Vec<Trouble>,
    ) -> Result<Vec<Polled>, AppError> {
        let mut all = Vec::new();
        let zone = self.options.clock.zone();
        for id in wanted {
            let account = self.account(id)?.clone();
            let past = match history {
                Some(history) => match past(history, id).await? {
                    Ok(past) => past,
                    Err(why) => {
                        trouble.push(Trouble::History(why));
                        Past::default()
                    }
                },
                None => Past::default(),
            };
            all.push((Running::new(account, &self.settings, &self.catalog, past, &zone), None));
        }
        Ok(all)
    }

    /// Polls those that are to be, and notes what it was taken for.
    async fn poll(&self, polled: &mut [Polled], which: impl Fn(Option<Belief>) -> bool, timeout: Option<Duration>) {
        let options = &self.options;
        let jobs: Vec<_> = polled
            .iter()
            .filter(|(_, belief)| which(*belief))
            .filter_map(|(running, _)| running.job(&options.transport, &options.secrets, &options.environment))
            .collect();
        let outcomes = engine::ask_all(jobs, timeout.unwrap_or(Duration::MAX)).await;
        let (now, zone) = (options.clock.now(), options.clock.zone());
        for (id, outcome) in outcomes {
            if let Some((running, belief)) = polled.iter_mut().find(|(running, _)| running.account.id == id) {
                *belief = Some(running.observe(outcome, now, &zone).belief);
            }
        }
    }

    fn overview(&self, polled: &[Polled], trouble: Vec<Trouble>) -> Overview {
        let now = self.options.clock.now();
        let seen = |(running, _): &Polled| {
            let picture = running.picture(false, now);
            Seen {
                report: AccountReport::from(&picture),
                read_at: picture.read_at,
                share: picture.level.as_ref().map(Share::from),
            }
        };
        Overview { accounts: polled.iter().map(seen).collect(), trouble }
    }
}

impl From<&Level> for Share {
    fn from(level: &Level) -> Self {
        Self { left: level.share(), of_limit: level.basis == Basis::Limit }
    }
}

async fn past(history: &Arc<History>, id: &AccountId) -> Result<Result<Past, HistoryError>, AppError> {
    let (history, id) = (Arc::clone(history), id.clone());
    blocking(move || Past::of(&history, &id)).await
}

/// Keeps the last poll's outcome. A doubted reading is kept only as a doubt.
async fn keep(
    history: &Arc<History>,
    running: &Running,
    with_memory: bool,
) -> Result<Result<(), HistoryError>, AppError> {
    let Some(at) = running.checked_at else { return Ok(Ok(())) };
    let memory = if with_memory { serde_json::to_string(running.watch.memory()).ok() } else { None };
    let (history, id) = (Arc::clone(history), running.account.id.clone());
    let outcome = match (running.watch.failure(), running.watch.reading()) {
        (Some(failure), _) => Some(Err(failure.clone())),
        (None, Some(reading)) if running.watch.memory().doubt.is_none() => Some(Ok(Arc::clone(reading))),
        _ => None,
    };
    blocking(move || match (outcome, memory) {
        (Some(outcome), memory) => {
            let outcome = outcome.as_deref();
            history.record(&id, at, outcome, memory.as_deref())
        }
        (None, Some(memory)) => history.set_memory(&id, &memory),
        (None, None) => Ok(()),
    })
    .await
}

pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_panicked| AppError::Ending)
}
