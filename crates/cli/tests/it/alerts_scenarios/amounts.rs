//! How much is left: thresholds, belief, episodes.

use super::AMOUNT;
use super::script::{Case, check, told};
use crate::support::Desk;

const fn case(why: &'static str, script: &'static str, expected: &'static str) -> Case {
    Case { why, rules: AMOUNT, zone: "UTC", script, expected }
}

#[test]
fn thresholds() {
    check(&[
        case(
            "exactly the threshold is still enough, a hundredth below is not",
            "11-20T10:00 5000
             11-20T10:15 1000
             11-20T10:30 999.99
             11-20T10:45 200
             11-20T11:00 199.99",
            "11-20T10:30 amount warning
             11-20T11:00 amount critical",
        ),
        case("a first reading that is fine says nothing", "11-20T10:00 1000", ""),
        case(
            "a first reading that is already low speaks once",
            "11-20T10:00 500
             11-20T10:15 499
             11-20T10:30 498",
            "11-20T10:00 amount warning",
        ),
        case(
            "a first reading that is critical speaks once, at the worst",
            "11-20T10:00 100
             11-20T10:15 99",
            "11-20T10:00 amount critical",
        ),
        case(
            "a first reading of zero is no zero after a non-zero: it is believed, and speaks once",
            "11-20T10:00 0
             11-20T10:15 0",
            "11-20T10:00 empty critical
             11-20T10:00 amount critical - covered",
        ),
        case(
            "a jump past both levels speaks once, at the worst",
            "11-20T10:00 1500
             11-20T10:15 190
             11-20T10:30 180",
            "11-20T10:15 amount critical",
        ),
        case(
            "escalation speaks once each: warning, critical, empty",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 850
             11-20T10:45 150
             11-20T11:00 140
             11-20T11:15 0
             11-20T11:30 0
             11-20T11:45 0",
            "11-20T10:15 amount warning
             11-20T10:45 amount critical
             11-20T11:30 empty critical",
        ),
        case(
            "less than nothing is empty",
            "11-20T10:00 50
             11-20T10:15 -2.5
             11-20T10:30 -2.5
             11-20T10:45 -3",
            "11-20T10:00 amount critical
             11-20T10:30 empty critical",
        ),
        Case {
            rules: Some("amount = { warning = 1000 }\nshare = false\nrunway = false"),
            ..case(
                "one level is enough for a rule",
                "11-20T10:00 1500
                 11-20T10:15 900
                 11-20T10:30 95",
                "11-20T10:15 amount warning",
            )
        },
    ]);
}

#[test]
fn suspicious_readings() {
    check(&[
        case(
            "a zero after a non-zero takes effect when the next reading agrees",
            "11-20T10:00 1500
             11-20T10:15 0
             11-20T10:30 0",
            "11-20T10:30 empty critical
             11-20T10:30 amount critical - covered",
        ),
        case(
            "… and is forgotten when it does not",
            "11-20T10:00 1500
             11-20T10:15 0
             11-20T10:30 1490
             11-20T10:45 1480",
            "",
        ),
        case(
            "a doubted zero arms nothing: what was told is not told again",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 0
             11-20T10:45 890",
            "11-20T10:15 amount warning",
        ),
        case(
            "each zero is doubted anew",
            "11-20T10:00 1500
             11-20T10:15 0
             11-20T10:30 1490
             11-20T10:45 0
             11-20T11:00 1480
             11-20T11:15 0
             11-20T11:30 0",
            "11-20T11:30 empty critical
             11-20T11:30 amount critical - covered",
        ),
        case(
            "a failure between neither confirms",
            "11-20T10:00 1500
             11-20T10:15 0
             11-20T10:30 fails timeout
             11-20T10:45 1490",
            "",
        ),
        case(
            "… nor forgets",
            "11-20T10:00 1500
             11-20T10:15 0
             11-20T10:30 fails timeout
             11-20T10:45 fails server_error
             11-20T11:00 0",
            "11-20T11:00 empty critical
             11-20T11:00 amount critical - covered",
        ),
        case(
            "what is not reported neither agrees nor disagrees",
            "11-20T10:00 1500
             11-20T10:15 0
             11-20T10:30 null
             11-20T10:45 0",
            "11-20T10:45 empty critical
             11-20T10:45 amount critical - covered",
        ),
        case(
            "a fall of more than 90 % is read again",
            "11-20T10:00 1500
             11-20T10:15 149
             11-20T10:30 149",
            "11-20T10:30 amount critical",
        ),
        case(
            "… and forgotten too",
            "11-20T10:00 1500
             11-20T10:15 149
             11-20T10:30 1499",
            "",
        ),
        case(
            "a fall of exactly 90 % is believed",
            "11-20T10:00 1500
             11-20T10:15 150",
            "11-20T10:15 amount critical",
        ),
        case(
            "a small amount that becomes nothing is read again as well",
            "11-20T10:00 3
             11-20T10:15 0
             11-20T10:30 0",
            "11-20T10:00 amount critical
             11-20T10:30 empty critical",
        ),
        case(
            "the next reading agrees when it spent a little more meanwhile",
            "11-20T10:00 1500
             11-20T10:15 120
             11-20T10:30 110",
            "11-20T10:30 amount critical",
        ),
        case(
            "that the provider itself says it is empty needs no second reading",
            "11-20T10:00 1500
             11-20T10:15 fails out_of_credits
             11-20T10:30 fails out_of_credits
             11-20T10:45 0",
            "11-20T10:15 empty critical",
        ),
    ]);
}

