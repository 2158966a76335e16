//! The way to the agent: the pipes this process was born with, one JSON text a line, and the requests under way on them.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use lowtide_core::contract::{Command, ErrorCode, FromWindow, IpcError, ToWindow};

/// Both ends of this process's pipes.
pub(crate) struct Pipes {
    /// From the agent.
    pub(crate) input: Box<dyn Read + Send>,
    /// To the agent.
    pub(crate) output: Box<dyn Write + Send>,
}

/// Takes standard input and output for the frames. What is started from here inherits neither: the process that
/// renders the page could otherwise write to the agent, and keep the pipes open after our end.
#[cfg(unix)]
pub(crate) fn take_standard_pipes() -> io::Result<Pipes> {
    use rustix::io::fcntl_dupfd_cloexec;
    use rustix::stdio;

    let input = fcntl_dupfd_cloexec(stdio::stdin(), 3)?;
    let output = fcntl_dupfd_cloexec(stdio::stdout(), 3)?;
    stdio::dup2_stdin(std::fs::File::open("/dev/null")?)?;
    stdio::dup2_stdout(stdio::stderr())?; // whatever a library prints belongs into the log
    Ok(Pipes { input: Box::new(std::fs::File::from(input)), output: Box::new(std::fs::File::from(output)) })
}

/// Takes standard input and output for the frames.
#[cfg(not(unix))]
pub(crate) fn take_standard_pipes() -> io::Result<Pipes> {
    Ok(Pipes { input: Box::new(io::stdin()), output: Box::new(io::stdout()) })
}

/// Hands every message of the agent on until the pipe ends, which is the agent's end.
pub(crate) fn read_frames(input: impl Read, mut on_message: impl FnMut(ToWindow)) {
    let mut input = BufReader::new(input);
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(_) => {
                if let Ok(message) = serde_json::from_slice(&line) {
                    on_message(message);
                } else {
                    // Without the parser's words: they may quote what was sent.
                    tracing::warn!(bytes = line.len(), "a message of the agent is not understood");
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return tracing::warn!(%error, "the agent cannot be read any more"),
        }
    }
}

/// The refusal when nobody is there to answer.
pub(crate) fn agent_gone() -> IpcError {
    IpcError::new(ErrorCode::AgentGone, "the program behind this window is gone")
}

/// The sending half, and what waits for an answer: `T` is how one is given.
pub(crate) struct Link<T> {
    output: Mutex<Box<dyn Write + Send>>,
    requests: Mutex<Requests<T>>,
}

struct Requests<T> {
    next: u64,
    /// None once the agent is gone.
    waiting: Option<HashMap<u64, T>>,
}

impl<T> Link<T> {
    /// A link that writes there.
    pub(crate) fn new(output: Box<dyn Write + Send>) -> Self {
        let requests = Requests { next: 1, waiting: Some(HashMap::new()) };
        Self { output: Mutex::new(output), requests: Mutex::new(requests) }
    }

    /// Tells the agent something that has no answer. That it is gone is noticed by the reading half.
    pub(crate) fn tell(&self, message: &FromWindow) {
        if let Err(error) = self.send(message) {
            tracing::debug!(%error, "the agent cannot be told any more");
        }
    }

    /// Sends a command. Gives back `answer` when there is nobody to send it to.
    pub(crate) fn request(&self, command: Command, answer: T) -> Result<(), T> {
        let id = {
            let mut requests = self.requests();
            let id = requests.next;
            let Some(waiting) = requests.waiting.as_mut() else { return Err(answer) };
            waiting.insert(id, answer);
            requests.next += 1;
            id
        };
        match self.send(&FromWindow::Request { id, command }) {
            Ok(()) => Ok(()),
            Err(_) => self.take(id).map_or(Ok(()), Err),
        }
    }

    /// Who waits for this answer; nobody, for an answer that is unknown or was given already.
    pub(crate) fn take(&self, id: u64) -> Option<T> {
        self.requests().waiting.as_mut()?.remove(&id)
    }

    /// The agent is gone: everybody who waits, and nobody can from now on.
    pub(crate) fn close(&self) -> Vec<T> {
        self.requests().waiting.take().map(|waiting| waiting.into_values().collect()).unwrap_or_default()
    }

    fn send(&self, message: &FromWindow) -> io::Result<()> {
        let mut frame = serde_json::to_vec(message)?;
        frame.push(b'\n');
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = output.write_all(&frame).and_then(|()| output.flush());
        frame.fill(0); // a pasted key may be in it
        sent
    }

    fn requests(&self) -> MutexGuard<'_, Requests<T>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[derive(Clone, Default)]
    struct Buffer(Arc<Mutex<Vec<u8>>>);

    impl Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_request_is_one_line_and_answered_once() {
        let buffer = Buffer::default();
        let link = Link::new(Box::new(buffer.clone()));
        link.request(Command::Providers, "first").unwrap();
        link.request(Command::Snapshot, "second").unwrap();
        let sent = String::from_utf8(buffer.0.lock().unwrap().clone()).unwrap();
        let ids: Vec<u64> = sent
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["data"]["id"].as_u64().unwrap())
            .collect();
        assert_eq!(ids, [1, 2]);
        assert_eq!(link.take(2), Some("second"));
        assert_eq!(link.take(2), None, "a late answer has nobody waiting");
        assert_eq!(link.take(77), None, "nor has an unknown one");
        assert_eq!(link.close(), ["first"]);
        assert_eq!(link.request(Command::Providers, "third"), Err("third"));
    }

    #[test]
    fn a_request_into_a_closed_pipe_comes_back() {
        let link = Link::new(Box::new(Closed));
        assert_eq!(link.request(Command::Providers, "it"), Err("it"));
        assert!(link.close().is_empty());
    }

    #[test]
    fn a_frame_that_is_not_understood_is_passed_over() {
        let input = "{\"type\":\"hide\"}\nnoise\n{\"type\":\"reply\",\"data\":{\"id\":3,\"outcome\":{\"Ok\":null}}}\n";
        let mut seen = Vec::new();
        read_frames(input.as_bytes(), |message| seen.push(format!("{message:?}")));
        assert_eq!(seen.len(), 2);
        assert!(seen[1].contains("id: 3"), "{seen:?}");
    }
}
