//! What the core logs, on stderr, for whoever looks for a fault. Other libraries are never heard: they might log an address
//! with its query, in which some providers want the key.

use std::io;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// The variable that says how much is logged.
const VARIABLE: &str = "LOWTIDE_LOG";

/// Begins to log, as much as the environment says.
pub(crate) fn start() {
    let level = std::env::var(VARIABLE).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(LevelFilter::WARN);
    let ours = Targets::new().with_target("lowtide_core", level).with_target("lowtide", level);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_target(false)
        // Tells of a stderr that cannot be written to on stderr, and panics.
        .log_internal_errors(false);
    // Fails only when something logs already.
    drop(tracing_subscriber::registry().with(ours).with(lines).try_init());
}
