//! The app as people have it: the real program on a real desktop (X server, tray, notification daemon, keychain), used through
//! its page and by mouse, against providers on the loopback interface. `cargo xtask test --only desktop` installs what it
//! takes and runs this. By hand it wants `LOWTIDE_DESKTOP_SESSION=1`, and tauri-driver on the path or in `TAURI_DRIVER`.
//!
//! The page is driven by WebDriver: tauri-driver starts WebKitWebDriver, which starts the app and waits until it can be driven.
//! The app's agent has no page, but the window process that it starts inherits the environment by which WebKit lets itself
//! be driven. A session thus sees the first window that the agent opens, also one that opens much later by a click on the tray
//! icon, and ends with it.
//!
//! When a test fails, its logs and the last picture of the screen are in `target/desktop-tests/<test>/`.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test panics where it fails, or says why it does not run"
)]

mod faults;
mod journey;
mod journeys;
mod leaks;
mod looks;
mod notices;
mod page;
mod place;
mod shell;
