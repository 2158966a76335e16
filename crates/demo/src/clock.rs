//! The server's clocks: the wall clock for the times in its answers, a steady one for its scripts.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The machine's wall clock.
pub(crate) fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that may read the clock")]
    Timestamp::now()
}

/// Measures the time since the start, which a test may move forward.
#[derive(Debug)]
pub(crate) struct Stopwatch {
    started: Instant,
    skipped: Duration,
}

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), skipped: Duration::ZERO }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed().saturating_add(self.skipped)
    }

    pub(crate) fn skip(&mut self, by: Duration) {
        self.skipped = self.skipped.saturating_add(by);
    }
}
