//! What the page asks of the past: polls, the last answer, trends and exported files.

use std::path::Path;

use jiff::tz::{Offset, TimeZone};
use lowtide_core::contract::{ErrorCode, ExportedFile, LastAnswer, PollEntry, Trend};
use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::history::Retention;
use lowtide_core::ids::AccountId;
use lowtide_core::time::Timestamp;
use lowtide_demo::{Canned, Fault};
use serde_json::{Value, json};

use crate::history::credits;
use crate::support::desk::{Desk, DeskClock, KEY, past_in};

/// A Friday, shortly before midnight in the east.
const NOW: &str = "2026-11-20T22:30:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn hours_ago(hours: i64) -> Timestamp {
    now() - jiff::SignedDuration::from_hours(hours)
}

/// A desk at [`NOW`] whose paused accounts `work` (a label that is no good column) and `idle` have the past that is
/// written first.
async fn desk(past: impl FnOnce(&Path)) -> Desk {
    let zone = TimeZone::fixed(Offset::constant(2));
    Desk::with(&[], DeskClock::standing(now(), zone), |folder| {
        let account = |id: &str, label: &str| {
            format!("[accounts.{id}]\nprovider = \"crun\"\nlabel = '{label}'\nkey = {{ env = \"K\" }}\npaused = true\n")
        };
        std::fs::create_dir_all(folder.join("config")).unwrap();
        let config = account("work", "=Work, \"main\"") + &account("idle", "Idle");
        std::fs::write(folder.join("config/config.toml"), config).unwrap();
        past(folder);
    })
    .await
}

fn work() -> AccountId {
    "work".parse().unwrap()
}

async fn log(desk: &Desk, account: &str) -> Vec<PollEntry> {
    desk.ask("poll_log", json!({ "account": account })).await.unwrap()
}

async fn answer(desk: &Desk, account: &str) -> Option<LastAnswer> {
    desk.ask("last_answer", json!({ "account": account })).await.unwrap()
}

#[tokio::test]
async fn the_poll_log_survives_a_restart() {
    let desk = Desk::new().await;
    let id = desk.add("Work").await;
    let [first] = log(&desk, &id).await.try_into().unwrap();
    assert_eq!((first.remaining.as_deref(), first.unit.as_deref()), (Some("1250"), Some("credits")));
    assert!(first.took_ms.is_some() && first.failure.is_none(), "checking the key was a poll");
    desk.server.handle().fail_with("crun", KEY, Fault::Server);
    let desk = desk.restart().await;
    desk.poll().await;
    let [failed, first] = log(&desk, &id).await.try_into().unwrap();
    assert_eq!(failed.failure.unwrap().kind, FailureKind::ServerError);
    assert!(failed.took_ms.is_some() && failed.remaining.is_none() && failed.at > first.at);
    assert_eq!((first.remaining.as_deref(), first.took_ms), (Some("1250"), None), "how long it took is forgotten");
    let desk = desk.restart().await;
    let again = log(&desk, &id).await;
    assert_eq!(again.iter().map(|poll| poll.took_ms).collect::<Vec<_>>(), [None, None]);
    let refusal = desk.ask::<Value>("poll_log", json!({ "account": "none" })).await.unwrap_err();
    assert_eq!((refusal.code, refusal.account), (ErrorCode::UnknownAccount, Some("none".parse().unwrap())));
}

