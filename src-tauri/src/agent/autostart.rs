//! Starting with the session. On Linux a file as the desktops' specifications have it, written here: the crates that
//! write one neither quote the program's path nor look at `XDG_CONFIG_HOME`. Elsewhere `auto-launch` knows how.

use std::io;
use std::path::{Path, PathBuf};

/// The session cannot be told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AutostartError {
    /// The demo is no program to come back by itself.
    #[error("the demo does not start with the session")]
    Demo,
    /// Nobody knows where such files are.
    #[cfg(target_os = "linux")]
    #[error("there is no home folder")]
    NoHome,
    /// The program lies where such a file cannot name it.
    #[error("the program's path cannot be written down: {0:?}")]
    Path(PathBuf),
    /// The file.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The system.
    #[cfg(not(target_os = "linux"))]
    #[error("{0}")]
    System(#[from] auto_launch::Error),
}

/// Whether and how this program starts with the session.
#[derive(Debug, Clone)]
pub(crate) struct Autostart {
    program: PathBuf,
    /// The folder of the session's programs; none for the demo, which never registers itself.
    #[cfg(target_os = "linux")]
    folder: Result<PathBuf, Absent>,
    #[cfg(not(target_os = "linux"))]
    demo: bool,
}

/// Why there is no folder.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone, Copy)]
enum Absent {
    Demo,
    Home,
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{Absent, Autostart, AutostartError, Path, PathBuf, io};

    /// The file's name; the same as the installed application's, so that the desktop takes them for one.
    const FILE: &str = "lowtide-desktop.desktop";

    impl Autostart {
        /// For the program in this place. An AppImage's own place is another at every start; its file's is told.
        pub(crate) fn new(program: &Path, demo: bool, variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
            let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
            let config = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")));
            Self {
                program: absolute("APPIMAGE").unwrap_or_else(|| program.to_owned()),
                folder: if demo { Err(Absent::Demo) } else { config.map(|c| c.join("autostart")).ok_or(Absent::Home) },
            }
        }

        /// Whether it does; none where that cannot be arranged.
        pub(crate) fn is_on(&self) -> Option<bool> {
            let file = self.folder.as_ref().ok()?.join(FILE);
            Some(std::fs::read_to_string(file).is_ok_and(|text| is_in_force(&text)))
        }

