//! Every kind of failure that can be provoked: the exit status, its name and its words.

use std::time::Duration;

use lowtide_demo::{Canned, Fault};
use serde_json::{Value, json};

use crate::support::{Desk, KEY, Ran, VARIABLE};

/// What the provider does.
enum Says {
    Fault(Fault),
    Answer(Canned),
    /// It is not even asked.
    Nothing,
}

/// An account, what happens to it, and what that must be called: kind and HTTP status.
type Case = (&'static str, &'static str, Says, &'static str, Option<u16>);

fn cases() -> Vec<Case> {
    use Says::{Answer, Nothing};
    let fault = Says::Fault;
    let body = |text: &str| Canned::json(200, text);
    vec![
        ("unauthorized", "srtgen", fault(Fault::Unauthorized), "unauthorized", Some(401)),
        ("empty", "crun", fault(Fault::OutOfCredits), "out_of_credits", Some(402)),
        ("limited", "srtgen", fault(Fault::RateLimited(Some(60))), "rate_limited", Some(429)),
        ("maintenance", "crun", fault(Fault::Maintenance), "maintenance", Some(455)),
        ("server", "supertone", fault(Fault::Server), "server_error", Some(500)),
        ("disabled", "crun", fault(Fault::FeatureDisabled), "rejected", Some(505)),
        ("not-found", "sociavault", fault(Fault::NotFound), "rejected", Some(404)),
        ("redirect", "supertone", Answer(Canned::redirect(302, "https://example.com/")), "blocked_redirect", Some(302)),
        ("large", "supertone", Answer(body(&"1".repeat(1_200_000))), "blocked_too_large", Some(200)),
        ("page", "supertone", Answer(Canned::html(200, "<p>Hello")), "not_json", Some(200)),
        ("shape", "supertone", Answer(body(r#"{"balance":{}}"#)), "unexpected_shape", Some(200)),
        ("reset", "supertone", Answer(Canned::reset()), "network_connect", None),
        ("cut", "supertone", Answer(body(r#"{"balance":1}"#).truncated_after(4)), "network_connect", Some(200)),
        ("hanging", "supertone", Answer(Canned::hanging(Duration::from_secs(20))), "timeout", None),
        ("unset", "supertone", Nothing, "key_missing", None),
    ]
}

#[test]
fn each_kind_has_its_name_and_ends_with_1() {
    let desk = Desk::new();
    let cases = cases();
    let mut config = String::new();
    let mut command = desk.command(&["check", "--json", "--timeout", "0.8"]);
    for (id, provider, says, _, _) in &cases {
        let variable = format!("LT_{}", id.replace('-', "_"));
        let key = format!("key-of-{id}");
        config += &desk.account(id, provider, &variable);
        match says {
            Says::Fault(fault) => desk.handle().fail_with(provider, &key, *fault),
            Says::Answer(canned) => desk.handle().respond_with(provider, &key, canned.clone()),
            Says::Nothing => continue,
        }
        command.env(variable, key);
    }
    // A server without TLS where HTTPS is asked for, a key in a keychain that is not there, and a provider that is none.
    config += &desk.account("tls", "supertone", VARIABLE).replace("http://", "https://");
    config += &desk.account("nowhere", "no-such-provider", VARIABLE);
    if cfg!(target_os = "linux") {
        config += "[accounts.kept]\nprovider = \"supertone\"\nkey = { keychain = \"supertone-00000001\" }\n";
    }
    desk.configure(&config);

    let ran = Ran::from(command.output().unwrap()).expect(1);
    let report = ran.json();
    let of = |id: &str| {
        let account = report["accounts"].as_array().unwrap().iter().find(|account| account["id"] == *id).unwrap();
        account["failure"].clone()
    };
    let mut wrong = Vec::new();
    for (id, _, _, kind, status) in &cases {
        let failure = of(id);
        if failure["kind"] != *kind || failure["http_status"] != json!(status) {
            wrong.push(format!("{id}: {failure}"));
        }
        assert!(failure["message"].as_str().is_some_and(|message| message.len() > 5), "{id}: {failure}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_ne!(of("limited")["retry_at"], Value::Null);
    assert_eq!(of("tls")["kind"], "network_tls");
    assert_eq!(of("nowhere")["kind"], "internal");
    if cfg!(target_os = "linux") {
        assert_eq!(of("kept")["kind"], "keychain_unavailable");
    }
    let recalled = desk.run(&["status", "--json"]).expect(0).json();
    assert_eq!(recalled["accounts"][0]["failure"]["kind"], "unauthorized", "failures are kept");
}

#[test]
fn an_empty_account_is_a_failed_reading_and_a_good_key() {
    let desk = Desk::new();
    desk.handle().fail_with("crun", KEY, Fault::OutOfCredits);
    let added = desk.add("crun", &[]);
    assert!(added.stdout.contains("empty"), "{added:?}");
    let checked = desk.run(&["check", "--json"]).expect(1).json();
    assert_eq!(checked["accounts"][0]["state"], "empty");
    assert_eq!(checked["accounts"][0]["failure"]["kind"], "out_of_credits");
}
