//! What is not about the amount: reaching the account, its key, subscription, storage, grants, top-ups, reminders.

use super::script::{Case, check};

const fn case(why: &'static str, script: &'static str, expected: &'static str) -> Case {
    Case { why, rules: None, zone: "UTC", script, expected }
}

#[test]
fn unreachable() {
    check(&[
        case(
            "six hours without a reading, once",
            "11-20T10:00 1000
             11-20T10:30 fails timeout
             11-20T12:30 fails network_dns
             11-20T14:30 fails server_error
             11-20T16:30 fails timeout
             11-20T17:30 fails timeout
             11-21T17:30 fails timeout",
            "11-20T16:30 unreachable warning",
        ),
        case(
            "one reading between, and the time starts anew",
            "11-20T10:00 1000
             11-20T10:30 fails timeout
             11-20T14:30 fails timeout
             11-20T15:00 1000
             11-20T15:30 fails timeout
             11-20T20:30 fails timeout
             11-20T20:45 1000
             11-21T08:00 tick",
            "",
        ),
        case(
            "a second time is told again",
            "11-20T10:00 fails timeout
             11-20T16:00 fails timeout
             11-20T17:00 1000
             11-20T18:00 fails timeout
             11-21T00:00 fails timeout",
            "11-20T16:00 unreachable warning
             11-21T00:00 unreachable warning",
        ),
        case(
            "to wait as one was told to is nobody's fault",
            "11-20T10:00 1000
             11-20T10:30 fails rate_limited
             11-20T13:30 fails rate_limited
             11-20T16:30 fails maintenance
             11-20T20:30 fails maintenance
             11-21T20:30 fails rate_limited",
            "",
        ),
        Case {
            rules: Some("unreachable_after = \"2h\""),
            ..case(
                "how long is the person's to say",
                "11-20T10:00 1000
                 11-20T10:30 fails timeout
                 11-20T12:29 fails timeout
                 11-20T12:30 fails timeout",
                "11-20T12:30 unreachable warning",
            )
        },
        case(
            "a reading that does not say what is left is a reading all the same",
            "11-20T10:00 1000
             11-20T10:30 fails timeout
             11-20T13:30 null
             11-20T17:00 null",
            "",
        ),
    ]);
}

#[test]
fn the_key() {
    check(&[
        case(
            "a rejected key is told once",
            "11-20T10:00 1000
             11-20T10:15 fails unauthorized
             11-20T10:30 fails unauthorized
             11-21T10:30 fails unauthorized",
            "11-20T10:15 key_rejected critical",
        ),
        case(
            "also when it is the first that is known of it",
            "11-20T10:15 fails unauthorized",
            "11-20T10:15 key_rejected critical",
        ),
        case(
            "and when it is of the wrong kind",
            "11-20T10:15 fails wrong_key_kind",
            "11-20T10:15 key_rejected critical",
        ),
        case(
            "a key that works ends it; the next rejection is told",
            "11-20T10:15 fails unauthorized
             11-20T10:30 1000
             11-20T10:45 fails unauthorized",
            "11-20T10:15 key_rejected critical
             11-20T10:45 key_rejected critical",
        ),
        case(
            "another failure between does not",
            "11-20T10:15 fails unauthorized
             11-20T10:30 fails timeout
             11-20T10:45 fails unauthorized",
            "11-20T10:15 key_rejected critical",
        ),
    ]);
}

#[test]
fn subscriptions() {
    check(&[
        case(
            "a plan that is past due, once; paid, and past due again",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Pro","status":"active"}]}
               11-20T11:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Pro","status":"past_due"}]}
               11-20T12:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Pro","status":"past_due"}]}
               11-20T12:30 fails timeout
               11-20T13:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Pro","status":"past_due"}]}
               11-20T14:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Pro","status":"active"}]}
               11-20T15:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Pro","status":"past_due"}]}"#,
            "11-20T11:00 subscription warning
             11-20T15:00 subscription warning",
        ),
        case(
            "cancelled",
            r#"11-20T10:00 {"meters":[],"status":"active"}
               11-20T11:00 {"meters":[],"status":"cancelled"}"#,
            "11-20T11:00 subscription warning",
        ),
        case(
            "inactive, from the first reading on",
            r#"11-20T10:00 {"meters":[],"status":"inactive"}
               11-20T11:00 {"meters":[],"status":"inactive"}"#,
            "11-20T10:00 subscription warning",
        ),
        case(
            "a word that is not known is no alarm",
            r#"11-20T10:00 {"meters":[],"status":"trialing"}
               11-20T11:00 {"meters":[],"status":"gold"}"#,
            "",
        ),
    ]);
}

