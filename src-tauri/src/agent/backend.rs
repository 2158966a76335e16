//! The core behind the desk: how it is started, and how a window's command is answered.

use std::path::Path;

use lowtide_core::app::{App, AppOptions};
use lowtide_core::contract::{Command, ErrorCode, IpcError};
use serde_json::Value;
use tokio::sync::watch;

use super::demo::{self, Demo};
use super::surroundings::Surroundings;
use crate::logging;

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

/// Answers a command: what is the shell's at once, everything else when the core is there.
pub(crate) async fn answer(
    mut backend: watch::Receiver<Option<Backend>>,
    surroundings: &Surroundings,
    command: Command,
) -> Result<Value, IpcError> {
    match command {
        Command::Desktop => return json(surroundings.view()),
        Command::SetAutostart { on } => return surroundings.set_autostart(on).map(|()| Value::Null),
        Command::TestTray => return surroundings.test_tray().await.map(|()| Value::Null),
        Command::RecentLog => return json(logging::recent()),
        _ => {}
    }
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
        Command::OpenFolder { folder } => open_folder(app.folder(folder)),
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

/// Opens one of our folders in the person's file browser. One that nothing was put into yet is made: an empty folder is a
/// better answer than none.
fn open_folder(folder: &Path) -> Result<Value, IpcError> {
    let opened = std::fs::create_dir_all(folder).and_then(|()| open::that_detached(folder));
    let failed = |error| IpcError::new(ErrorCode::Internal, format!("{} cannot be opened: {error}", folder.display()));
    opened.map(|()| Value::Null).map_err(failed)
}

fn json(value: impl serde::Serialize) -> Result<Value, IpcError> {
    serde_json::to_value(value).map_err(|error| IpcError::new(ErrorCode::Internal, error.to_string()))
}

#[cfg(test)]
mod tests {
    use lowtide_core::contract::{DesktopView, LogLine};
    use tokio::sync::mpsc;

    use super::super::autostart::Autostart;
    use super::super::surroundings::Session;
    use super::*;

    fn surroundings() -> Surroundings {
        let autostart = Autostart::new(Path::new("/usr/bin/lowtide-desktop"), true, |_| None);
        Surroundings::new(Session::Wayland, autostart, mpsc::unbounded_channel().0)
    }

    #[tokio::test]
    async fn what_is_the_shells_is_answered_without_a_core() {
        for core in [None, Some(Err(IpcError::new(ErrorCode::ConfigBroken, "line 3")))] {
            let (_keep, backend) = watch::channel(core);
            let view = answer(backend.clone(), &surroundings(), Command::Desktop).await.unwrap();
            assert_eq!(serde_json::from_value::<DesktopView>(view).unwrap().session.as_deref(), Some("wayland"));
            let log = answer(backend.clone(), &surroundings(), Command::RecentLog).await.unwrap();
            assert!(serde_json::from_value::<Vec<LogLine>>(log).is_ok());
            let refused = answer(backend.clone(), &surroundings(), Command::SetAutostart { on: true }).await;
            assert_eq!(refused.unwrap_err().code, ErrorCode::InvalidInput, "the demo");
            assert!(answer(backend, &surroundings(), Command::TestTray).await.is_err(), "nobody is at the desk");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let refused = open_folder(Path::new("/proc/nowhere/lowtide")).unwrap_err();
        assert!(refused.message.contains("/proc/nowhere/lowtide"), "{refused}");
    }

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
        let refused = answer(backend.clone(), &surroundings(), Command::Providers).await.unwrap_err();
        assert_eq!((refused.code, refused.message.as_str()), (ErrorCode::ConfigBroken, "line 3"));
        keep.send_replace(None);
        drop(keep);
        assert_eq!(answer(backend, &surroundings(), Command::Providers).await.unwrap_err().code, ErrorCode::Internal);
    }
}
