//! The HTTP client against servers that misbehave.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::probe::{
    HeaderMap, HeaderValue, HttpOptions, HttpTransport, MAX_BODY, Method, PreparedRequest, ProxySource, RawAnswer,
    Transport,
};
use lowtide_core::time::SystemClock;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use url::Url;

use crate::support::http::{Identity, Server, Step, answer, head};

pub(crate) const KEY: &str = "sk-the-key-that-must-not-leak";

pub(crate) fn transport(options: HttpOptions) -> HttpTransport {
    HttpTransport::new(Arc::new(SystemClock), options).unwrap()
}

/// Straight to the host, whatever the machine's settings are.
pub(crate) fn direct() -> HttpOptions {
    HttpOptions { proxies: ProxySource::Never, ..HttpOptions::default() }
}

pub(crate) fn request(url: &str) -> PreparedRequest {
    let mut key = HeaderValue::from_static(KEY);
    key.set_sensitive(true);
    let mut headers = HeaderMap::new();
    headers.insert("x-api-key", key);
    PreparedRequest::new(Method::GET, Url::parse(url).unwrap(), headers, None)
}

async fn ask(url: &str) -> Result<RawAnswer, Failure> {
    transport(direct()).send(request(url)).await
}

async fn ask_within(timeout: Duration, url: &str) -> Failure {
    let start = Instant::now();
    let failure = transport(HttpOptions { timeout, ..direct() }).send(request(url)).await.unwrap_err();
    assert!(start.elapsed() < timeout + Duration::from_secs(2), "took {:?}", start.elapsed());
    failure
}

fn assert_failed(outcome: Result<RawAnswer, Failure>, kind: FailureKind, message: &str) {
    let failure = outcome.unwrap_err();
    assert_eq!((failure.kind, failure.message.as_str()), (kind, message));
}

#[tokio::test]
async fn an_answer_comes_through_as_it_is() {
    let retry = [("Retry-After", "120"), ("X-Mixed-Case", "Ünïcode"), ("set-cookie", "a=b")];
    let server = Server::start(answer("429 Too Many Requests", &retry, [0xff, 0x00, b'{'])).await;
    let client = transport(direct());
    for _ in 0..2 {
        let answer = client.send(request(&server.url("/v1?q=1"))).await.unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (429, &[0xff, 0x00, b'{'][..]));
        assert!(answer.headers.contains(&("retry-after".into(), "120".into())), "{:?}", answer.headers);
        assert!(answer.headers.contains(&("x-mixed-case".into(), "Ünïcode".into())), "{:?}", answer.headers);
    }
    for head in server.requests() {
        let head = head.to_lowercase();
        assert!(head.starts_with("get /v1?q=1 http/1.1\r\n"), "{head}");
        assert_eq!(head.matches(KEY).count(), 1, "{head}");
        assert!(head.contains("accept: application/json\r\n"), "{head}");
        assert!(head.contains(concat!("user-agent: lowtide/", env!("CARGO_PKG_VERSION"), "\r\n")), "{head}");
        assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
    }
}

#[tokio::test]
async fn a_retry_time_as_a_date_comes_through() {
    let date = [("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")];
    let server = Server::start(answer("503 Service Unavailable", &date, "")).await;
    let answer = ask(&server.url("/")).await.unwrap();
    assert_eq!(answer.status, 503);
    assert!(answer.headers.contains(&("retry-after".into(), "Wed, 21 Oct 2026 07:28:00 GMT".into())));
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let thief = Server::start(answer("200 OK", &[], "{}")).await;
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let location = thief.url("/steal?token=abc");
        let server = Server::start(answer(status, &[("location", &location)], "")).await;
        let failure = ask(&server.url("/v1")).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::BlockedRedirect, "{status}");
        assert_eq!(failure.http_status, status[..3].parse().ok());
        let expected = format!(
            "{} redirects to {}; redirects are not followed, the key stays here",
            server.address, thief.address
        );
        assert_eq!(failure.message, expected);
    }
    for (location, whither) in [("/login?next=secret", "another page of its own"), ("::", "nowhere in particular")] {
        let server = Server::start(answer("302 Found", &[("location", location)], "")).await;
        let failure = ask(&server.url("/v1/balance")).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::BlockedRedirect);
        assert!(failure.message.contains(whither) || location == "::", "{}", failure.message);
        assert!(!failure.message.contains("secret"), "{}", failure.message);
    }
    assert_eq!(thief.connections(), 0);
}