#[test]
fn storages() {
    check(&[
        Case {
            rules: Some("storage = \"90%\""),
            ..case(
                "full, and full again once a tenth was freed",
                r#"11-20T10:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":899,"limit":1000}]}
                   11-20T11:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":910,"limit":1000}]}
                   11-20T12:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":890,"limit":1000}]}
                   11-20T13:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":920,"limit":1000}]}
                   11-20T14:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":500,"limit":1000}]}
                   11-20T15:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":930,"limit":1000}]}"#,
                "11-20T11:00 storage warning
                 11-20T15:00 storage warning",
            )
        },
        case(
            "by what is left of it, where that is what is reported",
            r#"11-20T10:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"remaining":200,"limit":1000}]}
               11-20T11:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"remaining":50,"limit":1000}]}"#,
            "11-20T11:00 storage warning",
        ),
        case(
            "without a size nothing is known",
            r#"11-20T10:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":99999,"limit":null}]}"#,
            "",
        ),
        Case {
            rules: Some("storage = \"50%\""),
            ..case(
                "each storage for itself",
                r#"11-20T10:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":60,"limit":100},{"id":"t","unit":"bytes","primary":false,"used":10,"limit":100}]}
                   11-20T11:00 {"meters":[{"id":"s","unit":"bytes","primary":false,"used":61,"limit":100},{"id":"t","unit":"bytes","primary":false,"used":70,"limit":100}]}"#,
                "11-20T10:00 storage warning
                 11-20T11:00 storage warning",
            )
        },
    ]);
}

#[test]
fn grants_that_lapse() {
    let week = |why, script, expected| Case { rules: Some("expiry = \"7d\""), ..case(why, script, expected) };
    check(&[
        week(
            "a plan, when its last week begins",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Gift","remaining":500,"expires_at":"2026-11-30T10:00:00Z"}]}
               11-23T09:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Gift","remaining":500,"expires_at":"2026-11-30T10:00:00Z"}]}
               11-23T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Gift","remaining":500,"expires_at":"2026-11-30T10:00:00Z"}]}
               11-25T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Gift","remaining":400,"expires_at":"2026-11-30T10:00:00Z"}]}"#,
            "11-23T10:00 expiry warning",
        ),
        week(
            "the balance itself, once, and again in the next year",
            r#"01-02T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-01-05T00:00:00Z"}]}
               01-03T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-01-05T00:00:00Z"}]}
               01-04T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-06-30T00:00:00Z"}]}
               06-23T00:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-06-30T00:00:00Z"}]}"#,
            "01-02T10:00 expiry warning
             06-23T00:00 expiry warning",
        ),
        week(
            "time alone brings it near",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-12-01T00:00:00Z"}]}
               11-24T00:00 tick"#,
            "11-24T00:00 expiry warning",
        ),
        week(
            "what holds nothing any more can lapse in peace",
            r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000}],"plans":[{"name":"Gift","remaining":0,"expires_at":"2026-11-22T10:00:00Z"}]}"#,
            "",
        ),
    ]);
}

#[test]
fn reminders() {
    let daily = |why, script, expected| Case {
        rules: Some("amount = { warning = 1000, critical = 200 }\nshare = false\nrunway = false\nreminder = \"24h\""),
        ..case(why, script, expected)
    };
    check(&[
        daily(
            "what lasts is told again a day later, and a day later",
            "11-20T10:00 900
             11-20T20:00 890
             11-21T09:59 880
             11-21T10:00 870
             11-21T11:00 860
             11-22T10:00 850",
            "11-20T10:00 amount warning
             11-21T10:00 amount warning
             11-22T10:00 amount warning",
        ),
        daily(
            "what has recovered is not",
            "11-20T10:00 900
             11-20T20:00 5000
             11-22T10:00 4900",
            "11-20T10:00 amount warning",
        ),
        daily(
            "what grew worse is told at once, and its day begins",
            "11-20T10:00 900
             11-20T20:00 150
             11-21T10:00 145
             11-21T20:00 140",
            "11-20T10:00 amount warning
             11-20T20:00 amount critical
             11-21T20:00 amount critical",
        ),
    ]);
}

#[test]
fn top_ups() {
    check(&[
        Case {
            rules: Some("topped_up = true"),
            ..case(
                "told where the person asks for it, once each",
                "11-20T10:00 1000
                 11-20T11:00 5000
                 11-20T12:00 4990
                 11-20T13:00 9990",
                "11-20T11:00 topped_up info
                 11-20T13:00 topped_up info",
            )
        },
        case(
            "a second top-up is on record too",
            "11-20T10:00 1000
             11-20T11:00 5000
             11-20T12:00 9000",
            "11-20T11:00 topped_up info - switched_off
             11-20T12:00 topped_up info - switched_off",
        ),
        case(
            "the reset of a plan is none",
            r#"11-29T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1200,"limit":3000,"resets_at":"2026-12-01T00:00:00Z"}]}
               12-01T00:05 {"meters":[{"id":"c","unit":"credits","remaining":3000,"limit":3000,"resets_at":"2027-01-01T00:00:00Z"}]}
               12-01T00:20 tick"#,
            "",
        ),
    ]);
}

/// Between two events the time passes as it does live, where somebody looks every few seconds.
#[test]
fn what_time_alone_brings_is_told_when_it_does() {
    check(&[
        Case {
            rules: Some("amount = { warning = 1000 }\nshare = false\nrunway = false\nreminder = \"24h\""),
            ..case(
                "a reminder when the day is over, not at the next poll",
                "11-20T10:00 900
                 11-21T18:00 870",
                "11-20T10:00 amount warning
                 11-21T10:00 amount warning",
            )
        },
        Case {
            rules: Some("expiry = \"7d\""),
            ..case(
                "a grant when its last week begins, not at the next poll",
                r#"11-20T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-12-01T00:00:00Z"}]}
                   11-26T10:00 {"meters":[{"id":"c","unit":"credits","remaining":1000,"expires_at":"2026-12-01T00:00:00Z"}]}"#,
                "11-24T00:00 expiry warning",
            )
        },
    ]);
}
