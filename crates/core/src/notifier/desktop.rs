//! The desktop's own notifications, through notify-rust.
//!
//! Each call runs on a thread of its own with a time limit: notify-rust blocks, and a server that hangs must hang neither
//! the engine nor the program's end (which is why it is no thread of tokio's).

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedReceiver;

use super::platform::Platform;
use super::{Notice, Notifier, NotifyError, Response};
use crate::foreign;

/// How long a notification server may take.
const LIMIT: Duration = Duration::from_secs(5);

/// Shows notices on the desktop.
pub struct DesktopNotifier {
    platform: Arc<Platform>,
    /// One at a time: notices appear in the order in which they were given.
    place: Arc<Semaphore>,
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
        Self { platform: Arc::new(Platform::new(identity)), place: Arc::new(Semaphore::new(1)) }
    }

    async fn run<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Platform) -> Result<T, NotifyError> + Send + 'static,
    ) -> Result<T, NotifyError> {
        tokio::time::timeout(LIMIT, self.on_a_thread(call))
            .await
            .unwrap_or(Err(NotifyError::TimedOut { seconds: LIMIT.as_secs() }))
    }

    async fn on_a_thread<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Platform) -> Result<T, NotifyError> + Send + 'static,
    ) -> Result<T, NotifyError> {
        let platform = Arc::clone(&self.platform);
        foreign::call("lowtide-notify", &self.place, move || call(&platform))
            .await
            .unwrap_or_else(|foreign::Broken| Err(NotifyError::Refused { reason: "the call to it failed".to_owned() }))
    }
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        let notice = notice.clone();
        self.run(move |platform| platform.show(&notice)).await
    }

    async fn status(&self) -> Result<String, NotifyError> {
        self.run(Platform::status).await
    }

    fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        None
    }
}
