//! A window process: this program once more in its other role, spoken with over its standard input and output.

use std::io;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use lowtide_core::contract::{FromWindow, Look, Snapshot, ToWindow};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

/// No message of a window is longer: the longest is a pasted key.
const LONGEST_FRAME: u64 = 256 * 1024;
/// Keeps WebKit from setting up the graphics card for a page of a few cards: its first frame comes in 17 instead of 398 ms
/// (software GL, busy machine) and the window takes 52 MB less. It is also what prevents empty windows on some drivers.
const NO_GPU: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// How long a window may take to end once it has been told to.
const LAST_WORD: Duration = Duration::from_secs(2);

/// The latest snapshot; none before the core has made one.
pub(crate) type Snapshots = watch::Receiver<Option<Arc<Snapshot>>>;

/// What is heard of a window process.
#[derive(Debug)]
pub(crate) enum Report {
    /// It said something.
    Said(FromWindow),
    /// It is gone.
    Ended,
}

/// A running window process; it ends when this is dropped.
pub(crate) struct WindowProcess {
    messages: mpsc::UnboundedSender<ToWindow>,
    attendance: JoinHandle<()>,
}

impl WindowProcess {
    /// Starts one. Snapshots reach it by themselves, and only the latest when it is slow.
    pub(crate) fn spawn(
        program: &Path,
        first: ToWindow,
        looks: watch::Receiver<Look>,
        snapshots: Snapshots,
        report: impl Fn(Report) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["--role", "window"]).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        if cfg!(target_os = "linux") && std::env::var_os(NO_GPU).is_none() {
            command.env(NO_GPU, "1");
        }
        let mut child = command.spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (messages, queue) = mpsc::unbounded_channel();
        let attendance = tokio::spawn(async move {
            attend(input, output, Sources { first, queue, looks, snapshots }, &report).await;
            end(child).await;
            report(Report::Ended);
        });
        Ok(Self { messages, attendance })
    }

    /// Sends a message. That the process is gone is reported, not returned.
    pub(crate) fn send(&self, message: ToWindow) {
        if self.messages.send(message).is_err() {
            tracing::debug!("a message for a window that has just ended");
        }
    }

    /// A way to answer requests that outlives the borrow.
    pub(crate) fn messages(&self) -> mpsc::UnboundedSender<ToWindow> {
        self.messages.clone()
    }

    /// Ends it and waits until it has.
    pub(crate) async fn close(self) {
        self.send(ToWindow::Quit);
        drop(self.messages);
        if self.attendance.await.is_err() {
            tracing::debug!("the window's attendance was aborted");
        }
    }
}

/// What there is to be told to the process.
struct Sources {
    first: ToWindow,
    queue: mpsc::UnboundedReceiver<ToWindow>,
    looks: watch::Receiver<Look>,
    snapshots: Snapshots,
}

/// Speaks with the process until one of the pipes is closed. Both are, on return.
async fn attend(input: ChildStdin, output: ChildStdout, sources: Sources, report: &(impl Fn(Report) + Send + Sync)) {
    let outcome = tokio::select! {
        read = read_frames(BufReader::new(output), |message| report(Report::Said(message))) => read,
        written = write_frames(input, sources) => written,
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "the window cannot be spoken with any more");
    }
}

async fn end(mut child: Child) {
    match tokio::time::timeout(LAST_WORD, child.wait()).await {
        Ok(Ok(status)) if status.success() => tracing::debug!("the window has ended"),
        Ok(Ok(status)) => tracing::warn!(%status, "the window has ended"),
        Ok(Err(error)) => tracing::warn!(%error, "the window's end cannot be learned"),
        Err(_) => {
            tracing::warn!("the window does not end by itself");
            if let Err(error) = child.kill().await {
                tracing::warn!(%error, "nor can it be ended");
            }
        }
    }
}

async fn read_frames(mut output: impl AsyncBufRead + Unpin, on_message: impl Fn(FromWindow)) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut output).take(LONGEST_FRAME).read_until(b'\n', &mut line).await?;
        if read == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') && line.len() as u64 >= LONGEST_FRAME {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a message that is too long"));
        }
        if let Ok(message) = serde_json::from_slice(&line) {
            on_message(message);
        } else {
            // Without the parser's words: they may quote a key.
            tracing::warn!(bytes = line.len(), "a message of the window is not understood");
        }
        line.fill(0); // a pasted key may be in it
    }
}

