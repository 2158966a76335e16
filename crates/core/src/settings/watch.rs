//! Settings as they change on disk.
//!
//! The system tells of changes; nothing is polled and nothing wakes up while nothing changes. Folders are watched, not
//! files, because an atomic write puts another file in the old one's place. Deliberately absent: tasks. Whoever waits
//! for the next change drives everything.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::file::links;
use super::{CustomProviders, Settings, SettingsError, SettingsFile, read_custom_providers};

/// Changes that come within this time of each other are one: editors write in several steps.
const QUIET: Duration = Duration::from_millis(200);

/// But no change waits longer than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the configuration folder says.
#[derive(Debug)]
pub struct Loaded {
    /// `config.toml`, or why it cannot be used.
    pub settings: Result<Settings, SettingsError>,
    /// The custom providers.
    pub providers: CustomProviders,
}

impl Loaded {
    /// Reads the configuration folder once.
    pub fn read(file: &SettingsFile) -> Self {
        Self { settings: file.load(), providers: read_custom_providers(file.folder()) }
    }

    /// What two of them are compared by.
    fn essence(&self) -> Essence {
        let settings = match &self.settings {
            Ok(settings) => Ok(settings.clone()),
            Err(error) => Err(format!("{error:?}")),
        };
        (settings, self.providers.clone())
    }
}

type Essence = (Result<Settings, String>, CustomProviders);

/// Watches the configuration folder. Wakes up only when something in it changes.
#[derive(Debug)]
pub struct SettingsWatch {
    file: SettingsFile,
    given: Essence,
    watcher: RecommendedWatcher,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    interest: Arc<Mutex<Interest>>,
    signals: mpsc::Receiver<()>,
    /// A change that was told of and not yet looked at: when to look, and when to look at the latest.
    due: Option<(Instant, Instant)>,
}

/// Which of the system's events matter; shared with the watcher's thread.
#[derive(Debug, Default)]
struct Interest {
    /// The files and folders that are read, links and what they lead to.
    read: Vec<PathBuf>,
    /// The watched folders.
    watched: Vec<PathBuf>,
    /// Whether a watched folder was created, renamed or removed, so that another may have taken its place.
    is_moved: bool,
}

impl SettingsWatch {
    /// Begins to watch, creating the folder where it is missing, and reads what is there. What changes from then on is
    /// not missed.
    pub fn start(file: SettingsFile) -> Result<(Self, Loaded), SettingsError> {
        let (sender, signals) = mpsc::channel(1);
        let interest = Arc::new(Mutex::new(Interest::default()));
        let shared = Arc::clone(&interest);
        let handler = move |event: notify::Result<notify::Event>| {
            if shared.lock().unwrap_or_else(PoisonError::into_inner).concerns(&event) {
                // A full channel already holds the signal; a closed one has nobody waiting.
                let _full_or_closed = sender.try_send(());
            }
        };
        let watcher = notify::recommended_watcher(handler)
            .map_err(|source| SettingsError::Watch { path: file.folder().to_owned(), source })?;
        let given = (Ok(Settings::default()), CustomProviders::default());
        let mut watch = Self { file, given, watcher, watched: BTreeMap::new(), interest, signals, due: None };
        watch.watch_folders()?;
        let loaded = Loaded::read(&watch.file);
        watch.given = loaded.essence();
        Ok((watch, loaded))
    }

    /// Waits until the settings or the custom providers are different from what was last given. A change of comments or
    /// of unknown keys is none. Can be dropped and called again without losing a change. `None` when the system no
    /// longer tells of changes.
    pub async fn next(&mut self) -> Option<Loaded> {
        loop {
            self.settle().await?;
            self.due = None;
            if let Err(error) = self.watch_folders() {
                tracing::warn!(%error, "changes of the settings may be noticed late");
            }
            let loaded = Loaded::read(&self.file);
            let essence = loaded.essence();
            if essence != self.given {
                self.given = essence;
                return Some(loaded);
            }
        }
    }

    /// Waits for a change and then until no more come.
    async fn settle(&mut self) -> Option<()> {
        loop {
            if let Some((due, latest)) = self.due {
                tokio::select! {
                    () = tokio::time::sleep_until(due) => return Some(()),
                    signal = self.signals.recv() => signal?,
                }
                self.due = Some(((Instant::now() + QUIET).min(latest), latest));
            } else {
                self.signals.recv().await?;
                let now = Instant::now();
                self.due = Some((now + QUIET, now + PATIENCE));
            }
        }
    }

    /// Watches what there is to be watched now; what is watched already is left alone.
    fn watch_folders(&mut self) -> Result<(), SettingsError> {
        self.file.create_folder()?;
        let folder = fs::canonicalize(self.file.folder())
            .map_err(|source| SettingsError::Read { path: self.file.folder().to_owned(), source })?;
        let providers = folder.join("providers");
        let mut read = links(&folder.join("config.toml")).unwrap_or_default();
        let mut wanted = BTreeMap::new();
        // The folders of a linked file and of its links; those that are not there yet cannot be watched.
        for parent in read.iter().filter_map(|path| path.parent()).filter(|path| path.is_dir()) {
            wanted.insert(parent.to_owned(), RecursiveMode::NonRecursive);
        }
        wanted.insert(folder, RecursiveMode::NonRecursive);
        if providers.is_dir() {
            wanted.insert(providers.clone(), RecursiveMode::Recursive);
        }
        read.push(providers);
        let watched = wanted.keys().cloned().collect();
        let before = {
            let mut interest = self.interest.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *interest, Interest { read, watched, is_moved: false })
        };
        let old = std::mem::take(&mut self.watched);
        for (path, mode) in old {
            if !before.is_moved && wanted.get(&path) == Some(&mode) {
                self.watched.insert(path, mode);
            } else if let Err(error) = self.watcher.unwatch(&path) {
                tracing::debug!(%error, "was no longer watched");
            }
        }
        for (path, mode) in wanted {
            if !self.watched.contains_key(&path) {
                self.watcher
                    .watch(&path, mode)
                    .map_err(|source| SettingsError::Watch { path: path.clone(), source })?;
                self.watched.insert(path, mode);
            }
        }
        Ok(())
    }
}

impl Interest {
    /// Whether an event may be about what is read. Reading itself makes events, and so may other files in the folder.
    fn concerns(&mut self, event: &notify::Result<notify::Event>) -> bool {
        let Ok(event) = event else { return true };
        if event.need_rescan() || event.paths.is_empty() {
            self.is_moved = true;
            return true;
        }
        let may_move = match event.kind {
            EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write) => return false,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
            _ => false,
        };
        self.is_moved |= may_move && event.paths.iter().any(|path| self.watched.contains(path));
        // Also what lies above: a folder that was renamed or removed, or a linked folder that was swapped.
        event.paths.iter().any(|path| self.read.iter().any(|ours| path.starts_with(ours) || ours.starts_with(path)))
    }
}
