//! Keys on X11: grabbed from the server, on a connection of their own. One thread waits for them, only while there are any;
//! it sleeps in the kernel until the server has something to say, where the usual crate would look twenty times a second.

use std::sync::Arc;

use lowtide_core::settings::{Key, Shortcut};
use tauri::AppHandle;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ConnectionExt as _, CreateWindowAux, GrabMode, ModMask, WindowClass};
use x11rb::rust_connection::RustConnection;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT};

use super::Refusal;

/// A hold on keys, given back when this is dropped.
pub(crate) struct Grab {
    connection: Arc<RustConnection>,
    /// Never shown: its end tells the waiting thread to end.
    window: u32,
}

impl Grab {
    /// Takes the keys; `pressed` is called on another thread each time they are pressed.
    pub(crate) async fn of(
        _: &AppHandle,
        shortcut: Shortcut,
        pressed: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, Refusal> {
        let grabbed = tokio::task::spawn_blocking(move || Self::on_server(shortcut, pressed)).await;
        grabbed.unwrap_or_else(|error| Err(system(error)))
    }

    fn on_server(shortcut: Shortcut, pressed: impl Fn() + Send + Sync + 'static) -> Result<Self, Refusal> {
        let (connection, screen) = x11rb::connect(None).map_err(system)?;
        let setup = connection.setup();
        let root = setup.roots[screen].root;
        let key = keycode(shortcut.key())
            .filter(|code| (setup.min_keycode..=setup.max_keycode).contains(code))
            .ok_or(Refusal::NoSuchKey)?;
        for locks in locks() {
            let modifiers = modifiers(shortcut) | locks;
            let asked = connection.grab_key(false, root, modifiers, key, GrabMode::ASYNC, GrabMode::ASYNC);
            asked.map_err(system)?.check().map_err(|error| match error {
                // BadAccess is the only error of an existing key on an existing window.
                ReplyError::X11Error(_) => Refusal::Taken,
                ReplyError::ConnectionError(error) => system(error),
            })?;
        }
        let window = connection.generate_id().map_err(system)?;
        let aux = CreateWindowAux::new().event_mask(x11rb::protocol::xproto::EventMask::STRUCTURE_NOTIFY);
        let (depth, visual) = (COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT);
        let class = WindowClass::INPUT_ONLY;
        let made = connection.create_window(depth, window, root, 0, 0, 1, 1, 0, class, visual, &aux);
        made.map_err(system)?.check().map_err(system)?;
        let connection = Arc::new(connection);
        let waiting = Arc::clone(&connection);
        let thread = std::thread::Builder::new().name("shortcut".to_owned());
        thread.spawn(move || wait(&waiting, window, pressed)).map_err(system)?;
        Ok(Self { connection, window })
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        // The thread ends with the window, and the connection, which holds the keys, with both.
        let asked = self.connection.destroy_window(self.window).map(drop);
        if let Err(error) = asked.and_then(|()| self.connection.flush()) {
            tracing::debug!(%error, "the X server is gone, and the keys with it");
        }
    }
}

fn wait(connection: &RustConnection, window: u32, pressed: impl Fn()) {
    let mut held = Held::default();
    loop {
        match connection.wait_for_event() {
            Ok(Event::KeyPress(event)) if held.begins(event.time) => pressed(),
            Ok(Event::KeyRelease(event)) => held.ends(event.time),
            Ok(Event::DestroyNotify(event)) if event.window == window => return,
            Ok(_) => {}
            Err(error) => return tracing::debug!(%error, "the X server is gone"),
        }
    }
}

/// Tells a press from the repetitions of a key that is held: these begin at the very time at which the last one ended.
#[derive(Debug, Default)]
struct Held {
    ended: Option<u32>,
}

impl Held {
    fn begins(&mut self, time: u32) -> bool {
        self.ended.take() != Some(time)
    }

