//! The two windows of this process: what they show, and when they come and go.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lowtide_core::contract::{Anchor, Command, Destination, FromWindow, Look, Snapshot, Surface, ToWindow};
use tauri::ipc::InvokeResolver;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, WindowEvent, Wry};

use super::pipe::{Link, agent_gone};
use super::state::{Main, Phase, Popup, State};
use super::{platform, webview};

/// The window labels, which the capabilities name.
pub(crate) const POPUP: &str = "popup";
/// The ordinary window's label.
pub(crate) const MAIN: &str = "main";

/// How long the process waits, with the popup hidden, for the next click.
const WARM: Duration = Duration::from_secs(20);
/// A click on the icon first takes the focus away, which closes the popup, and then arrives here: within this time it
/// meant closing.
const SAME_CLICK: Duration = Duration::from_millis(300);
/// How long the focus may be elsewhere for a moment: some window managers take it away and give it back.
const BLINK: Duration = Duration::from_millis(60);
/// A page that is loaded but has not said that it painted is shown anyway after this time.
const PAINT: Duration = Duration::from_millis(400);
/// And one that does not even load, after this.
const LOAD: Duration = Duration::from_secs(3);

/// Coordinates the windows. Whatever touches a window runs on the main thread.
pub(crate) struct Stage {
    app: AppHandle,
    link: Arc<Link<InvokeResolver<Wry>>>,
    state: Mutex<State>,
}

impl Stage {
    /// A stage without windows.
    pub(crate) fn new(app: AppHandle, link: Arc<Link<InvokeResolver<Wry>>>) -> Arc<Self> {
        let main =
            Main { surface: Surface::Main(Destination::default()), activation: None, painted: false, due: false };
        let state = State { snapshot: None, look: Look::default(), popup: Popup::default(), main };
        Arc::new(Self { app, link, state: Mutex::new(state) })
    }

    /// Runs something there, soon.
    pub(crate) fn on_main_thread(self: &Arc<Self>, act: impl FnOnce(&Arc<Self>) + Send + 'static) {
        let stage = Arc::clone(self);
        if let Err(error) = self.app.run_on_main_thread(move || act(&stage)) {
            tracing::debug!(%error, "the main loop has ended");
        }
    }

    fn later(self: &Arc<Self>, delay: Duration, act: impl FnOnce(&Arc<Self>) + Send + 'static) {
        let stage = Arc::clone(self);
        std::thread::spawn(move || {
            std::thread::sleep(delay);
            stage.on_main_thread(act);
        });
    }

    /// A message of the agent. Called from the reading thread.
    pub(crate) fn receive(self: &Arc<Self>, message: ToWindow) {
        match message {
            ToWindow::Look(look) => self.on_main_thread(move |stage| stage.look_like(look)),
            ToWindow::Show { surface: Surface::Popup, anchor, activation } => {
                self.on_main_thread(move |stage| stage.show_popup(anchor, activation));
            }
            ToWindow::Show { surface, activation, .. } => {
                self.on_main_thread(move |stage| stage.show_main(surface, activation));
            }
            ToWindow::Snapshot(snapshot) => self.on_main_thread(move |stage| {
                stage.state().snapshot = Some(*snapshot);
                stage.send_snapshot();
            }),
            ToWindow::Reply { id, outcome } => match (self.link.take(id), outcome) {
                (Some(waiting), Ok(value)) => waiting.resolve(value),
                (Some(waiting), Err(error)) => waiting.reject(error),
                (None, _) => tracing::debug!(id, "an answer that nobody waits for"),
            },
            ToWindow::Hide => self.on_main_thread(Self::hide_popup),
            ToWindow::Quit => self.app.exit(0),
        }
    }

    /// Takes in how windows look, and changes those that are there.
    fn look_like(&self, look: Look) {
        platform::choose_theme(&self.app, look.theme);
        self.state().look = look;
        for window in [POPUP, MAIN].into_iter().filter_map(|label| self.window(label)) {
            report("change the window's ground", window.set_background_color(Some(webview::background())));
            report("keep the window out of a shared screen", window.set_content_protected(look.hide_when_shared));
        }
    }

    /// Whether windows are kept out of a shared screen.
    pub(crate) fn hides_when_shared(&self) -> bool {
        self.state().look.hide_when_shared
    }