#[tokio::test]
async fn of_an_earlier_program_the_ends_of_each_run_are_known() {
    let desk = desk(|folder| {
        let history = past_in(folder, now());
        for (hour, left) in [(60, "500"), (59, "500"), (58, "500"), (57, "400")] {
            history.record_reading(&work(), hours_ago(hour), &credits(left)).unwrap();
        }
        for hour in [56, 55, 54] {
            let failure = Failure::new(FailureKind::Timeout, format!("{hour}"));
            history.record_failure(&work(), hours_ago(hour), &failure).unwrap();
        }
        for hour in 0..48 {
            history.record_reading(&work(), hours_ago(50 - hour), &credits(&(300 - hour).to_string())).unwrap();
        }
    })
    .await;
    let log = log(&desk, "work").await;
    assert_eq!(log.len(), 50, "no more than that");
    assert_eq!((log[0].at.parse().unwrap(), log[0].remaining.as_deref()), (hours_ago(3), Some("253")));
    let failed = |poll: &PollEntry| (poll.at.parse().unwrap(), poll.failure.as_ref().unwrap().message.clone());
    assert_eq!([failed(&log[48]), failed(&log[49])], [54, 56].map(|hour| (hours_ago(hour), "54".to_owned())));
    assert!(log.windows(2).all(|pair| pair[0].at > pair[1].at), "the latest first");
    let known = past_in(desk.folder.path(), now()).polls(&work(), Some(hours_ago(54)), 10).unwrap();
    let told: Vec<String> = known
        .iter()
        .map(|poll| match &poll.outcome {
            Ok(reading) => reading.primary().unwrap().remaining.unwrap().to_string(),
            Err(failure) => failure.kind.as_str().to_owned(),
        })
        .collect();
    assert_eq!(told, ["timeout", "400", "500", "500"], "the first and the last of each run, before that time");
    assert!(self::log(&desk, "idle").await.is_empty(), "never polled");
}

#[tokio::test]
async fn the_last_answer_is_what_came_without_the_key() {
    let desk = Desk::new().await;
    let id = desk.add("Work").await;
    let first = answer(&desk, &id).await.unwrap();
    assert_eq!((first.http_status, first.truncated), (200, false));
    assert!(first.body.contains("1250"), "{}", first.body);

    let echo = format!("{{\"error\":\"{KEY}\",\r\n\t\"url\":\"?key={KEY}\",\"hex\":\"{}\"}}\u{7}", "00".repeat(40_000));
    desk.server.handle().respond_with("crun", KEY, Canned::json(500, echo));
    let desk = desk.restart().await;
    assert_eq!(answer(&desk, &id).await, None, "in memory only");
    desk.poll().await;
    let last = answer(&desk, &id).await.unwrap();
    assert_eq!((last.http_status, last.truncated, last.body.len()), (500, true, 32 * 1024));
    assert!(last.body.starts_with("{\"error\":\"•••\",\n\t\"url\":\"?key=•••\",\"hex\":\"00"), "{:.100}", last.body);
    assert!(!desk.files().contains("?key="), "it is in no file");

    desk.ask::<Value>("remove_account", json!({ "account": id, "keepHistory": true })).await.unwrap();
    let refusal = desk.ask::<Value>("last_answer", json!({ "account": id })).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::UnknownAccount, "gone with the account");
}

#[tokio::test]
async fn a_trend_for_every_account() {
    let desk = desk(|folder| {
        let history = past_in(folder, now());
        // Ten days of which the last seven count; nothing was read for a day and a half of them.
        for hour in (0..240).rev().filter(|hour| !(60..96).contains(hour)) {
            let left = if hour >= 168 { 9_999 } else { 800 - (168 - hour) * 4 };
            history.record_reading(&work(), hours_ago(hour), &credits(&left.to_string())).unwrap();
        }
    })
    .await;
    let trends: Vec<Trend> = desk.ask_for("trends").await.unwrap();
    assert_eq!(trends.iter().map(|trend| trend.account.as_str()).collect::<Vec<_>>(), ["work", "idle"]);
    let points = &trends[0].points;
    assert_eq!((points.len(), trends[1].points.clone()), (56, vec![None; 56]));
    let gap: Vec<usize> = (0..56).filter(|step| points[*step].is_none()).collect();
    assert_eq!(gap, (25..36).collect::<Vec<_>>(), "where nothing was read");
    assert!(points.iter().flatten().all(|share| (0.0..=1.0).contains(share)));
    assert!((points[55].unwrap() - 128.0 / 9_999.0).abs() < 1e-9, "a share of the most: {:?}", points[55]);
}

