//! Answers written out in full: status, headers, body and how they are delivered.

use std::time::Duration;

/// An answer exactly as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canned {
    /// The HTTP status.
    pub status: u16,
    /// Headers beyond those that HTTP itself needs. `content-length` is always the server's own and ignored here.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long to wait before the first byte.
    pub delay: Duration,
    /// How the answer comes to its end.
    pub ending: Ending,
}

/// How an answer comes to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Complete.
    Whole,
    /// The full length is announced, only so many bytes come, then the connection closes.
    TruncatedAfter(usize),
    /// The body comes in pieces of so many bytes, each after a pause.
    Dripping(usize, Duration),
    /// The connection is reset instead of an answer.
    Reset,
    /// No answer: the connection stays open and silent for so long, or until the client leaves.
    Hanging(Duration),
}

impl Canned {
    /// A complete answer with a body of any kind and no content type.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), delay: Duration::ZERO, ending: Ending::Whole }
    }

    /// A complete JSON answer; the text is sent as it is, well-formed or not.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, body).header("content-type", "application/json; charset=utf-8")
    }

    /// A web page where JSON should be, as captive portals and proxies send it.
    pub fn html(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, body).header("content-type", "text/html; charset=utf-8")
    }

    /// A redirect to another place.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::new(status, Vec::new()).header("location", location)
    }

    /// A connection that is reset instead of answered.
    pub fn reset() -> Self {
        Self { ending: Ending::Reset, ..Self::new(200, Vec::new()) }
    }

    /// A connection that stays silent for `hold`, or until the client leaves.
    pub fn hanging(hold: Duration) -> Self {
        Self { ending: Ending::Hanging(hold), ..Self::new(200, Vec::new()) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Waits before the first byte.
    #[must_use]
    pub fn delayed(mut self, by: Duration) -> Self {
        self.delay = by;
        self
    }

    /// Announces the whole body, sends only so many bytes of it and closes.
    #[must_use]
    pub fn truncated_after(mut self, bytes: usize) -> Self {
        self.ending = Ending::TruncatedAfter(bytes);
        self
    }

    /// Sends the body in pieces of so many bytes with a pause before each.
    #[must_use]
    pub fn dripping(mut self, bytes: usize, pause: Duration) -> Self {
        self.ending = Ending::Dripping(bytes, pause);
        self
    }
}
