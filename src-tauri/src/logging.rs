//! The log: standard error, and the last lines of it in memory for the page. Nothing secret is in it: commands of the
//! page are never logged, only their names, and of other people's crates only what they warn of is kept.

use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::sync::{Mutex, PoisonError};

use lowtide_core::contract::{LogLevel, LogLine};
use lowtide_core::text::presentable;
use lowtide_core::time::{Clock as _, SystemClock};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer};

/// Chooses what is logged, in the syntax of `tracing_subscriber::EnvFilter`.
const VARIABLE: &str = "LOWTIDE_LOG";
/// zbus warns of every connection that is closed.
const DEFAULT: &str = "info,zbus=error";

/// How many lines are kept in memory.
const KEPT: usize = 500;
/// A line longer than this is cut.
const LONGEST: usize = 1_000;

/// The last lines.
static RECENT: Recent = Recent::new();

/// Starts the log of one role and sends panics there too.
pub(crate) fn start(role: &'static str) {
    let filter = std::env::var(VARIABLE).ok().and_then(|text| EnvFilter::try_new(text).ok());
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_target(false);
    let started = tracing_subscriber::registry()
        .with(filter.unwrap_or_else(|| EnvFilter::new(DEFAULT)))
        .with(lines)
        .with(Keeper(&RECENT))
        .try_init();
    if started.is_err() {
        return; // somebody else's log is in force; it gets our lines as well
    }
    std::panic::set_hook(Box::new(move |panic| {
        // The message of a panic may quote data; its place is enough to find it.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(role, place, "panicked");
    }));
}

/// The last lines of this process's log, the oldest first.
pub(crate) fn recent() -> Vec<LogLine> {
    RECENT.lines()
}

/// Lines in memory; the oldest goes when there are too many.
struct Recent(Mutex<VecDeque<LogLine>>);

impl Recent {
    const fn new() -> Self {
        Self(Mutex::new(VecDeque::new()))
    }

    fn keep(&self, line: LogLine) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    fn lines(&self) -> Vec<LogLine> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// Writes into [`Recent`] what may be in it.
struct Keeper(&'static Recent);

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        let Some(level) = kept_as(metadata) else { return };
        let mut text = Text::default();
        event.record(&mut text);
        let Text { message, fields } = text;
        let at = SystemClock.now().to_string();
        self.0.keep(LogLine { at, level, text: presentable(&format!("{message}{fields}"), None, LONGEST) });
    }
}

/// How grave a line is, if it is kept: ours down to what is for finding faults; others' may quote what they carry, so
/// only their warnings are.
fn kept_as(metadata: &Metadata<'_>) -> Option<LogLevel> {
    let ours = metadata.target().starts_with("lowtide_");
    match *metadata.level() {
        Level::ERROR => Some(LogLevel::Error),
        Level::WARN => Some(LogLevel::Warn),
        Level::INFO if ours => Some(LogLevel::Info),
        Level::DEBUG if ours => Some(LogLevel::Debug),
        _ => None,
    }
}

/// An event as one line: its message, then ` name=value` for each field.
#[derive(Default)]
struct Text {
    message: String,
    fields: String,
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let written = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
        if written.is_err() {
            self.fields.push_str(" …"); // a value that cannot be written
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logged(act: impl FnOnce()) -> Vec<LogLine> {
        let recent: &'static Recent = Box::leak(Box::new(Recent::new()));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(Keeper(recent)), act);
        recent.lines()
    }

    #[test]
    fn a_line_has_its_message_and_its_fields() {
        let lines = logged(|| {
            tracing::warn!(error = %"no route", count = 2, some = ?Some(1), "cannot be read");
            tracing::info!("bare\n\u{202e}line");
        });
        assert_eq!(lines[0].text, "cannot be read error=no route count=2 some=Some(1)");
        assert_eq!(lines[0].level, LogLevel::Warn);
        assert!(lines[0].at.parse::<jiff::Timestamp>().is_ok(), "{}", lines[0].at);
        assert_eq!((lines[1].text.as_str(), lines[1].level), ("bare line", LogLevel::Info));
    }

    #[test]
    fn of_others_only_warnings_are_kept() {
        let lines = logged(|| {
            tracing::debug!(target: "hyper::proto", "x-api-key: sk-secret");
            tracing::info!(target: "hyper::proto", "x-api-key: sk-secret");
            tracing::trace!("too fine");
            tracing::warn!(target: "zbus", "odd");
            tracing::debug!("ours");
        });
        let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["odd", "ours"]);
    }

    #[test]
    fn the_oldest_goes_and_the_longest_is_cut() {
        let lines = logged(|| {
            for number in 0..KEPT + 3 {
                tracing::info!(number, "line");
            }
            tracing::info!("{}", "x".repeat(5_000));
        });
        assert_eq!(lines.len(), KEPT);
        assert_eq!(lines[0].text, "line number=4");
        assert!(lines[KEPT - 1].text.chars().count() <= LONGEST + 1);
    }
}