#[tokio::test]
async fn readings_are_exported_with_their_digits_and_never_over_another_file() {
    let desk = desk(|folder| {
        let history = past_in(folder, now());
        // Ninety days are kept whole by default: the first becomes part of an hour, the second stays.
        for (hour, left) in [(24 * 100, "2000.10"), (24 * 100, "1990"), (30, "1250.50"), (29, "1250.50"), (2, "-3")] {
            history.record_reading(&work(), hours_ago(hour), &credits(left)).unwrap();
        }
        history.tidy_up(Retention::default(), now()).unwrap();
    })
    .await;
    let args = |format: &str| json!({ "account": "work", "meter": "credits", "unit": "credits", "since": null, "until": null, "format": format });
    let file: ExportedFile = desk.ask("export_history", args("csv")).await.unwrap();
    let name = desk.exports().join("lowtide-work-credits-2026-11-21.csv");
    assert_eq!((file.path.as_str(), file.rows), (name.to_str().unwrap(), 3), "of the person's own day");
    let text = std::fs::read_to_string(&name).unwrap();
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 4);
    let common = "work,\"'=Work, \"\"main\"\"\",crun,credits,credits";
    let (at, hour) = (hours_ago(2400), "hour,1990,2000.10,1990,2000.10,,,false,,");
    assert_eq!(lines[1], format!("{at},{at},{hour},{common}"));
    let (from, until) = (hours_ago(30), hours_ago(29));
    assert_eq!(lines[2], format!("{from},{until},reading,1250.50,1250.50,1250.50,1250.50,,,false,,,{common}"));
    assert!(lines[3].contains(",reading,-3,-3,-3,-3,"), "{}", lines[3]);

    let again: ExportedFile = desk.ask("export_history", args("csv")).await.unwrap();
    assert!(again.path.ends_with("lowtide-work-credits-2026-11-21-2.csv"), "{}", again.path);
    assert_eq!(std::fs::read_to_string(&name).unwrap(), text, "the first stays as it was");

    let file: ExportedFile = desk.ask("export_history", args("json")).await.unwrap();
    let value: Value = serde_json::from_str(&std::fs::read_to_string(&file.path).unwrap()).unwrap();
    assert_eq!(value["label"], "=Work, \"main\"");
    assert_eq!((value["exported_at"].as_str(), value["rows"][2]["remaining"].as_i64()), (Some(NOW), Some(-3)));

    let mut lately = args("csv");
    lately["since"] = json!(hours_ago(29).to_string());
    lately["until"] = json!(hours_ago(3).to_string());
    let file: ExportedFile = desk.ask("export_history", lately).await.unwrap();
    assert_eq!(file.rows, 1, "what was still read at its beginning, and nothing after its end");
    desk.until("nothing to wait for", |_| true).await;
}

#[tokio::test]
async fn what_cannot_be_exported_is_said_and_leaves_no_file() {
    let desk = desk(|folder| {
        past_in(folder, now()).record_reading(&work(), hours_ago(2), &credits("5")).unwrap();
    })
    .await;
    for (field, value, told, code) in [
        ("account", "none", None, ErrorCode::UnknownAccount),
        ("meter", "bytes", Some("meter"), ErrorCode::InvalidInput),
        ("unit", "USD", Some("meter"), ErrorCode::InvalidInput),
        ("unit", "apples", Some("unit"), ErrorCode::InvalidInput),
        ("since", "yesterday", Some("since"), ErrorCode::InvalidInput),
        ("until", "2020-01-01T00:00:00Z", Some("until"), ErrorCode::InvalidInput),
    ] {
        let mut args = json!({
            "account": "work", "meter": "credits", "unit": "credits", "since": "2026-01-01T00:00:00Z", "until": null,
            "format": "csv"
        });
        args[field] = json!(value);
        let refusal = desk.ask::<Value>("export_history", args).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, told), "{field}: {}", refusal.message);
    }
    let left = std::fs::read_dir(desk.exports()).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing half done stays");

    std::fs::remove_dir_all(desk.exports()).unwrap();
    std::fs::write(desk.exports(), "in the way").unwrap();
    let args = json!({
        "account": "work", "meter": "credits", "unit": "credits", "since": null, "until": null, "format": "json"
    });
    let refusal = desk.ask::<Value>("export_history", args).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::Export);
    assert!(refusal.message.contains("exports could not be written"), "{}", refusal.message);
}
