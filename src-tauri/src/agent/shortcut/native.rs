//! Keys on macOS and Windows, which `global-hotkey` asks the system for; it belongs to the main thread.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};

use global_hotkey::hotkey::HotKey;
use global_hotkey::{Error, GlobalHotKeyEvent, GlobalHotKeyManager, HotKeyState};
use lowtide_core::settings::Shortcut;
use tauri::AppHandle;
use tokio::sync::oneshot;

use super::Refusal;

thread_local! {
    /// The main thread's.
    static MANAGER: RefCell<Option<GlobalHotKeyManager>> = const { RefCell::new(None) };
}

/// Who is told of a press. The crate takes one listener, once and for all.
type Listener = Box<dyn Fn() + Send + Sync>;
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

/// A hold on keys, given back when this is dropped.
pub(crate) struct Grab {
    app: AppHandle,
    keys: HotKey,
}

impl Grab {
    /// Takes the keys; `pressed` is called each time they are pressed.
    pub(crate) async fn of(
        app: &AppHandle,
        shortcut: Shortcut,
        pressed: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, Refusal> {
        let keys: HotKey = text(shortcut).parse().map_err(|_| Refusal::NoSuchKey)?;
        *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(pressed));
        GlobalHotKeyEvent::set_event_handler(Some(|event: GlobalHotKeyEvent| {
            if event.state == HotKeyState::Pressed
                && let Some(pressed) = LISTENER.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
            {
                pressed();
            }
        }));
        let (give, take) = oneshot::channel();
        let posted = app.run_on_main_thread(move || {
            if give.send(with_manager(|manager| manager.register(keys))).is_err() {
                tracing::debug!("nobody waits for the shortcut any more");
            }
        });
        posted.map_err(|error| Refusal::System(error.to_string()))?;
        match take.await {
            Ok(Ok(())) => Ok(Self { app: app.clone(), keys }),
            Ok(Err(Error::AlreadyRegistered(_))) => Err(Refusal::Taken),
            Ok(Err(error)) => Err(Refusal::System(error.to_string())),
            Err(_) => Err(Refusal::System("the program is ending".to_owned())),
        }
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        let keys = self.keys;
        let posted = self.app.run_on_main_thread(move || {
            if let Err(error) = with_manager(|manager| manager.unregister(keys)) {
                tracing::debug!(%error, "the keys were not given back");
            }
        });
        if posted.is_err() {
            tracing::debug!("the keys are given back by the end of the program");
        }
    }
}

fn with_manager(act: impl FnOnce(&GlobalHotKeyManager) -> Result<(), Error>) -> Result<(), Error> {
    MANAGER.with_borrow_mut(|manager| {
        if manager.is_none() {
            *manager = Some(GlobalHotKeyManager::new()?);
        }
        manager.as_ref().map_or(Ok(()), act)
    })
}

/// The shortcut as the crate reads it: by the places of the keys, as ours.
fn text(shortcut: Shortcut) -> String {
    let held = shortcut.modifiers();
    let all = [(held.ctrl, "control+"), (held.alt, "alt+"), (held.shift, "shift+"), (held.logo, "super+")];
    let held: String = all.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).collect();
    held + &shortcut.key().code()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_known_to_the_system() {
        for name in ["A", "Z", "0", "F1", "F24", "Space", "Up", "PageDown", "Enter", "Backspace", "Insert"] {
            let shortcut: Shortcut = format!("Ctrl+Alt+Shift+Super+{name}").parse().unwrap();
            assert!(text(shortcut).parse::<HotKey>().is_ok(), "{name}");
        }
    }
}
