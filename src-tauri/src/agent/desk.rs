//! The one place where clicks, windows, snapshots and the tray meet: a single task, everything else reports to it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lowtide_core::app::{App, Press, ShellSettings};
use lowtide_core::contract::{
    Anchor, AppProblemKind, Command, Destination, FromWindow, Look, Section, Snapshot, Surface, ToWindow,
};
use lowtide_core::ids::AccountId;
use lowtide_core::language::Language;
use lowtide_core::time::{Clock as _, SystemClock};
use tauri::AppHandle;
use tokio::sync::{mpsc, oneshot, watch};

use super::backend::{self, Backend};
use super::demo::Demo;
pub(crate) use super::event::Event;
use super::process::{Report, WindowProcess};
use super::shortcut::GlobalShortcut;
use super::surroundings::Surroundings;
use super::tell;
use super::tray::{HERE, Tray};
use super::tray_choice::Choice;
use super::tray_model::TrayModel;
use super::windows::{Show, Step, Windows};
use crate::cli::{self, AgentArgs, Invocation};

/// A tray that has just appeared may not be able to show anything yet: when to try once more.
const TRAY_AGAIN: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(5)];
/// How long the core may take to end.
const LAST_WORD: Duration = Duration::from_secs(5);

/// The desk.
pub(crate) struct Desk {
    handle: AppHandle,
    program: PathBuf,
    tray: Tray,
    tray_attempts: usize,
    tray_problem: Option<String>,
    /// Numbers the wishes to see where the icon is.
    pointings: u64,
    /// Where the icon was when it was last clicked: a popup that is opened without a click goes there too.
    anchor: Option<Anchor>,
    surroundings: Surroundings,
    shortcut: GlobalShortcut,
    events: mpsc::UnboundedSender<Event>,
    demo: Option<Demo>,
    windows: Windows,
    process: Option<WindowProcess>,
    generation: u64,
    backend: watch::Sender<Option<Backend>>,
    snapshot: watch::Sender<Option<Arc<Snapshot>>>,
    look: watch::Sender<Look>,
}

impl Desk {
    /// A desk that has not begun to work.
    pub(crate) fn new(
        handle: AppHandle,
        program: PathBuf,
        tray: Tray,
        surroundings: Surroundings,
        events: mpsc::UnboundedSender<Event>,
    ) -> Self {
        Self {
            handle,
            program,
            tray,
            tray_attempts: 0,
            tray_problem: None,
            pointings: 0,
            anchor: None,
            surroundings,
            shortcut: GlobalShortcut::default(),
            events,
            demo: None,
            windows: Windows::default(),
            process: None,
            generation: 0,
            backend: watch::Sender::new(None),
            snapshot: watch::Sender::new(None),
            look: watch::Sender::new(Look::default()),
        }
    }

    /// Works until it is told to end, and ends the program.
    pub(crate) async fn run(mut self, args: AgentArgs, mut inbox: mpsc::UnboundedReceiver<Event>) {
        if args.show {
            self.open_main(Destination::default(), None);
        } else if args.popup {
            self.show(Show::popup(None, None));
        }
        let mut starting = tokio::spawn(backend::start(args.demo));
        let mut snapshots: Option<watch::Receiver<Arc<Snapshot>>> = None;
        let mut settings: Option<watch::Receiver<ShellSettings>> = None;
        loop {
            tokio::select! {
                event = inbox.recv() => match event {
                    None | Some(Event::Quit) => break,
                    Some(event) => self.handle(event).await,
                },
                started = &mut starting, if self.backend.borrow().is_none() => {
                    let (backend, demo) = started.unwrap_or_else(|error| (backend::failed(&error), None));
                    self.demo = demo;
                    snapshots = self.started(backend, &args).await;
                    settings = self.app().map(|app| app.shell_settings());
                    settings.iter_mut().for_each(watch::Receiver::mark_changed);
                }
                snapshot = latest(&mut snapshots) => match snapshot {
                    Some(snapshot) => self.show_snapshot(snapshot).await,
                    None => snapshots = None,
                },
                now = latest(&mut settings) => match now {
                    Some(now) => self.settings_changed(now).await,
                    None => settings = None,
                },
            }
        }
        self.end().await;
    }

