//! Toasts. They are shown under an AppUserModelID, which must be that of a shortcut in the Start menu: without one Windows
//! takes the toast and shows nothing. A critical one stays until it is dismissed; a notice replaces no earlier one.

use notify_rust::{Notification, Timeout};

use super::{AppIdentity, Notice, NotifyError, Urgency};

pub(super) struct Platform {
    identity: AppIdentity,
}

impl Platform {
    pub(super) fn new(identity: AppIdentity) -> Self {
        Self { identity }
    }

    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same on every platform")]
    pub(super) fn status(&self) -> Result<String, NotifyError> {
        Ok("Windows".to_owned())
    }

    pub(super) fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let mut notification = Notification::new();
        notification
            .app_id(&self.identity.bundle)
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
}
