//! A small HTTP client on a bare socket, so that what the server says is seen as it is.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "helpers of tests, of which no file needs all")]

use std::fmt::Write as _;
use std::io;
use std::time::Duration;

use lowtide_demo::DemoServer;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Every provider: its id, its path and the header of its key, as the documents have them.
pub(crate) const PROVIDERS: [(&str, &str, &str); 5] = [
    ("srtgen", "/api/v1/balance", "x-api-key"),
    ("crun", "/api/v1/client/account/balance", "x-api-key"),
    ("supertone", "/v1/credits", "x-sup-api-key"),
    ("structocr", "/v1/account/balance", "x-api-key"),
    ("sociavault", "/v1/credits", "X-API-Key"),
];

/// An answer as far as it came.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// The host and port, and the path, of a URL of the server's.
pub(crate) fn parts(url: &str) -> (String, String) {
    let rest = url.strip_prefix("http://").unwrap();
    let slash = rest.find('/').unwrap_or(rest.len());
    (rest[..slash].to_owned(), rest[slash..].to_owned())
}

pub(crate) async fn send(method: &str, url: &str, headers: &[(&str, &str)]) -> io::Result<Reply> {
    let (host, path) = parts(url);
    let mut stream = TcpStream::connect(&host).await?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in headers {
        write!(request, "{name}: {value}\r\n").unwrap();
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let text = String::from_utf8(bytes).unwrap();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, text));
    };
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Ok(Reply { status, head: head.to_owned(), body: body.to_owned() })
}

/// Polls an account as its document says.
pub(crate) async fn poll(server: &DemoServer, provider: &str, key: &str) -> io::Result<Reply> {
    let (_, path, header) = PROVIDERS.into_iter().find(|(id, ..)| *id == provider).unwrap();
    send("GET", &format!("{}{path}", server.base_url(provider)), &[(header, key)]).await
}

/// Waits until something is so, for at most five seconds.
pub(crate) async fn until(what: &str, mut so: impl FnMut() -> bool) {
    for _ in 0..500 {
        if so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never came true: {what}");
}
