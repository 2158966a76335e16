//! A complete X11 desktop on a machine without a screen: an X server, a private message bus, a window manager, a panel
//! whose tray is a StatusNotifier host, a notification daemon and a keychain. Each of the last three can be left out,
//! started late and taken away, because a desktop program has to live with that.
//!
//! Everything runs below a temporary home folder and ends with the [`Desktop`], also when the program that started it is
//! killed. It needs a good dozen programs and names those that are missing; nothing here installs anything. Linux only, by
//! nature.
//!
//! Deliberately absent: any knowledge of Lowtide.

#![cfg(target_os = "linux")]

mod bus;
mod config;
mod desktop;
mod error;
mod notices;
mod picture;
mod process;
mod screen;
mod tray;
mod wait;

pub use desktop::{Desktop, Part};
pub use error::Error;
pub use notices::Notice;
pub use picture::{Area, Picture};
pub use process::Running;
pub use screen::{Button, Window};
pub use tray::MenuLine;
pub use wait::wait_for;

/// What this crate's functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;