    async fn handle(&mut self, event: Event) {
        match event {
            Event::TrayClicked { anchor, activation } => {
                tracing::debug!(?anchor, with_activation = activation.is_some(), "the icon was clicked");
                self.anchor = Some(anchor);
                self.toggle_popup(activation);
            }
            Event::ShortcutPressed => self.toggle_popup(None),
            Event::PointAtIcon(answer) => self.point_at_icon(answer).await,
            Event::PointedAtIcon(number) if number == self.pointings => {
                self.tray.point(false).await;
            }
            Event::Chosen { choice, activation } => self.choose(choice, activation),
            Event::TrayHost(there) => self.tray_host(there).await,
            Event::Pressed(Press::ShowAccount { account, activation }) => {
                self.open_main(account.map(at).unwrap_or_default(), activation);
            }
            Event::Pressed(Press::OpenPage(address)) => {
                if let Err(error) = backend::open_in_browser(&address) {
                    tracing::warn!(%error, "the page that was asked for from a notification was not opened");
                }
            }
            Event::LaunchedAgain(argv) => self.launched_again(&argv),
            Event::Window(generation, report) if generation == self.generation => self.window(report),
            Event::Window(..) | Event::PointedAtIcon(_) | Event::Quit => {}
        }
    }

    fn choose(&mut self, choice: Choice, activation: Option<String>) {
        match choice {
            Choice::Refresh => self.command(Command::Refresh { accounts: None, only_stale: false }),
            Choice::Pause(choice) => {
                let until = choice.until(&SystemClock.now().to_zoned(SystemClock.zone()));
                self.command(Command::PauseAlerts { until: until.map(|until| until.to_string()) });
            }
            Choice::Resume => self.command(Command::ResumeAlerts),
            Choice::Open => self.open_main(Destination::default(), activation),
            Choice::Account(account) => self.open_main(at(account), activation),
            Choice::Add => self.open_main(Destination { adding: true, ..Destination::default() }, activation),
            Choice::Settings => {
                let section = Some(Section::Settings);
                self.open_main(Destination { section, ..Destination::default() }, activation);
            }
            Choice::Quit => tell(&self.events, Event::Quit),
        }
    }

    /// Has the core do what was chosen; what comes of it is in the next snapshot.
    fn command(&self, command: Command) {
        let Some(app) = self.app() else { return };
        tokio::spawn(async move {
            if let Err(error) = app.handle(command).await {
                tracing::warn!(%error, "what was chosen in the tray's menu was not done");
            }
        });
    }

    fn launched_again(&mut self, argv: &[String]) {
        match cli::parse(argv.iter().skip(1)) {
            Ok(Invocation::Agent(args)) if args.hidden => {}
            Ok(Invocation::Agent(args)) if args.popup && !args.show => self.toggle_popup(None),
            _ => self.open_main(Destination::default(), None),
        }
    }

    fn window(&mut self, report: Report) {
        match report {
            Report::Said(FromWindow::Request { id, command }) => self.answer(id, command),
            Report::Said(FromWindow::OpenMain(destination)) => self.open_main(destination, None),
            Report::Said(FromWindow::Shown) => self.windows.shown(),
            Report::Said(FromWindow::Hidden) => self.windows.hidden(),
            Report::Ended => {
                self.process = None;
                let step = self.windows.ended();
                self.take(step);
            }
        }
    }

    fn answer(&self, id: u64, command: Command) {
        let Some(messages) = self.process.as_ref().map(WindowProcess::messages) else { return };
        let (backend, surroundings) = (self.backend.subscribe(), self.surroundings.clone());
        tokio::spawn(async move {
            let outcome = backend::answer(backend, &surroundings, command).await;
            if messages.send(ToWindow::Reply { id, outcome }).is_err() {
                tracing::debug!("an answer for a window that has ended");
            }
        });
    }

    fn open_main(&mut self, destination: Destination, activation: Option<String>) {
        self.show(Show { surface: Surface::Main(destination), anchor: None, activation });
    }

    /// As a click on the icon: the popup opens, or closes when it is open.
    fn toggle_popup(&mut self, activation: Option<String>) {
        let step = self.windows.toggle_popup(Show::popup(self.anchor, activation));
        self.take(step);
    }

    async fn point_at_icon(&mut self, answer: oneshot::Sender<bool>) {
        let there = self.tray.point(true).await;
        self.pointings += 1;
        let (events, number) = (self.events.clone(), self.pointings);
        tokio::spawn(async move {
            tokio::time::sleep(HERE).await;
            tell(&events, Event::PointedAtIcon(number));
        });
        if answer.send(there).is_err() {
            tracing::debug!("who asked where the icon is has gone");
        }
    }

    async fn settings_changed(&mut self, now: ShellSettings) {
        let events = self.events.clone();
        let pressed = move || tell(&events, Event::ShortcutPressed);
        let session = self.surroundings.session();
        self.surroundings.shortcut = self.shortcut.set(&self.handle, session, now.shortcut, pressed).await;
        self.look_like(|look| look.hide_when_shared = now.hide_when_shared);
    }

    fn look_like(&self, change: impl FnOnce(&mut Look)) {
        self.look.send_if_modified(|look| {
            let before = *look;
            change(look);
            *look != before
        });
    }

