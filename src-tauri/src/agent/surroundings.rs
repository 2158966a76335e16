//! What the shell knows of the desktop around it, and can change there: one copy for each command that asks.

use lowtide_core::contract::{
    DesktopView, ErrorCode, IpcError, ServiceState, ServiceView, ShortcutState, ShortcutView,
};
use lowtide_core::text::presentable;
use tokio::sync::{mpsc, oneshot};

use super::autostart::{Autostart, AutostartError};
use super::desk::Event;
use super::tell;

/// A desktop's name is shorter.
const LONGEST_NAME: usize = 60;

/// The windowing system that the windows are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Session {
    /// X11.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "Linux alone has it"))]
    X11,
    /// Wayland.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "Linux alone has it"))]
    Wayland,
    /// The system's own.
    #[cfg_attr(target_os = "linux", allow(dead_code, reason = "Linux has none"))]
    Native,
}

impl Session {
    /// The one that GTK has connected to, which need not be the one that the session's variables name.
    #[cfg(target_os = "linux")]
    pub(crate) fn current() -> Self {
        use gtk::prelude::*;
        let wayland = gtk::gdk::Display::default().is_some_and(|display| display.type_().name().contains("Wayland"));
        if wayland { Self::Wayland } else { Self::X11 }
    }

    /// The system's.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn current() -> Self {
        Self::Native
    }

    fn name(self) -> &'static str {
        match self {
            Self::X11 => "x11",
            Self::Wayland => "wayland",
            Self::Native => std::env::consts::OS,
        }
    }
}

/// The desktop around Lowtide.
#[derive(Clone)]
pub(crate) struct Surroundings {
    session: Session,
    autostart: Autostart,
    events: mpsc::UnboundedSender<Event>,
    /// How the tray stands.
    pub(crate) tray: ServiceView,
    /// How the shortcut stands.
    pub(crate) shortcut: ShortcutView,
}

impl Surroundings {
    /// Before anything of them is known.
    pub(crate) fn new(session: Session, autostart: Autostart, events: mpsc::UnboundedSender<Event>) -> Self {
        let tray = ServiceView { state: ServiceState::Unknown, name: None, message: None };
        let shortcut = ShortcutView { state: ShortcutState::Off, message: None };
        Self { session, autostart, events, tray, shortcut }
    }

    /// The windowing system.
    pub(crate) fn session(&self) -> Session {
        self.session
    }

    /// Takes in that there is a tray, or why there is none.
    pub(crate) fn tray_stands(&mut self, problem: Option<&str>) {
        let state = if problem.is_none() { ServiceState::Works } else { ServiceState::Missing };
        self.tray = ServiceView { state, name: None, message: problem.map(str::to_owned) };
    }

    /// All of it, as the page shows it.
    pub(crate) fn view(&self) -> DesktopView {
        let desktop = std::env::var("XDG_CURRENT_DESKTOP").ok();
        DesktopView {
            tray: self.tray.clone(),
            session: Some(self.session.name().to_owned()),
            // "ubuntu:GNOME" is a desktop by two names.
            desktop: desktop
                .map(|name| presentable(&name.replace(':', " "), None, LONGEST_NAME))
                .filter(|n| !n.is_empty()),
            web_engine: tauri::webview_version().ok().map(|version| format!("{ENGINE} {version}")),
            autostart: self.autostart.is_on(),
            shortcut: self.shortcut.clone(),
            hides_when_shared: HIDES_WHEN_SHARED,
        }
    }

    /// Has Lowtide start with the session, or not.
    pub(crate) fn set_autostart(&self, on: bool) -> Result<(), IpcError> {
        self.autostart.set(on).map_err(|error| match error {
            AutostartError::Demo => IpcError::new(ErrorCode::InvalidInput, error.to_string()),
            error => IpcError::new(ErrorCode::Internal, format!("the session cannot be told: {error}")),
        })
    }

    /// Shows where the tray's icon is.
    pub(crate) async fn test_tray(&self) -> Result<(), IpcError> {
        let missing = || {
            let reason = self.tray.message.as_deref().unwrap_or("the desktop has no tray");
            IpcError::new(ErrorCode::Internal, reason)
        };
        // The item outlives a panel that has gone, and would come back with it.
        if self.tray.state == ServiceState::Missing {
            return Err(missing());
        }
        let (give, take) = oneshot::channel();
        tell(&self.events, Event::PointAtIcon(give));
        match take.await {
            Ok(true) => Ok(()),
            Ok(false) => Err(missing()),
            Err(_) => Err(IpcError::new(ErrorCode::Internal, "the program is ending")),
        }
    }
}

/// Whether windows can be kept out of a shared screen. On Linux neither X11 nor Wayland lets a program ask for that.
pub(crate) const HIDES_WHEN_SHARED: bool = cfg!(any(target_os = "macos", windows));

const ENGINE: &str = if cfg!(target_os = "linux") {
    "WebKitGTK"
} else if cfg!(windows) {
    "WebView2"
} else {
    "WebKit"
};

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn surroundings(demo: bool) -> (Surroundings, mpsc::UnboundedReceiver<Event>) {
        let (events, inbox) = mpsc::unbounded_channel();
        let autostart = Autostart::new(Path::new("/usr/bin/lowtide-desktop"), demo, |_| None);
        (Surroundings::new(Session::current_for_tests(), autostart, events), inbox)
    }

    impl Session {
        fn current_for_tests() -> Self {
            if cfg!(target_os = "linux") { Self::Wayland } else { Self::Native }
        }
    }

    #[test]
    fn what_is_known_is_told() {
        let (mut around, _inbox) = surroundings(true);
        assert_eq!(around.view().tray.state, ServiceState::Unknown);
        around.tray_stands(Some("no tray"));
        let view = around.view();
        assert_eq!((view.tray.state, view.tray.message.as_deref()), (ServiceState::Missing, Some("no tray")));
        assert_eq!(view.autostart, None, "the demo cannot be started with the session");
        assert_eq!(view.hides_when_shared, !cfg!(target_os = "linux"));
        assert!(view.web_engine.is_some_and(|engine| engine.ends_with(|end: char| end.is_ascii_digit())));
        around.tray_stands(None);
        assert_eq!(around.view().tray.state, ServiceState::Works);
    }

    #[test]
    fn the_demo_is_refused_to_start_with_the_session() {
        let (around, _inbox) = surroundings(true);
        assert_eq!(around.set_autostart(true).unwrap_err().code, ErrorCode::InvalidInput);
    }

    #[tokio::test]
    async fn a_tray_that_is_not_there_cannot_be_shown() {
        for there in [true, false] {
            let (around, mut inbox) = surroundings(false);
            let asked = tokio::spawn(async move { around.test_tray().await });
            let Some(Event::PointAtIcon(answer)) = inbox.recv().await else { panic!("the desk is asked") };
            answer.send(there).unwrap();
            assert_eq!(asked.await.unwrap().is_ok(), there);
        }
        let (mut around, mut inbox) = surroundings(false);
        around.tray_stands(Some("the panel has gone"));
        assert_eq!(around.test_tray().await.unwrap_err().message, "the panel has gone");
        assert!(inbox.try_recv().is_err(), "an icon without a panel is not pointed at");
    }
}