    /// The agent's end of the pipe is closed.
    pub(crate) fn agent_gone(&self) {
        for waiting in self.link.close() {
            waiting.reject(agent_gone());
        }
        self.app.exit(0);
    }

    /// Passes a command of the page on.
    pub(crate) fn request(&self, command: Command, answer: InvokeResolver<Wry>) {
        if let Err(answer) = self.link.request(command, answer) {
            answer.reject(agent_gone());
        }
    }

    /// Tells the agent.
    pub(crate) fn tell(&self, message: &FromWindow) {
        self.link.tell(message);
    }

    /// The last snapshot that arrived.
    pub(crate) fn snapshot(&self) -> Option<Snapshot> {
        self.state().snapshot.clone()
    }

    /// What a window shows.
    pub(crate) fn surface(&self, label: &str) -> Surface {
        if label == POPUP { Surface::Popup } else { self.state().main.surface.clone() }
    }

    /// The page has painted its first balances.
    pub(crate) fn painted(self: &Arc<Self>, label: &str) {
        tracing::debug!(label, "the page has painted, or had long enough to");
        if label == POPUP {
            self.state().popup.painted = true;
            self.reveal_popup();
        } else {
            self.state().main.painted = true;
            self.reveal_main();
        }
    }

    /// The page asks for its window to be closed.
    pub(crate) fn close(self: &Arc<Self>, label: &str) {
        if label == POPUP {
            self.hide_popup();
        } else if let Some(window) = self.window(MAIN) {
            report("close the window", window.close());
        }
    }

    /// The page has measured itself.
    pub(crate) fn fit_popup(self: &Arc<Self>, height: f64) {
        let changed = self.state().popup.fit.wish(height, Instant::now());
        if changed.is_some()
            && let Some(window) = self.window(POPUP)
        {
            self.place_popup(&window);
        }
    }

    fn show_popup(self: &Arc<Self>, anchor: Option<Anchor>, activation: Option<String>) {
        tracing::debug!("the popup is asked for");
        let ready = {
            let mut state = self.state();
            let popup = &mut state.popup;
            if popup.phase != Phase::Shown && popup.lost_focus.take().is_some_and(|when| when.elapsed() < SAME_CLICK) {
                drop(state);
                return self.tell(&FromWindow::Hidden);
            }
            popup.anchor = anchor.map(|anchor| (anchor.x, anchor.y));
            popup.activation = activation;
            popup.phase = Phase::Due;
            popup.closed += 1;
            popup.painted
        };
        match self.window(POPUP) {
            Some(_) if ready => {
                self.send_snapshot();
                self.reveal_popup();
            }
            Some(_) => {}
            None => match webview::popup(&self.app, self) {
                Ok(window) => {
                    platform::prepare_popup(&window);
                    self.watch_popup(&window);
                    self.place_popup(&window);
                    let unseen = platform::begin_to_paint(&window).unwrap_or(false);
                    self.state().popup.paints_unseen = unseen;
                    self.later(LOAD, |stage| stage.painted(POPUP));
                }
                Err(error) => self.fail(&error),
            },
        }
    }

    /// The page has been loaded. A window that cannot paint unseen is shown now, with the page's ground; the others when
    /// the page says that it painted, or has not said it for long.
    pub(crate) fn loaded(self: &Arc<Self>, label: &'static str) {
        tracing::debug!(label, "the page is loaded");
        if label == POPUP && self.state().popup.paints_unseen {
            self.later(PAINT, move |stage| stage.painted(label));
        } else {
            self.on_main_thread(move |stage| stage.painted(label));
        }
    }

    fn reveal_popup(self: &Arc<Self>) {
        let activation = {
            let mut state = self.state();
            if state.popup.phase != Phase::Due || !state.popup.painted {
                return;
            }
            state.popup.phase = Phase::Shown;
            state.popup.lost_focus = None;
            state.popup.activation.take()
        };
        if let Some(window) = self.window(POPUP) {
            self.place_popup(&window);
            report("show the popup", platform::show(&window, activation.as_deref()));
            self.send_snapshot();
        }
        tracing::debug!("the popup is shown");
        self.tell(&FromWindow::Shown);
    }

    fn place_popup(&self, window: &WebviewWindow) {
        let (anchor, height) = {
            let state = self.state();
            (state.popup.anchor, state.popup.fit.height())
        };
        report("place the popup", platform::place_popup(window, anchor, (webview::POPUP_WIDTH, height)));
    }

