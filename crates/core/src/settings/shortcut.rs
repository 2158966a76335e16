//! Keys that are pressed together anywhere on the desktop: modifiers and one other key.
//!
//! Deliberately absent: which keys a desktop lets a program have; whoever registers them finds out. A key that writes
//! alone or with Shift is refused, because no other program would ever receive it.

use std::fmt;
use std::str::FromStr;

/// A key with modifiers, as "Ctrl+Alt+L".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    modifiers: Modifiers,
    key: Key,
}

/// Which modifiers are held; at least one of them besides Shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one key of a keyboard, held or not")]
pub struct Modifiers {
    /// Ctrl.
    pub ctrl: bool,
    /// Alt; on a Mac, Option.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// Super, the Windows key; on a Mac, Command.
    pub logo: bool,
}

/// The key that is pressed with the modifiers, by its place on a keyboard with English letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(Place);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// A to Z.
    Letter(char),
    /// 0 to 9.
    Digit(char),
    /// F1 to F24.
    Function(u8),
    /// One of [`NAMED`].
    Named(&'static (&'static str, &'static str)),
}

/// The other keys: as they are written, and as the W3C names their places (`KeyboardEvent.code`).
const NAMED: [(&str, &str); 14] = [
    ("Space", "Space"),
    ("Up", "ArrowUp"),
    ("Down", "ArrowDown"),
    ("Left", "ArrowLeft"),
    ("Right", "ArrowRight"),
    ("Home", "Home"),
    ("End", "End"),
    ("PageUp", "PageUp"),
    ("PageDown", "PageDown"),
    ("Insert", "Insert"),
    ("Delete", "Delete"),
    ("Enter", "Enter"),
    ("Tab", "Tab"),
    ("Backspace", "Backspace"),
];

/// Why a text is no shortcut. No reason repeats the text: it comes from a file in which a key may stand in the wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShortcutError {
    /// There is no key but modifiers.
    #[error("needs a key behind the modifiers, as \"Ctrl+Alt+L\"")]
    NoKey,
    /// There is no modifier but Shift.
    #[error("needs Ctrl, Alt or Super: without one the key could be used for nothing else")]
    NoModifier,
    /// More than one key besides the modifiers.
    #[error("must be one key with modifiers before it, as \"Ctrl+Alt+L\"")]
    NotOneKey,
    /// A modifier is named twice.
    #[error("names a modifier twice")]
    Repeated,
    /// A part is no key that is known.
    #[error(
        "must be Ctrl, Alt, Shift or Super with a letter, a digit, F1 to F24, Space, an arrow (Up, Down, Left, Right), \
         Home, End, PageUp, PageDown, Insert, Delete, Enter, Tab or Backspace, as \"Ctrl+Alt+L\""
    )]
    UnknownKey,
}

impl Shortcut {
    /// Which modifiers are held.
    pub fn modifiers(&self) -> Modifiers {
        self.modifiers
    }

    /// The key that is pressed with them.
    pub fn key(&self) -> Key {
        self.key
    }
}

impl Key {
    /// The place of the key as the W3C names it (`KeyboardEvent.code`): "KeyL", "Digit1", "F5", "ArrowUp".
    pub fn code(&self) -> String {
        match self.0 {
            Place::Letter(letter) => format!("Key{letter}"),
            Place::Digit(digit) => format!("Digit{digit}"),
            Place::Function(number) => format!("F{number}"),
            Place::Named((_, code)) => (*code).to_owned(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Place::Letter(one) | Place::Digit(one) => write!(f, "{one}"),
            Place::Function(number) => write!(f, "F{number}"),
            Place::Named((name, _)) => f.write_str(name),
        }
    }
}

impl FromStr for Key {
    type Err = ShortcutError;

    /// By the name or by the W3C's, in any case.
    fn from_str(text: &str) -> Result<Self, ShortcutError> {
        if let &[one] = text.as_bytes() {
            let one = char::from(one.to_ascii_uppercase());
            if one.is_ascii_uppercase() {
                return Ok(Self(Place::Letter(one)));
            }
            if one.is_ascii_digit() {
                return Ok(Self(Place::Digit(one)));
            }
        }
        if let Some(digits) = text.strip_prefix(['F', 'f']).filter(|digits| !digits.starts_with(['0', '+']))
            && let Ok(number @ 1..=24) = digits.parse()
        {
            return Ok(Self(Place::Function(number)));
        }
        let is_named =
            |(name, code): &&(&str, &str)| name.eq_ignore_ascii_case(text) || code.eq_ignore_ascii_case(text);
        NAMED.iter().find(is_named).map(|named| Self(Place::Named(named))).ok_or(ShortcutError::UnknownKey)
    }
}

impl Modifiers {
    /// The modifier of that name, in any case and by the names of any system.
    fn named(&mut self, text: &str) -> Option<&mut bool> {
        Some(match text.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => &mut self.ctrl,
            "alt" | "option" => &mut self.alt,
            "shift" => &mut self.shift,
            "super" | "meta" | "win" | "cmd" | "command" => &mut self.logo,
            _ => return None,
        })
    }
}

