//! `alerts`: the form of what goes in and comes out, and how it ends.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::support::{Desk, KEY, Ran, VARIABLE};

const REPLAY: [&str; 4] = ["alerts", "replay", "--timezone", "UTC"];

fn line(at: &str, remaining: &str) -> String {
    format!(
        r#"{{"at":"2026-11-20T{at}:00Z","meters":[{{"id":"credits","unit":"credits","primary":true,"remaining":{remaining}}}]}}"#
    )
}

fn replay(desk: &Desk, more: &[&str], input: &str) -> Ran {
    desk.run_with_stdin(&[&REPLAY, more].concat(), input)
}

/// The text of a block of `docs/replay.md`.
fn documented(info: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/replay.md");
    let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let (_, behind) = text.split_once(&format!("\n```{info}\n")).unwrap_or_else(|| panic!("a block {info:?}"));
    behind.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_documentation_says_what_happens() {
    let desk = Desk::without_server();
    let (readings, rules) = (desk.folder().join("readings.jsonl"), desk.folder().join("rules.toml"));
    std::fs::write(&readings, documented("jsonl readings")).unwrap();
    std::fs::write(&rules, documented("toml rules")).unwrap();
    let (readings, rules) = (readings.display().to_string(), rules.display().to_string());
    let args =
        ["alerts", "replay", "--readings", &readings, "--config", &rules, "--timezone", "Europe/Berlin", "--json"];
    assert_eq!(desk.run(&args).expect(0).stdout, documented("jsonl decisions"));
    assert_eq!(desk.run(&args[..args.len() - 1]).expect(0).stdout, documented("text table"));
}

#[test]
fn json_is_a_text_a_line_with_its_fields_in_order() {
    let desk = Desk::without_server();
    let input = format!("{}\n\n   \n{}\r\n", line("10:00", "1000"), line("10:30", "199"));
    let ran = replay(&desk, &["--readings", "-", "--json", "--forecast"], &format!("\u{feff}{input}")).expect(0);
    let forecast = |at: &str| {
        format!(
            r#"{{"at":"2026-11-20T{at}:00Z","forecast":{{"state":"learning","days_left":null,"days_left_low":null,"days_left_high":null,"burn_per_day":null}}}}"#
        )
    };
    let told = r#"{"at":"2026-11-20T10:30:00Z","rule":"share","level":"warning","delivered":true,"held_because":null,"sentence":"199 credits left, 19.9 % of the 1,000 since the last top-up, below your 20 %"}"#;
    assert_eq!(ran.stdout, format!("{}\n{told}\n{}\n", forecast("10:00"), forecast("10:30")));
    assert_eq!(ran.stderr, "");
}

#[test]
fn nothing_is_a_result_too() {
    let desk = Desk::without_server();
    for input in ["", "\n\n", &line("10:00", "1000"), &line("10:00", "null")] {
        assert_eq!(replay(&desk, &["--readings", "-", "--json"], input).expect(0).stdout, "");
        let said = replay(&desk, &["--readings", "-"], input).expect(0).stdout;
        assert_eq!(said, "Nothing would have been told.\n");
    }
}

#[test]
fn people_see_a_table_in_their_time() {
    let desk = Desk::without_server();
    let input = [line("10:00", "1000"), line("10:15", "199"), line("10:30", "0"), line("10:45", "0")].join("\n");
    let args = ["alerts", "replay", "--readings", "-", "--timezone", "Asia/Kolkata", "--forecast"];
    let table = desk.run_with_stdin(&args, &input).expect(0).stdout;
    assert!(table.starts_with("TIME "), "{table}");
    for row in [
        "2026-11-20 15:30 +05:30  forecast",
        "2026-11-20 15:45 +05:30  share          warning   told                      199 credits left, ",
        "2026-11-20 16:15 +05:30  empty          critical  told                      0 credits left\n",
        "2026-11-20 16:15 +05:30  share          critical  said by a graver one",
        "\n2 alerts would have been told, 1 only noted.\n",
    ] {
        assert!(table.contains(row), "{row:?} in\n{table}");
    }
    assert!(table.lines().all(|line| line == line.trim_end()), "no spaces at a line's end:\n{table}");
}

#[test]
fn what_comes_from_a_file_cannot_steer_the_terminal() {
    let desk = Desk::without_server();
    let input = r#"{"at":"2026-11-20T10:00:00Z","meters":[],"plans":[{"name":"\u001b[2J\nPro","status":"past_due"}]}"#;
    let table = replay(&desk, &["--readings", "-"], input).expect(0).stdout;
    assert!(table.contains("Pro is past due") && !table.contains('\u{1b}'), "{table:?}");
    assert_eq!(table.lines().count(), 3, "{table:?}");
}

#[test]
fn a_wrong_line_is_named_behind_what_was_decided_before() {
    let desk = Desk::without_server();
    let before = [line("10:00", "1000"), String::new(), line("10:15", "199")].join("\n");
    for (wrong, reason) in [
        ("nonsense", "expected ident (column 2)"),
        (r#"{"at":"2026-11-20T11:00:00Z"}"#, "a line is one of a reading (\"meters\"), a \"failure\" or an \"event\""),
        (r#"{"at":"2026-11-20T11:00:00Z","event":"party"}"#, "event: there is no event \"party\""),
        (r#"{"at":"2026-11-20T11:00:00Z","failure":"tired"}"#, "failure: there is no failure \"tired\""),
        (r#"{"at":"2026-11-20T11:00:00Z","event":"snooze"}"#, "until: is missing"),
        (r#"{"event":"tick"}"#, "at: is missing"),
        (
            r#"{"at":"2026-11-20T11:00:00Z","meters":[{"id":"a","unit":"gold"}]}"#,
            "meters[0].unit: unknown unit \"gold\"",
        ),
        (
            r#"{"at":"2026-11-20T10:14:59Z","event":"tick"}"#,
            "2026-11-20T10:14:59Z is earlier than the event before it, 2026-11-20T10:15:00Z",
        ),
    ] {
        let input = format!("{before}\n{wrong}\n{}\n", line("12:00", "1"));
        let ran = replay(&desk, &["--readings", "-", "--json"], &input).expect(2);
        let told: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(told["rule"], "share", "{wrong}");
        assert!(ran.stderr.starts_with(&format!("-:4: {reason}")), "{wrong}: {}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);

        let file = desk.folder().join("past.jsonl");
        std::fs::write(&file, &input).unwrap();
        let file = file.display().to_string();
        let ran = desk.run(&[&REPLAY[..], &["--readings", &file]].concat()).expect(2);
        assert!(ran.stderr.starts_with(&format!("{file}:4: {reason}")), "{wrong}: {}", ran.stderr);
        assert!(ran.stdout.contains("share") && !ran.stdout.contains("would have been told"), "{}", ran.stdout);
    }
}

#[test]
fn two_events_of_one_moment_are_in_order() {
    let desk = Desk::without_server();
    let input = [line("10:00", "1000"), line("10:00", "900"), line("10:00", "199")].join("\n");
    assert_eq!(replay(&desk, &["--readings", "-", "--json"], &input).expect(0).stdout.lines().count(), 1);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let desk = Desk::without_server();
    let file = desk.folder().join("past.jsonl");
    let name = file.display().to_string();
    std::fs::write(&file, [line("10:00", "1000").as_bytes(), b"\n{\"at\":\"\xff\"}\n"].concat()).unwrap();
    let ran = desk.run(&[&REPLAY[..], &["--readings", &name]].concat()).expect(2);
    assert_eq!(ran.stderr, format!("{name}:2: not UTF-8 text\n"));
    std::fs::write(&file, vec![b'['; 2 * 1024 * 1024]).unwrap();
    let ran = desk.run(&[&REPLAY[..], &["--readings", &name]].concat()).expect(2);
    assert_eq!(ran.stderr, format!("{name}:1: longer than 1048576 bytes\n"));
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::without_server();
    let config = desk.folder().join("rules.toml");
    std::fs::write(&config, "[alerts]\nshare = 7\n").unwrap();
    let config = config.display().to_string();
    for (args, reason) in [
        (&["alerts"][..], ""),
        (&["alerts", "replay"], "<--account <ACCOUNT>|--readings <FILE>> is missing"),
        (&["alerts", "replay", "--account", "a", "--readings", "-"], "cannot be used with"),
        (&["alerts", "replay", "--readings", "-", "--since", "30d"], "cannot be used with"),
        (&["alerts", "replay", "--account", "a", "--since", "soon"], "write a duration such as"),
        (&["alerts", "replay", "--readings", "-", "--timezone", "Nowhere/Else"], "there is no such time zone"),
        (&["alerts", "replay", "--readings", "no-such-file"], "no-such-file: "),
        (&["alerts", "replay", "--readings", "-", "--config", "no-such-file"], "cannot read no-such-file: "),
        (&["alerts", "replay", "--readings", "-", "--config", &config], "rules.toml:2: alerts.share: "),
        (&["alerts", "replay", "--account", "nobody"], "there is no account \"nobody\""),
        (&["alerts", "record", "nobody"], "there is no account \"nobody\""),
        (&["alerts", "record", "--limit", "0"], "a whole number above 0 is needed"),
        (&["alerts", "record", "--limit", "many"], "a whole number above 0 is needed"),
    ] {
        let ran = desk.run(args).expect(2);
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(ran.stderr.contains(reason), "{args:?}: {}", ran.stderr);
    }
}

/// Whoever replays readings of a file wants what that says, not what this machine's person has configured.
#[test]
fn readings_are_judged_by_the_built_in_rules_or_the_named_file_alone() {
    let desk = Desk::without_server();
    desk.configure("[alerts]\nshare = false\namount = { warning = 5000 }\n");
    let input = [line("10:00", "1000"), line("10:15", "199")].join("\n");
    let rules = |ran: Ran| -> Vec<String> {
        let line = |line: &str| serde_json::from_str::<Value>(line).unwrap()["rule"].as_str().unwrap().to_owned();
        ran.expect(0).stdout.lines().map(line).collect()
    };
    assert_eq!(rules(replay(&desk, &["--readings", "-", "--json"], &input)), ["share"]);
    let own = desk.config().display().to_string();
    assert_eq!(rules(replay(&desk, &["--readings", "-", "--json", "--config", &own], &input)), ["amount"]);
    // It need not even be readable.
    desk.configure("nonsense");
    assert_eq!(rules(replay(&desk, &["--readings", "-", "--json"], &input)), ["share"]);
}

/// Lines may come one by one, from a program that waits for what each leads to.
#[test]
fn each_decision_is_there_before_the_next_line() {
    let desk = Desk::without_server();
    let mut child =
        desk.command(&[&REPLAY[..], &["--readings", "-", "--json"]].concat()).stdin(Stdio::piped()).spawn().unwrap();
    let (sender, receiver) = mpsc::channel();
    let stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            sender.send(line.unwrap()).unwrap();
        }
    });
    let mut stdin = child.stdin.take().unwrap();
    let mut next = |text: String| {
        writeln!(stdin, "{text}").unwrap();
        stdin.flush().unwrap();
        // Only a fault takes this long.
        receiver.recv_timeout(Duration::from_secs(60)).unwrap()
    };
    assert!(next(format!("{}\n{}", line("10:00", "1000"), line("10:15", "199"))).contains("warning"));
    assert!(next(line("10:30", "49")).contains("critical"));
    drop(stdin);
    reader.join().unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn whoever_stops_reading_ends_it_quietly() {
    let desk = Desk::without_server();
    let mut child = desk
        .command(&[&REPLAY[..], &["--readings", "-", "--json", "--forecast"]].concat())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // Without an end, until it is closed from the other side.
    while writeln!(stdin, "{}", line("10:00", "1000")).is_ok() {}
    drop(stdin);
    let ran = Ran::from(child.wait_with_output().unwrap()).expect(0);
    assert_eq!(ran.stderr, "");
}

#[test]
fn an_accounts_past_under_any_rules() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 1500);
    desk.add("crun", &[]);
    desk.add("crun", &["--id", "other"]);
    for left in [900, 0] {
        desk.handle().set_balance("crun", KEY, left);
        desk.run(&["check", "crun"]).expect(0);
    }
    let requests = desk.handle().request_count();
    let told = |more: &[&str]| -> Vec<String> {
        let args = [&["alerts", "replay", "--account", "crun", "--json"], more].concat();
        let line = |line: &str| {
            let line: Value = serde_json::from_str(line).unwrap();
            let word = |field: &str| line[field].as_str().unwrap().to_owned();
            if line["delivered"] == true { format!("{} {}", word("rule"), word("level")) } else { word("held_because") }
        };
        desk.run(&args).expect(0).stdout.lines().map(line).collect()
    };
    assert_eq!(told(&[]), ["empty critical", "covered"], "the defaults: a zero that was read twice");

    let own = std::fs::read_to_string(desk.config()).unwrap();
    let with_amount = "\n[alerts]\namount = { warning = 1000 }\nshare = false\n";
    desk.configure(&format!("{own}{with_amount}"));
    assert_eq!(told(&[]), ["amount warning", "empty critical"], "the person's own configuration");

    // The same table for the account has the last word; that of another account has none.
    let file = desk.folder().join("other.toml");
    let name = file.display().to_string();
    let table =
        |id: &str, alerts: &str| format!("{}\n[accounts.{id}.alerts]\n{alerts}\n", desk.account(id, "crun", VARIABLE));
    std::fs::write(&file, format!("{with_amount}\n{}", table("crun", "amount = false\nempty = false"))).unwrap();
    assert_eq!(told(&["--config", &name]), Vec::<String>::new());
    std::fs::write(&file, format!("{with_amount}\n{}", table("other", "amount = false\nempty = false"))).unwrap();
    assert_eq!(told(&["--config", &name]), ["amount warning", "empty critical"]);
    std::fs::write(&file, with_amount).unwrap();
    assert_eq!(told(&["--config", &name, "--since", "1h"]), ["amount warning", "empty critical"]);
    assert_eq!(told(&["--config", &name, "--since", "0s"]), Vec::<String>::new(), "all of it was before");
    assert_eq!(desk.handle().request_count(), requests, "nobody was asked");

    // Removed from the configuration, and still in the history.
    desk.run(&["remove", "crun", "--keep-history", "--yes"]).expect(0);
    assert_eq!(told(&[]), ["amount warning", "empty critical"]);
}

#[test]
fn an_account_whose_key_was_rejected() {
    let desk = Desk::new();
    desk.handle().set_balance("crun", KEY, 1500);
    desk.add("crun", &[]);
    desk.handle().reject("crun", KEY);
    desk.run(&["check"]).expect(1);
    desk.run(&["check"]).expect(1);
    let ran = desk.run(&["alerts", "replay", "--account", "crun"]).expect(0);
    assert_eq!(ran.stdout.matches("key rejected   critical  told").count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.ends_with("1 alert would have been told.\n"), "{}", ran.stdout);
}

#[test]
fn an_account_that_was_never_read_says_so() {
    let desk = Desk::new();
    desk.configure(&desk.account("one", "crun", VARIABLE));
    let ran = desk.run(&["alerts", "replay", "--account", "one"]).expect(0);
    assert_eq!(ran.stdout, "Nothing would have been told.\n");
    assert!(ran.stderr.contains("nothing was read of one yet"), "{}", ran.stderr);
    assert_eq!(desk.run(&["alerts", "replay", "--account", "one", "--json"]).expect(0).stdout, "");
}

#[test]
fn a_record_without_decisions_says_so() {
    let desk = Desk::new();
    desk.configure(&desk.account("one", "crun", VARIABLE));
    for args in [&["alerts", "record"][..], &["alerts", "record", "one", "--json"]] {
        let ran = desk.run(args).expect(0);
        assert_eq!(ran.stdout, "", "{ran:?}");
        assert!(ran.stderr.contains("nothing was told or held back yet"), "{ran:?}");
    }
}
