//! Desktop notifications, behind a trait that tells the truth about whether they were shown.
//!
//! An episode counts as delivered only if the server took its notice, so every error is the server's own. What the person
//! does with a notice comes back through [`Notifier::responses`]. Deliberately absent: what a notice says (the engine
//! composes it), when it is said (the alert rules), and what an answer does (the engine and the shell).

#[cfg(not(target_os = "linux"))]
mod blocking;
mod desktop;
#[cfg_attr(target_os = "linux", path = "linux/mod.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod platform;
mod recording;

pub use desktop::{AppIdentity, DesktopNotifier};
pub use recording::RecordingNotifier;

use async_trait::async_trait;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::ids::AccountId;

/// Shows notices to the person.
#[async_trait]
pub trait Notifier: Send + Sync + 'static {
    /// Shows a notice; `Ok` means that the notification server took it.
    async fn show(&self, notice: &Notice) -> Result<(), NotifyError>;

    /// The notification server's name and version, as it gives them, if there is one.
    async fn status(&self) -> Result<String, NotifyError>;

    /// What the person does with the notices that this notifier has shown, however long ago. `None` when it was taken
    /// before, and where nothing can be heard from a notice.
    fn responses(&self) -> Option<UnboundedReceiver<Response>>;
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
    /// What can be done at once, in this order, each with the words on its button. A server without buttons shows the
    /// notice without them.
    pub actions: Vec<(Action, String)>,
}

/// Something that can be done from a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open the provider's billing page.
    TopUp,
    /// Say nothing about this account for a day.
    Snooze,
    /// Show the account.
    Show,
}

/// What the person did with a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The account that the notice was about.
    pub account: Option<AccountId>,
    /// What was pressed.
    pub what: Pressed,
    /// The right to take the focus, where the server gave it on: an xdg-activation token on Wayland, a startup id on X11.
    pub activation: Option<String>,
}

/// What was pressed on a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pressed {
    /// The notice itself.
    Clicked,
    /// One of its buttons.
    Action(Action),
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
