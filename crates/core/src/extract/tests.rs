//! The grammar against the shapes that providers' documentation shows. The names are made up; the shapes are not.

use super::*;
use crate::amount::{Decimal, Unit};
use crate::catalog::parse;
use crate::reading::{FactValue, Meter};
use proptest::prelude::*;

const HEAD: &str = r#"
schema = 1
id = "acme"
name = "Acme"
summary = "Anything"
docs = "https://acme.example/docs"
verified = 2026-11-20
auth = { kind = "bearer" }
request = { url = "https://api.acme.example/v1/balance" }
"#;

fn provider(rules: &str) -> Provider {
    parse("acme.toml", &format!("{HEAD}{rules}")).unwrap_or_else(|errors| panic!("{errors}"))
}

fn answer(status: u16, body: &str) -> Answer<'_> {
    Answer { status, headers: &[], body: body.as_bytes(), received_at: "2026-11-20T10:00:00Z".parse().unwrap() }
}

fn reading(rules: &str, body: &str) -> Reading {
    read(&provider(rules), &answer(200, body), None).unwrap_or_else(|failure| panic!("{failure:?}"))
}

fn failure(rules: &str, status: u16, body: &str) -> Failure {
    read(&provider(rules), &answer(status, body), None).unwrap_err()
}

fn primary(rules: &str, body: &str) -> Meter {
    reading(rules, body).primary().unwrap().clone()
}

fn amount(digits: &str) -> Option<Decimal> {
    digits.parse().ok()
}

/// A definition whose only figure is `remaining`.
fn remaining(value: &str) -> String {
    format!("[[meters]]\nid = \"m\"\nlabel = \"M\"\nunit = \"USD\"\nprimary = true\nremaining = {value}\n")
}

