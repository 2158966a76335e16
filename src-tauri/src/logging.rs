//! The log: standard error, nothing secret. Commands of the page are never logged, only their names.

use tracing_subscriber::EnvFilter;

/// Chooses what is logged, in the syntax of `tracing_subscriber::EnvFilter`.
const VARIABLE: &str = "LOWTIDE_LOG";
/// zbus warns of every connection that is closed.
const DEFAULT: &str = "info,zbus=error";

/// Starts the log of one role and sends panics there too.
pub(crate) fn start(role: &'static str) {
    let filter = std::env::var(VARIABLE).ok().and_then(|text| EnvFilter::try_new(text).ok());
    let started = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_target(false)
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(DEFAULT)))
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
