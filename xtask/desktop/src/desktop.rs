//! The desktop itself: its parts, its environment, its beginning and end.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::process::{self, Running};
use crate::{Error, Result, config, wait_for};

/// How long any part may take until it is ready.
const READY: Duration = Duration::from_secs(20);

/// The programs that a desktop is made of and looked at with.
const PROGRAMS: &[&str] = &[
    "Xvfb",
    "busctl",
    "dbus-daemon",
    "dunst",
    "dunstctl",
    "gnome-keyring-daemon",
    "import",
    "openbox",
    "setpriv",
    "xdotool",
    "xfce4-panel",
    "xprop",
    "xsetroot",
    "xwininfo",
];

/// What would tie a program to the desktop of the person who runs us, or send its requests elsewhere.
const FOREIGN: &[&str] = &[
    "ALL_PROXY",
    "DBUS_SESSION_BUS_ADDRESS",
    "DESKTOP_STARTUP_ID",
    "GNOME_KEYRING_CONTROL",
    "GTK_THEME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "SSH_AUTH_SOCK",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_ACTIVATION_TOKEN",
    "all_proxy",
    "http_proxy",
    "https_proxy",
];

/// A part of the desktop that a program must be able to live without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The panel, whose tray is a StatusNotifier host.
    Tray,
    /// The notification daemon.
    Notifications,
    /// The keychain (Secret Service), unlocked.
    Keychain,
}

impl Part {
    fn service(self) -> &'static str {
        match self {
            Self::Tray => "org.kde.StatusNotifierWatcher",
            Self::Notifications => "org.freedesktop.Notifications",
            Self::Keychain => "org.freedesktop.secrets",
        }
    }
}

/// A running desktop. Dropping it ends everything that runs in it and removes its folder.
#[derive(Debug)]
pub struct Desktop {
    // Dropped in this order: the parts before the bus and the screen that they need.
    parts: Vec<(Part, Running)>,
    base: Vec<Running>,
    display: String,
    home: tempfile::TempDir,
}

impl Desktop {
    /// Starts a desktop with these parts and waits until each of them is ready.
    ///
    /// # Errors
    /// When a program is missing, ends early or is not ready in time.
    pub fn start(parts: &[Part]) -> Result<Self> {
        let missing = missing(PROGRAMS);
        if !missing.is_empty() {
            return Err(Error::Missing { programs: missing.join(", ") });
        }
        let temporary = std::env::temp_dir();
        let home = tempfile::Builder::new().prefix("desktop-").tempdir().map_err(Error::file(&temporary))?;
        config::write(home.path())?;
        let mut desktop = Self { parts: Vec::new(), base: Vec::new(), display: String::new(), home };
        desktop.start_screen()?;
        desktop.start_bus()?;
        desktop.start_window_manager()?;
        for part in parts {
            desktop.add(*part)?;
        }
        Ok(desktop)
    }

