//! Running other programs, and the places of this repository.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Error, Result};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    // By the cargo that runs us; a program that was built elsewhere and copied here would otherwise look for that place.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.parent().map_or_else(|| here.clone(), Path::to_owned)
}

/// The folder for everything that is built.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |path| root().join(path))
}

/// A cargo command at the root, by the cargo that runs us.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    // Set by cargo for us; a cargo below us would take them for its own.
    for name in
        ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION", "RUST_RECURSION_COUNT"]
    {
        command.env_remove(name);
    }
    command
}

/// Prints a command, runs it, and fails when it does.
pub(crate) fn run(mut command: Command) -> Result<()> {
    let line = shown(&command);
    println!("$ {line}");
    command.stdin(Stdio::null());
    let status = command.status().map_err(|source| Error::Start { program: program(&command), source })?;
    if status.success() { Ok(()) } else { Err(Error::Failed { command: line, status }) }
}

/// Runs a command and gives what it wrote to its standard output; nothing when it is not there or fails.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// How many tests a command ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// How many passed.
    pub(crate) passed: u32,
    /// How many did not.
    pub(crate) failed: u32,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Prints a command, runs it, passes its output on, and counts the tests that it reports. That tests failed is in the
/// count; the error is for a command that failed without saying that a test did.
pub(crate) fn run_tests(mut command: Command) -> Result<Count> {
    let line = shown(&command);
    println!("$ {line}");
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let start = |source| Error::Start { program: line.clone(), source };
    let mut child = command.spawn().map_err(start)?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for read in BufReader::new(output).split(b'\n') {
            let read = read.map_err(start)?;
            let text = String::from_utf8_lossy(&read);
            println!("{text}");
            count += counted(&text);
        }
    }
    let status = child.wait().map_err(start)?;
    if status.success() || count.failed > 0 { Ok(count) } else { Err(Error::Failed { command: line, status }) }
}

/// The tests that a line of cargo's, Vitest's or Playwright's output reports.
fn counted(line: &str) -> Count {
    let line = plain(line);
    let line = line.trim();
    let rest = line.strip_prefix("test result:").or_else(|| line.strip_prefix("Tests "));
    let rest = rest.or_else(|| is_playwrights(line).then_some(line)).unwrap_or_default();
    let mut count = Count::default();
    let words: Vec<&str> = rest.split([' ', ';', '|', '.']).filter(|word| !word.is_empty()).collect();
    for pair in words.windows(2) {
        let Ok(number) = pair[0].parse::<u32>() else { continue };
        match pair[1] {
            "passed" => count.passed += number,
            "failed" => count.failed += number,
            _ => {}
        }
    }
    count
}

/// "4 passed (5.7s)" or "1 failed", and nothing else.
fn is_playwrights(line: &str) -> bool {
    let mut words = line.split(' ');
    let number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
    let outcome = matches!(words.next(), Some("passed" | "failed"));
    number && outcome && words.next().is_none_or(|word| word.starts_with('(')) && words.next().is_none()
}

/// A line without the escape sequences that colour it.
fn plain(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

fn shown(command: &Command) -> String {
    let words =
        std::iter::once(program(command)).chain(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.collect::<Vec<_>>().join(" ")
}

fn program(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_vitest_and_playwright_report_is_counted() {
        let of = |line| {
            let Count { passed, failed } = counted(line);
            (passed, failed)
        };
        assert_eq!(
            of("test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.1s"),
            (12, 0)
        );
        assert_eq!(of("test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out"), (7, 2));
        assert_eq!(of("      Tests  45 passed (45)"), (45, 0));
        assert_eq!(of("      Tests  1 failed | 44 passed (45)"), (44, 1));
        assert_eq!(
            of(
                "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m45 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (45)\u{1b}[39m"
            ),
            (45, 0)
        );
        assert_eq!(of(" Test Files  9 passed (9)"), (0, 0), "files are no tests");
        assert_eq!(of("  1 failed"), (0, 1));
        assert_eq!(of("  71 passed (1.4m)"), (71, 0));
        assert_eq!(of("  2 passed over in silence"), (0, 0), "no result");
        assert_eq!(of("test it::works ... ok"), (0, 0));
    }

    #[test]
    fn a_command_is_shown_without_its_folder() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(shown(&command), "cargo test --workspace");
    }
}
