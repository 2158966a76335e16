//! What people complained about elsewhere; none of it may happen here.

use super::AMOUNT;
use super::script::{Case, check, decisions, lines, reading};
use crate::support::Desk;

const fn case(why: &'static str, script: &'static str, expected: &'static str) -> Case {
    Case { why, rules: AMOUNT, zone: "UTC", script, expected }
}

#[test]
fn false_and_repeated_notifications() {
    check(&[
        case(
            "a flaky fetch forgets nothing: no alert is repeated",
            "11-20T10:00 900
             11-20T10:05 fails timeout
             11-20T10:10 899
             11-20T10:15 fails unexpected_shape
             11-20T10:20 null
             11-20T10:25 898
             11-20T10:30 fails not_json
             11-20T10:35 897",
            "11-20T10:00 amount warning",
        ),
        case("a cold start says nothing about what is fine", "11-20T10:00 5000\n11-20T10:05 4999", ""),
        case("a cold start without a network says nothing", "11-20T10:00 fails network_dns\n11-20T10:05 5000", ""),
        Case {
            rules: None,
            ..case(
                "a reset time that jitters is no reset",
                r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":190,"limit":1000,"resets_at":"2026-12-01T00:00:00Z"}]}
                   11-20T10:15 {"meters":[{"id":"c","unit":"credits","remaining":189,"limit":1000,"resets_at":"2026-12-01T00:00:03Z"}]}
                   11-20T10:30 {"meters":[{"id":"c","unit":"credits","remaining":189,"limit":1000,"resets_at":"2026-11-30T23:59:58Z"}]}
                   11-20T10:45 {"meters":[{"id":"c","unit":"credits","remaining":188,"limit":1000,"resets_at":"2026-12-01T00:01:00Z"}]}
                   11-20T11:00 {"meters":[{"id":"c","unit":"credits","remaining":187,"limit":1000,"resets_at":null}]}
                   11-20T11:15 {"meters":[{"id":"c","unit":"credits","remaining":186,"limit":1000,"resets_at":"2026-12-01T00:00:00Z"}]}"#,
                "11-20T10:00 share warning",
            )
        },
        case(
            "a plan window at nothing while the balance keeps the service alive",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","primary":true,"remaining":5000},{"id":"plan","unit":"credits","primary":false,"remaining":0,"limit":1000}],"plans":[{"name":"Free","status":"active","remaining":0,"limit":1000}]}"#,
            "",
        ),
        Case {
            rules: None,
            ..case(
                "an empty wallet in one currency beside a full one in another, in any order",
                r#"11-20T10:00 {"meters":[{"id":"wallet","unit":"USD","primary":false,"remaining":0},{"id":"wallet","unit":"CNY","primary":true,"remaining":80}]}
                   11-20T10:15 {"meters":[{"id":"wallet","unit":"CNY","primary":true,"remaining":79.5},{"id":"wallet","unit":"USD","primary":false,"remaining":0}]}
                   11-20T10:30 {"meters":[{"id":"wallet","unit":"USD","primary":false,"remaining":0},{"id":"wallet","unit":"CNY","primary":true,"remaining":79}]}"#,
                "",
            )
        },
        Case {
            rules: None,
            ..case(
                "when another meter becomes the one that counts, its amount is no fall and no top-up",
                r#"11-20T10:00 {"meters":[{"id":"a","unit":"USD","primary":true,"remaining":5000}]}
                   11-20T10:15 {"meters":[{"id":"b","unit":"EUR","primary":true,"remaining":12}]}
                   11-20T10:30 {"meters":[{"id":"b","unit":"EUR","primary":true,"remaining":11}]}"#,
                "",
            )
        },
    ]);
}

/// A fixed amount that is always crossed is useless: it speaks once, in a quarter of readings below it.
#[test]
fn an_amount_that_is_always_crossed_speaks_once() {
    let desk = Desk::without_server();
    let mut lines = Vec::new();
    for day in 0..90_u32 {
        let month = 1 + day / 28;
        let mut line = reading(&format!("{}", 990 - 3 * day), "null");
        line["at"] = format!("2026-{month:02}-{:02}T10:00:00Z", 1 + day % 28).into();
        lines.push(line);
    }
    assert_eq!(decisions(&desk, AMOUNT, "UTC", &lines), "01-01T10:00 amount warning");
}

/// One alert every ten seconds inside a window, as somebody had it.
#[test]
fn readings_in_quick_succession_speak_once() {
    let desk = Desk::without_server();
    let mut lines = Vec::new();
    for second in 0..360_u32 {
        let mut line = reading(&format!("{}", 1180 - second), "null");
        line["at"] =
            format!("2026-11-20T{:02}:{:02}:{:02}Z", 10 + second / 360, second / 6 % 60, second % 6 * 10).into();
        lines.push(line);
    }
    // 999 is read at the 181st of them.
    let told = decisions(&desk, AMOUNT, "UTC", &lines);
    assert_eq!(told, "11-20T10:30:10Z amount warning");
}

/// An organisation that is slow to top up is reminded at most daily, whatever the readings do.
#[test]
fn who_is_slow_to_top_up_is_reminded_once_a_day() {
    let desk = Desk::without_server();
    let rules = "amount = { warning = 1000 }\nshare = false\nrunway = false\nreminder = \"24h\"";
    let script: Vec<String> = (0..96)
        .map(|hour| {
            let what = if hour % 5 == 4 { "fails timeout" } else { "900" };
            format!("11-{:02}T{:02}:00 {what}", 20 + hour / 24, hour % 24)
        })
        .collect();
    let told = decisions(&desk, Some(rules), "UTC", &lines(&script.join("\n")));
    let expected: Vec<String> = (20..24).map(|day| format!("11-{day}T00:00 amount warning")).collect();
    assert_eq!(told, expected.join("\n"));
}
