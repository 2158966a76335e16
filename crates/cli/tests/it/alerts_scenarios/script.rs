//! A short hand for a replay's lines, and what came of them.
//!
//! ```text
//! 11-20T10:00 812               a reading: 812 credits left (of the year 2026, in UTC)
//! 11-20T10:00 812 of 1000       … with a limit
//! 11-20T10:00 null              … that does not say what is left
//! 11-20T10:00 fails timeout     a failure
//! 11-20T10:00 restart           an event; also tick, mute, snooze 11-21T10:00, undelivered 11-21T10:00
//! 11-20T10:00 {"meters":[…]}    anything else, without its time
//! ```
//! What is expected is written as `11-20T10:00 amount warning` for what was told, with ` - quiet_hours` behind it for what
//! was held back.

use lowtide_core::time::Timestamp;
use serde_json::{Value, json};

use crate::support::{Desk, Ran};

/// What happens, under which rules, and what is expected of it.
pub(crate) struct Case {
    /// Why it must be so.
    pub(crate) why: &'static str,
    /// `[alerts]` of the configuration; none for no configuration at all.
    pub(crate) rules: Option<&'static str>,
    /// Local time.
    pub(crate) zone: &'static str,
    /// What happens.
    pub(crate) script: &'static str,
    /// What is told and held back.
    pub(crate) expected: &'static str,
}

/// Runs every case as it stands, with a restart behind every line, and with time passing halfway between any two lines: the
/// outcome is the same. Top-ups that are only recorded are left out, unless the case is about them.
#[track_caller]
pub(crate) fn check(cases: &[Case]) {
    let desk = Desk::without_server();
    let mut wrong = Vec::new();
    for case in cases {
        let lines = lines(case.script);
        let restarted: Vec<Value> = lines.iter().flat_map(|line| [line.clone(), event(line, "restart")]).collect();
        let ticking = ticking(&lines);
        let expected = trimmed(case.expected);
        for (how, lines) in [("", &lines), (" (restarted)", &restarted), (" (ticking)", &ticking)] {
            let got = decisions(&desk, case.rules, case.zone, lines);
            let got: Vec<&str> = got
                .lines()
                .filter(|line| case.expected.contains("topped_up") || !line.contains(" topped_up "))
                .collect();
            let got = got.join("\n");
            if got != expected {
                wrong.push(format!("{}{how}\n--- expected\n{expected}\n--- got\n{got}\n", case.why));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The same lines with time passing halfway between any two, where nothing is read.
fn ticking(lines: &[Value]) -> Vec<Value> {
    let second = |line: &Value| line["at"].as_str().unwrap().parse::<Timestamp>().unwrap().as_second();
    let mut all: Vec<Value> = lines.iter().take(1).cloned().collect();
    for pair in lines.windows(2) {
        let halfway = Timestamp::from_second(i64::midpoint(second(&pair[0]), second(&pair[1]))).unwrap();
        all.extend([json!({ "at": halfway, "event": "tick" }), pair[1].clone()]);
    }
    all
}

/// The lines of a script.
pub(crate) fn lines(script: &str) -> Vec<Value> {
    script.lines().map(str::trim).filter(|line| !line.is_empty()).map(line).collect()
}

/// The decisions, in the short hand.
pub(crate) fn decisions(desk: &Desk, rules: Option<&str>, zone: &str, lines: &[Value]) -> String {
    let out: Vec<String> = told(desk, rules, zone, lines, &[]).iter().map(decision).collect();
    out.join("\n")
}

/// What the command prints for these lines, each a JSON text.
pub(crate) fn told(desk: &Desk, rules: Option<&str>, zone: &str, lines: &[Value], more: &[&str]) -> Vec<Value> {
    let mut args = vec!["alerts", "replay", "--readings", "-", "--json", "--timezone", zone];
    args.extend(more);
    let config = desk.folder().join("rules.toml").display().to_string();
    if let Some(rules) = rules {
        std::fs::write(&config, format!("[alerts]\n{rules}\n")).unwrap();
        args.extend(["--config", config.as_str()]);
    }
    let input = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let ran: Ran = desk.run_with_stdin(&args, &input).expect(0);
    assert_eq!(ran.stderr, "");
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn line(text: &str) -> Value {
    let (at, what) = text.split_once(' ').unwrap_or_else(|| panic!("{text:?}"));
    let mut line = if what.starts_with('{') {
        serde_json::from_str(what).unwrap_or_else(|why| panic!("{why}: {what}"))
    } else {
        let words: Vec<&str> = what.split_whitespace().collect();
        match words[..] {
            ["fails", kind] => json!({ "failure": kind }),
            ["mute"] => json!({ "event": "mute_until_topped_up" }),
            ["snooze", until] => json!({ "event": "snooze", "until": time(until) }),
            ["undelivered", until] => json!({ "event": "delivery_fails", "until": time(until) }),
            [event @ ("restart" | "tick")] => json!({ "event": event }),
            [remaining] => reading(remaining, "null"),
            [remaining, "of", limit] => reading(remaining, limit),
            _ => panic!("{text:?}"),
        }
    };
    line["at"] = time(at).into();
    line
}

/// A reading of one meter.
pub(crate) fn reading(remaining: &str, limit: &str) -> Value {
    let number = |digits: &str| serde_json::from_str::<Value>(digits).unwrap();
    json!({
        "meters": [{
            "id": "credits", "unit": "credits", "primary": true,
            "remaining": number(remaining), "used": null, "limit": number(limit), "resets_at": null,
        }],
        "plans": [],
    })
}

fn event(line: &Value, name: &str) -> Value {
    json!({ "at": line["at"], "event": name })
}

fn time(short: &str) -> String {
    format!("2026-{short}:00Z")
}

fn decision(line: &Value) -> String {
    let text = |field: &str| line[field].as_str().unwrap_or_else(|| panic!("{field} of {line}")).to_owned();
    let at = text("at");
    let at = at.strip_prefix("2026-").unwrap_or(&at);
    let at = at.strip_suffix(":00Z").unwrap_or(at).to_owned();
    let delivered = line["delivered"].as_bool().unwrap();
    assert_eq!(delivered, line["held_because"].is_null(), "{line}");
    assert!(!text("sentence").is_empty(), "{line}");
    let held = if delivered { String::new() } else { format!(" - {}", text("held_because")) };
    format!("{at} {} {}{held}", text("rule"), text("level"))
}

fn trimmed(expected: &str) -> String {
    expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
