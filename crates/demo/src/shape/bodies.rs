//! The documented successes, member for member in the documents' order.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::Moment;
use crate::amount::Amount;
use crate::profile::Profile;
use crate::script::{Figures, Subscription};

/// `{"balance": …}`: Supertone's document, and the form of providers without one.
pub(super) fn balance(figures: &Figures) -> String {
    format!(r#"{{"balance":{}}}"#, number(figures.remaining))
}

pub(super) fn crun(figures: &Figures) -> String {
    format!(r#"{{"code":200,"message":"success","data":{{"balance":{}}}}}"#, number(figures.remaining))
}

pub(super) fn sociavault(figures: &Figures, profile: &Profile) -> String {
    let status = word(figures.subscription);
    let id = match figures.subscription {
        Subscription::Active | Subscription::PastDue => {
            format!(r#","subscriptionId":{}"#, text(&profile.subscription_id))
        }
        Subscription::Inactive | Subscription::Cancelled => String::new(),
    };
    format!(r#"{{"credits":{},"subscriptionStatus":"{status}"{id}}}"#, number(figures.remaining))
}

pub(super) fn srtgen(figures: &Figures, profile: &Profile, moment: Moment) -> String {
    let (left, extra) = profile.divide(figures.remaining.unwrap_or_default());
    let monthly = left.iter().fold(Amount::ZERO, |sum, part| sum.plus(*part));
    let status = word(figures.subscription);
    let plans: Vec<String> = profile
        .plans
        .iter()
        .zip(&left)
        .map(|(plan, balance)| {
            format!(
                r#"{{"id":{},"name":{},"status":"{status}","balance":{balance},"total":{},"resetTime":"{}"}}"#,
                text(&plan.id),
                text(&plan.name),
                plan.total,
                time(days_after(moment.started, plan.resets_in_days)),
            )
        })
        .collect();
    format!(
        concat!(
            r#"{{"success":true,"user":{{"name":{},"email":{}}},"#,
            r#""credits":{{"totalBalance":{},"totalMonthlyCredits":{},"extraCredits":{},"plans":[{}]}},"#,
            r#""storage":{{"usage":{},"limit":{},"formattedUsage":"{}","formattedLimit":"{}"}},"updatedAt":"{}"}}"#,
        ),
        text(&profile.user_name),
        text(&profile.user_email),
        number(figures.remaining),
        number(figures.remaining.map(|_| monthly)),
        number(figures.remaining.map(|_| extra)),
        plans.join(","),
        profile.storage_used,
        profile.storage_limit,
        size(profile.storage_used),
        size(profile.storage_limit),
        time(moment.now),
    )
}

pub(super) fn structocr(figures: &Figures, profile: &Profile, moment: Moment) -> String {
    let usage = &profile.usage;
    // A request costs at least a credit here, so as many requests are added as whole credits were spent.
    let requests = u64::try_from(figures.spent.whole()).unwrap_or_default();
    let used = usage.credits_ever.plus(figures.spent);
    let account_requests = usage.requests_this_period.saturating_add(requests);
    let key_requests = usage.key_requests.saturating_add(requests);
    let (start, end) = month_of(moment.now);
    format!(
        concat!(
            r#"{{"period":{{"start":"{}","end":"{}"}},"#,
            r#""account":{{"credits_total":{},"credits_used":{},"credits_remaining":{},"credits_this_period":{},"#,
            r#""requests_this_period":{},"error_rate":"{}","avg_latency_ms":{}}},"#,
            r#""this_key":{{"credits_used":{},"requests":{},"error_rate":"{}","avg_latency_ms":{}}}}}"#,
        ),
        start,
        end,
        number(figures.remaining.map(|remaining| used.plus(remaining))),
        used,
        number(figures.remaining),
        usage.credits_this_period.plus(figures.spent),
        account_requests,
        share(usage.errors_this_period, account_requests),
        usage.latency_ms,
        usage.key_credits.plus(figures.spent),
        key_requests,
        share(usage.key_errors, key_requests),
        usage.key_latency_ms,
    )
}

const fn word(subscription: Subscription) -> &'static str {
    match subscription {
        Subscription::Active => "active",
        Subscription::Inactive => "inactive",
        Subscription::Cancelled => "cancelled",
        Subscription::PastDue => "past_due",
    }
}

fn number(amount: Option<Amount>) -> String {
    amount.map_or_else(|| "null".to_owned(), |amount| amount.to_string())
}

/// A JSON string, quotes included.
fn text(words: &str) -> Value {
    Value::from(words)
}

/// A time as JavaScript writes it.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn days_after(start: Timestamp, days: u32) -> Timestamp {
    start.saturating_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(start)
}

/// The first and the last second of the calendar month, in UTC.
fn month_of(now: Timestamp) -> (String, String) {
    let day: Date = now.to_zoned(TimeZone::UTC).date();
    (format!("{}T00:00:00.000Z", day.first_of_month()), format!("{}T23:59:59.000Z", day.last_of_month()))
}

/// A size as SRTGen words it: "200 MB", "10 GB", "1.5 GB".
fn size(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
    let (mut unit, mut scale) = (0, 1_u64);
    while unit + 1 < UNITS.len() && bytes / scale >= 1_024 {
        unit += 1;
        scale = scale.saturating_mul(1_024);
    }
    let tenths = bytes / scale * 10 + (bytes % scale) * 10 / scale;
    if tenths.is_multiple_of(10) {
        format!("{} {}", tenths / 10, UNITS[unit])
    } else {
        format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
    }
}

/// A share in percent with two decimals: "4.37%".
fn share(part: u64, whole: u64) -> String {
    let hundredths =
        if whole == 0 { 0 } else { (u128::from(part) * 10_000 + u128::from(whole) / 2) / u128::from(whole) };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::script::Script;

    fn moment() -> Moment {
        let at = "2026-06-17T17:48:46Z".parse().unwrap();
        Moment { now: at, started: at }
    }

    fn figures(balance: i64) -> Figures {
        Script::steady(balance).figures(Duration::ZERO)
    }

    fn json(body: &str) -> Value {
        serde_json::from_str(body).unwrap()
    }

    #[test]
    fn the_documents_samples_come_out_as_they_are_printed() {
        let profile = Profile::default();
        assert_eq!(crun(&figures(1_000)), r#"{"code":200,"message":"success","data":{"balance":1000}}"#);
        assert_eq!(
            sociavault(&figures(950), &profile),
            r#"{"credits":950,"subscriptionStatus":"active","subscriptionId":"sub_1234567890"}"#
        );
        let srtgen_sample = r#"{"success":true,"user":{"name":"Alex Rivera","email":"alex.rivera@example.com"},
          "credits":{"totalBalance":1250,"totalMonthlyCredits":1000,"extraCredits":250,"plans":[
            {"id":"starter","name":"Starter Plan","status":"active","balance":1000,"total":1000,
             "resetTime":"2026-07-18T17:48:46.000Z"}]},
          "storage":{"usage":209715200,"limit":10737418240,"formattedUsage":"200 MB","formattedLimit":"10 GB"},
          "updatedAt":"2026-06-17T17:48:46.000Z"}"#;
        assert_eq!(json(&srtgen(&figures(1_250), &profile, moment())), json(srtgen_sample));
        let structocr_sample = r#"{"period":{"start":"2026-06-01T00:00:00.000Z","end":"2026-06-30T23:59:59.000Z"},
          "account":{"credits_total":50569,"credits_used":1720,"credits_remaining":48849,"credits_this_period":337,
            "requests_this_period":206,"error_rate":"4.37%","avg_latency_ms":2720},
          "this_key":{"credits_used":79,"requests":45,"error_rate":"2.22%","avg_latency_ms":2424}}"#;
        assert_eq!(json(&structocr(&figures(48_849), &profile, moment())), json(structocr_sample));
    }

    #[test]
    fn supertone_may_report_null_and_parts_of_a_credit() {
        assert_eq!(balance(&Script::unreported().figures(Duration::ZERO)), r#"{"balance":null}"#);
        assert_eq!(
            balance(&Script::steady(Amount::thousandths(12_340)).figures(Duration::ZERO)),
            r#"{"balance":12.34}"#
        );
        assert_eq!(balance(&figures(-3)), r#"{"balance":-3}"#);
    }

    #[test]
    fn an_unknown_balance_is_null_everywhere_and_breaks_nothing() {
        let unknown = Script::unreported().figures(Duration::ZERO);
        let profile = Profile::default();
        assert_eq!(json(&srtgen(&unknown, &profile, moment()))["credits"]["totalBalance"], Value::Null);
        assert_eq!(json(&structocr(&unknown, &profile, moment()))["account"]["credits_total"], Value::Null);
        assert_eq!(json(&crun(&unknown))["data"]["balance"], Value::Null);
        assert_eq!(json(&sociavault(&unknown, &profile))["credits"], Value::Null);
    }

    #[test]
    fn structocrs_arithmetic_holds_while_it_drains_and_is_topped_up() {
        let script = Script::steady(500).falling(3).jumping_to(9_000, Duration::from_secs(30)).falling(5);
        for at in 0..60 {
            let body = json(&structocr(&script.figures(Duration::from_secs(at)), &Profile::default(), moment()));
            let number = |path: &str| body.pointer(path).and_then(Value::as_i64).unwrap();
            assert_eq!(
                number("/account/credits_total"),
                number("/account/credits_used") + number("/account/credits_remaining")
            );
            assert_eq!(number("/account/credits_used") - 1_720, number("/this_key/credits_used") - 79);
            assert_eq!(number("/account/requests_this_period") - 206, number("/this_key/requests") - 45);
        }
    }

    #[test]
    fn a_lapsed_subscription_has_no_id() {
        let script = Script::steady(5).subscribed(Duration::ZERO, Subscription::Cancelled);
        let body = sociavault(&script.figures(Duration::ZERO), &Profile::default());
        assert_eq!(body, r#"{"credits":5,"subscriptionStatus":"cancelled"}"#);
    }

    #[test]
    fn a_past_due_plan_says_so_and_names_are_escaped() {
        let mut profile = Profile { user_name: "A \"B\" \\ C".into(), ..Profile::default() };
        profile.plans[0].name = "Tab\there".into();
        let script = Script::steady(5).subscribed(Duration::ZERO, Subscription::PastDue);
        let body = json(&srtgen(&script.figures(Duration::ZERO), &profile, moment()));
        assert_eq!(body["credits"]["plans"][0]["status"], "past_due");
        assert_eq!(body["user"]["name"], "A \"B\" \\ C");
        assert_eq!(body["credits"]["plans"][0]["name"], "Tab\there");
    }

    #[test]
    fn sizes_and_shares_are_worded_as_in_the_documents() {
        for (bytes, expected) in [
            (0, "0 B"),
            (1_023, "1023 B"),
            (1_536, "1.5 KB"),
            (209_715_200, "200 MB"),
            (10_737_418_240, "10 GB"),
            (u64::MAX, "16777215.9 TB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
        assert_eq!((share(9, 206), share(1, 45), share(0, 0)), ("4.37%".into(), "2.22%".into(), "0.00%".into()));
    }
}
