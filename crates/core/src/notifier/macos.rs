//! The Notification Center.
//!
//! notify-rust's `show` sends nothing here: the notice goes out when its handle is dropped, and an error with it. A notice
//! scheduled for the next second goes out at once and its error comes back. Urgency is the person's to set there, and a
//! notice replaces no earlier one. It has no buttons and a click on it brings nothing back: notify-rust hears of either
//! only on a thread that blocks for as long as the notice stands.

use notify_rust::Notification;
use tokio::sync::mpsc::UnboundedReceiver;

use super::blocking::OneAtATime;
use super::{AppIdentity, Notice, NotifyError, Response};
use crate::time::{Clock, SystemClock};

pub(super) struct Platform {
    place: OneAtATime,
}

impl Platform {
    #[expect(clippy::needless_pass_by_value, reason = "the same on every platform")]
    pub(super) fn new(identity: AppIdentity) -> Self {
        // Once per process. A program outside its bundle (a developer's) is shown as Finder, which is no failure.
        if let Err(error) = notify_rust::set_application(&identity.bundle) {
            tracing::debug!(%error, "the notices' application is not set");
        }
        Self { place: OneAtATime::new() }
    }

    #[expect(clippy::unused_async, reason = "the same on every platform")]
    pub(super) async fn status(&self) -> Result<String, NotifyError> {
        Ok("Notification Center".to_owned())
    }

    pub(super) async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let notice = notice.clone();
        self.place.call(move || show(&notice)).await
    }

    #[expect(clippy::unused_self, reason = "the same on every platform")]
    pub(super) fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        None
    }
}

fn show(notice: &Notice) -> Result<(), NotifyError> {
    let mut notification = Notification::new();
    notification.summary(&notice.title).body(&notice.body);
    if let Some(icon) = &notice.icon {
        notification.image_path(icon);
    }
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit")]
    let at = SystemClock.now().as_second() as f64 + 1.0;
    match notification.schedule_raw(at) {
        Ok(_) => Ok(()),
        Err(error) => Err(NotifyError::Refused { reason: error.to_string() }),
    }
}