#[tokio::test]
async fn no_more_than_a_mebibyte_is_read() {
    let fits = Server::start(answer("200 OK", &[], vec![b'7'; MAX_BODY])).await;
    assert_eq!(ask(&fits.url("/")).await.unwrap().body.len(), MAX_BODY);

    let too_much = vec![b'7'; 100 * MAX_BODY];
    let announced = Server::start(answer("200 OK", &[], &too_much)).await;
    let unannounced = vec![Step::Send(head("200 OK", &[("connection", "close")])), Step::Send(too_much)];
    let unannounced = Server::start(unannounced).await;
    let piece = [b"1000\r\n".as_slice(), &[b'7'; 4096], b"\r\n"].concat();
    let endless = Server::start(vec![
        Step::Send(head("200 OK", &[("transfer-encoding", "chunked")])),
        Step::Forever(piece, Duration::ZERO),
    ])
    .await;
    for server in [announced, unannounced, endless] {
        let message = format!("{} sent more than 1 MiB, which is no balance", server.address);
        assert_failed(ask(&server.url("/")).await, FailureKind::BlockedTooLarge, &message);
        tokio::time::sleep(Duration::from_millis(50)).await;
        // What the sockets' buffers hold may be on its way already; the rest is never taken.
        assert!(server.sent() < 16 * MAX_BODY, "{} bytes were taken", server.sent());
    }
}

#[tokio::test]
async fn a_bomb_is_defused_whatever_it_is_packed_in() {
    let big = vec![b'0'; 4 * MAX_BODY];
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&big).unwrap();
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflate.write_all(&big).unwrap();
    let mut brotli = Vec::new();
    brotli::CompressorWriter::new(&mut brotli, 4096, 1, 22).write_all(&big).unwrap();
    for (encoding, packed) in [("gzip", gzip.finish().unwrap()), ("deflate", deflate.finish().unwrap()), ("br", brotli)]
    {
        assert!(packed.len() < MAX_BODY / 10, "{encoding}: {}", packed.len());
        let server = Server::start(answer("200 OK", &[("content-encoding", encoding)], packed)).await;
        let failure = ask(&server.url("/")).await.unwrap_err();
        assert_eq!((failure.kind, failure.http_status), (FailureKind::BlockedTooLarge, Some(200)), "{encoding}");
    }
}