    /// Starts a part and waits until it is ready. Adding what is there already does nothing.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn add(&mut self, part: Part) -> Result<()> {
        if self.parts.iter().any(|(there, _)| *there == part) {
            return Ok(());
        }
        let running = match part {
            Part::Tray => self.launch("xfce4-panel", |command| command.arg("--disable-wm-check"))?,
            Part::Notifications => self.launch("dunst", |command| command)?,
            Part::Keychain => {
                let mut command = self.tied("gnome-keyring-daemon");
                command.args(["--foreground", "--unlock", "--components=secrets"]);
                Running::start("gnome-keyring-daemon", command, &self.log("gnome-keyring-daemon"), Some("password"))?
            }
        };
        self.parts.push((part, running));
        let what = format!("the start of {part:?}");
        wait_for(&what, READY, || {
            if let Some((_, running)) = self.parts.last_mut() {
                running.check()?;
            }
            Ok::<_, Error>((self.has_name(part.service())? && self.is_ready(part)).then_some(()))
        })
    }

    /// Ends a part, as if it had crashed or the person had switched it off.
    ///
    /// # Errors
    /// When it is still on the bus after a while.
    pub fn remove(&mut self, part: Part) -> Result<()> {
        self.parts.retain(|(there, _)| *there != part);
        wait_for(&format!("the end of {part:?}"), READY, || Ok((!self.has_name(part.service())?).then_some(())))
    }

    /// Starts a program in this desktop that runs until the result is dropped. Its output goes to a log of this name.
    /// The program also ends with the calling thread.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn launch(
        &self,
        program: impl AsRef<OsStr>,
        with: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Result<Running> {
        let mut command = self.tied(&program);
        with(&mut command);
        let path = Path::new(program.as_ref());
        let name = path.file_name().unwrap_or(program.as_ref()).to_string_lossy().into_owned();
        Running::start(&name, command, &self.log(&name), None)
    }

    /// A command that runs in this desktop and is waited for.
    pub fn tool(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        self.put_environment(&mut command);
        command
    }

    /// The folder below which everything lies; the desktop's home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder with a log of each program.
    pub fn logs(&self) -> PathBuf {
        self.home().join("logs")
    }

    /// The value of an environment variable inside the desktop, where it sets one.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let below = |name: &str| self.home().join(name).into_os_string();
        vec![
            ("DISPLAY", self.display.clone().into()),
            ("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.home().join("run/bus").display()).into()),
            ("HOME", self.home().as_os_str().to_owned()),
            ("XDG_CONFIG_HOME", below("config")),
            ("XDG_DATA_HOME", below("data")),
            ("XDG_STATE_HOME", below("data")),
            ("XDG_CACHE_HOME", below("cache")),
            ("XDG_RUNTIME_DIR", below("run")),
            ("XDG_CURRENT_DESKTOP", "XFCE".into()),
            ("XDG_SESSION_TYPE", "x11".into()),
            ("GDK_BACKEND", "x11".into()),
            ("NO_AT_BRIDGE", "1".into()),
            ("LC_ALL", "C.UTF-8".into()),
            ("NO_PROXY", "127.0.0.1,localhost".into()),
        ]
    }

    fn start_screen(&mut self) -> Result<()> {
        let mut command = process::tied("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]);
        // The server says which display number was free, on its standard output, which is the log.
        let log = self.log("Xvfb");
        self.base.push(Running::start("Xvfb", command, &log, None)?);
        self.display = wait_for("the start of the X server", READY, || {
            self.base.last_mut().map_or(Ok(()), Running::check)?;
            let text = std::fs::read_to_string(&log).map_err(Error::file(&log))?;
            let number = text.lines().find(|line| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()));
            Ok::<_, Error>(number.map(|number| format!(":{number}")))
        })?;
        let mut paint = self.tool("xsetroot");
        paint.args(["-solid", "#34505e"]);
        process::output(paint).map(drop)
    }

    fn start_bus(&mut self) -> Result<()> {
        let configuration = self.home().join("bus.conf");
        let bus = self.launch("dbus-daemon", |command| {
            command.arg("--nofork").arg("--nopidfile").arg("--config-file").arg(configuration)
        })?;
        self.base.push(bus);
        wait_for("the start of the message bus", READY, || {
            self.base.last_mut().map_or(Ok(()), Running::check)?;
            Ok::<_, Error>(self.has_name("org.freedesktop.DBus").unwrap_or(false).then_some(()))
        })
    }

    fn start_window_manager(&mut self) -> Result<()> {
        let manager = self.launch("openbox", |command| command.arg("--sm-disable"))?;
        self.base.push(manager);
        wait_for("the start of the window manager", READY, || {
            self.base.last_mut().map_or(Ok(()), Running::check)?;
            let mut ask = self.tool("xprop");
            ask.args(["-root", "_NET_SUPPORTING_WM_CHECK"]);
            Ok::<_, Error>(process::text(ask)?.contains("window id").then_some(()))
        })
    }

    /// Whether a part that answers on the bus can be used already.
    fn is_ready(&self, part: Part) -> bool {
        match part {
            Part::Tray => self.has_tray_host(),
            Part::Notifications => true,
            Part::Keychain => {
                let ask = [
                    "org.freedesktop.secrets",
                    "/org/freedesktop/secrets/aliases/default",
                    "org.freedesktop.Secret.Collection",
                    "Locked",
                ];
                self.property(&ask).is_ok_and(|answer| answer["data"] == false)
            }
        }
    }

    fn tied(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = process::tied(program);
        self.put_environment(&mut command);
        command
    }

    fn put_environment(&self, command: &mut Command) {
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.envs(self.environment()).stdin(Stdio::null()).current_dir(self.home());
    }

    fn log(&self, name: &str) -> PathBuf {
        self.logs().join(format!("{name}.log"))
    }

    /// The environment entry that marks a process as belonging to this desktop.
    fn mark(&self) -> String {
        format!("XDG_RUNTIME_DIR={}", self.home().join("run").display())
    }
}

/// Which of these programs are nowhere on the search path.
fn missing<'a>(programs: &[&'a str]) -> Vec<&'a str> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    programs.iter().copied().filter(|program| !folders.iter().any(|folder| folder.join(program).is_file())).collect()
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.parts.clear();
        process::sweep(&self.mark());
        while self.base.pop().is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        assert_eq!(missing(&["sh", "no-such-program-anywhere"]), ["no-such-program-anywhere"]);
    }
}
