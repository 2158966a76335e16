//! Without a configuration: 20 % and 5 %, three days and one day, empty, a rejected key, the subscription, 90 % of a storage.

use super::script::{Case, check};

const fn case(why: &'static str, script: &'static str, expected: &'static str) -> Case {
    Case { why, rules: None, zone: "UTC", script, expected }
}

#[test]
fn shares() {
    check(&[
        case(
            "of the limit; exactly a fifth and a twentieth are enough",
            "11-20T10:00 1000 of 1000
             11-20T10:15 200 of 1000
             11-20T10:30 199 of 1000
             11-20T10:45 50 of 1000
             11-20T11:00 49 of 1000",
            "11-20T10:30 share warning
             11-20T11:00 share critical",
        ),
        case(
            "of the most since the last top-up, where no limit is reported",
            "11-20T10:00 1000
             11-20T10:15 200
             11-20T10:30 199
             11-20T10:45 50
             11-20T11:00 49",
            "11-20T10:30 share warning
             11-20T11:00 share critical",
        ),
        case("a first reading is all there is", "11-20T10:00 5", ""),
        case("but not of a limit", "11-20T10:00 5 of 1000", "11-20T10:00 share critical"),
        case(
            "a top-up sets the mark, up",
            "11-20T10:00 1000
             11-20T10:15 190
             11-20T10:30 3000
             11-20T10:45 601
             11-20T11:00 599",
            "11-20T10:15 share warning
             11-20T11:00 share warning",
        ),
        case(
            "… and down: 20 % of 1,500, though it was 3,000 once",
            "11-20T10:00 3000
             11-20T10:15 590
             11-20T10:30 1500
             11-20T10:45 301
             11-20T11:00 299",
            "11-20T10:15 share warning
             11-20T11:00 share warning",
        ),
        case(
            "a limit that is raised changes the share",
            "11-20T10:00 300 of 1000
             11-20T10:15 300 of 2000",
            "11-20T10:15 share warning",
        ),
        case(
            "just above a fifth is not recovered, a tenth above it is",
            "11-20T10:00 1000 of 1000
             11-20T10:15 195 of 1000
             11-20T10:30 201 of 1000
             11-20T10:45 199 of 1000
             11-20T11:00 210 of 1000
             11-20T11:15 220 of 1000
             11-20T11:30 199 of 1000",
            "11-20T10:15 share warning
             11-20T11:30 share warning",
        ),
        case(
            "an amount is not judged unless the person names one",
            "11-20T10:00 3 of 10
             11-20T10:15 2.5 of 10",
            "",
        ),
        case(
            "what has no limit cannot run low",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","primary":true,"remaining":0,"limit":100,"unlimited":true}]}
               11-20T10:15 {"meters":[{"id":"c","unit":"credits","primary":true,"remaining":null,"limit":null,"unlimited":true}]}"#,
            "",
        ),
        case(
            "a meter of percent is judged like any other",
            r#"11-20T10:00 {"meters":[{"id":"p","unit":"percent","primary":true,"remaining":60,"limit":100}]}
               11-20T10:15 {"meters":[{"id":"p","unit":"percent","primary":true,"remaining":19.9,"limit":100}]}"#,
            "11-20T10:15 share warning",
        ),
    ]);
}

#[test]
fn the_rest_of_the_defaults() {
    check(&[
        case(
            "nothing is left",
            "11-20T10:00 1000 of 1000
             11-20T10:15 0 of 1000
             11-20T10:30 0 of 1000",
            "11-20T10:30 empty critical
             11-20T10:30 share critical - covered",
        ),
        case("a rejected key", "11-20T10:00 1000\n11-20T10:15 fails unauthorized", "11-20T10:15 key_rejected critical"),
        case(
            "a subscription",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"status":"active"}
               11-20T10:15 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"status":"past_due"}"#,
            "11-20T10:15 subscription warning",
        ),
        case(
            "a storage",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","primary":true,"remaining":1000},{"id":"s","unit":"bytes","primary":false,"used":899,"limit":1000}]}
               11-20T10:15 {"meters":[{"id":"c","unit":"credits","primary":true,"remaining":1000},{"id":"s","unit":"bytes","primary":false,"used":901,"limit":1000}]}"#,
            "11-20T10:15 storage warning",
        ),
        case(
            "a grant that lapses tomorrow says nothing unless the person asks for it",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-11-21T10:00:00Z"}]}"#,
            "",
        ),
        case(
            "nothing reminds",
            "11-20T10:00 1000
             11-20T11:00 190
             11-21T12:00 189
             11-25T12:00 188",
            "11-20T11:00 share warning",
        ),
        case(
            "no hour is quiet",
            "11-20T10:00 1000
             11-21T03:00 190",
            "11-21T03:00 share warning",
        ),
        case(
            "a top-up is on record and not told",
            "11-20T10:00 1000
             11-20T10:15 5000",
            "11-20T10:15 topped_up info - switched_off",
        ),
    ]);
}

#[test]
fn false_switches_a_rule_off() {
    let off = |rules, why, script| Case { why, rules: Some(rules), zone: "UTC", script, expected: "" };
    check(&[
        off("share = false", "share", "11-20T10:00 1000 of 1000\n11-20T10:15 190 of 1000\n11-20T10:30 40 of 1000"),
        off("empty = false\nshare = false", "empty", "11-20T10:00 0\n11-20T10:15 fails out_of_credits"),
        off("key_rejected = false", "key_rejected", "11-20T10:00 1000\n11-20T10:15 fails unauthorized"),
        off(
            "subscription = false",
            "subscription",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"status":"past_due"}"#,
        ),
        off(
            "storage = false",
            "storage",
            r#"11-20T10:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":999,"limit":1000}]}"#,
        ),
        off(
            "unreachable_after = false",
            "unreachable",
            "11-20T10:00 1000\n11-20T11:00 fails timeout\n11-21T11:00 fails timeout\n11-22T11:00 fails timeout",
        ),
        off("amount = false\nshare = false", "amount", "11-20T10:00 1000\n11-20T10:15 105"),
    ]);
}
