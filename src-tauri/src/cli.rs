//! The command line: small enough to be read by hand.

use std::ffi::OsString;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Invocation {
    /// Run in the tray.
    Agent(AgentArgs),
    /// Show the page; started by the agent only.
    Window,
    /// Print how to use it.
    Help,
    /// Print the version.
    Version,
}

/// How the agent is to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct AgentArgs {
    /// Pretended providers in folders of their own.
    pub(crate) demo: bool,
    /// Open the main window at once.
    pub(crate) show: bool,
    /// Open the popup at once.
    pub(crate) popup: bool,
    /// Open nothing by itself, not even to ask for the first key.
    pub(crate) hidden: bool,
}

/// The command line is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UsageError {
    /// No such option.
    #[error("unknown option {0:?}")]
    Unknown(String),
    /// An option lacks its value, or has one it cannot have.
    #[error("--role takes `agent` or `window`")]
    Role,
    /// These exclude each other.
    #[error("--hidden excludes --show and --popup")]
    HiddenAndShown,
}

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Lowtide shows in the system tray how many credits are left behind every API key you own.

Usage: lowtide-desktop [OPTION…]

  --show       open the window at once; what launching a second time does
  --popup      open the popup at once
  --hidden     open nothing by itself; meant for starting with the session
  --demo       pretended providers on this machine; touches neither your settings nor your keys
  --version    print the version
  --help       print this

The log goes to standard error; LOWTIDE_LOG chooses what is in it (for example `debug`).
";

/// Reads the arguments, without the program's name.
pub(crate) fn parse<T: Into<OsString>>(args: impl IntoIterator<Item = T>) -> Result<Invocation, UsageError> {
    let mut agent = AgentArgs::default();
    let mut window = false;
    let mut args = args.into_iter().map(|arg| arg.into().to_string_lossy().into_owned());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--demo" => agent.demo = true,
            "--show" => agent.show = true,
            "--popup" => agent.popup = true,
            "--hidden" => agent.hidden = true,
            "--help" | "-h" => return Ok(Invocation::Help),
            "--version" | "-V" => return Ok(Invocation::Version),
            "--role" => window = role(args.next().as_deref())?,
            _ => match arg.strip_prefix("--role=") {
                Some(value) => window = role(Some(value))?,
                None => return Err(UsageError::Unknown(arg)),
            },
        }
    }
    if window {
        return Ok(Invocation::Window);
    }
    if agent.hidden && (agent.show || agent.popup) {
        return Err(UsageError::HiddenAndShown);
    }
    Ok(Invocation::Agent(agent))
}

fn role(value: Option<&str>) -> Result<bool, UsageError> {
    match value {
        Some("agent") => Ok(false),
        Some("window") => Ok(true),
        _ => Err(UsageError::Role),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(args: &[&str]) -> AgentArgs {
        match parse(args) {
            Ok(Invocation::Agent(agent)) => agent,
            other => panic!("{args:?}: {other:?}"),
        }
    }

    #[test]
    fn reads_every_option() {
        assert_eq!(agent(&[]), AgentArgs::default());
        assert_eq!(agent(&["--role", "agent"]), AgentArgs::default());
        let all = agent(&["--demo", "--show", "--popup"]);
        assert!(all.demo && all.show && all.popup && !all.hidden);
        assert!(agent(&["--hidden"]).hidden);
        assert_eq!(parse(["--role", "window"]), Ok(Invocation::Window));
        assert_eq!(parse(["--role=window"]), Ok(Invocation::Window));
        assert_eq!(parse(["--version"]), Ok(Invocation::Version));
        assert_eq!(parse(["--demo", "-h"]), Ok(Invocation::Help));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert_eq!(parse(["--shwo"]), Err(UsageError::Unknown("--shwo".into())));
        assert_eq!(parse(["file"]), Err(UsageError::Unknown("file".into())));
        assert_eq!(parse(["--role"]), Err(UsageError::Role));
        assert_eq!(parse(["--role", "server"]), Err(UsageError::Role));
        assert_eq!(parse(["--hidden", "--show"]), Err(UsageError::HiddenAndShown));
    }

    #[test]
    fn help_names_every_option() {
        for option in ["--show", "--popup", "--hidden", "--demo", "--version", "--help"] {
            assert!(HELP.contains(option), "{option}");
        }
    }
}