    fn show(&mut self, show: Show) {
        let step = self.windows.show(show);
        self.take(step);
    }

    fn take(&mut self, step: Step) {
        match (step, &self.process) {
            (Step::Rest, _) => {}
            (Step::Spawn(show), _) => self.spawn(show),
            (Step::Show(show), Some(process)) => process.send(show.into()),
            (Step::Hide, Some(process)) => process.send(ToWindow::Hide),
            (Step::Show(_) | Step::Hide, None) => self.windows.not_started(),
        }
    }

    fn spawn(&mut self, show: Show) {
        self.generation += 1;
        let (generation, events) = (self.generation, self.events.clone());
        let report = move |report| tell(&events, Event::Window(generation, report));
        match WindowProcess::spawn(&self.program, show.into(), self.look.subscribe(), self.snapshot.subscribe(), report)
        {
            Ok(process) => self.process = Some(process),
            Err(error) => {
                tracing::error!(%error, "the window cannot be started");
                self.windows.not_started();
            }
        }
    }

    async fn tray_host(&mut self, there: bool) {
        let problem = if there {
            self.tray.appear().await.err()
        } else {
            Some("the desktop has no tray; launch Lowtide again to open its window".to_owned())
        };
        if there && problem.is_some() {
            if let Some(delay) = TRAY_AGAIN.get(self.tray_attempts) {
                self.tray_attempts += 1;
                let (events, delay) = (self.events.clone(), *delay);
                tokio::spawn(async move {
                    tokio::time::sleep(delay).await;
                    tell(&events, Event::TrayHost(true));
                });
            }
        } else {
            self.tray_attempts = 0;
        }
        tracing::info!(there, shown = self.tray.is_there(), problem, "tray");
        if let Some(app) = self.app() {
            app.set_problem(AppProblemKind::TrayUnavailable, problem.clone());
        }
        self.surroundings.tray_stands(problem.as_deref());
        self.tray_problem = problem;
    }

    /// The core is there, or never will be.
    async fn started(&mut self, backend: Backend, args: &AgentArgs) -> Option<watch::Receiver<Arc<Snapshot>>> {
        let snapshots = match &backend {
            Ok(app) => {
                if let Some(problem) = &self.tray_problem {
                    app.set_problem(AppProblemKind::TrayUnavailable, Some(problem.clone()));
                }
                self.listen_to_notices(app);
                let mut snapshots = app.snapshots();
                snapshots.mark_changed();
                let (empty, broken) = {
                    let first = snapshots.borrow();
                    let broken = first.problems.iter().any(|problem| problem.kind == AppProblemKind::ConfigBroken);
                    (first.accounts.is_empty(), broken)
                };
                if empty && !args.hidden {
                    self.open_main(Destination { adding: !broken, ..Destination::default() }, None); // the first key, unless there are keys that cannot be seen
                }
                Some(snapshots)
            }
            Err(error) => {
                tracing::error!(%error, "the core could not be started");
                self.tray.show(TrayModel::broken(&error.message, Language::default())).await;
                None
            }
        };
        self.backend.send_replace(Some(backend));
        snapshots
    }

    fn listen_to_notices(&self, app: &App) {
        let Some(mut presses) = app.take_presses() else { return };
        let events = self.events.clone();
        tokio::spawn(async move {
            while let Some(press) = presses.recv().await {
                tell(&events, Event::Pressed(press));
            }
        });
    }

    async fn show_snapshot(&mut self, snapshot: Arc<Snapshot>) {
        self.look_like(|look| look.theme = snapshot.interface.theme);
        self.tray.show(TrayModel::of(&snapshot, &SystemClock.zone())).await;
        self.snapshot.send_replace(Some(snapshot));
    }

    fn app(&self) -> Option<App> {
        self.backend.borrow().as_ref()?.as_ref().ok().cloned()
    }

    async fn end(mut self) {
        if let Some(process) = self.process.take() {
            process.close().await;
        }
        if let Some(app) = self.app()
            && tokio::time::timeout(LAST_WORD, app.shutdown()).await.is_err()
        {
            tracing::warn!("the core did not end in time");
        }
        drop(self.demo.take()); // the folders go once nothing writes to them any more
        self.handle.exit(0);
    }
}

/// The next value, for ever none before there is a core; `None` when the core has ended.
async fn latest<T: Clone>(values: &mut Option<watch::Receiver<T>>) -> Option<T> {
    match values {
        Some(values) => values.changed().await.ok().map(|()| values.borrow_and_update().clone()),
        None => std::future::pending().await,
    }
}

/// The window at an account.
fn at(account: AccountId) -> Destination {
    Destination { account: Some(account), ..Destination::default() }
}
