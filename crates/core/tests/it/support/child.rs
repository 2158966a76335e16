//! A test run again in a process of its own, for what belongs to the whole process: its environment, its session bus.

use std::process::{Child, Command, Stdio};

const MARK: &str = "LOWTIDE_TEST_CHILD";

/// Whether this process is the one that [`run_again`] started.
pub(crate) fn is_child() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Runs the test of that name (its whole path) again in a process with these variables (`None` removes one), and fails
/// where it fails.
pub(crate) fn run_again(test: &str, environment: &[(&str, Option<&str>)]) {
    let output = command(test, environment).output().unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{test} failed in its own process:\n{stdout}\n{stderr}");
    assert!(stdout.contains("1 passed"), "{test} did not run in its own process:\n{stdout}");
}

/// Starts the test of that name again in a process of its own, which is left to be ended by the caller.
pub(crate) fn start_again(test: &str, environment: &[(&str, Option<&str>)]) -> Child {
    command(test, environment).stdout(Stdio::null()).spawn().unwrap()
}

fn command(test: &str, environment: &[(&str, Option<&str>)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]).env(MARK, "1").stdin(Stdio::null());
    for (name, value) in environment {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}
