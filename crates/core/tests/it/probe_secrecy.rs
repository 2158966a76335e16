//! A key is sent in one place and found nowhere else: in no error, no `Debug` and no line of any library's log.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lowtide_core::catalog::{self, Provider};
use lowtide_core::failure::FailureKind;
use lowtide_core::probe::{HttpOptions, Target, Transport, ask, prepare, probe};
use lowtide_core::secret::Secret;
use tracing_subscriber::fmt::MakeWriter;
use url::Url;

use crate::probe::{direct, transport};
use crate::support::child::{is_child, run_again};
use crate::support::http::{Identity, Server, Step, answer, head};

const KEY: &str = "sk/the+key&that=must%not-leak";

fn secret() -> Secret {
    Secret::parse(KEY.to_owned()).unwrap()
}

fn provider(auth: &str, request: &str) -> Provider {
    let text = format!(
        r#"
        schema = 1
        id = "example"
        name = "Example"
        summary = "An example"
        docs = "https://example.com/docs"
        verified = 2026-11-20
        auth = {{ {auth} }}
        request = {{ {request} }}
        [[meters]]
        id = "credits"
        label = "Credits"
        unit = "credits"
        primary = true
        remaining = "$.balance"
        "#
    );
    catalog::parse("example/provider.toml", &text).unwrap()
}