async fn write_frames(mut input: ChildStdin, sources: Sources) -> io::Result<()> {
    let Sources { first, mut queue, mut looks, mut snapshots } = sources;
    // How windows look comes before the first of them is made.
    let look = *looks.borrow_and_update();
    write_frame(&mut input, &ToWindow::Look(look)).await?;
    write_frame(&mut input, &first).await?;
    snapshots.mark_changed();
    loop {
        tokio::select! {
            biased;
            message = queue.recv() => match message {
                Some(message) => write_frame(&mut input, &message).await?,
                None => return Ok(()),
            },
            Ok(()) = looks.changed() => {
                let look = *looks.borrow_and_update();
                write_frame(&mut input, &ToWindow::Look(look)).await?;
            }
            Ok(()) = snapshots.changed() => {
                let snapshot = snapshots.borrow_and_update().clone();
                if let Some(snapshot) = snapshot {
                    write_frame(&mut input, &ToWindow::Snapshot(Box::new(Snapshot::clone(&snapshot)))).await?;
                }
            }
        }
    }
}

async fn write_frame(input: &mut ChildStdin, message: &ToWindow) -> io::Result<()> {
    let mut frame = serde_json::to_vec(message)?;
    frame.push(b'\n');
    input.write_all(&frame).await?;
    input.flush().await
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    async fn read(input: &[u8]) -> (io::Result<()>, Vec<String>) {
        let seen = Mutex::new(Vec::new());
        let outcome = read_frames(input, |message| seen.lock().unwrap().push(format!("{message:?}"))).await;
        (outcome, seen.into_inner().unwrap())
    }

    #[tokio::test]
    async fn reads_frames_and_passes_over_noise() {
        let (outcome, seen) = read(b"{\"type\":\"shown\"}\n** (process:1): WARNING **\n{\"type\":\"hidden\"}\n").await;
        assert!(outcome.is_ok());
        assert_eq!(seen, ["Shown", "Hidden"]);
    }

    #[tokio::test]
    async fn an_endless_message_ends_the_conversation() {
        let (outcome, seen) = read(&vec![b'x'; 300 * 1024]).await;
        assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert!(seen.is_empty());
    }

    #[tokio::test]
    async fn a_program_that_cannot_be_started_is_an_error() {
        let (snapshots, looks) = (watch::Sender::new(None), watch::Sender::new(Look::default()));
        let (first, program) = (ToWindow::Hide, Path::new("/nonexistent/lowtide"));
        let spawned = WindowProcess::spawn(program, first, looks.subscribe(), snapshots.subscribe(), |_| {});
        assert!(spawned.is_err());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_end_of_the_process_is_reported() {
        let (snapshots, looks) = (watch::Sender::new(None), watch::Sender::new(Look::default()));
        let (reports, mut inbox) = mpsc::unbounded_channel();
        // `false` takes any argument, says nothing and ends.
        let report = move |report| drop(reports.send(format!("{report:?}")));
        let (first, program) = (ToWindow::Hide, Path::new("/bin/false"));
        let process = WindowProcess::spawn(program, first, looks.subscribe(), snapshots.subscribe(), report).unwrap();
        assert_eq!(inbox.recv().await.as_deref(), Some("Ended"));
        process.close().await;
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn how_windows_look_is_told_before_any_is_shown_and_again_when_it_changes() {
        // A window that writes down what it is told, and says it again: one that says nothing any more has ended.
        let folder = tempfile::tempdir().unwrap();
        let heard = folder.path().join("heard");
        let script = folder.path().join("window");
        std::fs::write(&script, format!("#!/bin/sh\nexec tee '{}'\n", heard.display())).unwrap();
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let (snapshots, looks) = (watch::Sender::new(None), watch::Sender::new(Look::default()));
        let process =
            WindowProcess::spawn(&script, ToWindow::Hide, looks.subscribe(), snapshots.subscribe(), |_| {}).unwrap();
        let lines = async |count: usize| loop {
            let text = std::fs::read_to_string(&heard).unwrap_or_default();
            if text.lines().count() >= count {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        let first = lines(2).await;
        assert!(first.lines().next().unwrap().contains("\"type\":\"look\""), "{first}");
        looks.send_modify(|look| look.hide_when_shared = true);
        let then = lines(3).await;
        assert!(then.lines().nth(2).unwrap().contains("\"hide_when_shared\":true"), "{then}");
        process.close().await;
    }
}
