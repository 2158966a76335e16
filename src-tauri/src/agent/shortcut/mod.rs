//! The keys that open the popup from anywhere, where the desktop lets a program have keys.

#[cfg(not(target_os = "linux"))]
mod native;
#[cfg(target_os = "linux")]
mod x11;

use lowtide_core::contract::{ShortcutState, ShortcutView};
use lowtide_core::settings::Shortcut;
use tauri::AppHandle;

use super::surroundings::Session;
#[cfg(not(target_os = "linux"))]
use native::Grab;
#[cfg(target_os = "linux")]
use x11::Grab;

/// Why the keys do not work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// Another program has them.
    #[error("another program uses these keys already")]
    Taken,
    /// The keyboard lacks one.
    #[error("this keyboard has no such key")]
    NoSuchKey,
    /// The system refuses, and says why.
    #[error("the system does not give these keys: {0}")]
    System(String),
}

/// What Wayland's desktops let no program do, and what the person can do instead.
const UNSUPPORTED: &str = "on Wayland a program cannot take keys for itself; in the desktop's keyboard settings, bind the \
                           command `lowtide-desktop --popup` to the keys you want";

/// The shortcut that is set, and its hold on the keys.
#[derive(Default)]
pub(crate) struct GlobalShortcut {
    wanted: Option<Shortcut>,
    grab: Option<Grab>,
}

impl GlobalShortcut {
    /// Takes these keys instead of those that it has, and says how that went. Keys that were refused are asked for again:
    /// the other program may have gone.
    pub(crate) async fn set(
        &mut self,
        app: &AppHandle,
        session: Session,
        wanted: Option<Shortcut>,
        pressed: impl Fn() + Send + Sync + 'static,
    ) -> ShortcutView {
        let view = |state, message: Option<String>| ShortcutView { state, message };
        if wanted != self.wanted || self.grab.is_none() {
            self.wanted = wanted;
            self.grab = None; // given back first: the new keys may be the old ones with one more
            let Some(shortcut) = wanted else { return view(ShortcutState::Off, None) };
            if session == Session::Wayland {
                return view(ShortcutState::Unsupported, Some(UNSUPPORTED.to_owned()));
            }
            match Grab::of(app, shortcut, pressed).await {
                Ok(grab) => self.grab = Some(grab),
                Err(refusal) => {
                    tracing::warn!(%shortcut, %refusal, "the shortcut does not work");
                    return view(ShortcutState::Refused, Some(refusal.to_string()));
                }
            }
            tracing::info!(%shortcut, "the shortcut works");
        }
        view(ShortcutState::Works, None)
    }
}