    fn watch_popup(self: &Arc<Self>, window: &WebviewWindow) {
        let stage = Arc::clone(self);
        window.on_window_event(move |event| match event {
            WindowEvent::Focused(true) => {
                let popup = &mut stage.state().popup;
                popup.focused = true;
                popup.lost_focus = None;
            }
            WindowEvent::Focused(false) => {
                let mut state = stage.state();
                let had_it = std::mem::take(&mut state.popup.focused);
                if had_it && state.popup.phase == Phase::Shown {
                    state.popup.lost_focus = Some(Instant::now());
                    drop(state);
                    stage.later(BLINK, Self::hide_unfocused);
                }
            }
            WindowEvent::CloseRequested { api, .. } => {
                api.prevent_close();
                stage.on_main_thread(Self::hide_popup);
            }
            _ => {}
        });
    }

    fn hide_unfocused(self: &Arc<Self>) {
        let lost = self.state().popup.lost_focus;
        if lost.is_some() {
            self.hide_popup();
            self.state().popup.lost_focus = lost;
        }
    }

    fn hide_popup(self: &Arc<Self>) {
        let closed = {
            let mut state = self.state();
            let popup = &mut state.popup;
            popup.phase = Phase::Hidden;
            popup.lost_focus = None;
            popup.closed += 1;
            popup.closed
        };
        if let Some(window) = self.window(POPUP) {
            report("hide the popup", platform::hide(&window));
        }
        self.tell(&FromWindow::Hidden);
        self.later(WARM, move |stage| {
            if stage.state().popup.closed == closed && stage.window(MAIN).is_none() {
                stage.app.exit(0);
            }
        });
    }

    fn show_main(self: &Arc<Self>, surface: Surface, activation: Option<String>) {
        if self.state().popup.phase == Phase::Shown {
            self.hide_popup();
        }
        let ready = {
            let mut state = self.state();
            state.main.surface = surface.clone();
            state.main.activation = activation;
            state.main.due = true;
            state.main.painted
        };
        match self.window(MAIN) {
            Some(window) => {
                report("tell the page", self.app.emit_to(MAIN, "surface", surface));
                report("restore the window", window.unminimize());
                if ready {
                    self.reveal_main();
                }
            }
            None => match webview::main(&self.app, self) {
                Ok(window) => {
                    self.watch_main(&window);
                    self.later(LOAD, |stage| stage.painted(MAIN));
                }
                Err(error) => self.fail(&error),
            },
        }
    }

    fn reveal_main(self: &Arc<Self>) {
        let activation = {
            let mut state = self.state();
            if !state.main.due || !state.main.painted {
                return;
            }
            state.main.due = false;
            state.main.activation.take()
        };
        if let Some(window) = self.window(MAIN) {
            report("show the window", platform::show(&window, activation.as_deref()));
        }
        self.tell(&FromWindow::Shown);
    }

    fn watch_main(self: &Arc<Self>, window: &WebviewWindow) {
        let stage = Arc::clone(self);
        window.on_window_event(move |event| {
            if matches!(event, WindowEvent::Destroyed) {
                stage.state().main.painted = false;
                if stage.state().popup.phase == Phase::Hidden {
                    stage.app.exit(0);
                }
            }
        });
    }

    /// Sends the last snapshot to the windows that somebody sees; a hidden popup learns of it when it is shown.
    fn send_snapshot(&self) {
        let (snapshot, popup) = {
            let state = self.state();
            (state.snapshot.clone(), state.popup.phase != Phase::Hidden)
        };
        let Some(snapshot) = snapshot else { return };
        if popup && self.window(POPUP).is_some() {
            report("tell the page", self.app.emit_to(POPUP, "snapshot", &snapshot));
        }
        if self.window(MAIN).is_some() {
            report("tell the page", self.app.emit_to(MAIN, "snapshot", &snapshot));
        }
    }

    /// A window cannot be made: there is nothing this process is good for.
    fn fail(&self, error: &tauri::Error) {
        tracing::error!(%error, "the window cannot be made");
        self.app.exit(1);
    }

    fn window(&self, label: &str) -> Option<WebviewWindow> {
        self.app.get_webview_window(label)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn report(what: &str, outcome: tauri::Result<()>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "cannot {what}");
    }
}
