//! Desktop notifications, behind a trait that tells the truth about whether they were shown.
//!
//! An episode counts as delivered only if the server took its notice, so every error is the server's own. Deliberately
//! absent: what a notice says (the engine composes it), when it is said (the alert rules), and buttons — when they come,
//! they are one more field of [`Notice`] and one more channel of [`DesktopNotifier`], not another trait.

mod desktop;
#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod platform;
mod recording;

pub use desktop::{AppIdentity, DesktopNotifier};
pub use recording::RecordingNotifier;

use async_trait::async_trait;

use crate::ids::AccountId;

/// Shows notices to the person.
#[async_trait]
pub trait Notifier: Send + Sync + 'static {
    /// Shows a notice; `Ok` means that the notification server took it.
    async fn show(&self, notice: &Notice) -> Result<(), NotifyError>;

    /// The notification server's name, if there is one.
    async fn status(&self) -> Result<String, NotifyError>;
}

/// One notification, in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The headline.
    pub title: String,
    /// The text below it; lines are kept.
    pub body: String,
    /// How hard it presses.
    pub urgency: Urgency,
    /// The account it is about: a later notice about the same account takes the place of this one.
    pub account: Option<AccountId>,
    /// The name of an icon of the theme, or an image's path; without one Lowtide's own is shown.
    pub icon: Option<String>,
}

/// How hard a notice presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Good to know: topped up, recovered.
    Low,
    /// A warning.
    Normal,
    /// Stays on the screen until it is dismissed.
    Critical,
}

/// Why a notice was not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    /// Nothing on this desktop shows notifications.
    #[error("no notification server: {reason}")]
    NoServer {
        /// What the system said.
        reason: String,
    },
    /// The server answered with an error.
    #[error("the notification server refused: {reason}")]
    Refused {
        /// What the server said.
        reason: String,
    },
    /// The server did not answer in time; the notice may still appear.
    #[error("the notification server did not answer within {seconds} s")]
    TimedOut {
        /// How long it was given.
        seconds: u64,
    },
}
