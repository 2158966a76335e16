//! Parsing the arguments, and saying what is wrong with them without repeating any: one of them may be a key.

use std::error::Error as _;
use std::ffi::OsString;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::Args;
use crate::output::Output;
use crate::problem::{Outcome, Problem, Status};

/// Nothing is left to be done: help was asked for, or the arguments are wrong.
pub(crate) struct Ended(clap::Error);

/// Parses the program's arguments.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, Ended> {
    Args::try_parse_from(args).map_err(Ended)
}

impl Ended {
    /// Prints help where that was asked for; else tells what is wrong.
    pub(crate) fn tell(self, output: &mut Output) -> Outcome {
        let Self(error) = self;
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let text = error.render();
                output.write(&if output.colour() { text.ansi().to_string() } else { text.to_string() })?;
                Ok(Status::Fine)
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                output.note_raw(&error.render().to_string());
                Ok(Status::Wrong)
            }
            _ => Err(Problem::Usage(explain(&error))),
        }
    }
}

/// What is wrong, in our own words: clap's repeat what was typed.
fn explain(error: &clap::Error) -> String {
    let name = || known(error, ContextKind::InvalidArg).unwrap_or_else(|| "an argument".to_owned());
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            "unexpected argument (not repeated here: a key does not belong on the command line)".to_owned()
        }
        ErrorKind::InvalidSubcommand => "there is no such command".to_owned(),
        ErrorKind::MissingSubcommand => "a command is missing".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("{} is missing", name()),
        ErrorKind::ArgumentConflict => match known(error, ContextKind::PriorArg) {
            Some(prior) if prior != name() => format!("{} cannot be used with {prior}", name()),
            _ => format!("{} is given more than once", name()),
        },
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) => format!("{}: {reason}", name()),
            None => format!("{} is not of its form", name()),
        },
        ErrorKind::InvalidValue => format!("{} needs a value", name()),
        ErrorKind::TooManyValues => format!("{} takes no value", name()),
        ErrorKind::InvalidUtf8 => "an argument is not UTF-8".to_owned(),
        _ => "wrong usage".to_owned(),
    };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| known(error, kind))
        .map(|similar| format!("; did you mean {similar}?"));
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => format!("\n{usage}"),
        _ => String::new(),
    };
    format!("{what}{}{usage}\nMore is told by --help.", suggestion.unwrap_or_default())
}

/// A name of our own from the error's context.
fn known(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(name) => Some(name.clone()),
        ContextValue::Strings(names) => Some(names.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(args: &[&str]) -> String {
        let Ended(error) = parse(["lowtide"].iter().chain(args).map(OsString::from)).unwrap_err();
        explain(&error)
    }

    #[test]
    fn repeats_nothing_that_was_typed() {
        const KEY: &str = "sk-very-secret-0123456789";
        let flagged = format!("--{KEY}");
        let valued = format!("--key={KEY}");
        let short = format!("-{KEY}");
        for args in [
            &["add", "crun", KEY][..],
            &["set-key", "crun", KEY],
            &["add", "crun", &flagged],
            &["add", "crun", &valued],
            &["add", "crun", &short],
            &["add", "crun", "--key-stdin=sk-very-secret-0123456789"],
            &["add", "crun", "--key-env", KEY],
            &["add", "crun", "--param", KEY],
            &["add", "crun", "--id", "SK-very-secret"],
            &["add", "SK_very-secret"],
            &["check", "--timeout", KEY],
            &["accounts", KEY],
            &[KEY],
            &["providers", KEY],
            &["remove", "a", "--yes", KEY],
        ] {
            let text = told(args);
            assert!(!text.contains("secret"), "{args:?}: {text}");
            assert!(text.contains("Usage: lowtide") || text.contains("--help"), "{args:?}: {text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (args, expected) in [
            (&["chek"][..], "there is no such command; did you mean check?"),
            (&["check", "--jsn"], "unexpected argument"),
            (&["check", "--jsn"], "did you mean --json?"),
            (&["add"], "<PROVIDER> is missing"),
            (&["add", "crun", "--label"], "--label <LABEL> needs a value"),
            (&["add", "crun", "--key-stdin", "--key-env", "PATH"], "cannot be used with"),
            (&["check", "--json", "--json"], "--json is given more than once"),
            (&["check", "--timeout", "x"], "--timeout <SECONDS>: a number of seconds above 0"),
            (&["check", "A"], "[ACCOUNT]...: an account's id has"),
        ] {
            let text = told(args);
            assert!(text.contains(expected), "{args:?}: {text}");
        }
    }
}