#[test]
fn episodes() {
    check(&[
        case(
            "just above the threshold is not recovered",
            "11-20T10:00 1500
             11-20T10:15 990
             11-20T10:30 1010
             11-20T10:45 995
             11-20T11:00 1020
             11-20T11:15 980",
            "11-20T10:15 amount warning",
        ),
        case(
            "a tenth above it is, however slowly it came",
            "11-20T10:00 1500
             11-20T10:15 990
             11-20T10:30 1050
             11-20T10:45 1100
             11-20T11:00 999",
            "11-20T10:15 amount warning
             11-20T11:00 amount warning",
        ),
        Case {
            rules: Some("amount = { warning = 1000 }\nhysteresis = \"50%\"\nshare = false\nrunway = false"),
            ..case(
                "how far above is the person's to say",
                "11-20T10:00 1500
                 11-20T10:15 990
                 11-20T10:30 1200
                 11-20T10:45 999
                 11-20T11:00 1400
                 11-20T11:15 998",
                "11-20T10:15 amount warning",
            )
        },
        case(
            "a top-up arms the rule again",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 5000
             11-20T10:45 900",
            "11-20T10:15 amount warning
             11-20T10:45 amount warning",
        ),
        case(
            "a top-up that is too small to help is an episode of its own",
            "11-20T10:00 1500
             11-20T10:15 300
             11-20T10:30 800
             11-20T10:45 790",
            "11-20T10:15 amount warning
             11-20T10:30 amount warning",
        ),
        case(
            "critical is armed again by a recovery from critical alone; the warning is not",
            "11-20T10:00 1500
             11-20T10:15 190
             11-20T10:30 202
             11-20T10:45 195
             11-20T11:00 210
             11-20T11:15 220
             11-20T11:30 199",
            "11-20T10:15 amount critical
             11-20T11:30 amount critical",
        ),
        case(
            "empty speaks again after a top-up",
            "11-20T10:00 0
             11-20T10:15 5000
             11-20T10:30 0
             11-20T10:45 0",
            "11-20T10:00 empty critical
             11-20T10:00 amount critical - covered
             11-20T10:45 empty critical
             11-20T10:45 amount critical - covered",
        ),
        case(
            "a failed poll neither speaks nor arms",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 fails timeout
             11-20T10:45 890
             11-20T11:00 fails server_error
             11-20T11:15 fails not_json
             11-20T11:30 880",
            "11-20T10:15 amount warning",
        ),
        case(
            "what is not reported neither speaks nor arms",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 null
             11-20T10:45 890
             11-20T11:00 null",
            "11-20T10:15 amount warning",
        ),
        case("what was never reported is not zero", "11-20T10:00 null\n11-20T10:15 null", ""),
        case(
            "a reset of the plan's period is a new beginning",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":900,"limit":3000,"resets_at":"2026-12-01T00:00:00Z"}]}
               12-01T00:05 {"meters":[{"id":"c","unit":"credits","remaining":3000,"limit":3000,"resets_at":"2027-01-01T00:00:00Z"}]}
               12-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":900,"limit":3000,"resets_at":"2027-01-01T00:00:00Z"}]}"#,
            "11-20T10:00 amount warning
             12-20T10:00 amount warning",
        ),
    ]);
}

/// Every way to fail says nothing about the amount; three say something else.
#[test]
fn failures_are_not_zero() {
    let desk = Desk::without_server();
    for kind in [
        "key_missing",
        "keychain_locked",
        "keychain_unavailable",
        "unauthorized",
        "wrong_key_kind",
        "out_of_credits",
        "rate_limited",
        "network_dns",
        "network_connect",
        "network_tls",
        "timeout",
        "server_error",
        "maintenance",
        "blocked_redirect",
        "blocked_too_large",
        "blocked_insecure",
        "not_json",
        "unexpected_shape",
        "rejected",
        "internal",
    ] {
        let script = format!("11-20T10:00 1500\n11-20T10:15 fails {kind}\n11-20T10:30 fails {kind}\n11-20T10:45 1490");
        let got = super::script::decisions(&desk, AMOUNT, "UTC", &super::script::lines(&script));
        let expected = match kind {
            "unauthorized" | "wrong_key_kind" => "11-20T10:15 key_rejected critical",
            "out_of_credits" => "11-20T10:15 empty critical",
            _ => "",
        };
        assert_eq!(got, expected, "{kind}");
    }
}

/// A threshold of 0.3 and amounts that a binary float could not tell from it.
#[test]
fn amounts_are_exact() {
    let desk = Desk::without_server();
    let rules = "amount = { warning = 0.3 }\nshare = false\nrunway = false\n";
    let config = desk.folder().join("rules.toml");
    std::fs::write(&config, format!("[alerts]\n{rules}")).unwrap();
    let config = config.display().to_string();
    for (left, expected) in [("0.3", 0), ("0.30000000000000000001", 0), ("0.29999999999999999999", 1), ("3e-1", 0)] {
        let input = format!(
            r#"{{"at":"2026-11-20T10:00:00Z","meters":[{{"id":"w","unit":"USD","primary":true,"remaining":{left}}}]}}"#
        );
        let args = ["alerts", "replay", "--readings", "-", "--json", "--config", &config];
        let ran = desk.run_with_stdin(&args, &input).expect(0);
        assert_eq!(ran.stdout.lines().count(), expected, "{left}: {ran:?}");
    }
}

#[test]
fn the_sentence_says_why() {
    let desk = Desk::without_server();
    let script = "11-20T10:00 1500\n11-20T10:15 812\n11-20T10:30 99.5";
    let told = told(&desk, AMOUNT, "UTC", &super::script::lines(script), &[]);
    let sentences: Vec<&str> = told.iter().map(|line| line["sentence"].as_str().unwrap()).collect();
    assert_eq!(sentences, ["812 credits left, below your 1,000", "99.5 credits left, below your 200"]);
}
