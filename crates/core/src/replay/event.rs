//! What may happen in a replay.

use std::sync::Arc;

use crate::failure::Failure;
use crate::reading::Reading;
use crate::time::Timestamp;

/// An event and its time.
#[derive(Debug, Clone)]
pub struct Timed {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: Event,
}

/// What may happen.
#[derive(Debug, Clone)]
pub enum Event {
    /// A poll gave a reading.
    Reading(Arc<Reading>),
    /// A poll failed.
    Failure(Failure),
    /// Lowtide ended and was started again.
    Restart,
    /// The person snoozed the account.
    Snooze {
        /// Until when.
        until: Timestamp,
    },
    /// The person muted the account.
    MuteUntilToppedUp,
    /// The notification server takes nothing.
    DeliveryFails {
        /// Until when.
        until: Timestamp,
    },
    /// Time passes, and nothing is read.
    Tick,
}
