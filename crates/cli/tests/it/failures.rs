//! Every kind of failure that can be provoked: the exit status, its name and its words.

use std::time::Duration;

use lowtide_demo::{Canned, Fault};
use serde_json::Value;

use crate::support::{Desk, VARIABLE};

/// What one account's failure must be: kind and HTTP status.
type Expected = (&'static str, Option<u16>);

#[test]
fn each_kind_has_its_name_and_ends_with_1() {
    let desk = Desk::new();
    let handle = desk.handle();
    let body = |text: &str| Canned::json(200, text);
    let cases: [(&str, &str, Option<Canned>, Option<Fault>, Expected); 15] = [
        ("unauthorized", "srtgen", None, Some(Fault::Unauthorized), ("unauthorized", Some(401))),
        ("empty", "crun", None, Some(Fault::OutOfCredits), ("out_of_credits", None)),
        ("limited", "srtgen", None, Some(Fault::RateLimited(Some(60))), ("rate_limited", Some(429))),
        ("maintenance", "crun", None, Some(Fault::Maintenance), ("maintenance", None)),
        ("server", "supertone", None, Some(Fault::Server), ("server_error", Some(500))),
        ("disabled", "crun", None, Some(Fault::FeatureDisabled), ("rejected", None)),
        ("not-found", "sociavault", None, Some(Fault::NotFound), ("rejected", Some(404))),
        (
            "redirect",
            "supertone",
            Some(Canned::redirect(302, "https://example.com/")),
            None,
            ("blocked_redirect", Some(302)),
        ),
        ("large", "supertone", Some(body(&"1".repeat(1_200_000))), None, ("blocked_too_large", Some(200))),
        ("page", "supertone", Some(Canned::html(200, "<p>Hello")), None, ("not_json", Some(200))),
        ("shape", "supertone", Some(body(r#"{"balance":{}}"#)), None, ("unexpected_shape", Some(200))),
        ("reset", "supertone", Some(Canned::reset()), None, ("network_connect", None)),
        (
            "broken-off",
            "supertone",
            Some(body(r#"{"balance":1}"#).truncated_after(4)),
            None,
            ("network_connect", Some(200)),
        ),
        ("hanging", "supertone", Some(Canned::hanging(Duration::from_secs(20))), None, ("timeout", None)),
        ("unset", "supertone", None, None, ("key_missing", None)),
    ];
    let mut config = String::new();
    let mut command = desk.command(&["check", "--json", "--timeout", "0.8"]);
    for (id, provider, canned, fault, _) in &cases {
        let variable = format!("LT_{}", id.replace('-', "_"));
        let key = format!("key-of-{id}");
        config += &desk.account(id, provider, &variable);
        if let Some(canned) = canned {
            handle.respond_with(provider, &key, canned.clone());
        }
        if let Some(fault) = fault {
            handle.fail_with(provider, &key, *fault);
        }
        if *id != "unset" {
            command.env(variable, key);
        }
    }
    // A server without TLS where HTTPS is asked for, a key in a keychain that is not there, and a provider that is none.
    let plain = desk.base_url("supertone").replace("http://", "https://");
    config += &format!(
        "[accounts.tls]\nprovider = \"supertone\"\nkey = {{ env = \"{VARIABLE}\" }}\nbase_url = \"{plain}\"\n\
         [accounts.nowhere]\nprovider = \"no-such-provider\"\nkey = {{ env = \"{VARIABLE}\" }}\n"
    );
    if cfg!(target_os = "linux") {
        config += "[accounts.kept]\nprovider = \"supertone\"\nkey = { keychain = \"supertone-00000001\" }\n";
    }
    desk.configure(&config);

    let ran = crate::support::Ran::from(command.output().unwrap()).expect(1);
    let report = ran.json();
    let of = |id: &str| {
        let account = report["accounts"].as_array().unwrap().iter().find(|account| account["id"] == *id).unwrap();
        account["failure"].clone()
    };
    let mut wrong = Vec::new();
    for (id, _, _, _, (kind, status)) in &cases {
        let failure = of(id);
        if failure["kind"] != *kind || status.is_some_and(|status| failure["http_status"] != status) {
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
    desk.handle().fail_with("crun", crate::support::KEY, Fault::OutOfCredits);
    let added = desk.add("crun", &[]);
    assert!(added.stdout.contains("empty"), "{added:?}");
    let checked = desk.run(&["check", "--json"]).expect(1).json();
    assert_eq!(checked["accounts"][0]["state"], "empty");
    assert_eq!(checked["accounts"][0]["failure"]["kind"], "out_of_credits");
}