impl FromStr for Shortcut {
    type Err = ShortcutError;

    fn from_str(text: &str) -> Result<Self, ShortcutError> {
        let mut modifiers = Modifiers::default();
        let mut key = None;
        for part in text.split('+').map(str::trim) {
            if let Some(modifier) = modifiers.named(part) {
                if std::mem::replace(modifier, true) {
                    return Err(ShortcutError::Repeated);
                }
                // "L+Ctrl" is what no keyboard's owner writes.
                if key.is_some() {
                    return Err(ShortcutError::NotOneKey);
                }
            } else if key.replace(part.parse::<Key>()?).is_some() {
                return Err(ShortcutError::NotOneKey);
            }
        }
        let key = key.ok_or(ShortcutError::NoKey)?;
        if modifiers.ctrl || modifiers.alt || modifiers.logo {
            Ok(Self { modifiers, key })
        } else {
            Err(ShortcutError::NoModifier)
        }
    }
}

impl fmt::Display for Shortcut {
    /// As [`Shortcut::from_str`] reads it: the modifiers in one order, then the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers { ctrl, alt, shift, logo } = self.modifiers;
        for (held, name) in [(ctrl, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+"), (logo, "Super+")] {
            if held {
                f.write_str(name)?;
            }
        }
        self.key.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_write_and_writes_it_in_one_way() {
        for (text, canonical, code) in [
            ("Ctrl+Alt+L", "Ctrl+Alt+L", "KeyL"),
            ("alt + ctrl + l", "Ctrl+Alt+L", "KeyL"),
            ("Control+Option+1", "Ctrl+Alt+1", "Digit1"),
            ("Super+Space", "Super+Space", "Space"),
            ("Shift+Cmd+f5", "Shift+Super+F5", "F5"),
            ("Win+F24", "Super+F24", "F24"),
            ("Meta+ArrowUp", "Super+Up", "ArrowUp"),
            ("Ctrl+Shift+Alt+Super+pagedown", "Ctrl+Alt+Shift+Super+PageDown", "PageDown"),
        ] {
            let shortcut: Shortcut = text.parse().unwrap();
            assert_eq!((shortcut.to_string().as_str(), shortcut.key().code().as_str()), (canonical, code), "{text}");
            assert_eq!(canonical.parse(), Ok(shortcut));
        }
    }

    #[test]
    fn says_what_is_wrong_with_others() {
        for (text, error) in [
            ("", ShortcutError::UnknownKey),
            ("Ctrl", ShortcutError::NoKey),
            ("Ctrl+Alt", ShortcutError::NoKey),
            ("Ctrl+", ShortcutError::UnknownKey),
            ("L", ShortcutError::NoModifier),
            ("Shift+L", ShortcutError::NoModifier),
            ("F5", ShortcutError::NoModifier),
            ("Ctrl+A+B", ShortcutError::NotOneKey),
            ("A+Ctrl", ShortcutError::NotOneKey),
            ("Ctrl+Control+A", ShortcutError::Repeated),
            ("Ctrl+F25", ShortcutError::UnknownKey),
            ("Ctrl+F05", ShortcutError::UnknownKey),
            ("Ctrl+\u{e4}", ShortcutError::UnknownKey),
            ("Ctrl+Escape", ShortcutError::UnknownKey),
            ("Ctrl-Alt-L", ShortcutError::UnknownKey),
            ("sk-0123456789", ShortcutError::UnknownKey),
        ] {
            assert_eq!(text.parse::<Shortcut>(), Err(error), "{text:?}");
            assert!(!error.to_string().contains("sk-"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            ctrl in any::<bool>(), alt in any::<bool>(), shift in any::<bool>(), logo in any::<bool>(),
            key in "[A-Z0-9]|F([1-9]|1[0-9]|2[0-4])|Space|Up|Home|Delete|Tab",
        ) {
            let modifiers = Modifiers { ctrl, alt, shift, logo };
            let shortcut = Shortcut { modifiers, key: key.parse().unwrap() };
            let read = shortcut.to_string().parse::<Shortcut>();
            prop_assert_eq!(read, if ctrl || alt || logo { Ok(shortcut) } else { Err(ShortcutError::NoModifier) });
        }

        #[test]
        fn no_text_makes_it_panic(text in "([A-Za-z+ ]|.){0,20}") {
            let _outcome = text.parse::<Shortcut>();
        }
    }
}
