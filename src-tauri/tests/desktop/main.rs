//! The app as people have it: the real program on a real desktop (X server, tray, notification daemon, keychain), used through
//! its page and by mouse, against providers on the loopback interface. `cargo xtask test --only desktop` installs what it
//! takes and runs this; a run by hand needs `TAURI_DRIVER` (the path of tauri-driver) for the tests that use the page.
//!
//! The page is driven by WebDriver: tauri-driver starts WebKitWebDriver, which starts the app; the app's agent has no page, but
//! the window process that it starts inherits the environment by which WebKit lets itself be driven. One WebDriver session
//! thus sees the first window that the agent opens, so each page is looked at in a run of its own (`--show`, `--popup`). The
//! popup at the tray icon is opened by a real click in a run without WebDriver, and judged by what is on the screen.
//!
//! When a test fails, its logs and the last picture of the screen are in `target/desktop-tests/<test>/`.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test panics where it fails")]

mod faults;
mod journey;
mod leaks;
mod page;
mod place;
