//! `check` and `status`: what was read, and what was read last.

use std::time::{Duration, Instant};

use lowtide_demo::Canned;
use serde_json::{Value, json};

use crate::support::{Desk, KEY, Ran, VARIABLE, documented};

const PROVIDERS: [&str; 5] = ["srtgen", "crun", "supertone", "structocr", "sociavault"];

/// The text with every time at which somebody was asked replaced.
fn without_times_of_asking(text: &str) -> String {
    let line = |line: &str| match line.split_once("\"checked_at\": \"") {
        Some((before, _)) => format!("{before}\"checked_at\": \"…\",\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn balance(desk: &Desk, digits: &str) {
    desk.handle().respond_with("supertone", KEY, Canned::json(200, format!("{{\"balance\":{digits}}}")));
}

#[test]
fn every_documented_figure_of_all_five_providers() {
    let desk = Desk::new();
    for provider in PROVIDERS {
        desk.handle().respond_with(provider, KEY, Canned::json(200, documented(provider, "ok")));
        desk.add(provider, &["--id", &format!("{provider}-work"), "--label", "Work"]);
    }
    let checked = desk.run(&["check", "--json"]).expect(0);
    assert_eq!(without_times_of_asking(&checked.stdout), include_str!("five_providers.json"));
    assert_eq!(checked.stderr, "");
    let recalled = desk.run(&["status", "--json"]).expect(0);
    assert_eq!(without_times_of_asking(&recalled.stdout), include_str!("five_providers.json"));
}

#[test]
fn amounts_keep_their_digits() {
    let desk = Desk::new();
    for (digits, printed) in [
        ("12345678901234567890.123", "12345678901234567890.123"),
        ("0.1", "0.1"),
        ("1250.00", "1250.00"),
        ("-3.50", "-3.50"),
        ("1e3", "1000"),
        ("\"99.990\"", "99.990"),
        ("null", "null"),
    ] {
        balance(&desk, digits);
        if !desk.config().exists() {
            desk.add("supertone", &[]);
        }
        // The second poll confirms a fall.
        let checked = desk.run(&["check", "--json"]).expect(0);
        assert!(checked.stdout.contains(&format!("\"remaining\": {printed},")), "{digits}: {}", checked.stdout);
        let recalled = desk.run(&["status", "--json"]).expect(0);
        assert!(recalled.stdout.contains(&format!("\"remaining\": {printed},")), "{digits}: {}", recalled.stdout);
    }
}

#[test]
fn status_needs_no_network() {
    let mut desk = Desk::new();
    balance(&desk, "1250");
    desk.add("supertone", &[]);
    let asked = desk.handle().request_count();
    let before = desk.run(&["status", "--json"]).expect(0).json();
    assert_eq!(desk.handle().request_count(), asked, "nobody was asked");
    desk.server = None;
    assert_eq!(desk.run(&["status", "--json"]).expect(0).json(), before);
    assert_eq!(before["accounts"][0]["meters"][0]["remaining"], 1250);

    let failed = desk.run(&["check", "--json"]).expect(1).json();
    assert_eq!(failed["accounts"][0]["failure"]["kind"], "network_connect");
    assert_eq!(failed["accounts"][0]["meters"], before["accounts"][0]["meters"], "a failure overwrites no reading");
    let after = desk.run(&["status"]).expect(0);
    for expected in ["failing", "1,250 credits left", "Read", "Asked"] {
        assert!(after.stdout.contains(expected), "{after:?}");
    }
}

#[test]
fn an_account_that_was_never_asked_is_unknown() {
    let desk = Desk::new();
    desk.add("supertone", &["--no-verify"]);
    assert_eq!(desk.handle().request_count(), 0);
    let status = desk.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["accounts"][0]["state"], "unknown");
    assert_eq!(status["accounts"][0]["checked_at"], Value::Null);
    assert_eq!(status["accounts"][0]["meters"], json!([]));
    assert!(desk.run(&["status"]).expect(0).stdout.contains("never"));
}

#[test]
fn a_suspicious_drop_is_read_again() {
    let desk = Desk::new();
    balance(&desk, "1250");
    desk.add("supertone", &[]);
    let polls = desk.handle().polls("supertone", KEY);
    desk.handle().respond_once("supertone", KEY, Canned::json(200, r#"{"balance":0}"#));
    let checked = desk.run(&["check", "--json"]).expect(0).json();
    assert_eq!(checked["accounts"][0]["meters"][0]["remaining"], 1250, "the glitch is not believed");
    assert_eq!(checked["accounts"][0]["state"], "ok");
    assert_eq!(desk.handle().polls("supertone", KEY), polls + 2);

    balance(&desk, "0");
    let checked = desk.run(&["check", "--json"]).expect(0).json();
    assert_eq!(checked["accounts"][0]["meters"][0]["remaining"], 0, "what is said twice is believed");
    assert_eq!(checked["accounts"][0]["state"], "empty");
    assert_eq!(desk.handle().polls("supertone", KEY), polls + 4);

    balance(&desk, "40");
    desk.run(&["check"]).expect(0);
    desk.handle().respond_once("supertone", KEY, Canned::json(200, r#"{"balance":0}"#));
    desk.handle().respond_once("supertone", KEY, Canned::json(500, "{}"));
    let checked = desk.run(&["check", "--json"]).expect(1).json();
    assert_eq!(checked["accounts"][0]["meters"][0]["remaining"], 40, "neither is a failure a confirmation");
    assert_eq!(checked["accounts"][0]["failure"]["kind"], "server_error");
}

#[test]
fn only_the_named_accounts_are_asked_and_paused_ones_only_by_name() {
    let desk = Desk::new();
    balance(&desk, "5");
    desk.add("supertone", &["--id", "one"]);
    desk.add("supertone", &["--id", "two"]);
    desk.run(&["pause", "two"]).expect(0);
    let ids = |ran: Ran| -> Vec<String> {
        let accounts = ran.json()["accounts"].as_array().unwrap().clone();
        accounts.iter().map(|account| account["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(desk.run(&["check", "--json"]).expect(0)), ["one"]);
    assert_eq!(ids(desk.run(&["check", "--json", "two"]).expect(0)), ["two"]);
    assert_eq!(ids(desk.run(&["check", "--json", "two", "one"]).expect(0)), ["one", "two"]);
    assert_eq!(ids(desk.run(&["status", "--json"]).expect(0)), ["one", "two"]);
    desk.run(&["pause", "one"]).expect(0);
    let nobody = desk.run(&["check", "--json"]).expect(0);
    assert_eq!(nobody.json(), json!({"accounts": []}));
    assert!(nobody.stderr.contains("all accounts are paused"));
    desk.run(&["resume", "two"]).expect(0);
    assert_eq!(ids(desk.run(&["check", "--json"]).expect(0)), ["two"]);
}

#[test]
fn without_accounts_it_says_how_to_add_one() {
    let desk = Desk::new();
    for command in ["check", "status", "accounts"] {
        let ran = desk.run(&[command]).expect(0);
        assert_eq!(ran.stdout, "");
        assert!(ran.stderr.contains("lowtide add"), "{ran:?}");
        assert_eq!(desk.run(&[command, "--json"]).expect(0).json(), json!({"accounts": []}));
    }
    assert!(!desk.folder().join("data").exists(), "looking writes nothing");
}

#[test]
fn several_accounts_are_a_table() {
    let desk = Desk::new();
    desk.handle().set_balance("structocr", KEY, 1250);
    desk.handle().set_balance("srtgen", KEY, 40);
    balance(&desk, "1234567.5");
    desk.add("supertone", &["--label", "声優 – Büro", "--id", "voice"]);
    desk.add("structocr", &["--id", "structocr-2"]);
    desk.add("srtgen", &[]);
    desk.handle().reject("srtgen", KEY);
    let checked = desk.run(&["check"]).expect(1);
    let expected = "\
STATE      ACCOUNT                  LEFT                 OF        READ
● ok       声優 – Büro (voice)      1,234,567.5 credits            just now
● ok       StructOCR (structocr-2)  1,250 credits        of 2,970  just now
✗ failing  SRTGen (srtgen)          40 credits                     just now
           The provider rejected the key: API key is missing or invalid (HTTP 401)
";
    assert_eq!(checked.stdout, expected);
    assert_eq!(checked.stderr, "");
}

#[test]
fn one_account_is_told_in_full() {
    let desk = Desk::new();
    desk.handle().respond_with("srtgen", KEY, Canned::json(200, documented("srtgen", "ok")));
    desk.add("srtgen", &["--label", "Work"]);
    let checked = desk.run(&["check", "srtgen-work"]).expect(0);
    for expected in [
        "Work (srtgen-work)  ● ok",
        "1,250 credits left",
        "Monthly credits  1,000 credits",
        "Cloud storage    209,715,200 bytes used  of 10,737,418,240",
        "Starter Plan  active  1,000 of 1,000  resets 2026-04-29 17:48 UTC",
        "Alex Rivera",
        "2026-03-29 17:48 UTC",
        "just now",
    ] {
        assert!(checked.stdout.contains(expected), "{expected:?} in {}", checked.stdout);
    }
}

#[test]
fn a_timeout_ends_what_hangs_and_nothing_else() {
    let desk = Desk::new();
    desk.configure(&(desk.account("fast", "supertone", VARIABLE) + &desk.account("slow", "crun", VARIABLE)));
    balance(&desk, "7");
    desk.handle().respond_with("crun", KEY, Canned::hanging(Duration::from_secs(30)));
    let began = Instant::now();
    let checked = desk.run(&["check", "--json", "--timeout", "0.4"]).expect(1).json();
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(checked["accounts"][0]["failure"], Value::Null);
    assert_eq!(checked["accounts"][1]["failure"]["kind"], "timeout");
}

#[test]
fn two_checks_at_once_both_tell_and_keep() {
    let desk = Desk::new();
    balance(&desk, "1250");
    desk.add("supertone", &[]);
    desk.handle().set_latency("supertone", KEY, Duration::from_millis(150));
    balance(&desk, "1200");
    let both: Vec<_> = (0..2).map(|_| desk.command(&["check", "--json"]).spawn().unwrap()).collect();
    for child in both {
        let ran = Ran::from(child.wait_with_output().unwrap()).expect(0);
        assert_eq!(ran.json()["accounts"][0]["meters"][0]["remaining"], 1200);
        assert_eq!(ran.stderr, "");
    }
    let status = desk.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["accounts"][0]["meters"][0]["remaining"], 1200);
}

#[test]
fn readings_stand_when_the_history_cannot_be_kept() {
    let desk = Desk::new();
    balance(&desk, "1250");
    desk.configure(&desk.account("one", "supertone", VARIABLE));
    std::fs::write(desk.folder().join("data"), "a file where the folder should be").unwrap();
    let checked = desk.run(&["check", "--json"]).expect(0);
    assert_eq!(checked.json()["accounts"][0]["meters"][0]["remaining"], 1250);
    assert!(checked.stderr.contains("the history could not be used"), "{checked:?}");
}

#[test]
fn a_corrupt_history_is_set_aside_and_named() {
    let desk = Desk::new();
    balance(&desk, "1250");
    desk.add("supertone", &[]);
    let file = desk.folder().join("data/history.sqlite3");
    std::fs::write(&file, vec![b'x'; 8192]).unwrap();
    for beside in ["history.sqlite3-wal", "history.sqlite3-shm"] {
        let _not_there = std::fs::remove_file(desk.folder().join("data").join(beside));
    }
    let unreadable = desk.run(&["status"]).expect(2);
    assert!(unreadable.stderr.contains("history.sqlite3"), "{unreadable:?}");
    let checked = desk.run(&["check", "--json"]).expect(0);
    assert!(checked.stderr.contains("kept as"), "{checked:?}");
    desk.run(&["status"]).expect(0);
}
