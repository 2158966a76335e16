//! Where a test takes place: a desktop, a provider, and the app's folders.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lowtide_demo::{DemoServer, Scenario, Script};
use virtual_desktop::{Area, Desktop, Error, Notice, Part, Running, Window, wait_for};

/// The provider of the tests. Its documented answer is one number, so nothing but that number decides what happens.
pub(crate) const PROVIDER: &str = "supertone";
/// The key of the tests: long and odd enough to be found wherever it lies.
pub(crate) const KEY: &str = "sk-tide-9f27c1e05b6d4a83";
/// The app's windows, by the class that the window manager sees.
const CLASS: &str = "lowtide";
/// What is narrower is the popup.
const POPUP_WIDTH: u32 = 480;
/// How long anything may take that a person waits for. Much longer than it should, for busy machines.
pub(crate) const SOON: Duration = Duration::from_secs(30);

/// A desktop with a provider to poll. When the test fails, what there was to see is kept.
pub(crate) struct Place {
    pub(crate) desktop: Desktop,
    pub(crate) server: DemoServer,
    name: &'static str,
    key_in_environment: bool,
}

impl Place {
    /// A desktop with these parts; the provider's account holds 1,000 credits. None where no desktop can be started, and
    /// the test is then not run.
    pub(crate) fn new(name: &'static str, parts: &[Part]) -> Option<Self> {
        if std::env::var_os("LOWTIDE_DESKTOP_SESSION").is_none_or(|value| value != "1") {
            println!("not run, LOWTIDE_DESKTOP_SESSION is not 1: {name}");
            return None;
        }
        let server = DemoServer::start_blocking(Scenario::scripted().account(PROVIDER, KEY, Script::steady(1_000)));
        let place =
            Self { desktop: Desktop::start(parts).unwrap(), server: server.unwrap(), name, key_in_environment: false };
        std::fs::create_dir_all(place.config()).unwrap();
        std::fs::create_dir_all(place.data()).unwrap();
        Some(place)
    }

    /// The app's configuration folder.
    pub(crate) fn config(&self) -> PathBuf {
        self.desktop.home().join("lowtide/config")
    }

