//! Toasts. They are shown under an AppUserModelID, which must be that of a shortcut in the Start menu: without one Windows
//! takes the toast and shows nothing. A critical one stays until it is dismissed; a notice replaces no earlier one. It
//! has no buttons and a click on it brings nothing back: notify-rust hears of either only on a thread that blocks for as
//! long as the toast stands.

use notify_rust::{Notification, Timeout};
use tokio::sync::mpsc::UnboundedReceiver;

use super::blocking::OneAtATime;
use super::{AppIdentity, Notice, NotifyError, Response, Urgency};

pub(super) struct Platform {
    identity: AppIdentity,
    place: OneAtATime,
}

impl Platform {
    pub(super) fn new(identity: AppIdentity) -> Self {
        Self { identity, place: OneAtATime::new() }
    }

    #[expect(clippy::unused_async, reason = "the same on every platform")]
    pub(super) async fn status(&self) -> Result<String, NotifyError> {
        Ok("Windows".to_owned())
    }

    pub(super) async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let (identity, notice) = (self.identity.clone(), notice.clone());
        self.place.call(move || show(&identity, &notice)).await
    }

    #[expect(clippy::unused_self, reason = "the same on every platform")]
    pub(super) fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        None
    }
}

fn show(identity: &AppIdentity, notice: &Notice) -> Result<(), NotifyError> {
    let mut notification = Notification::new();
    notification
        .app_id(&identity.bundle)
        .summary(&notice.title)
        .body(&notice.body)
        .urgency(match notice.urgency {
            Urgency::Low => notify_rust::Urgency::Low,
            Urgency::Normal => notify_rust::Urgency::Normal,
            Urgency::Critical => notify_rust::Urgency::Critical,
        })
        .timeout(if notice.urgency == Urgency::Critical { Timeout::Never } else { Timeout::Default });
    if let Some(icon) = &notice.icon {
        notification.image_path(icon);
    }
    match notification.show() {
        Ok(_) => Ok(()),
        Err(error) => Err(NotifyError::Refused { reason: error.to_string() }),
    }
}