fn every_auth() -> [(Provider, &'static str); 6] {
    let get = r#"url = "https://api.example.com/v1/balance?currency=usd""#;
    let post = r#"method = "POST", url = "https://api.example.com/v1", body = '{"query": "credits"}'"#;
    let encoded = "sk%2Fthe%2Bkey%26that%3Dmust%25not-leak";
    [
        (provider(r#"kind = "header", name = "x-api-key""#, get), KEY),
        (provider(r#"kind = "bearer""#, get), KEY),
        (provider(r#"kind = "query", name = "api_key""#, get), encoded),
        (provider(r#"kind = "basic", username = "api""#, get), "YXBpOnNrL3RoZStrZXkmdGhhdD1tdXN0JW5vdC1sZWFr"),
        (provider(r#"kind = "basic", password = """#, get), "c2svdGhlK2tleSZ0aGF0PW11c3Qlbm90LWxlYWs6"),
        (provider(r#"kind = "body", field = "token""#, post), KEY),
    ]
}

#[test]
fn the_key_is_in_the_one_place_that_the_definition_names() {
    let params = BTreeMap::new();
    for (provider, form) in every_auth() {
        let target = Target { provider: &provider, params: &params, base_url: None };
        let request = prepare(&target, &secret()).unwrap();
        let mut sent = format!("{} {}\n", request.method(), request.url());
        for (name, value) in request.headers() {
            writeln!(sent, "{name}: {}", value.to_str().unwrap()).unwrap();
            assert_eq!(value.to_str().unwrap().contains(form), value.is_sensitive(), "{name}");
        }
        sent.push_str(&String::from_utf8_lossy(request.body().unwrap_or_default()));
        assert_eq!(sent.matches(form).count(), 1, "{sent}");
        assert!(!form.contains("sk") || !sent.contains(&secret().expose()[..6]) || form.starts_with("sk"), "{sent}");
        let shown = format!("{request:?} {request:#?}");
        assert!(!shown.contains(form) && !shown.contains("the+key") && !shown.contains("currency"), "{shown}");
        assert_eq!(request.host(), "api.example.com");
    }
}

#[test]
fn a_body_is_json_and_says_so() {
    let params = BTreeMap::new();
    let [.., (provider, _)] = every_auth();
    let request = prepare(&Target { provider: &provider, params: &params, base_url: None }, &secret()).unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
    let body: serde_json::Value = serde_json::from_slice(request.body().unwrap()).unwrap();
    assert_eq!(body, serde_json::json!({"query": "credits", "token": KEY}));
}

#[tokio::test]
async fn the_key_is_in_no_error_and_no_log() {
    if !is_child() {
        // The collector of log lines is the process's.
        return run_again("probe_secrecy::the_key_is_in_no_error_and_no_log", &[]);
    }
    let log = Collector::default();
    log.install();

    let identity = Identity::for_names(&["127.0.0.1"]);
    let echo = format!(r#"{{"error":"the key {KEY} is not valid"}}"#);
    let redirect = [("location", format!("https://evil.example/?key={KEY}"))];
    let redirect = redirect.each_ref().map(|(name, value)| (*name, value.as_str()));
    let servers = [
        Server::start(answer("200 OK", &[], r#"{"balance":1}"#)).await,
        Server::start(answer("200 OK", &[], &echo)).await,
        Server::start(answer("401 Unauthorized", &[], &echo)).await,
        Server::start(answer("302 Found", &redirect, "")).await,
        Server::start(vec![Step::Reset]).await,
        Server::start(vec![Step::Send(head("200 OK", &[("content-length", "9")]))]).await,
        Server::start(vec![Step::Wait(Duration::from_secs(9))]).await,
    ];
    let secure = Server::start_tls(answer("401 Unauthorized", &[], &echo), &identity).await;
    let mut bases: Vec<String> = servers.iter().map(|server| server.url("")).collect();
    bases.push(format!("https://{}", secure.address));
    bases.push("https://no-such-host.invalid".to_owned());
    bases.push("http://127.0.0.1:9".to_owned());

    let timeout = Duration::from_millis(150);
    let options = HttpOptions { timeout, extra_roots: vec![identity.root()], ..direct() };
    let clients = [transport(options.clone()), transport(HttpOptions { extra_roots: Vec::new(), ..options })];
    let params = BTreeMap::new();
    let mut told = String::new();
    for (provider, _) in every_auth() {
        for base in &bases {
            let base = Url::parse(base).unwrap();
            let target = Target { provider: &provider, params: &params, base_url: Some(&base) };
            for client in &clients {
                let outcome = probe(&target, &secret(), client).await;
                writeln!(told, "{outcome:?}").unwrap();
                if let Ok(raw) = client.send(prepare(&target, &secret()).unwrap()).await {
                    writeln!(told, "{raw:?}").unwrap();
                }
            }
        }
    }
    let logged = log.text();
    assert!(logged.contains("TRACE") && logged.contains("127.0.0.1"), "nothing was logged: {logged}");
    assert!(servers[0].requests().iter().filter(|head| head.contains(KEY)).count() > 0);
    for text in [told, logged] {
        for line in text.lines() {
            for (_, form) in every_auth() {
                assert!(!line.contains(form), "{line}");
            }
            assert!(!line.contains("the+key") && !line.contains("the%2Bkey"), "{line}");
        }
    }
}

#[tokio::test]
async fn what_the_provider_said_is_kept_without_the_key() {
    let hex = |text: &str| {
        text.bytes().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        })
    };
    let wide: Vec<u8> = KEY.bytes().flat_map(|byte| [byte, 0]).collect();
    let spellings = [
        KEY.to_owned(),
        r"sk\/the+key\u0026that\u003dmust%not-leak".to_owned(),
        "sk%2fthe%2bkey%26that%3dmust%25not-leak".to_owned(),
        KEY.replace("key", "k\u{200b}e\u{0}y"),
        String::from_utf8(wide).unwrap(),
        hex(KEY),
        hex(KEY).to_uppercase(),
        hex(&format!("{KEY}:")),
        "c2svdGhlK2tleSZ0aGF0PW11c3Qlbm90LWxlYWs=".to_owned(),
    ];
    let params = BTreeMap::new();
    let client = transport(direct());
    for (provider, own) in every_auth() {
        let own = [own.to_owned(), own.trim_end_matches('=').to_owned()];
        let spellings: Vec<&String> = spellings.iter().chain(&own).collect();
        for status in ["200 OK", "401 Unauthorized", "500 Internal Server Error"] {
            let body = spellings.iter().fold(String::new(), |body, form| body + "<" + form + ">\n");
            let server = Server::start(answer(status, &[], &body)).await;
            let base = Url::parse(&server.url("")).unwrap();
            let target = Target { provider: &provider, params: &params, base_url: Some(&base) };
            let asked = ask(&target, &secret(), &client).await;
            let heard = asked.heard.unwrap();
            assert_eq!(Some(heard.status), status[..3].parse().ok());
            let lines: Vec<&str> = heard.text.lines().collect();
            assert_eq!(lines.len(), spellings.len());
            for (line, form) in lines.iter().zip(&spellings) {
                assert!(
                    line.contains("•••") && line.len() <= "<•••==>".len() + 3,
                    "{form} at {:?}: {line}",
                    provider.auth
                );
            }
            assert!(asked.took.is_some() && !heard.truncated);
        }
    }
}

#[tokio::test]
async fn no_half_of_a_key_is_left_where_the_text_is_cut() {
    let params = BTreeMap::new();
    let client = transport(direct());
    let [(provider, _), ..] = every_auth();
    for before in (32 * 1024 - 2 * KEY.len())..(32 * 1024 + 2) {
        // A character of several bytes behind it, so that the cut may fall into one.
        let body = "é".repeat(before / 2) + KEY + &"é".repeat(100);
        let heard = heard_of(&provider, &params, &client, body).await;
        assert!(heard.text.len() <= 32 * 1024 && heard.truncated && heard.text.ends_with(['é', '•']), "{before}");
        assert!(!heard.text.contains('s') && !heard.text.contains("key"), "{before}");
    }
}

async fn heard_of(
    provider: &Provider,
    params: &BTreeMap<String, String>,
    client: &dyn Transport,
    body: String,
) -> lowtide_core::probe::Heard {
    let server = Server::start(answer("500 Internal Server Error", &[], body)).await;
    let base = Url::parse(&server.url("")).unwrap();
    ask(&Target { provider, params, base_url: Some(&base) }, &secret(), client).await.heard.unwrap()
}

#[tokio::test]
async fn where_no_answer_came_none_is_kept() {
    let params = BTreeMap::new();
    let client = transport(direct());
    let [(provider, _), ..] = every_auth();
    let redirect = answer("302 Found", &[("location", "https://evil.example/")], "moved");
    for steps in [redirect, vec![Step::Reset], vec![Step::Send(head("200 OK", &[("content-length", "9")]))]] {
        let server = Server::start(steps).await;
        let base = Url::parse(&server.url("")).unwrap();
        let target = Target { provider: &provider, params: &params, base_url: Some(&base) };
        let asked = ask(&target, &secret(), &client).await;
        assert!(asked.heard.is_none() && asked.outcome.is_err() && asked.took.is_some());
    }
}

#[tokio::test]
async fn an_answer_becomes_a_reading_or_a_failure() {
    let provider = provider(r#"kind = "header", name = "x-api-key""#, r#"url = "https://api.example.com/v1/balance""#);
    let params = BTreeMap::new();
    let client = transport(direct());
    let ask = async |steps| {
        let server = Server::start(steps).await;
        let base = Url::parse(&server.url("")).unwrap();
        probe(&Target { provider: &provider, params: &params, base_url: Some(&base) }, &secret(), &client).await
    };
    let reading = ask(answer("200 OK", &[], r#"{"balance":1250.50}"#)).await.unwrap();
    assert_eq!(reading.primary().unwrap().remaining.unwrap().to_string(), "1250.50");

    let rejected = ask(answer("401 Unauthorized", &[], "{}")).await.unwrap_err();
    assert_eq!((rejected.kind, rejected.http_status), (FailureKind::Unauthorized, Some(401)));
    let limited = ask(answer("429 Too Many Requests", &[("retry-after", "120")], "{}")).await.unwrap_err();
    assert_eq!(limited.kind, FailureKind::RateLimited);
    assert!(limited.retry_at.is_some());
    let not_text = ask(answer("200 OK", &[], [0xff, 0xfe, 0x00])).await.unwrap_err();
    assert_eq!(not_text.kind, FailureKind::NotJson);
}

#[test]
fn what_is_missing_is_said_before_anything_is_sent() {
    let provider = provider(r#"kind = "header", name = "x-api-key""#, r#"url = "/v1/balance""#);
    let params = BTreeMap::new();
    let failure = prepare(&Target { provider: &provider, params: &params, base_url: None }, &secret()).unwrap_err();
    assert_eq!(failure.kind, FailureKind::Internal);
    assert!(failure.message.contains("base URL"), "{}", failure.message);
}

/// Collects what this program and its libraries log, through `tracing` and through `log`, at the most talkative level.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<u8>>>);

impl Collector {
    fn install(&self) {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        log::set_logger(Box::leak(Box::new(self.clone()))).unwrap();
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Collector {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Collector {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}: {}\n", record.level(), record.target(), record.args());
        self.0.lock().unwrap().extend_from_slice(line.as_bytes());
    }

    fn flush(&self) {}
}