    /// The app's data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.desktop.home().join("lowtide/data")
    }

    /// Configures an account whose key comes from the environment, for tests that are not about keys.
    pub(crate) fn configure_account(&mut self) {
        self.key_in_environment = true;
        let base_url = self.server.base_url(PROVIDER);
        let text = format!(
            "[accounts.voice]\nprovider = \"{PROVIDER}\"\nlabel = \"Voice\"\nkey = {{ env = \"TEST_KEY\" }}\n\
             base_url = \"{base_url}\"\n"
        );
        std::fs::write(self.config().join("config.toml"), text).unwrap();
    }

    /// Adds these lines to the configuration.
    pub(crate) fn add_to_configuration(&self, lines: &str) {
        let file = self.config().join("config.toml");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        std::fs::write(file, format!("{text}\n{lines}")).unwrap();
    }

    /// Has the desktop name a folder for downloads, and says which.
    pub(crate) fn name_downloads(&self) -> PathBuf {
        let folder = self.desktop.home().join("Fetched");
        std::fs::create_dir_all(&folder).unwrap();
        let names = self.desktop.home().join("config/user-dirs.dirs");
        std::fs::write(names, "XDG_DOWNLOAD_DIR=\"$HOME/Fetched\"\n").unwrap();
        folder
    }

    /// Starts the app without WebDriver.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        self.desktop.launch(self.program(), |command| command.args(arguments)).unwrap()
    }

    /// A program that starts the app in its folders and keeps its log, which WebDriver would throw away.
    pub(crate) fn program(&self) -> PathBuf {
        let script = self.desktop.home().join("lowtide/lowtide");
        let key = if self.key_in_environment { KEY } else { "" };
        let text = format!(
            "#!/bin/sh\nexport PATH='{}':\"$PATH\"\nexport TEST_KEY='{key}' LOWTIDE_CONFIG_DIR='{}' LOWTIDE_DATA_DIR='{}' LOWTIDE_LOG=debug\n\
             exec '{}' \"$@\" >>'{}' 2>&1\n",
            self.programs().display(),
            self.config().display(),
            self.data().display(),
            env!("CARGO_BIN_EXE_lowtide-desktop"),
            self.log().display(),
        );
        write_program(&script, &text);
        script
    }

    /// Where programs lie that the app finds before the system's.
    fn programs(&self) -> PathBuf {
        self.desktop.home().join("lowtide/bin")
    }

    /// Puts a browser there that opens nothing and remembers every address.
    pub(crate) fn add_browser(&self) {
        std::fs::create_dir_all(self.programs()).unwrap();
        write_program(
            &self.programs().join("xdg-open"),
            &format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >>'{}'\n", self.addresses().display()),
        );
    }

    /// What the browser was asked to open, an address a line.
    pub(crate) fn opened(&self) -> String {
        std::fs::read_to_string(self.addresses()).unwrap_or_default()
    }

    fn addresses(&self) -> PathBuf {
        self.desktop.home().join("lowtide/opened")
    }

    /// Everything that the app has logged so far.
    pub(crate) fn log(&self) -> PathBuf {
        self.desktop.logs().join("app.log")
    }

    /// Waits until the app has logged this.
    pub(crate) fn wait_for_log(&self, part: &str) {
        wait(part, || std::fs::read_to_string(self.log()).unwrap_or_default().contains(part));
    }

    /// How often the account has been asked for.
    pub(crate) fn polls(&self) -> u64 {
        self.server.handle().request_count()
    }

    /// Waits until the account has been asked for more than `before` times.
    pub(crate) fn wait_for_poll(&self, before: u64) {
        wait("a poll", || self.polls() > before);
    }

    /// Waits until the daemon has been given this many notifications.
    pub(crate) fn wait_for_notices(&self, count: u64) {
        wait("a notification", || self.desktop.notice_count().unwrap() >= count);
    }

    /// Every notification so far; fails when there are more than `count`, also a little later.
    pub(crate) fn notices_after_a_while(&self, count: usize) -> Vec<Notice> {
        std::thread::sleep(Duration::from_secs(3));
        let notices = self.desktop.take_notices().unwrap();
        assert_eq!(notices.len(), count, "{notices:#?}");
        notices
    }

    /// Waits for the popup, and says where it is.
    pub(crate) fn popup(&self) -> Area {
        self.window("the popup", |window| window.area.width < POPUP_WIDTH)
    }

    /// Waits for the ordinary window, and says where it is.
    pub(crate) fn main_window(&self) -> Area {
        self.window("the window", |window| window.area.width >= POPUP_WIDTH)
    }

    /// Whether a line of the tray's menu says this.
    pub(crate) fn menu_says(&self, text: &str) -> bool {
        self.desktop.tray_menu().unwrap().iter().any(|line| line.label.contains(text))
    }

    /// Waits until nothing of the app is left on the desktop.
    pub(crate) fn wait_for_the_end(&self) {
        wait("the end of the app", || self.window_count() == 0 && self.desktop.tray_items().unwrap().is_empty());
    }

    /// The app's windows that are to be seen.
    pub(crate) fn windows(&self) -> Vec<Window> {
        self.desktop.windows(CLASS).unwrap()
    }

    /// How many windows the app shows.
    pub(crate) fn window_count(&self) -> usize {
        self.windows().len()
    }

    /// Keeps a picture of the screen.
    pub(crate) fn keep_picture(&self, name: &str) {
        std::fs::create_dir_all(self.results()).unwrap();
        self.desktop.screenshot().unwrap().save(&self.results().join(name)).unwrap();
    }

    fn window(&self, what: &str, is: impl Fn(&Window) -> bool) -> Area {
        wait_for(what, SOON, || Ok::<_, Error>(self.desktop.windows(CLASS)?.into_iter().find(&is))).unwrap().area
    }

    fn results(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("desktop-tests").join(self.name)
    }
}

fn write_program(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Waits until `is` holds.
pub(crate) fn wait(what: &str, mut is: impl FnMut() -> bool) {
    wait_for(what, SOON, || Ok::<_, Error>(is().then_some(()))).unwrap();
}

impl Drop for Place {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        // The test has failed already; what cannot be kept is not kept.
        let results = self.results();
        drop(std::fs::create_dir_all(&results));
        if let Ok(picture) = self.desktop.screenshot() {
            drop(picture.save(&results.join("failed.png")));
        }
        for log in std::fs::read_dir(self.desktop.logs()).into_iter().flatten().flatten() {
            drop(std::fs::copy(log.path(), results.join(log.file_name())));
        }
    }
}
