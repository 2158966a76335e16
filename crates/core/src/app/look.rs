//! Looking at accounts once: polling them now, or recalling what was last read.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{AppError, OneShot};
use crate::alert::{Basis, Belief, Level};
use crate::amount::Decimal;
use crate::engine::{self, Past, Running};
use crate::failure::Failure;
use crate::forecast::Rise;
use crate::history::{History, HistoryError, Note, Poll, PollerLock};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::report::{AccountReport, Report};
use crate::time::{Clock, Timestamp};

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

/// An account, and what came of polling it.
struct Polled {
    running: Running,
    /// What its last poll was taken for; `None` before one.
    belief: Option<Belief>,
    /// What rose.
    rises: Vec<Rise>,
}

impl Polled {
    fn take_in(&mut self, outcome: Result<Reading, Failure>, clock: &dyn Clock) {
        let observed = self.running.observe(outcome, clock.now(), &clock.zone());
        self.belief = Some(observed.belief);
        self.rises.extend(observed.rises);
    }
}

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
        if let Some(polled) = polled.first_mut() {
            polled.take_in(outcome, self.options.clock.as_ref());
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
            for polled in &polled {
                if polled.belief.is_some()
                    && let Err(why) = keep(&book.history, polled, with_memory).await?
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
                Some(history) => match past(history, id, self.options.clock.now()).await? {
                    Ok(past) => past,
                    Err(why) => {
                        trouble.push(Trouble::History(why));
                        Past::default()
                    }
                },
                None => Past::default(),
            };
            let running = Running::new(account, &self.settings, &self.catalog, past, &zone);
            all.push(Polled { running, belief: None, rises: Vec::new() });
        }
        Ok(all)
    }

    /// Polls those that are to be, and notes what it was taken for.
    async fn poll(&self, polled: &mut [Polled], which: impl Fn(Option<Belief>) -> bool, timeout: Option<Duration>) {
        let options = &self.options;
        let jobs: Vec<_> = polled
            .iter()
            .filter(|polled| which(polled.belief))
            .filter_map(|polled| polled.running.job(&options.transport, &options.secrets, &options.environment))
            .collect();
        let outcomes = engine::ask_all(jobs, timeout.unwrap_or(Duration::MAX)).await;
        for (id, outcome) in outcomes {
            if let Some(polled) = polled.iter_mut().find(|polled| polled.running.account.id == id) {
                polled.take_in(outcome, options.clock.as_ref());
            }
        }
    }

    fn overview(&self, polled: &[Polled], trouble: Vec<Trouble>) -> Overview {
        let (now, zone) = (self.options.clock.now(), self.options.clock.zone());
        let seen = |Polled { running, .. }: &Polled| {
            let mut picture = running.picture(false, now);
            // Days are counted from now, whenever it was read.
            picture.forecast = running.watch.ledger().forecast(now, zone.to_offset(now).seconds());
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

async fn past(history: &Arc<History>, id: &AccountId, now: Timestamp) -> Result<Result<Past, HistoryError>, AppError> {
    let (history, id) = (Arc::clone(history), id.clone());
    blocking(move || Ok(Past::of(&history, &id, now, None)?.unwrap_or_default())).await
}

/// Keeps the last poll's outcome. A doubted reading is kept only as a doubt.
async fn keep(
    history: &Arc<History>,
    polled: &Polled,
    with_memory: bool,
) -> Result<Result<(), HistoryError>, AppError> {
    let running = &polled.running;
    let Some(at) = running.checked_at else { return Ok(Ok(())) };
    // What rose is noted by the one who notes all: beside a running app that is the app, with its own figures.
    let (memory, rises) = if with_memory { (running.memory(), polled.rises.clone()) } else { (None, Vec::new()) };
    let (history, account) = (Arc::clone(history), running.account.id.clone());
    let outcome = match (running.watch.failure(), running.watch.reading()) {
        (Some(failure), _) => Some(Err(failure.clone())),
        (None, Some(reading)) if running.watch.memory().doubt.is_none() => Some(Ok(Arc::clone(reading))),
        _ => None,
    };
    blocking(move || match outcome {
        Some(outcome) => {
            let outcome = outcome.as_deref();
            history.record_poll(
                &account,
                at,
                &Poll { outcome, memory: memory.as_deref(), rises: &rises, decisions: &[] },
            )
        }
        None => history.note(&Note { account, memory, decisions: Vec::new() }),
    })
    .await
}

pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_panicked| AppError::Ending)
}
