//! Programs that run beside us and end with us.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::{Error, Result};

/// How long a program may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// A running program. Dropping it ends the program.
#[derive(Debug)]
pub struct Running {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts `command`, whose output goes to `log`, and writes `input` to its standard input.
    pub(crate) fn start(name: &str, mut command: Command, log: &Path, input: Option<&str>) -> Result<Self> {
        let output = File::options().create(true).append(true).open(log).map_err(Error::file(log))?;
        let errors = output.try_clone().map_err(Error::file(log))?;
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        command.stdout(output).stderr(errors);
        let mut child = command.spawn().map_err(|source| Error::Start { program: name.to_owned(), source })?;
        if let (Some(text), Some(mut pipe)) = (input, child.stdin.take()) {
            pipe.write_all(text.as_bytes()).map_err(|source| Error::Start { program: name.to_owned(), source })?;
        }
        Ok(Self { name: name.to_owned(), child, log: log.to_owned() })
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The file that holds what it wrote to its standard output and standard error.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// How it ended; nothing while it runs.
    ///
    /// # Errors
    /// When the system cannot say.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().map_err(|source| Error::Start { program: self.name.clone(), source })
    }

    /// Fails when it has ended although it should still be there.
    ///
    /// # Errors
    /// [`Error::Ended`] with the end of its log.
    pub fn check(&mut self) -> Result<()> {
        match self.ended()? {
            None => Ok(()),
            Some(status) => Err(Error::Ended { program: self.name.clone(), status, log: tail(&self.log) }),
        }
    }

    /// Ends it: asks first, kills after a few seconds. Ending what has already ended is fine.
    pub fn stop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        signal("TERM", self.id());
        let begun = Instant::now();
        while begun.elapsed() < GRACE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // Both fail only when it has ended meanwhile, which is what is wanted.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A command that gets the terminate signal when the thread that starts it ends, so that nothing outlives us even if we
/// are killed.
pub(crate) fn tied(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}

/// Runs a helper program to its end and gives its standard output.
pub(crate) fn output(mut command: Command) -> Result<Vec<u8>> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null());
    let done = command.output().map_err(|source| Error::Start { program: program.clone(), source })?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let arguments: Vec<_> = command.get_args().map(std::ffi::OsStr::to_string_lossy).collect();
    Err(Error::Failed {
        program: format!("{program} {}", arguments.join(" ")),
        status: done.status,
        message: String::from_utf8_lossy(&done.stderr).trim().to_owned(),
    })
}

/// As [`output`], as text.
pub(crate) fn text(command: Command) -> Result<String> {
    output(command).map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned())
}

/// Ends every process whose environment carries `mark`, which only programs of one desktop have: what our own children
/// have left behind, such as a service that the bus started.
pub(crate) fn sweep(mark: &str) {
    for name in ["TERM", "KILL"] {
        let left = marked(mark);
        if left.is_empty() {
            return;
        }
        for id in left {
            signal(name, id);
        }
        let begun = Instant::now();
        while begun.elapsed() < GRACE && !marked(mark).is_empty() {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The processes whose environment carries `mark`.
pub(crate) fn marked(mark: &str) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|id| {
            std::fs::read(format!("/proc/{id}/environ"))
                .is_ok_and(|environment| environment.split(|byte| *byte == 0).any(|entry| entry == mark.as_bytes()))
        })
        .collect()
}

/// The last lines of a log.
pub(crate) fn tail(log: &Path) -> String {
    let text = std::fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(15)..].join("\n")
}

fn signal(name: &str, id: u32) {
    // The shell's own: a small system may have no program of that name.
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -s \"$0\" \"$1\"", name, &id.to_string()]).stdin(Stdio::null()).stderr(Stdio::null());
    // It fails only when the process is gone already.
    drop(kill.status());
}
