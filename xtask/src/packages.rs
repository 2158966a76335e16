//! Packages of the Linux distribution: which ones a task needs, which are missing, and how to get them.

use std::process::Command;

use crate::step::{ask, run};
use crate::{Error, Result};

/// What packages are needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Building what needs no GUI library: a C compiler for the database and the cryptography.
    Core,
    /// Building the desktop shell.
    Shell,
    /// A desktop on a machine without a screen.
    Desktop,
    /// Driving the page of the app.
    WebDriver,
    /// Looking at the page in an ordinary browser, with the fonts that its pictures are drawn with.
    Browser,
}

impl Purpose {
    /// The names in Debian.
    fn debian(self) -> &'static [&'static str] {
        match self {
            Self::Core => &["gcc", "libc6-dev"],
            Self::Shell => &["libgtk-layer-shell-dev", "librsvg2-dev", "libwebkit2gtk-4.1-dev", "pkg-config"],
            Self::Desktop => &[
                "adwaita-icon-theme",
                "dbus",
                "dunst",
                "fonts-dejavu-core",
                "gnome-keyring",
                "imagemagick",
                "libsecret-tools",
                "openbox",
                // busctl
                "systemd",
                "x11-utils",
                "x11-xserver-utils",
                "xdotool",
                "xfce4-panel",
                "xvfb",
            ],
            Self::WebDriver => &["webkit2gtk-driver"],
            Self::Browser => &["chromium", "fonts-droid-fallback", "fonts-inter"],
        }
    }
}

/// Installs what is missing for these purposes. Does nothing where there is nothing to do, or no Linux.
pub(crate) fn ensure(purposes: &[Purpose]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let wanted: Vec<&str> = purposes.iter().flat_map(|purpose| purpose.debian()).copied().collect();
    if ask("dpkg-query", &["--version"]).is_none() {
        // Another distribution: it is for the person to have them, and for the build to say what is not there.
        println!("Not a Debian system. Needed, by their names in Debian: {}", wanted.join(" "));
        return Ok(());
    }
    let missing = missing(&wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    println!("Missing packages: {names}");
    let Some(prefix) = administrator() else {
        let remedy = format!("run `apt-get install --no-install-recommends {names}` as root");
        return Err(Error::Missing { what: names, remedy });
    };
    run(apt(prefix, &["update", "-qq"]))?;
    let mut install = apt(prefix, &["install", "-qq", "--yes", "--no-install-recommends"]);
    install.args(&missing);
    run(install)
}

fn missing<'a>(wanted: &[&'a str]) -> Vec<&'a str> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]).args(wanted);
    // It fails when it has never heard of one of them, and still lists the others.
    let listed = query.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    wanted.iter().copied().filter(|name| !is_installed(&listed, name)).collect()
}

fn is_installed(listed: &str, name: &str) -> bool {
    listed.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest == " installed"))
}

/// What stands before a command that only root may run, or nothing when that would need a password.
fn administrator() -> Option<&'static [&'static str]> {
    if ask("id", &["-u"]).as_deref() == Some("0") {
        Some(&[])
    } else {
        ask("sudo", &["-n", "true"]).map(|_| &["sudo", "-n"][..])
    }
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    let mut words = prefix.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).copied();
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words).args(["-o", "DPkg::Lock::Timeout=300"]).args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fully_installed_counts() {
        let listed = "gcc installed\nxvfb config-files\ngcc-12 installed\nopenbox unpacked\n";
        assert!(is_installed(listed, "gcc"));
        for name in ["xvfb", "openbox", "dunst", "gc"] {
            assert!(!is_installed(listed, name), "{name}");
        }
    }

    #[test]
    fn apt_never_asks() {
        let command = apt(&["sudo", "-n"], &["install", "--yes"]);
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(command.get_program(), "sudo");
        assert_eq!(words[..3], ["-n", "env", "DEBIAN_FRONTEND=noninteractive"]);
    }
}