        /// Has it start with the session, or not.
        pub(crate) fn set(&self, on: bool) -> Result<(), AutostartError> {
            let folder = self.folder.as_ref().map_err(|absent| match absent {
                Absent::Demo => AutostartError::Demo,
                Absent::Home => AutostartError::NoHome,
            })?;
            let file = folder.join(FILE);
            if !on {
                return match std::fs::remove_file(file) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
                    _ => Ok(()),
                };
            }
            let text = entry(&self.program).ok_or_else(|| AutostartError::Path(self.program.clone()))?;
            std::fs::create_dir_all(folder)?;
            // Whole or not at all: half a file would be started, or not, as it happens.
            let mut new = tempfile::NamedTempFile::new_in(folder)?;
            io::Write::write_all(&mut new, text.as_bytes())?;
            new.persist(file).map_err(|error| error.error)?;
            Ok(())
        }
    }

    /// Whether a session starts what this file says. Desktops switch one off by a line rather than by removing it.
    fn is_in_force(text: &str) -> bool {
        !text.lines().filter_map(|line| line.split_once('=')).any(|(name, value)| {
            matches!(
                (name.trim(), value.trim()),
                ("Hidden", "true") | ("X-GNOME-Autostart-enabled" | "X-KDE-autostart-enabled", "false")
            )
        })
    }

    /// The file's text; none where the path holds what no such file can.
    fn entry(program: &Path) -> Option<String> {
        let program = quoted(program.to_str()?)?;
        Some(format!(
            "[Desktop Entry]\nType=Application\nName=Lowtide\nComment=How many credits are left behind every API key\n\
             Exec={program} --hidden\nIcon=lowtide-desktop\nTerminal=false\nStartupNotify=false\n"
        ))
    }

    /// The program as the Desktop Entry Specification wants it: in quotes, with a backslash before what a shell would
    /// take for its own, every backslash doubled once more because the line itself is read first, and `%` doubled
    /// because one alone stands for an argument.
    fn quoted(program: &str) -> Option<String> {
        let mut text = String::from("\"");
        for character in program.chars() {
            match character {
                '"' | '`' | '$' => text.extend(["\\\\", &character.to_string()]),
                '\\' => text.push_str("\\\\\\\\"),
                '%' => text.push_str("%%"),
                character if character.is_control() => return None,
                character => text.push(character),
            }
        }
        text.push('"');
        Some(text)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn autostart(home: &Path, demo: bool) -> Autostart {
            let home = home.as_os_str().to_owned();
            Autostart::new(Path::new("/opt/low tide/lowtide-desktop"), demo, move |name| {
                (name == "HOME").then(|| home.clone())
            })
        }

        #[test]
        fn it_is_switched_on_and_off() {
            let home = tempfile::tempdir().unwrap();
            let autostart = autostart(home.path(), false);
            assert_eq!(autostart.is_on(), Some(false));
            autostart.set(false).unwrap();
            autostart.set(true).unwrap();
            assert_eq!(autostart.is_on(), Some(true));
            let folder = home.path().join(".config/autostart");
            let text = std::fs::read_to_string(folder.join(FILE)).unwrap();
            assert!(text.contains("\nExec=\"/opt/low tide/lowtide-desktop\" --hidden\n"), "{text}");
            assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing half-written is left");
            autostart.set(true).unwrap();
            autostart.set(false).unwrap();
            assert_eq!((autostart.is_on(), std::fs::read_dir(&folder).unwrap().count()), (Some(false), 0));
        }

        #[test]
        fn what_the_desktop_switched_off_is_off() {
            let home = tempfile::tempdir().unwrap();
            let autostart = autostart(home.path(), false);
            autostart.set(true).unwrap();
            let file = home.path().join(".config/autostart").join(FILE);
            let text = std::fs::read_to_string(&file).unwrap();
            for line in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
                std::fs::write(&file, format!("{text}{line}\n")).unwrap();
                assert_eq!(autostart.is_on(), Some(false), "{line}");
            }
            autostart.set(true).unwrap();
            assert_eq!(autostart.is_on(), Some(true));
        }

        #[test]
        fn the_demo_never_registers_itself() {
            let home = tempfile::tempdir().unwrap();
            let demo = autostart(home.path(), true);
            assert_eq!(demo.is_on(), None);
            assert!(matches!(demo.set(true), Err(AutostartError::Demo)));
            assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
        }

        #[test]
        fn the_folder_is_where_the_desktop_looks_and_the_program_where_it_stays() {
            let with = |variables: &'static [(&str, &str)]| {
                Autostart::new(Path::new("/proc/mount/x"), false, |name| {
                    variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
                })
            };
            let moved =
                with(&[("XDG_CONFIG_HOME", "/etc/me"), ("HOME", "/home/me"), ("APPIMAGE", "/apps/Low.AppImage")]);
            assert_eq!(moved.folder.unwrap(), Path::new("/etc/me/autostart"));
            assert_eq!(moved.program, Path::new("/apps/Low.AppImage"));
            let relative = with(&[("XDG_CONFIG_HOME", "config"), ("HOME", "/home/me")]);
            assert_eq!(relative.folder.unwrap(), Path::new("/home/me/.config/autostart"));
            let homeless = with(&[]);
            assert_eq!(homeless.is_on(), None);
            assert!(matches!(homeless.set(true), Err(AutostartError::NoHome)));
        }

        #[test]
        fn any_path_is_quoted_as_the_specification_has_it() {
            for (path, quoted_path) in [
                ("/usr/bin/lowtide-desktop", r#""/usr/bin/lowtide-desktop""#),
                ("/a b/ä", r#""/a b/ä""#),
                ("/100%", r#""/100%%""#),
                (r#"/a"b"#, r#""/a\\"b""#),
                ("/$HOME", r#""/\\$HOME""#),
                (r"/a\b", r#""/a\\\\b""#),
            ] {
                assert_eq!(quoted(path).as_deref(), Some(quoted_path), "{path}");
            }
            assert_eq!(quoted("/a\nExec=evil"), None);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use super::{Autostart, AutostartError, Path};

    impl Autostart {
        /// For the program in this place.
        pub(crate) fn new(program: &Path, demo: bool, _: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
            Self { program: program.to_owned(), demo }
        }

        /// Whether it does; none where that cannot be arranged.
        pub(crate) fn is_on(&self) -> Option<bool> {
            self.entry().ok()?.is_enabled().ok()
        }

        /// Has it start with the session, or not.
        pub(crate) fn set(&self, on: bool) -> Result<(), AutostartError> {
            let entry = self.entry()?;
            match (on, entry.is_enabled()?) {
                (true, _) => entry.enable()?,
                (false, true) => entry.disable()?,
                (false, false) => {}
            }
            Ok(())
        }

        fn entry(&self) -> Result<auto_launch::AutoLaunch, AutostartError> {
            if self.demo {
                return Err(AutostartError::Demo);
            }
            let program = self.program.to_str().ok_or_else(|| AutostartError::Path(self.program.clone()))?;
            // Windows reads one line, in which a space would end the program's path.
            let program = if cfg!(windows) { format!("\"{program}\"") } else { program.to_owned() };
            let mut builder = auto_launch::AutoLaunchBuilder::new();
            builder.set_app_name("Lowtide").set_app_path(&program).set_args(&["--hidden"]);
            builder.set_macos_launch_mode(auto_launch::MacOSLaunchMode::LaunchAgent);
            builder.set_windows_enable_mode(auto_launch::WindowsEnableMode::CurrentUser);
            Ok(builder.build()?)
        }
    }
}
