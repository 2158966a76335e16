//! Each provider's documented shape and refusals, and the demo's story, over real HTTP.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod support;

use std::time::Duration;

use lowtide_demo::{DemoServer, Fault, Profile, Scenario, Script, Subscription};
use serde_json::{Value, json};
use support::{PROVIDERS, poll, send};

async fn scripted(balance: i64) -> DemoServer {
    let add = |scenario: Scenario, (id, ..): &(&str, &str, &str)| scenario.account(id, "k", Script::steady(balance));
    DemoServer::start(PROVIDERS.iter().fold(Scenario::scripted(), add)).await.unwrap()
}

/// The balance as each document places it.
fn balance(provider: &str, body: &Value) -> Value {
    let pointer = match provider {
        "srtgen" => "/credits/totalBalance",
        "crun" => "/data/balance",
        "supertone" => "/balance",
        "structocr" => "/account/credits_remaining",
        _ => "/credits",
    };
    body.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {body}")).clone()
}

#[tokio::test]
async fn every_provider_answers_in_its_documented_shape() {
    let server = scripted(1_250).await;
    for (provider, ..) in PROVIDERS {
        let reply = poll(&server, provider, "k").await.unwrap();
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json; charset=utf-8")));
        assert_eq!(balance(provider, &reply.json()), json!(1_250), "{provider}");
    }
    let crun = poll(&server, "crun", "k").await.unwrap();
    assert_eq!(crun.body, r#"{"code":200,"message":"success","data":{"balance":1250}}"#);
    let supertone = poll(&server, "supertone", "k").await.unwrap();
    assert_eq!(supertone.body, r#"{"balance":1250}"#);
    let sociavault = poll(&server, "sociavault", "k").await.unwrap();
    let expected = r#"{"credits":1250,"subscriptionStatus":"active","subscriptionId":"sub_1234567890"}"#;
    assert_eq!(sociavault.body, expected);
}

#[tokio::test]
async fn srtgen_reports_plans_storage_user_and_the_time() {
    let server = scripted(1_250).await;
    let before = now();
    let mut body = poll(&server, "srtgen", "k").await.unwrap().json();
    let updated: jiff::Timestamp = body["updatedAt"].as_str().unwrap().parse().unwrap();
    assert!((updated - before).get_seconds().abs() < 5, "{updated} is not now");
    let resets: jiff::Timestamp = body["credits"]["plans"][0]["resetTime"].as_str().unwrap().parse().unwrap();
    assert!(resets > updated);
    body["updatedAt"] = Value::Null;
    body["credits"]["plans"][0]["resetTime"] = Value::Null;
    let expected = json!({
        "success": true,
        "user": {"name": "Alex Rivera", "email": "alex.rivera@example.com"},
        "credits": {
            "totalBalance": 1_250, "totalMonthlyCredits": 1_000, "extraCredits": 250,
            "plans": [{"id": "starter", "name": "Starter Plan", "status": "active", "balance": 1_000, "total": 1_000,
                       "resetTime": null}],
        },
        "storage": {"usage": 209_715_200, "limit": 10_737_418_240_u64, "formattedUsage": "200 MB", "formattedLimit": "10 GB"},
        "updatedAt": null,
    });
    assert_eq!(body, expected);

    let full = Profile { storage_used: 10_737_418_000, ..Profile::default() };
    server.handle().set_profile("srtgen", "k", full);
    server.handle().set_script("srtgen", "k", Script::steady(40).subscribed(Duration::ZERO, Subscription::PastDue));
    let body = poll(&server, "srtgen", "k").await.unwrap().json();
    assert_eq!(body["credits"]["plans"][0]["status"], "past_due");
    assert_eq!(body["credits"]["plans"][0]["balance"], 0);
    assert_eq!(body["credits"]["extraCredits"], 40);
    assert_eq!(body["storage"]["usage"], 10_737_418_000_u64);
}

#[tokio::test]
async fn structocr_adds_up_before_and_after_use_and_a_top_up() {
    let server = scripted(48_849).await;
    let first = poll(&server, "structocr", "k").await.unwrap().json();
    let expected = json!({
        "credits_total": 50_569, "credits_used": 1_720, "credits_remaining": 48_849, "credits_this_period": 337,
        "requests_this_period": 206, "error_rate": "4.37%", "avg_latency_ms": 2_720,
    });
    assert_eq!(first["account"], expected);
    assert_eq!(
        first["this_key"],
        json!({"credits_used": 79, "requests": 45, "error_rate": "2.22%", "avg_latency_ms": 2_424})
    );
    let start: jiff::Timestamp = first["period"]["start"].as_str().unwrap().parse().unwrap();
    let end: jiff::Timestamp = first["period"]["end"].as_str().unwrap().parse().unwrap();
    assert!(start <= now() && now() <= end);

    server.handle().set_balance("structocr", "k", 48_749);
    let used = poll(&server, "structocr", "k").await.unwrap().json();
    assert_eq!((&used["account"]["credits_total"], &used["account"]["credits_used"]), (&json!(50_569), &json!(1_820)));
    assert_eq!(used["this_key"]["credits_used"], 179);
    server.handle().set_balance("structocr", "k", 50_000);
    let topped_up = poll(&server, "structocr", "k").await.unwrap().json();
    assert_eq!(topped_up["account"]["credits_total"], 51_820);
    assert_eq!(topped_up["account"]["credits_used"], 1_820);
}

#[tokio::test]
async fn wrong_and_missing_keys_get_the_documented_401() {
    let server = scripted(1).await;
    let expected = [
        ("srtgen", r#"{"error":"unauthorized","message":"API key is missing or invalid.","success":false}"#),
        ("crun", r#"{"code":401,"message":"Unauthorized"}"#),
        ("supertone", r#"{"message":"Unauthorized: Invalid API key"}"#),
        ("structocr", r#"{"error":"Invalid or inactive API key"}"#),
        ("sociavault", r#"{"error":"Unauthorized - Invalid or missing API key"}"#),
    ];
    for ((provider, path, header), (_, body)) in PROVIDERS.into_iter().zip(expected) {
        let body: Value = serde_json::from_str(body).unwrap();
        let url = format!("{}{path}", server.base_url(provider));
        let wrong = send("GET", &url, &[(header, "other")]).await.unwrap();
        assert_eq!((wrong.status, wrong.json()), (401, body.clone()), "{provider}");
        for headers in [&[][..], &[(header, "")]] {
            let missing = send("GET", &url, headers).await.unwrap();
            let body =
                if provider == "structocr" { json!({"error": "Missing x-api-key header"}) } else { body.clone() };
            assert_eq!((missing.status, missing.json()), (401, body), "{provider}");
        }
        server.handle().reject(provider, "k");
        let revoked = poll(&server, provider, "k").await.unwrap();
        assert_eq!((revoked.status, revoked.json()), (401, body), "{provider}");
    }
    let supertone = format!("{}/v1/credits", server.base_url("supertone"));
    assert_eq!(send("GET", &supertone, &[("x-api-key", "k")]).await.unwrap().status, 401);
}

#[tokio::test]
async fn documented_errors_come_as_status_or_in_the_body() {
    let server = scripted(1).await;
    let codes = [401, 402, 404, 422, 429, 455, 500, 501, 505];
    for (fault, code) in Fault::ALL.into_iter().zip(codes) {
        server.handle().fail_with("crun", "k", fault);
        let reply = poll(&server, "crun", "k").await.unwrap();
        assert_eq!((reply.status, &reply.json()["code"]), (code, &json!(code)));
        server.handle().fail_in_body("crun", "k", fault);
        let reply = poll(&server, "crun", "k").await.unwrap();
        assert_eq!((reply.status, &reply.json()["code"]), (200, &json!(code)));
    }
    for (provider, fault, status, member, words) in [
        ("srtgen", Fault::Server, 500, "error", "server_error"),
        ("supertone", Fault::NotFound, 404, "message", "Not Found: No user found"),
        ("supertone", Fault::Server, 500, "message", "Internal Server Error: Failed with credit system."),
        ("structocr", Fault::NotFound, 404, "error", "Account not found"),
        ("structocr", Fault::Server, 500, "error", "Failed to fetch usage data"),
        ("sociavault", Fault::NotFound, 404, "error", "User not found"),
        ("sociavault", Fault::Server, 500, "error", "Server error"),
        ("sociavault", Fault::OutOfCredits, 402, "error", "Payment Required"),
    ] {
        server.handle().fail_with(provider, "k", fault);
        let reply = poll(&server, provider, "k").await.unwrap();
        assert_eq!((reply.status, &reply.json()[member]), (status, &json!(words)), "{provider}");
    }
    server.handle().fail_with("sociavault", "k", Fault::RateLimited(Some(30)));
    let limited = poll(&server, "sociavault", "k").await.unwrap();
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("30")));
}

#[tokio::test]
async fn the_demo_tells_its_story() {
    let server = DemoServer::start(Scenario::demo()).await.unwrap();
    let accounts: Vec<_> =
        server.accounts().iter().map(|account| (account.provider.clone(), account.key.clone())).collect();
    for (provider, key) in &accounts {
        assert_eq!(poll(&server, provider, key).await.unwrap().status, 200, "{provider} at the start");
    }
    server.handle().advance(Duration::from_secs(16));
    let low = poll(&server, "srtgen", "demo-srtgen-key").await.unwrap().json();
    assert!((1..250).contains(&balance("srtgen", &low).as_i64().unwrap()), "{low}");
    assert_eq!(poll(&server, "structocr", "demo-structocr-key").await.unwrap().status, 401);
    assert_eq!(poll(&server, "structocr", "demo-structocr-receipts-key").await.unwrap().status, 200);
    let before = poll(&server, "sociavault", "demo-sociavault-key").await.unwrap().json();
    assert!(balance("sociavault", &before).as_i64().unwrap() < 100);
    server.handle().advance(Duration::from_secs(10));
    let after = poll(&server, "sociavault", "demo-sociavault-key").await.unwrap().json();
    assert!(balance("sociavault", &after).as_i64().unwrap() > 4_900);
    server.handle().advance(Duration::from_secs(16));
    let maintained = poll(&server, "crun", "demo-crun-key").await.unwrap();
    assert_eq!((maintained.status, maintained.json()["code"].as_u64()), (200, Some(455)));
    assert_eq!(poll(&server, "supertone", "demo-supertone-key").await.unwrap().status, 200);
    let third =
        tokio::time::timeout(Duration::from_millis(300), poll(&server, "supertone", "demo-supertone-key")).await;
    assert!(third.is_err(), "the third poll hangs");
    assert_eq!(poll(&server, "supertone", "demo-supertone-key").await.unwrap().status, 200);
}

#[tokio::test]
async fn the_demos_providers_have_ports_of_their_own_yet_share_the_origin() {
    let server = DemoServer::start(Scenario::demo()).await.unwrap();
    let mut hosts: Vec<_> = PROVIDERS.iter().map(|(id, ..)| support::parts(&server.base_url(id)).0).collect();
    hosts.push(support::parts(&server.origin()).0);
    hosts.sort();
    hosts.dedup();
    assert_eq!(hosts.len(), 6);
    let url = format!("{}/crun/api/v1/client/account/balance", server.origin());
    assert_eq!(send("GET", &url, &[("x-api-key", "demo-crun-key")]).await.unwrap().status, 200);
}

#[expect(clippy::disallowed_methods, reason = "compares the server's times with the machine's")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
