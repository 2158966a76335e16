//! `cargo xtask`: every task of this repository, from a machine that has nothing but cargo and Node.js.
//!
//! A task installs what it needs and lacks, runs the ordinary tools (cargo, npm, apt-get), and says in plain words what
//! went wrong. It never asks anything. No task is hidden here that a person could not run by hand; each prints its commands.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program speaks on its standard streams")]

#[cfg(target_os = "linux")]
mod demo;
mod error;
mod packages;
mod run;
mod step;
mod test;
mod tools;
mod ui;

use std::process::ExitCode;

use error::{Error, Result};

const HELP: &str = "\
Usage: cargo xtask TASK

  demo [--virtual]     the app on pretended providers; without a display, or with --virtual, on a virtual desktop that
                       leaves pictures in target/demo/
  run [ARGUMENT…]      the app for real, with these arguments
  test [--only PART]   everything that must hold; PART is lint, core, ui, pages or desktop
  bench                what it costs: the alerts of 10,000 accounts, a year of history, how wrong the forecast is, and how soon
                       the popup is there
  lint                 formatting, lints and licences: `test --only lint`
  fmt                  format everything
  pictures             take the page's pictures anew that the tests compare it with; look at them before you commit them
  screenshots          take the pictures for the README anew
  bindings             write the page's types anew from the wire contract
  icons                draw the tray's icons anew from icons/tray.svg
  catalog              check every provider of the catalogue
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Usage) => {
            eprint!("{HELP}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<()> {
    match words {
        ["demo"] => run::demo(false),
        ["demo", "--virtual"] => run::demo(true),
        ["run", arguments @ ..] => run::app(arguments),
        ["test"] => test::run_parts(&test::Part::ALL),
        ["test", "--only", name] => test::run_parts(&[test::Part::named(name).ok_or(Error::Usage)?]),
        ["bench"] => run::bench(),
        ["lint"] => test::run_parts(&[test::Part::Lint]),
        ["fmt"] => run::format(),
        ["pictures"] => run::pictures(),
        ["screenshots"] => run::screenshots(),
        ["bindings"] => run::bindings(),
        ["icons"] => run::icons(),
        ["catalog"] => run::catalog(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(Error::Usage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_task_is_refused() {
        for words in [&[][..], &["tset"], &["test", "--only"], &["test", "--only", "everything"], &["demo", "--real"]] {
            assert!(matches!(dispatch(words), Err(Error::Usage)), "{words:?}");
        }
    }
}
