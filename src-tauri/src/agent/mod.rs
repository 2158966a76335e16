//! The agent role: the tray, the core, and at most one window process. No web view is ever made here.

mod autostart;
mod backend;
mod demo;
mod demo_past;
mod desk;
mod event;
mod process;
mod shortcut;
mod surroundings;
mod texts;
mod tray;
mod tray_alerts;
mod tray_choice;
#[cfg(target_os = "linux")]
mod tray_item;
mod tray_model;
#[cfg(not(target_os = "linux"))]
mod tray_native;
mod tray_picture;
#[cfg(target_os = "linux")]
mod tray_theme;
#[cfg(target_os = "linux")]
mod watcher;
mod windows;

use std::path::PathBuf;

use lowtide_core::language::Language;
use tauri::{AppHandle, DeviceEventFilter, Wry};
use tokio::sync::mpsc;

use self::autostart::Autostart;
use self::desk::{Desk, Event};
use self::surroundings::{Session, Surroundings};
use self::tray::Tray;
use self::tray_model::TrayModel;
use crate::cli::AgentArgs;

/// The demo must neither find nor be found by the real one.
const DEMO_IDENTIFIER: &str = "dev.lowtide.demo";

/// The agent could not be started.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// There is nothing to sit in.
    #[cfg(target_os = "linux")]
    #[error("there is no display: Lowtide needs a desktop session (the command `lowtide` needs none)")]
    NoDisplay,
    /// The program does not find itself, so it could never open a window.
    #[error("the program's own file is not found: {0}")]
    Program(std::io::Error),
    /// No threads.
    #[error("the runtime could not be started: {0}")]
    Runtime(std::io::Error),
    /// The windowing system, or another instance that does not answer.
    #[error("{0}")]
    Tauri(#[from] tauri::Error),
}

/// Runs until the person quits.
pub(crate) fn run(args: &AgentArgs, mut context: tauri::Context) -> Result<(), Error> {
    #[cfg(target_os = "linux")]
    gtk::init().map_err(|_| Error::NoDisplay)?;
    let session = Session::current();
    let program = std::env::current_exe().map_err(Error::Program)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("lowtide")
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    tauri::async_runtime::set(runtime.handle().clone());
    if args.demo {
        DEMO_IDENTIFIER.clone_into(&mut context.config_mut().identifier);
    }

    let (events, inbox) = mpsc::unbounded_channel();
    #[cfg(not(target_os = "linux"))]
    tray_native::listen(events.clone());
    let launched = events.clone();
    let args = args.clone();
    let app = tauri::Builder::default()
        .device_event_filter(DeviceEventFilter::Always)
        .plugin(
            tauri_plugin_single_instance::Builder::new()
                .callback(move |_, argv, _| tell(&launched, Event::LaunchedAgain(argv)))
                .build(),
        )
        .setup(move |app| {
            let handle = app.handle().clone();
            // The tray first, the data after.
            let tray = Tray::new(handle.clone(), TrayModel::starting(Language::default()), events.clone());
            start(handle, args, program, session, tray, events, inbox);
            Ok(())
        })
        .build(context)?;
    app.run_return(|_, _| {});
    Ok(())
}

fn start(
    handle: AppHandle<Wry>,
    args: AgentArgs,
    program: PathBuf,
    session: Session,
    tray: Tray,
    events: mpsc::UnboundedSender<Event>,
    inbox: mpsc::UnboundedReceiver<Event>,
) {
    #[cfg(target_os = "linux")]
    {
        let events = events.clone();
        tauri::async_runtime::spawn(watcher::watch(move |there| tell(&events, Event::TrayHost(there))));
    }
    let signals = events.clone();
    tauri::async_runtime::spawn(async move {
        wait_for_a_signal().await;
        tell(&signals, Event::Quit);
    });
    let autostart = Autostart::new(&program, args.demo, |name| std::env::var_os(name));
    let surroundings = Surroundings::new(session, autostart, events.clone());
    let desk = Desk::new(handle, program, tray, surroundings, events);
    tauri::async_runtime::spawn(desk.run(args, inbox));
}

/// Tells the desk; it is there for as long as anything is.
fn tell(events: &mpsc::UnboundedSender<Event>, event: Event) {
    if events.send(event).is_err() {
        tracing::debug!("told after the end");
    }
}

#[cfg(unix)]
async fn wait_for_a_signal() {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("signals cannot be received; SIGTERM will end this process the hard way");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[cfg(not(unix))]
async fn wait_for_a_signal() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "signals cannot be received");
        std::future::pending::<()>().await;
    }
}