#[test]
fn what_is_left_is_computed_exactly() {
    for (value, body, expected) in [
        // total less used
        (
            r#"{ difference = ["$.data.total_credits", "$.data.total_usage"] }"#,
            r#"{"data": {"total_credits": 100.5, "total_usage": 25.75}}"#,
            "74.75",
        ),
        // binary floats would say 0.30000000000000004 and 0.020000000000000018
        (r#"{ sum = ["$.a", "$.b"] }"#, r#"{"a": 0.1, "b": 0.2}"#, "0.3"),
        (r#"{ difference = ["$.a", "$.b"] }"#, r#"{"a": 1.12, "b": 1.10}"#, "0.02"),
        // cents, with the sign inverted
        (r#"{ path = "$.total.val", scale = "-1/100" }"#, r#"{"total": {"val": "-1000"}}"#, "10"),
        (r#"{ path = "$.a", scale = 0.0001 }"#, r#"{"a": "1000000"}"#, "100.0000"),
        (r#"{ path = "$.a", scale = "1/60" }"#, r#"{"a": 2344452}"#, "39074.2"),
        // a negative balance is credit, and what is owed this month comes off it
        (
            r#"{ difference = [{ path = "$.account.balance", scale = -1 }, "$.account.pending_charges"] }"#,
            r#"{"account": {"balance": -100.55, "pending_charges": 60.25}}"#,
            "40.30",
        ),
        // grants, one of them in another unit
        (
            r#"{ sum = "$.balances[?@.units == 'USD'].amount" }"#,
            r#"{"balances": [{"amount": 182.35, "units": "USD"}, {"amount": 3, "units": "hour"}, {"amount": 0.65, "units": "USD"}]}"#,
            "183.00",
        ),
        (r#"{ sum = "$.balances[*].amount" }"#, r#"{"balances": []}"#, "0"),
        (
            r#"{ sum = [{ path = "$.paid", default = "0" }, { path = "$.plan", default = "0" }] }"#,
            r#"{"paid": null, "plan": 3500}"#,
            "3500",
        ),
        // units and nanos
        (
            r#"{ sum = [{ sum = "$.l[*].u" }, { sum = "$.l[*].n", scale = "0.000000001" }] }"#,
            r#"{"l": [{"u": "1", "n": 530000000}, {"u": "2", "n": 1}]}"#,
            "3.530000001",
        ),
        (r#"{ first = ["$.credits", "$.units"] }"#, r#"{"units": 5}"#, "5"),
        (r#"{ path = "$.balance", strip = "$," }"#, r#"{"balance": "$1,234.50"}"#, "1234.50"),
        (r#""$.projects['my.app'][-1].left""#, r#"{"projects": {"my.app": [{"left": 1}, {"left": 2}]}}"#, "2"),
        (r#""$""#, "12.340", "12.340"),
        (r#""$.a""#, r#"{"a": 12345678901234567890.12345}"#, "12345678901234567890.12345"),
        (r#""$.a""#, r#"{"a": 1e3}"#, "1000"),
        (r#""$.a""#, r#"{"a": -0.00}"#, "0.00"),
    ] {
        let meter = primary(&remaining(value), body);
        assert_eq!(meter.remaining, amount(expected), "{value} from {body}");
    }
}

#[test]
fn what_cannot_be_read_is_never_taken_for_a_balance() {
    for (value, body, message) in [
        (r#""$.a.b""#, r#"{"a": {}}"#, "$.a.b: expected a number, found nothing"),
        (r#""$.a""#, r#"{"a": null}"#, "$.a: expected a number, found null"),
        (r#""$.a""#, r#"{"a": true}"#, "$.a: expected a number, found true"),
        (r#""$.a""#, r#"{"a": [1]}"#, "$.a: expected a number, found a list"),
        (r#""$.a""#, r#"{"a": {"b": 1}}"#, "$.a: expected a number, found an object"),
        (r#""$.a""#, r#"{"a": "12 credits"}"#, r#"$.a: expected a number, found the text "12 credits""#),
        (r#""$.a""#, r#"{"a": ""}"#, r#"$.a: expected a number, found the text """#),
        (r#""$.a""#, r#"{"a": "4%"}"#, r#"$.a: expected a number, found the text "4%""#),
        (r#""$.a""#, r#"{"a": 1e300}"#, "$.a: expected a number, found one too large to be held exactly"),
        (r#""$..a""#, r#"{"a": 1, "b": {"a": 2}}"#, "$..a: expected a number, found 2 values"),
        // a term that is not reported is not nothing
        (r#"{ difference = ["$.a", "$.b"] }"#, r#"{"a": 5}"#, "$.b: expected a number, found nothing"),
        (r#"{ sum = "$.l[*].a" }"#, r#"{"l": [{"a": 1}, {"a": null}]}"#, "$.l[*].a: expected a number, found null"),
        (
            r#"{ sum = "$.l[*].a" }"#,
            r#"{"l": [{"a": 1}, {}]}"#,
            "$.l[*].a: expected a number in each of 2 items, found 1 of them",
        ),
        (r#"{ sum = "$.l[*].a" }"#, "{}", "$.l[*].a: expected a number, found nothing"),
        (r#"{ sum = "$.l[*].a" }"#, r#"{"l": 5}"#, "$.l[*].a: expected a list, found the number 5"),
        (
            r#"{ path = "$.a", scale = "1e28" }"#,
            r#"{"a": 12345}"#,
            "the scaled value: expected a number, found one too large to be held exactly",
        ),
    ] {
        let failure = failure(&remaining(value), 200, body);
        assert_eq!(
            (failure.kind, failure.message.as_str()),
            (FailureKind::UnexpectedShape, message),
            "{value} from {body}"
        );
        assert_eq!(failure.http_status, Some(200));
    }
}

#[test]
fn the_definition_says_what_may_be_missing() {
    assert_eq!(primary(&remaining(r#"{ path = "$.a", nullable = true }"#), r#"{"a": null}"#).remaining, None);
    assert!(read(&provider(&remaining(r#"{ path = "$.a", nullable = true }"#)), &answer(200, "{}"), None).is_err());
    assert_eq!(primary(&remaining(r#"{ path = "$.a", required = false }"#), "{}").remaining, None);
}

/// The wallets of one account, in no fixed order.
const WALLETS: &str = r#"
[response]
status = { path = "$.is_available", map = { true = "active", false = "insufficient balance" } }
[[meters]]
id = "balance"
label = "Balance"
primary = true
each = "$.balance_infos"
key = "@.currency"
unit = { path = "@.currency" }
remaining = "@.total_balance"
"#;

#[test]
fn an_empty_wallet_never_hides_a_funded_one() {
    let wallet = |currency: &str, left: &str| format!(r#"{{"currency": "{currency}", "total_balance": "{left}"}}"#);
    let body = |wallets: &[String]| format!(r#"{{"is_available": true, "balance_infos": [{}]}}"#, wallets.join(","));
    let both = reading(WALLETS, &body(&[wallet("CNY", "0.00"), wallet("usd", "110.00")]));
    let seen: Vec<_> =
        both.meters.iter().map(|m| (m.id.as_str(), m.label.as_str(), m.unit.to_string(), m.primary)).collect();
    assert_eq!(
        seen,
        [
            ("balance-cny", "Balance (CNY)", "CNY".to_owned(), false),
            ("balance-usd", "Balance (usd)", "USD".to_owned(), true)
        ]
    );
    assert_eq!(both.status.as_deref(), Some("active"));
    let empty = reading(WALLETS, &body(&[wallet("CNY", "0"), wallet("USD", "0")]));
    assert_eq!(empty.primary().unwrap().id, "balance-cny", "where all are empty the first counts");
    let debt = reading(WALLETS, &body(&[wallet("EUR", "0"), wallet("CNY", "-3"), wallet("USD", "1")]));
    assert_eq!(debt.primary().unwrap().id, "balance-usd");
    let debt = reading(WALLETS, &body(&[wallet("EUR", "0"), wallet("CNY", "-3")]));
    assert_eq!(debt.primary().unwrap().id, "balance-cny", "a debt counts more than nothing");
    let same = reading(WALLETS, &body(&[wallet("CNY", "1"), wallet("CNY", "2")]));
    assert_eq!(same.meters[1].id, "balance-cny-2", "an id is used once");
    assert_eq!(
        failure(WALLETS, 200, &body(&[])).message,
        "$.balance_infos: expected at least one value for \"Balance\", found an empty list"
    );
    assert_eq!(failure(WALLETS, 200, "{}").message, "$.balance_infos: expected a list, found nothing");
    assert_eq!(
        failure(WALLETS, 200, &body(&[wallet("points", "1")])).message,
        "unit: expected a currency or another unit, found the text \"points\""
    );
}

#[test]
fn no_limit_is_no_amount() {
    let rules = |unlimited: &str| {
        format!(
            "{}limit = \"$.limit\"\nused = \"$.used\"\nunlimited = {unlimited}\n",
            remaining(r#"{ difference = ["$.limit", "$.used"] }"#)
        )
    };
    for (unlimited, body, expected) in [
        (r#"{ path = "$.limit", null = true }"#, r#"{"limit": null, "used": 3}"#, true),
        (r#"{ path = "$.limit", equals = -1 }"#, r#"{"limit": "-1", "used": 3}"#, true),
        (r#"{ path = "$.limit", at_least = 1000000000000 }"#, r#"{"limit": 1000000000000, "used": 3}"#, true),
        (r#"{ path = "$.free", equals = true }"#, r#"{"free": true, "used": 3}"#, true),
        (r#"{ path = "$.limit", equals = -1 }"#, r#"{"limit": 10, "used": 3}"#, false),
        (r#"{ path = "$.limit", null = true }"#, r#"{"limit": 10, "used": 3}"#, false),
    ] {
        let meter = primary(&rules(unlimited), body);
        assert_eq!(meter.unlimited, expected, "{unlimited} {body}");
        assert_eq!(meter.used, amount("3"));
        assert_eq!(meter.remaining, if expected { None } else { amount("7") }, "{unlimited} {body}");
        assert_eq!(meter.limit, if expected { None } else { amount("10") }, "{unlimited} {body}");
    }
    let failure = failure(&rules(r#"{ path = "$.limit", null = true }"#), 200, r#"{"used": 3}"#);
    assert_eq!(failure.message, "$.limit: expected a number, found nothing", "absent is not null");
}

#[test]
fn a_list_is_filtered_and_each_item_is_a_meter_of_its_own() {
    let rules = r#"
[response]
http_status = "$.code"
success = { path = "$.success", equals = true }
[[meters]]
id = "tokens"
label = "Tokens"
unit = "percent"
primary = true
used = "$.data.limits[?@.type == 'TOKENS'].percentage"
resets_at = { path = "$.data.limits[?@.type == 'TOKENS'].next", format = "unix_ms" }
[[meters]]
id = "model"
label = "Model"
unit = "requests"
each = "$.models.*"
used = "@.used"
limit = "@.max"
[[plans]]
name = "$.data.plan"
[[plans]]
each = "$.packages[?@.left > 0]"
name = "@.title"
remaining = "@.left"
expires_at = { path = "@.until", format = "unix_s" }
[[facts]]
id = "next_expiry"
label = "Next expiry"
kind = "time"
value = { path = "$.packages[*].until", format = "unix_s", pick = "earliest" }
"#;
    let body = r#"{"code": 200, "success": true, "data": {"plan": "Pro", "limits": [
        {"type": "TIME", "percentage": 22}, {"type": "TOKENS", "percentage": "25", "next": 1785816000000}]},
        "models": {"Gen 4.5": {"used": 12, "max": 200}, "turbo": {"used": 0, "max": null}, "none": {}},
        "packages": [{"title": "A", "left": 5, "until": 1702896511}, {"title": "B", "left": 0, "until": 0}, {"title": "C", "left": 1, "until": 1602896511}]}"#;
    let reading = reading(rules, body);
    assert_eq!(reading.oddities, []);
    let meters: Vec<_> = reading.meters.iter().map(|m| (m.id.as_str(), m.label.as_str(), m.used, m.limit)).collect();
    assert_eq!(
        meters,
        [
            ("tokens", "Tokens", amount("25"), None),
            ("model-gen-4-5", "Model (Gen 4.5)", amount("12"), amount("200")),
            ("model-turbo", "Model (turbo)", amount("0"), None),
        ],
        "a meter that reports nothing is none"
    );
    assert_eq!(reading.meters[0].resets_at.unwrap().to_string(), "2026-08-04T04:00:00Z");
    let plans: Vec<_> = reading.plans.iter().map(|plan| (plan.name.as_str(), plan.remaining)).collect();
    assert_eq!(plans, [("Pro", None), ("A", amount("5")), ("C", amount("1"))]);
    assert_eq!(reading.facts[0].value, FactValue::Time("2020-10-17T01:01:51Z".parse().unwrap()));
}

#[test]
fn figures_may_stand_in_headers() {
    let provider = provider(
        r#"
[response]
body = "ignored"
accept_http = [415]
[[meters]]
id = "requests"
label = "Requests"
unit = "requests"
primary = true
remaining = { header = "X-RateLimit-Remaining", item = "last" }
limit = { header = "x-ratelimit-limit", item = "last" }
resets_at = { header = "x-ratelimit-reset", item = "last", format = "seconds_from_now" }
"#,
    );
    let headers = [
        ("x-ratelimit-limit".to_owned(), "1, 15000".to_owned()),
        ("x-ratelimit-remaining".to_owned(), "1, 1000".to_owned()),
        ("x-ratelimit-reset".to_owned(), "1, 60".to_owned()),
    ];
    let answer = Answer { headers: &headers, ..answer(415, "<html>") };
    let reading = read(&provider, &answer, None).unwrap();
    let meter = reading.primary().unwrap();
    assert_eq!((meter.remaining, meter.limit), (amount("1000"), amount("15000")));
    assert_eq!(meter.resets_at.unwrap().to_string(), "2026-11-20T10:01:00Z");
    let failure = read(&provider, &Answer { headers: &[], ..answer }, None).unwrap_err();
    assert_eq!(failure.message, "header x-ratelimit-remaining: expected a number, found nothing");
}

#[test]
fn an_odd_secondary_value_never_hides_the_balance() {
    let rules = remaining("\"$.left\"")
        + r#"
used = "$.used"
limit = "$.limit"
resets_at = "$.reset"
[[meters]]
id = "other"
label = "Other"
unit = { path = "$.unit" }
remaining = "$.other"
[[plans]]
each = "$.plans"
name = "@.name"
[[facts]]
id = "rate"
label = "Rate"
kind = "percent"
value = "$.rate"
"#;
    let body = r#"{"left": 5, "used": {}, "limit": "none", "reset": 7, "unit": "shells", "other": 1, "plans": "none", "rate": "low"}"#;
    let reading = reading(&rules, body);
    assert_eq!(reading.primary().unwrap().remaining, amount("5"));
    let odd: Vec<String> =
        reading.oddities.iter().map(|o| format!("{} {} | {}", o.path, o.expected, o.found)).collect();
    assert_eq!(
        odd,
        [
            r#"$.limit a number | the text "none""#,
            "$.used a number | an object",
            "$.reset a time such as 2026-11-20T10:00:00Z | the number 7",
            r#"unit a currency or another unit | the text "shells""#,
            r#"$.plans a list | the text "none""#,
            r#"$.rate a percentage | the text "low""#,
        ]
    );
    assert_eq!((reading.meters.len(), reading.plans.len(), reading.facts.len()), (1, 0, 0));
}

#[test]
fn http_says_what_no_rule_says() {
    let rules = remaining("\"$.left\"");
    for (status, kind) in [
        (400, FailureKind::Rejected),
        (401, FailureKind::Unauthorized),
        (402, FailureKind::OutOfCredits),
        (403, FailureKind::Rejected),
        (404, FailureKind::Rejected),
        (408, FailureKind::Timeout),
        (429, FailureKind::RateLimited),
        (500, FailureKind::ServerError),
        (503, FailureKind::ServerError),
        (599, FailureKind::ServerError),
        (302, FailureKind::BlockedRedirect),
        (304, FailureKind::BlockedRedirect),
    ] {
        for body in ["<html>no</html>", "", r#"{"left": 5}"#] {
            let failure = failure(&rules, status, body);
            assert_eq!((failure.kind, failure.http_status), (kind, Some(status)), "{status} {body}");
        }
    }
    for (body, message) in [
        ("", "The answer is empty"),
        ("  <!doctype html>", "The answer is a web page, not JSON"),
        (r#"{"left": 5"#, "The answer is not JSON, or it broke off"),
        ("Too many requests", "The answer is not JSON, or it broke off"),
    ] {
        let failure = failure(&rules, 200, body);
        assert_eq!((failure.kind, failure.message.as_str()), (FailureKind::NotJson, message));
    }
    assert_eq!(primary(&rules, "\u{feff}{\"left\": 5}").remaining, amount("5"), "a byte order mark is no fault");
}

#[test]
fn the_first_rule_that_matches_decides_and_comes_before_the_reading() {
    let rules = remaining("\"$.left\"")
        + r#"
[response]
message = "$.status.text"
[[errors]]
http = [403]
when = { path = "$.error.message", contains = "Management KEY" }
kind = "wrong_key_kind"
message = "$.error.message"
[[errors]]
when = { path = "$.code", in = [1002, "quota"] }
kind = "out_of_credits"
[[errors]]
when = [{ path = "$.code", not = 0 }, { path = "$.wait", exists = true }]
kind = "rate_limited"
help = "Wait a little"
retry_at = { path = "$.wait", format = "seconds_from_now" }
[[errors]]
when = { path = "$.errors[0]", exists = true }
kind = "rejected"
[[errors]]
when = { path = "$.error", null = false }
kind = "rejected"
"#;
    for (status, body, kind, message) in [
        (
            403,
            r#"{"error": {"message": "Not in this country"}}"#,
            FailureKind::Rejected,
            "The provider refused the request (403)",
        ),
        (
            403,
            r#"{"error": {"message": "A management key is needed"}}"#,
            FailureKind::WrongKeyKind,
            "A key of this kind may not read the balance: A management key is needed",
        ),
        (
            200,
            r#"{"left": 5, "code": 1002, "status": {"text": "empty"}}"#,
            FailureKind::OutOfCredits,
            "The provider says that no credits are left: empty",
        ),
        (
            200,
            r#"{"left": 5, "code": "1002"}"#,
            FailureKind::OutOfCredits,
            "The provider says that no credits are left",
        ),
        (500, r#"{"code": "quota"}"#, FailureKind::OutOfCredits, "The provider says that no credits are left"),
        (200, r#"{"left": 5, "code": 7, "wait": 90}"#, FailureKind::RateLimited, "Wait a little"),
        (200, r#"{"left": 5, "errors": [{}]}"#, FailureKind::Rejected, "The provider refused the request"),
        (200, r#"{"left": 5, "error": "x"}"#, FailureKind::Rejected, "The provider refused the request"),
    ] {
        let failure = failure(&rules, status, body);
        assert_eq!((failure.kind, failure.message.as_str()), (kind, message), "{status} {body}");
        let waits = kind == FailureKind::RateLimited;
        assert_eq!(failure.retry_at.map(|at| at.to_string()), waits.then(|| "2026-11-20T10:01:30Z".to_owned()));
    }
    assert_eq!(primary(&rules, r#"{"left": 5, "code": 0, "errors": [], "error": null}"#).remaining, amount("5"));
}

#[test]
fn a_body_that_is_no_success_is_no_reading() {
    let rules = remaining("\"$.left\"")
        + "[response]\nhttp_status = \"$.status\"\nsuccess = [{ path = \"$.ok\", equals = \"yes\" }, { path = \"$.n\", in = [0, 20000] }]\n";
    assert_eq!(primary(&rules, r#"{"left": 5, "ok": "yes", "n": 20000, "status": 200}"#).remaining, amount("5"));
    for (body, kind, message) in [
        (r#"{"left": 5, "n": 0}"#, FailureKind::UnexpectedShape, "$.ok: expected \"yes\", found nothing"),
        (r#"{"left": 5, "ok": "yes"}"#, FailureKind::UnexpectedShape, "$.n: expected 0 or 20000, found nothing"),
        (
            r#"{"left": 5, "ok": "no", "n": 0, "message": "closed"}"#,
            FailureKind::Rejected,
            "The provider refused the request: closed",
        ),
        (
            r#"{"left": 5, "ok": "yes", "n": 0, "status": "402"}"#,
            FailureKind::OutOfCredits,
            "The provider says that no credits are left",
        ),
    ] {
        let failure = failure(&rules, 200, body);
        assert_eq!((failure.kind, failure.message.as_str()), (kind, message), "{body}");
    }
}

#[test]
fn waits_as_long_as_it_is_told_within_reason() {
    let provider = provider(&remaining("\"$.left\""));
    for (status, value, expected) in [
        (429, "30", Some("2026-11-20T10:00:30Z")),
        (503, "Fri, 20 Nov 2026 10:05:00 GMT", Some("2026-11-20T10:05:00Z")),
        (429, "999999999", Some("2026-11-21T10:00:00Z")),
        (429, "Fri, 20 Nov 2099 10:05:00 GMT", Some("2026-11-21T10:00:00Z")),
        (429, "Fri, 20 Nov 2020 10:05:00 GMT", None),
        (429, "0", None),
        (429, "-5", None),
        (429, "soon", None),
        (429, "99999999999999999999", None),
        (401, "30", None),
    ] {
        let headers = [("retry-after".to_owned(), value.to_owned())];
        let failure = read(&provider, &Answer { headers: &headers, ..answer(status, "") }, None).unwrap_err();
        assert_eq!(failure.retry_at, expected.map(|at| at.parse().unwrap()), "{status} {value}");
    }
}

#[test]
fn the_key_is_taken_out_of_whatever_the_provider_repeats() {
    let rules = remaining("\"$.left\"") + "[[facts]]\nid = \"echo\"\nlabel = \"Echo\"\nvalue = \"$.echo\"\n";
    let provider = provider(&rules);
    let key = Secret::parse("sk-very-secret".to_owned()).unwrap();
    for (status, body) in [
        (401, r#"{"message": "bad key sk-very-secret\u0000 here"}"#),
        (200, r#"{"left": "sk-very-secret"}"#),
        (200, r#"{"left": 1, "echo": "it is sk-very-secret"}"#),
    ] {
        let result = read(&provider, &answer(status, body), Some(&key));
        assert!(!format!("{result:?}").contains("very-secret"), "{result:?}");
    }
    let long = format!(r#"{{"message": "{}"}}"#, "x".repeat(5000));
    assert!(read(&provider, &answer(401, &long), None).unwrap_err().message.chars().count() <= 200);
}

#[test]
fn a_monstrous_body_is_read_in_reasonable_time() {
    let rules = WALLETS.to_owned()
        + "[[facts]]\nid = \"n\"\nlabel = \"N\"\neach = \"$.l\"\nkind = \"number\"\nvalue = \"@.a\"\n";
    let many = format!(
        r#"{{"balance_infos": [{}], "l": [{}]}}"#,
        vec![r#"{"currency":"USD","total_balance":1}"#; 2000].join(","),
        vec![r#"{"a":1}"#; 50_000].join(",")
    );
    let reading = reading(&rules, &many);
    assert_eq!((reading.meters.len(), reading.facts.len()), (100, 100), "no list is shown without end");
    let deep = format!("{}{}{}", "[".repeat(126), vec!["1"; 100_000].join(","), "]".repeat(126));
    assert_eq!(failure(&rules, 200, &deep).kind, FailureKind::UnexpectedShape);
}

#[test]
fn a_unit_may_be_named_otherwise() {
    let rules = |unit: &str| remaining("\"$.left\"").replace("\"USD\"", unit);
    let body = r#"{"left": 1, "unit": "hour", "currency": null}"#;
    assert_eq!(primary(&rules(r#"{ path = "$.unit", map = { hour = "seconds" } }"#), body).unit, Unit::Seconds);
    assert_eq!(primary(&rules(r#"{ path = "$.currency", default = "EUR" }"#), body).unit.to_string(), "EUR");
}

/// Every kind of expression in one definition.
const EVERYTHING: &str = r#"
[response]
http_status = "$.code"
message = ["$.message", "$..error"]
status = { path = "$..status", order = ["past_due"], map = { a = "b" } }
as_of = "$.at"
[[meters]]
id = "m"
label = "M"
primary = true
each = "$.a"
key = "@.k"
unit = { path = "@.u", default = "USD" }
remaining = { sum = [{ sum = "$..b[*].c" }, { first = ["@.d", { const = 1 }], scale = "1/3" }], required = false }
unlimited = { path = "@.b", at_least = 5 }
resets_at = { path = "$..t", format = "unix_s", pick = "latest" }
[[plans]]
each = "$..b"
name = "@.c"
limit = { difference = ["@.d", "$.a"], percent = true }
[[facts]]
id = "f"
label = "F"
kind = "percent"
value = "$..d"
[[errors]]
when = [{ path = "$.a", not_in = [1, "x", true] }, { path = "$.b", at_most = 0 }]
kind = "rate_limited"
retry_at = { path = "$.t", format = "seconds_from_now" }
"#;

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_filter("JSON has no infinity", |n| n.is_finite()).prop_map(|n| format!("{n:e}")),
        "[a-z0-9.%$-]{0,8}".prop_map(|text| format!("{text:?}")),
    ];
    leaf.prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(("(code|status|at|[a-dktu]|message)", inner), 0..6).prop_map(|members| {
                let members: Vec<String> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_makes_it_panic(body in json(), status in 100_u16..600) {
        let provider = provider(EVERYTHING);
        for status in [200, status] {
            if let Ok(reading) = read(&provider, &answer(status, &body), None) {
                prop_assert_eq!(reading.meters.iter().filter(|meter| meter.primary).count(), 1);
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..200), header in ".{0,20}") {
        let provider = provider(EVERYTHING);
        let headers = [("retry-after".to_owned(), header)];
        for status in [200, 429] {
            let answer = Answer { status, headers: &headers, body: &body, received_at: Timestamp::MAX };
            let _outcome = read(&provider, &answer, None);
        }
    }

    #[test]
    fn the_digits_arrive_as_they_were_written(mantissa in any::<i64>(), scale in 0_u32..18, quoted in any::<bool>()) {
        let written = Decimal::new(mantissa, scale).to_string();
        let body = if quoted { format!("{{\"a\": \"{written}\"}}") } else { format!("{{\"a\": {written}}}") };
        let left = primary(&remaining("\"$.a\""), &body).remaining.unwrap();
        prop_assert_eq!(left.to_string(), Decimal::new(mantissa, scale).to_string());
    }
}
