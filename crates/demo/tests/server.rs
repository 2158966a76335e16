//! The server's behaviour over real HTTP: methods, control, faults of the line, concurrency and its end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod support;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use lowtide_demo::{Amount, Canned, DemoServer, KeySeen, Scenario, Script};
use support::{parts, poll, send, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn start() -> DemoServer {
    DemoServer::start(Scenario::scripted().account("srtgen", "k", Script::steady(1_250))).await.unwrap()
}

fn url(server: &DemoServer) -> String {
    format!("{}/api/v1/balance", server.base_url("srtgen"))
}

async fn left(server: &DemoServer, key: &str) -> i64 {
    poll(server, "srtgen", key).await.unwrap().json()["credits"]["totalBalance"].as_i64().unwrap()
}

#[tokio::test]
async fn addresses_are_loopback_with_the_providers_prefix() {
    let server = start().await;
    assert!(server.origin().starts_with("http://127.0.0.1:"), "{}", server.origin());
    assert_eq!(server.base_url("srtgen"), format!("{}/srtgen", server.origin()));
}

#[tokio::test]
async fn other_paths_and_methods_are_told_so() {
    let server = start().await;
    let key = [("x-api-key", "k")];
    for path in ["/", "/srtgen", "/srtgen/", "/srtgen/api/v1/balance/", "/srtgen/api/v2/balance", "/acme/v1/credits"] {
        let reply = send("GET", &format!("{}{path}", server.origin()), &key).await.unwrap();
        assert_eq!(reply.status, 404, "{path:?}");
    }
    let post = send("POST", &url(&server), &key).await.unwrap();
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    assert_eq!(send("GET", &format!("{}?a=1", url(&server)), &key).await.unwrap().status, 200);
}

#[tokio::test]
async fn head_is_answered_like_get_without_a_body_and_is_no_poll() {
    let server = start().await;
    let get = send("GET", &url(&server), &[("x-api-key", "k")]).await.unwrap();
    let head = send("HEAD", &url(&server), &[("x-api-key", "k")]).await.unwrap();
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(server.handle().polls("srtgen", "k"), 1);
}

#[tokio::test]
async fn accounts_are_independent_and_change_while_it_runs() {
    let server = start().await;
    let handle = server.handle().clone();
    handle.set_balance("srtgen", "second", 7);
    assert_eq!((left(&server, "k").await, left(&server, "second").await), (1_250, 7));
    handle.set_balance("srtgen", "k", 40);
    assert_eq!((left(&server, "k").await, left(&server, "second").await), (40, 7));
    handle.reject("srtgen", "k");
    assert_eq!(poll(&server, "srtgen", "k").await.unwrap().status, 401);
    handle.resume("srtgen", "k");
    assert_eq!(left(&server, "k").await, 40);
    handle.reject("srtgen", "k");
    handle.set_balance("srtgen", "k", Amount::from(2_000));
    assert_eq!(left(&server, "k").await, 2_000);
}

#[tokio::test]
async fn a_script_set_later_begins_when_it_is_set() {
    let server = start().await;
    server.handle().advance(Duration::from_secs(600));
    server.handle().set_script("srtgen", "k", Script::steady(100).jumping_to(5, Duration::from_secs(60)));
    assert_eq!(left(&server, "k").await, 100);
    server.handle().advance(Duration::from_secs(61));
    assert_eq!(left(&server, "k").await, 5);
    assert!(server.handle().elapsed() >= Duration::from_secs(661));
}

#[tokio::test]
async fn canned_answers_are_sent_as_they_are() {
    let server = start().await;
    let odd = Canned::new(302, "go").header("location", "http://127.0.0.1:9/elsewhere").header("x-odd", "1");
    server.handle().respond_with("srtgen", "k", odd.header("content-length", "99"));
    let reply = poll(&server, "srtgen", "k").await.unwrap();
    assert_eq!((reply.status, reply.body.as_str()), (302, "go"));
    assert_eq!(reply.header("location"), Some("http://127.0.0.1:9/elsewhere"));
    assert_eq!((reply.header("x-odd"), reply.header("content-length")), (Some("1"), Some("2")));

    server.handle().resume("srtgen", "k");
    server.handle().respond_once("srtgen", "k", Canned::html(503, "<h1>Busy</h1>"));
    server.handle().respond_once("srtgen", "k", Canned::json(200, "not json"));
    assert_eq!(poll(&server, "srtgen", "k").await.unwrap().status, 503);
    assert_eq!(poll(&server, "srtgen", "k").await.unwrap().body, "not json");
    assert_eq!(left(&server, "k").await, 1_250);

    server.handle().respond_with("srtgen", "k", Canned::new(200, "").header("bad name", "x"));
    let reply = poll(&server, "srtgen", "k").await.unwrap();
    assert!(reply.status == 500 && reply.body.starts_with("this answer is not HTTP: "), "{reply:?}");
}

#[tokio::test]
async fn a_large_body_arrives_whole() {
    let server = start().await;
    server.handle().respond_with("srtgen", "k", Canned::json(200, vec![b' '; 3 << 20]));
    assert_eq!(poll(&server, "srtgen", "k").await.unwrap().body.len(), 3 << 20);
}

#[tokio::test]
async fn a_truncated_body_is_announced_longer_than_it_is() {
    let server = start().await;
    for (body, sent) in [(r#"{"success":true}"#.to_owned(), 5), ("x".repeat(2 << 20), 1 << 20), ("abc".to_owned(), 0)] {
        server.handle().respond_with("srtgen", "k", Canned::json(200, body.clone()).truncated_after(sent));
        let reply = poll(&server, "srtgen", "k").await.unwrap();
        assert_eq!(reply.header("content-length"), Some(body.len().to_string().as_str()));
        assert_eq!(reply.body.len(), sent);
    }
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    let server = start().await;
    server.handle().respond_with("srtgen", "k", Canned::reset());
    let error = poll(&server, "srtgen", "k").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}");
    server.handle().resume("srtgen", "k");
    assert_eq!(left(&server, "k").await, 1_250);
}

#[tokio::test]
async fn answers_can_be_late_slow_or_never_come() {
    let server = start().await;
    let timed = async || {
        let began = Instant::now();
        let reply = poll(&server, "srtgen", "k").await;
        (reply, began.elapsed())
    };
    server.handle().set_latency("srtgen", "k", Duration::from_millis(120));
    let (reply, took) = timed().await;
    assert!(reply.unwrap().status == 200 && took >= Duration::from_millis(120), "{took:?}");
    server.handle().set_latency("srtgen", "k", Duration::ZERO);

    let dripping = Canned::json(200, "0123456789").delayed(Duration::from_millis(50));
    server.handle().respond_with("srtgen", "k", dripping.dripping(4, Duration::from_millis(40)));
    let (reply, took) = timed().await;
    assert!(reply.unwrap().body == "0123456789" && took >= Duration::from_millis(170), "{took:?}");

    server.handle().respond_with("srtgen", "k", Canned::hanging(Duration::from_millis(150)));
    let (reply, took) = timed().await;
    assert_eq!(reply.unwrap_err().kind(), ErrorKind::UnexpectedEof);
    assert!(took >= Duration::from_millis(150), "{took:?}");
}

#[tokio::test]
async fn what_hangs_holds_up_nobody_else() {
    let server = start().await;
    server.handle().set_balance("srtgen", "other", 3);
    server.handle().respond_with("srtgen", "k", Canned::hanging(Duration::from_secs(600)));
    let hanging = tokio::time::timeout(Duration::from_millis(200), poll(&server, "srtgen", "k"));
    let (hung, other) = tokio::join!(hanging, left(&server, "other"));
    assert!(hung.is_err());
    assert_eq!(other, 3);
}

#[tokio::test]
async fn requests_are_noted_without_their_headers_values() {
    let server = start().await;
    let headers = [("X-API-Key", "k"), ("Accept", "application/json")];
    send("GET", &format!("{}?x=1", url(&server)), &headers).await.unwrap();
    send("GET", &url(&server), &[("x-api-key", "wrong-one")]).await.unwrap();
    send("GET", &url(&server), &[]).await.unwrap();
    send("GET", &format!("{}/nowhere", server.origin()), &[]).await.unwrap();
    let requests = server.handle().requests();
    let seen: Vec<_> = requests
        .iter()
        .map(|request| (request.method.as_str(), request.path.as_str(), request.provider.as_deref(), request.key))
        .collect();
    assert_eq!(
        seen,
        [
            ("GET", "/srtgen/api/v1/balance?x=1", Some("srtgen"), KeySeen::Known),
            ("GET", "/srtgen/api/v1/balance", Some("srtgen"), KeySeen::Unknown),
            ("GET", "/srtgen/api/v1/balance", Some("srtgen"), KeySeen::Missing),
            ("GET", "/nowhere", None, KeySeen::Unknown),
        ]
    );
    assert_eq!(requests[0].account.as_deref(), Some("srtgen:k"));
    assert_eq!(requests[0].header_names, ["host", "connection", "x-api-key", "accept"]);
    assert!(!format!("{requests:?}").contains("wrong-one"));
    assert_eq!((server.handle().request_count(), server.handle().connections()), (4, 4));
    assert_eq!(server.handle().polls("srtgen", "k"), 1);
    server.handle().clear_requests();
    assert_eq!((server.handle().request_count(), server.handle().requests().len()), (0, 0));
}

#[tokio::test]
async fn a_connection_without_a_request_is_counted() {
    let server = start().await;
    let stream = TcpStream::connect(parts(&server.origin()).0).await.unwrap();
    until("the connection", || server.handle().connections() == 1).await;
    assert_eq!(server.handle().request_count(), 0);
    drop(stream);
}

#[tokio::test]
async fn one_connection_serves_many_polls() {
    let server = start().await;
    let (host, path) = parts(&url(&server));
    let mut stream = TcpStream::connect(&host).await.unwrap();
    for _ in 0..3 {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nx-api-key: k\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"Z\"}") {
            assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0);
        }
    }
    assert_eq!((server.handle().connections(), server.handle().polls("srtgen", "k")), (1, 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_clients_at_once_all_get_their_own_answer() {
    let add = |scenario: Scenario, n: i64| scenario.account("srtgen", &format!("k{n}"), Script::steady(n));
    let server = std::sync::Arc::new(DemoServer::start((0..100).fold(Scenario::scripted(), add)).await.unwrap());
    let polls: Vec<_> = (0..100)
        .map(|n| {
            let server = std::sync::Arc::clone(&server);
            tokio::spawn(async move { (n, left(&server, &format!("k{n}")).await) })
        })
        .collect();
    for task in polls {
        let (expected, found) = task.await.unwrap();
        assert_eq!(expected, found);
    }
    assert_eq!(server.handle().request_count(), 100);
}

#[tokio::test]
async fn dropping_it_closes_the_port_and_open_connections() {
    let server = start().await;
    let (host, path) = parts(&url(&server));
    server.handle().respond_with("srtgen", "k", Canned::hanging(Duration::from_secs(600)));
    let mut open = TcpStream::connect(&host).await.unwrap();
    open.write_all(format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nx-api-key: k\r\n\r\n").as_bytes()).await.unwrap();
    until("the request", || server.handle().request_count() == 1).await;
    let began = Instant::now();
    drop(server);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(TcpStream::connect(&host).await.unwrap_err().kind(), ErrorKind::ConnectionRefused);
    let mut rest = Vec::new();
    assert!(matches!(open.read_to_end(&mut rest).await, Ok(0) | Err(_)));
}

#[test]
fn it_needs_no_runtime() {
    let server = DemoServer::start_blocking(Scenario::scripted().account("srtgen", "k", Script::steady(9))).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    assert_eq!(runtime.block_on(left(&server, "k")), 9);
    drop(runtime);
    drop(server);
}

#[tokio::test]
async fn it_answers_while_its_callers_thread_is_busy() {
    let server = DemoServer::start_blocking(Scenario::scripted().account("srtgen", "k", Script::steady(9))).unwrap();
    let blocking = std::thread::spawn({
        let (host, path) = parts(&url(&server));
        move || {
            use std::io::{Read as _, Write as _};
            let mut stream = std::net::TcpStream::connect(&host).unwrap();
            let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\nx-api-key: k\r\n\r\n");
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        }
    });
    assert!(blocking.join().unwrap().starts_with("HTTP/1.1 200 OK\r\n"));
}
