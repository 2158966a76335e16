//! The core behind the desk: how it is started, and how a window's command is answered.

use lowtide_core::app::{App, AppOptions};
use lowtide_core::contract::{Command, ErrorCode, IpcError};
use serde_json::Value;
use tokio::sync::watch;

use super::demo::{self, Demo};

/// The running core, or why there is none.
pub(crate) type Backend = Result<App, IpcError>;

/// Starts the core, on the person's own world or on the demo's.
pub(crate) async fn start(demo: bool) -> (Backend, Option<Demo>) {
    if demo {
        match demo::start().await {
            Ok((app, demo)) => (Ok(app), Some(demo)),
            Err(error) => (failed(&error), None),
        }
    } else {
        let started = match AppOptions::for_desktop() {
            Ok(options) => App::start(options).await,
            Err(error) => Err(error),
        };
        (started.or_else(|error| failed(&error)), None)
    }
}

/// There is no core, for this reason.
pub(crate) fn failed(error: &impl ToString) -> Backend {
    Err(IpcError::new(ErrorCode::Internal, error.to_string()))
}

/// Answers a command once the core is there.
pub(crate) async fn answer(mut backend: watch::Receiver<Option<Backend>>, command: Command) -> Result<Value, IpcError> {
    let app = match backend.wait_for(Option::is_some).await.as_deref() {
        Ok(Some(Ok(app))) => app.clone(),
        Ok(Some(Err(error))) => return Err(error.clone()),
        Ok(None) | Err(_) => return Err(IpcError::new(ErrorCode::Internal, "the program is ending")),
    };
    match command {
        Command::OpenPage { provider, page } => {
            let address = app.page_url(&provider, page)?;
            open_in_browser(&address)
        }
        Command::Desktop
        | Command::SetAutostart { .. }
        | Command::TestTray
        | Command::RecentLog
        | Command::OpenFolder { .. } => Err(IpcError::new(ErrorCode::Internal, "not yet")),
        command => app.handle(command).await,
    }
}

/// Opens a page of the provider. A custom provider's file may say anything, so only web addresses are opened.
pub(crate) fn open_in_browser(address: &url::Url) -> Result<Value, IpcError> {
    if !matches!(address.scheme(), "https" | "http") {
        return Err(IpcError::new(ErrorCode::PageMissing, "the provider's page is no web address"));
    }
    match open::that_detached(address.as_str()) {
        Ok(()) => Ok(Value::Null),
        Err(error) => Err(IpcError::new(ErrorCode::Internal, format!("the browser cannot be opened: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        for address in ["file:///etc/passwd", "javascript:alert(1)", "smb://host/share"] {
            let refused = open_in_browser(&address.parse().unwrap()).unwrap_err();
            assert_eq!(refused.code, ErrorCode::PageMissing, "{address}");
        }
    }

    #[tokio::test]
    async fn without_a_core_every_command_says_why() {
        let (keep, backend) = watch::channel(Some(Err(IpcError::new(ErrorCode::ConfigBroken, "line 3"))));
        let refused = answer(backend.clone(), Command::Providers).await.unwrap_err();
        assert_eq!((refused.code, refused.message.as_str()), (ErrorCode::ConfigBroken, "line 3"));
        keep.send_replace(None);
        drop(keep);
        assert_eq!(answer(backend, Command::Providers).await.unwrap_err().code, ErrorCode::Internal);
    }
}
