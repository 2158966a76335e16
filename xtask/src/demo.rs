//! The demo on a virtual desktop: the app is used as a person would use it, by mouse, and pictures of it are left behind.

use std::path::{Path, PathBuf};
use std::time::Duration;

use virtual_desktop::{Area, Button, Desktop, Error as DesktopError, Part, Picture, Running, Window, wait_for};

use crate::step::target;
use crate::{Error, Result};

/// The app's windows, by the class that the window manager sees.
const APP: &str = "lowtide";
/// What is narrower is the popup.
const POPUP_WIDTH: u32 = 480;
/// How long the app may take for one step.
const STEP: Duration = Duration::from_secs(30);
/// How long until there is something to notify of: the demo's script needs 20 s, a slow machine some more.
const NOTIFICATION: Duration = Duration::from_secs(60);
/// How many notifications make a good picture, if they come in time: an account that is low, one that runs low, and a key that
/// is rejected.
const NOTIFICATIONS: u64 = 3;

/// Starts the desktop and the app, looks at everything, and ends both.
pub(crate) fn run() -> Result<()> {
    let pictures = target().join("demo");
    // What an earlier run left would hide that this one took no picture.
    drop(std::fs::remove_dir_all(&pictures));
    std::fs::create_dir_all(&pictures).map_err(Error::file(&pictures))?;
    println!("\nStarting a virtual desktop");
    let desktop = Desktop::start(&[Part::Notifications, Part::Tray])?;
    let outcome = tour(&desktop, &pictures);
    if outcome.is_err() {
        keep(&desktop, &pictures);
    }
    outcome?;
    println!("\nThe pictures are in {}", pictures.display());
    Ok(())
}

fn tour(desktop: &Desktop, pictures: &Path) -> Result<()> {
    let light = Visit { desktop, pictures, suffix: "" };
    light.run(true)?;
    println!("Once more, in the dark theme");
    Visit { suffix: "-dark", ..light }.run(false)
}

/// One run of the app.
struct Visit<'a> {
    desktop: &'a Desktop,
    pictures: &'a Path,
    suffix: &'static str,
}

impl Visit<'_> {
    fn run(&self, with_notification: bool) -> Result<()> {
        let desktop = self.desktop;
        desktop.park_mouse()?;
        let before = desktop.screenshot()?;
        let mut app = self.start()?;
        let icon = desktop.find_tray_item(&before, STEP)?;
        println!("The tray icon is on the panel, at {:?}", icon.center());
        if with_notification {
            self.notification(&mut app)?;
        }
        desktop.click(icon.center(), Button::Left)?;
        println!("Clicked the tray icon");
        let popup = self.save_window("popup", APP, &mut app, is_popup)?;
        self.save("desktop", &desktop.settled("the desktop", before.area(), STEP)?)?;
        // The window will be where they are.
        desktop.hide_notices()?;
        self.open_breakdown(popup, &mut app)?;
        self.save_window("breakdown", APP, &mut app, is_main)?;
        app.check()?;
        app.stop();
        // The next visit must find the panel as it was.
        wait_for("the end of the app", STEP, || Ok::<_, DesktopError>(desktop.tray_items()?.is_empty().then_some(())))?;
        Ok(())
    }

    fn start(&self) -> Result<Running> {
        let program = target().join("debug/lowtide-desktop");
        let dark = !self.suffix.is_empty();
        Ok(self.desktop.launch(program, |command| {
            command.args(["--demo", "--hidden"]);
            if dark { command.env("GTK_THEME", "Adwaita:dark") } else { command }
        })?)
    }

    fn notification(&self, app: &mut Running) -> Result<()> {
        println!("Waiting for an account to run low");
        let mut at_least = |count| {
            wait_for("a notification", NOTIFICATION, || {
                app.check()?;
                Ok::<_, DesktopError>((self.desktop.notice_count()? >= count).then_some(()))
            })
        };
        at_least(1)?;
        if at_least(NOTIFICATIONS).is_err() {
            println!("Fewer notifications came than expected");
        }
        self.save_window("notification", "Dunst", app, |_| true).map(drop)
    }

    /// Clicks a card of the popup, wherever exactly the cards begin.
    fn open_breakdown(&self, Area { x, y, width, height }: Area, app: &mut Running) -> Result<()> {
        let places = [50, 66, 35].map(|percent| (x + width / 2, y + height * percent / 100));
        for place in places {
            self.desktop.click(place, Button::Left)?;
            println!("Clicked a card of the popup");
            if self.wait_for_window("window", APP, Duration::from_secs(8), app, is_main).is_ok() {
                return Ok(());
            }
        }
        self.wait_for_window("window", APP, STEP, app, is_main)
    }

    /// Waits for a window and until there is something to see in it, and keeps a picture of it.
    fn save_window(&self, name: &str, class: &str, app: &mut Running, is: fn(&Window) -> bool) -> Result<Area> {
        self.wait_for_window(name, class, STEP, app, is)?;
        // It would show a tooltip, or mark what it points at.
        self.desktop.park_mouse()?;
        let (picture, window) = self.desktop.settled_window(&format!("the {name}"), class, STEP, is)?;
        self.save(name, &picture)?;
        Ok(window.area)
    }

    fn wait_for_window(
        &self,
        name: &str,
        class: &str,
        limit: Duration,
        app: &mut Running,
        is: fn(&Window) -> bool,
    ) -> Result<()> {
        wait_for(&format!("opening the {name}"), limit, || {
            app.check()?;
            Ok(self.desktop.windows(class)?.iter().any(is).then_some(()))
        })
    }

    fn save(&self, name: &str, picture: &Picture) -> Result<()> {
        let path = self.pictures.join(format!("{name}{}.png", self.suffix));
        picture.save(&path)?;
        println!("Saved {}", path.display());
        Ok(())
    }
}

fn is_popup(window: &Window) -> bool {
    window.area.width < POPUP_WIDTH
}

fn is_main(window: &Window) -> bool {
    !is_popup(window)
}

/// Keeps what helps to find out why it failed.
fn keep(desktop: &Desktop, pictures: &Path) {
    let saved = desktop.screenshot().and_then(|screen| screen.save(&pictures.join("failed.png")));
    let logs: Vec<PathBuf> =
        std::fs::read_dir(desktop.logs()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    for log in logs {
        if let Some(name) = log.file_name() {
            drop(std::fs::copy(&log, pictures.join(name)));
        }
    }
    let also = if saved.is_ok() { "the screen (failed.png) and " } else { "" };
    println!("\nIt failed; {also}the logs are in {}", pictures.display());
}