#[tokio::test]
async fn what_is_packed_is_unpacked_and_what_cannot_be_says_so() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(br#"{"balance":1}"#).unwrap();
    let packed = gzip.finish().unwrap();
    let server = Server::start(answer("200 OK", &[("content-encoding", "gzip")], &packed)).await;
    assert_eq!(ask(&server.url("/")).await.unwrap().body, br#"{"balance":1}"#);

    for encoding in ["gzip", "deflate", "br"] {
        let server = Server::start(answer("200 OK", &[("content-encoding", encoding)], "not packed at all")).await;
        let message = format!("{} sent an answer that cannot be decompressed", server.address);
        assert_failed(ask(&server.url("/")).await, FailureKind::NotJson, &message);
    }
}

#[tokio::test]
async fn the_time_limit_covers_everything() {
    let second = Duration::from_secs(1);
    let limit = Duration::from_millis(300);
    let silent = Server::start(vec![Step::Wait(10 * second)]).await;
    let slow_headers = Server::start(vec![
        Step::Send(b"HTTP/1.1 200 OK\r\n".to_vec()),
        Step::Forever(b"x-a: b\r\n".to_vec(), limit / 5),
    ])
    .await;
    for server in [&silent, &slow_headers] {
        let failure = ask_within(limit, &server.url("/")).await;
        assert_eq!(failure.kind, FailureKind::Timeout);
        assert_eq!(failure.message, format!("{} did not answer within 0.3 s", server.address));
    }
    let slow_body = Server::start(vec![
        Step::Send(head("200 OK", &[("content-length", "1000")])),
        Step::Forever(b" ".to_vec(), limit / 5),
    ])
    .await;
    let failure = ask_within(limit, &slow_body.url("/")).await;
    assert_eq!(failure.kind, FailureKind::Timeout);
    assert_eq!(failure.message, format!("{} did not finish its answer within 0.3 s", slow_body.address));

    // Connected but never accepted: the handshake of TLS waits for ever.
    let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let failure = ask_within(limit, &format!("https://{}/", deaf.local_addr().unwrap())).await;
    assert_eq!(failure.kind, FailureKind::Timeout);
}

#[tokio::test]
async fn a_connection_that_breaks_is_a_failure_of_the_connection() {
    let short = |headers: &[(&str, &str)], body: &str| {
        vec![Step::Send(head("200 OK", headers)), Step::Send(body.as_bytes().to_vec())]
    };
    let mut reset_in_body = short(&[("content-length", "1000")], "{");
    reset_in_body.push(Step::Wait(Duration::from_millis(50)));
    reset_in_body.push(Step::Reset);
    let cases = [
        ("closed at once", vec![]),
        ("reset at once", vec![Step::Reset]),
        ("not HTTP", vec![Step::Send(b"SSH-2.0-OpenSSH\r\n".to_vec())]),
        ("a length that lies", short(&[("content-length", "1000")], r#"{"balance":1}"#)),
        ("a chunk that lies", short(&[("transfer-encoding", "chunked")], "ff\r\n{\r\n")),
        ("reset in the body", reset_in_body),
    ];
    for (what, steps) in cases {
        let server = Server::start(steps).await;
        let failure = ask(&server.url("/")).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::NetworkConnect, "{what}: {}", failure.message);
        let message = format!("{} broke off the connection before its answer was complete", server.address);
        assert_eq!(failure.message, message, "{what}");
    }
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let message = format!("{free} refused the connection");
    assert_failed(ask(&format!("http://{free}/")).await, FailureKind::NetworkConnect, &message);
}

#[tokio::test]
async fn a_body_longer_than_it_says_is_cut_where_it_says() {
    let server = Server::start(vec![
        Step::Send(head("200 OK", &[("content-length", "13"), ("connection", "close")])),
        Step::Send(br#"{"balance":1}HTTP/1.1 200 OK"#.to_vec()),
    ])
    .await;
    assert_eq!(ask(&server.url("/")).await.unwrap().body, br#"{"balance":1}"#);
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_said_so() {
    let failure = ask("https://no-such-host.invalid/v1?key=sk-in-query").await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NetworkDns, "{}", failure.message);
    assert_eq!(failure.message, "no-such-host.invalid could not be found (DNS)");
}

#[tokio::test]
async fn nothing_is_sent_without_https_to_another_machine() {
    // 0.0.0.0 reaches this machine too, but is not loopback: were it asked, the connection would be seen.
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    for url in [format!("http://0.0.0.0:{port}/"), format!("ftp://127.0.0.1:{port}/"), "http://api.example.com/".into()]
    {
        let failure = ask(&url).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::BlockedInsecure, "{url}");
    }
    assert!(tokio::time::timeout(Duration::from_millis(100), listener.accept()).await.is_err());
}

#[tokio::test]
async fn a_certificate_must_be_one_that_is_trusted() {
    let good = Identity::for_names(&["localhost", "127.0.0.1"]);
    let trusting = |root| transport(HttpOptions { extra_roots: vec![root], ..direct() });
    let ok = || answer("200 OK", &[], "{}");

    let server = Server::start_tls(ok(), &good).await;
    let (port, client) = (server.address.port(), trusting(good.root()));
    for host in ["localhost", "127.0.0.1"] {
        assert_eq!(client.send(request(&format!("https://{host}:{port}/"))).await.unwrap().status, 200, "{host}");
    }
    let message = format!("the certificate of 127.0.0.1:{port} is not trusted");
    assert_failed(ask(&format!("https://127.0.0.1:{port}/")).await, FailureKind::NetworkTls, &message);

    let other = Identity::for_names(&["api.example.com"]);
    let server = Server::start_tls(ok(), &other).await;
    let message = format!("the certificate that {} shows is another host's", server.address);
    let outcome = trusting(other.root()).send(request(&format!("https://{}/", server.address))).await;
    assert_failed(outcome, FailureKind::NetworkTls, &message);
    assert!(server.requests().is_empty());

    let old = Identity::expired(&["127.0.0.1"]);
    let server = Server::start_tls(ok(), &old).await;
    let message = format!("the certificate of {} has expired (or this computer's clock is wrong)", server.address);
    let outcome = trusting(old.root()).send(request(&format!("https://{}/", server.address))).await;
    assert_failed(outcome, FailureKind::NetworkTls, &message);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let plain = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_secs(5)).await;
    });
    let message = format!("no secure connection to {plain}: it does not speak TLS as it should");
    assert_failed(ask(&format!("https://{plain}/")).await, FailureKind::NetworkTls, &message);
}

#[tokio::test]
async fn a_redirect_over_tls_is_not_followed_either() {
    let identity = Identity::for_names(&["localhost"]);
    let thief = Server::start(answer("200 OK", &[], "{}")).await;
    let server = Server::start_tls(answer("302 Found", &[("location", &thief.url("/"))], ""), &identity).await;
    let client = transport(HttpOptions { extra_roots: vec![identity.root()], ..direct() });
    let failure = client.send(request(&format!("https://localhost:{}/", server.address.port()))).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::BlockedRedirect);
    assert_eq!(thief.connections(), 0);
}

#[tokio::test]
async fn options_that_cannot_work_are_an_error_and_no_other_client() {
    let options = HttpOptions { user_agent: "Low\ntide".into(), ..direct() };
    let error = HttpTransport::new(Arc::new(SystemClock), options).map(drop).unwrap_err();
    assert_eq!(error.to_string(), "the HTTP client cannot be built: the user agent is no header value");
}
