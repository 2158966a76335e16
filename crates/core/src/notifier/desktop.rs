//! The desktop's own notifications, built with notify-rust.
//!
//! Each call has a time limit, and none runs on a thread of tokio's: a server that hangs must hang neither the engine nor the
//! program's end.

use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::mpsc::UnboundedReceiver;

use super::platform::Platform;
use super::{Notice, Notifier, NotifyError, Response};

/// How long a notification server may take.
const LIMIT: Duration = Duration::from_secs(5);

/// Shows notices on the desktop.
pub struct DesktopNotifier {
    platform: Platform,
}

/// What the desktop knows Lowtide as; set once, by the package that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppIdentity {
    /// Linux: the desktop file's name without `.desktop`. Groups the notices, and lets the person set how they behave.
    pub desktop_entry: String,
    /// Linux: the name of the application's icon in the theme.
    pub icon: String,
    /// macOS: the bundle's identifier. Windows: the AppUserModelID, which must be that of a shortcut in the Start menu
    /// (the installer makes it), or Windows shows nothing.
    pub bundle: String,
}

impl Default for AppIdentity {
    fn default() -> Self {
        Self {
            desktop_entry: "lowtide".to_owned(),
            icon: "lowtide".to_owned(),
            bundle: "dev.lowtide.desktop".to_owned(),
        }
    }
}

impl DesktopNotifier {
    /// Connects to nothing yet: a server that is not there is looked for again by each call.
    pub fn new(identity: AppIdentity) -> Self {
        Self { platform: Platform::new(identity) }
    }
}

/// The call's outcome, or that it took too long.
async fn in_time<T>(call: impl Future<Output = Result<T, NotifyError>>) -> Result<T, NotifyError> {
    let limit = tokio::time::timeout(LIMIT, call).await;
    limit.unwrap_or(Err(NotifyError::TimedOut { seconds: LIMIT.as_secs() }))
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        in_time(self.platform.show(notice)).await
    }

    async fn status(&self) -> Result<String, NotifyError> {
        in_time(self.platform.status()).await
    }

    fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        self.platform.responses()
    }
}