    fn ends(&mut self, time: u32) {
        self.ended = Some(time);
    }
}

/// Caps Lock and Num Lock do not make another shortcut of it, in any combination.
fn locks() -> [ModMask; 4] {
    [ModMask::from(0_u16), ModMask::LOCK, ModMask::M2, ModMask::LOCK | ModMask::M2]
}

fn modifiers(shortcut: Shortcut) -> ModMask {
    let held = shortcut.modifiers();
    let all = [
        (held.ctrl, ModMask::CONTROL),
        (held.alt, ModMask::M1),
        (held.shift, ModMask::SHIFT),
        (held.logo, ModMask::M4),
    ];
    all.into_iter().filter(|(held, _)| *held).fold(ModMask::from(0_u16), |sum, (_, one)| sum | one)
}

/// The server's number of a key. A shortcut names a place on the keyboard, as the kernel does, whose numbers the server
/// takes over with eight added.
fn keycode(key: Key) -> Option<u8> {
    let code = key.code();
    let row =
        |first: u8, keys: &str, key: &str| keys.find(key).and_then(|at| u8::try_from(at).ok()).map(|at| first + at);
    let kernel = if let Some(letter) = code.strip_prefix("Key") {
        row(16, "QWERTYUIOP", letter).or_else(|| row(30, "ASDFGHJKL", letter)).or_else(|| row(44, "ZXCVBNM", letter))
    } else if let Some(digit) = code.strip_prefix("Digit") {
        row(2, "1234567890", digit)
    } else if let Some(number) = code.strip_prefix('F').and_then(|number| number.parse::<u8>().ok()) {
        match number {
            1..=10 => Some(58 + number),
            11..=12 => Some(76 + number),
            13..=24 => Some(170 + number),
            _ => None,
        }
    } else {
        match code.as_str() {
            "Backspace" => Some(14),
            "Tab" => Some(15),
            "Enter" => Some(28),
            "Space" => Some(57),
            "Home" => Some(102),
            "ArrowUp" => Some(103),
            "PageUp" => Some(104),
            "ArrowLeft" => Some(105),
            "ArrowRight" => Some(106),
            "End" => Some(107),
            "ArrowDown" => Some(108),
            "PageDown" => Some(109),
            "Insert" => Some(110),
            "Delete" => Some(111),
            _ => None,
        }
    };
    kernel.map(|kernel| kernel + 8)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn system<E: ToString>(error: E) -> Refusal {
    Refusal::System(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_key_that_a_shortcut_can_have_is_on_the_keyboard() {
        let letters = ('A'..='Z').chain('0'..='9').map(String::from);
        let functions = (1..=24).map(|number| format!("F{number}"));
        let named = "Space Up Down Left Right Home End PageUp PageDown Insert Delete Enter Tab Backspace".split(' ');
        let codes: Vec<_> = letters
            .chain(functions)
            .chain(named.map(str::to_owned))
            .map(|name| keycode(name.parse().unwrap()).unwrap_or_else(|| panic!("{name}")))
            .collect();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 26 + 10 + 24 + 14, "each has its own");
        // As `xmodmap -pke` has them.
        for (name, code) in
            [("L", 46), ("Q", 24), ("M", 58), ("1", 10), ("0", 19), ("F1", 67), ("F12", 96), ("F13", 191), ("Up", 111)]
        {
            assert_eq!(keycode(name.parse().unwrap()), Some(code), "{name}");
        }
    }

    #[test]
    fn modifiers_are_the_servers() {
        let shortcut: Shortcut = "Ctrl+Alt+Shift+Super+L".parse().unwrap();
        assert_eq!(modifiers(shortcut), ModMask::CONTROL | ModMask::M1 | ModMask::SHIFT | ModMask::M4);
        assert_eq!(modifiers("Super+L".parse().unwrap()), ModMask::M4);
    }

    #[test]
    fn a_held_key_is_one_press() {
        let mut held = Held::default();
        assert!(held.begins(100));
        held.ends(600);
        assert!(!held.begins(600), "repeated");
        held.ends(630);
        assert!(!held.begins(630), "and again");
        held.ends(660);
        assert!(held.begins(900), "pressed once more");
    }
}
