//! The window role: shows the page and owns nothing. No key store, no network, no database; it may be killed at any time.

mod commands;
mod fit;
#[cfg(target_os = "linux")]
mod layer_shell;
mod pipe;
mod placement;
mod platform;
mod stage;
mod state;
#[cfg(target_os = "linux")]
mod theme;
mod webview;

use std::sync::Arc;
use std::time::Duration;

use stage::Stage;
use tauri::{DeviceEventFilter, Manager};

/// How long the window may take to close once the agent is gone.
const LAST_WORD: Duration = Duration::from_secs(2);

/// The window role could not be started.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The pipes to the agent.
    #[error("no pipes to the agent: {0}")]
    Pipes(#[from] std::io::Error),
    /// The windowing system.
    #[error("the window could not be made: {0}")]
    Tauri(#[from] tauri::Error),
}

/// Runs until the agent ends, says so, or the last window is closed.
pub(crate) fn run(context: tauri::Context) -> Result<(), Error> {
    let pipes = pipe::take_standard_pipes()?;
    let link = Arc::new(pipe::Link::new(pipes.output));
    let app = tauri::Builder::default()
        .device_event_filter(DeviceEventFilter::Always)
        .invoke_handler(commands::handle)
        .setup(move |app| {
            #[cfg(target_os = "linux")]
            theme::follow_the_desktop();
            let stage = Stage::new(app.handle().clone(), link);
            app.manage(Arc::clone(&stage));
            std::thread::Builder::new().name("from-agent".to_owned()).spawn(move || {
                pipe::read_frames(pipes.input, |message| stage.receive(message));
                stage.agent_gone();
                std::thread::sleep(LAST_WORD);
                std::process::exit(0); // the main loop did not end by itself
            })?;
            Ok(())
        })
        .build(context)?;
    app.run_return(|_, _| {});
    Ok(())
}
