//! Points in time, and the only place that may ask what time it is.

pub use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Tells the time. Passed in wherever a decision depends on it, so that tests can hold it still or move it.
pub trait Clock: Send + Sync {
    /// The wall clock: jumps when the person or the network sets it, and runs on while the machine sleeps.
    fn now(&self) -> Timestamp;

    /// Local time, for quiet hours and for the rhythm of day and week. It changes when the person travels.
    fn zone(&self) -> TimeZone;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the one place that may read the clock")]
        let now = Timestamp::now();
        // To the millisecond, as the history keeps it: what was read is told alike before and after a restart.
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
}
