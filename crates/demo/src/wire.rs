//! From an answer to the bytes of a connection.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::CONTENT_LENGTH;
use hyper::{Request, Response};
use tokio::sync::mpsc;
use tokio::time::sleep;

use crate::account::Asked;
use crate::canned::{Canned, Ending};

/// How long the bytes of a cut-off answer have to leave before the connection closes.
const LAST_BYTES: Duration = Duration::from_millis(50);

/// How a connection ends before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// By an ordinary close.
    Close,
    /// By a reset.
    Reset,
}

pub(crate) type Cutter = mpsc::Sender<Cut>;
pub(crate) type AnswerBody = Either<Full<Bytes>, Fed>;

/// A body that is handed over piece by piece.
#[derive(Debug)]
pub(crate) struct Fed(mpsc::Receiver<Bytes>);

impl Body for Fed {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// What of a request an answer depends on.
pub(crate) fn asked(request: &Request<Incoming>) -> Asked {
    let value = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Asked {
        method: request.method().as_str().to_owned(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: request.headers().iter().map(|(name, text)| (name.as_str().to_owned(), value(text))).collect(),
    }
}

/// Waits as the answer wants it and puts it into words; cuts the connection where that is the answer.
pub(crate) async fn deliver(mut canned: Canned, cutter: Cutter) -> Response<AnswerBody> {
    if !canned.delay.is_zero() {
        sleep(canned.delay).await;
    }
    let whole = Bytes::from(std::mem::take(&mut canned.body));
    let length = whole.len();
    match canned.ending {
        Ending::Whole => head(&canned, None, Either::Left(Full::new(whole))),
        Ending::TruncatedAfter(bytes) => {
            let part = whole.slice(..bytes.min(length));
            let (feed, body) = mpsc::channel(1);
            tokio::spawn(async move {
                if !part.is_empty() && feed.send(part).await.is_err() {
                    return;
                }
                sleep(LAST_BYTES).await;
                cut(&cutter, Cut::Close).await;
                feed.closed().await;
            });
            head(&canned, Some(length), Either::Right(Fed(body)))
        }
        Ending::Dripping(bytes, pause) => {
            let (feed, body) = mpsc::channel(1);
            tokio::spawn(async move {
                let size = bytes.max(1);
                for from in (0..length).step_by(size) {
                    sleep(pause).await;
                    let piece = whole.slice(from..length.min(from.saturating_add(size)));
                    if feed.send(piece).await.is_err() {
                        return;
                    }
                }
            });
            head(&canned, Some(length), Either::Right(Fed(body)))
        }
        Ending::Reset => {
            cut(&cutter, Cut::Reset).await;
            std::future::pending().await
        }
        Ending::Hanging(hold) => {
            sleep(hold).await;
            cut(&cutter, Cut::Close).await;
            std::future::pending().await
        }
    }
}

async fn cut(cutter: &Cutter, how: Cut) {
    // Fails only when the connection is gone already, which is as good.
    cutter.send(how).await.ok();
}

/// Status and headers; an answer that HTTP cannot express becomes a 500 that says so.
fn head(canned: &Canned, length: Option<usize>, body: AnswerBody) -> Response<AnswerBody> {
    let mut builder = Response::builder().status(canned.status);
    for (name, value) in &canned.headers {
        if !name.eq_ignore_ascii_case(CONTENT_LENGTH.as_str()) {
            builder = builder.header(name, value);
        }
    }
    if let Some(length) = length {
        builder = builder.header(CONTENT_LENGTH, length);
    }
    builder.body(body).unwrap_or_else(|error| {
        let mut response =
            Response::new(Either::Left(Full::new(Bytes::from(format!("this answer is not HTTP: {error}")))));
        *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}
