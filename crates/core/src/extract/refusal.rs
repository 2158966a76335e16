//! Answers that are no readings: what HTTP, the body or both say went wrong.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::condition::{all_hold, has_subject, holds};
use super::view::View;
use super::{text, time, unexpected};
use crate::amount;
use crate::catalog::value::{Condition, HeaderItem, HeaderPart, Literal, Subject, Test, Text};
use crate::catalog::{ErrorRule, Provider};
use crate::failure::{Failure, FailureKind};
use crate::reading::Oddity;

/// However long a provider asks to wait, it is asked again after this.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// The failure that the answer is, if it is one: by the definition's rules, else by its status.
pub(super) fn find(provider: &Provider, view: View<'_>) -> Option<Failure> {
    let http = view.http_status();
    let said = status_in_body(provider, view);
    let applies = |rule: &&ErrorRule| {
        let by_status =
            rule.http.is_empty() || rule.http.contains(&http) || said.is_some_and(|s| rule.http.contains(&s));
        by_status && all_hold(&rule.when, view)
    };
    if let Some(rule) = provider.errors.iter().find(applies) {
        let failure = failure(provider, Some(rule), rule.kind, said.unwrap_or(http), view);
        let at = rule.retry_at.as_ref().and_then(|at| time::read(at, view).ok()).and_then(|at| sane(at, view));
        return Some(Failure { retry_at: at.or(failure.retry_at), ..failure });
    }
    let accepted = |status: u16| (200..300).contains(&status) || provider.response.accept_http.contains(&status);
    let refused = [Some(http), said].into_iter().flatten().find(|status| !accepted(*status))?;
    Some(failure(provider, None, kind_of(refused), refused, view))
}

/// The failure that an answer is which lacks what every reading has.
pub(super) fn unsuccessful(provider: &Provider, view: View<'_>) -> Option<Failure> {
    let broken = provider.response.success.iter().find(|condition| !holds(condition, view))?;
    if has_subject(broken, view) {
        return Some(failure(provider, None, FailureKind::Rejected, view.http_status(), view));
    }
    let (path, expected) = describe(broken);
    let oddity = Oddity { path, expected, found: "nothing".to_owned() };
    Some(unexpected(&oddity).with_status(view.http_status()))
}

/// What HTTP's own statuses mean. An undocumented 403 may come from a firewall, so it does not condemn the key.
fn kind_of(status: u16) -> FailureKind {
    match status {
        300..=399 => FailureKind::BlockedRedirect,
        401 => FailureKind::Unauthorized,
        402 => FailureKind::OutOfCredits,
        408 => FailureKind::Timeout,
        429 => FailureKind::RateLimited,
        500..=599 => FailureKind::ServerError,
        _ => FailureKind::Rejected,
    }
}

/// The status that the body gives, where the definition says that it gives one.
fn status_in_body(provider: &Provider, view: View<'_>) -> Option<u16> {
    let path = provider.response.http_status.as_ref()?;
    let node = view.one(path, "a status").ok()?;
    let written = match (node.value(), node.digits()) {
        (Value::String(text), _) => text.as_str(),
        (_, digits) => digits?,
    };
    let status = u16::try_from(amount::parse(written).ok()?.normalize()).ok()?;
    (100..1000).contains(&status).then_some(status)
}

fn failure(provider: &Provider, rule: Option<&ErrorRule>, kind: FailureKind, status: u16, view: View<'_>) -> Failure {
    let mut message = match rule.and_then(|rule| rule.help.clone()) {
        Some(help) => help,
        None => sentence(kind, status),
    };
    let said = rule.and_then(|rule| words(rule.message.as_ref(), view));
    if let Some(said) = said.or_else(|| words(provider.response.message.as_ref(), view)) {
        message.push_str(": ");
        message.push_str(&said);
    }
    let waits = matches!(kind, FailureKind::RateLimited | FailureKind::Maintenance | FailureKind::ServerError);
    let retry_at = if waits { retry_after(view) } else { None };
    Failure::new(kind, message).with_status(view.http_status()).with_retry_at(retry_at)
}

fn words(source: Option<&Text>, view: View<'_>) -> Option<String> {
    source.and_then(|source| text::read(source, view).ok())
}

fn sentence(kind: FailureKind, status: u16) -> String {
    // A success in HTTP's words says nothing about a failure in the body's.
    let status = if (200..300).contains(&status) { String::new() } else { format!(" ({status})") };
    match kind {
        FailureKind::Unauthorized => "The provider rejected the key".to_owned(),
        FailureKind::WrongKeyKind => "A key of this kind may not read the balance".to_owned(),
        FailureKind::OutOfCredits => "The provider says that no credits are left".to_owned(),
        FailureKind::RateLimited => "The provider was asked too often".to_owned(),
        FailureKind::Timeout => "The provider took too long".to_owned(),
        FailureKind::Maintenance => "The provider is under maintenance".to_owned(),
        FailureKind::BlockedRedirect => format!("The answer is a redirect{status}, which is not followed"),
        FailureKind::ServerError => format!("The provider had an error of its own{status}"),
        _ => format!("The provider refused the request{status}"),
    }
}

/// `Retry-After`: seconds or a date.
fn retry_after(view: View<'_>) -> Option<Timestamp> {
    let part = HeaderPart { name: "retry-after".to_owned(), item: HeaderItem::Whole };
    let text = view.header(&part).ok()?;
    let at = match text.parse::<u32>() {
        Ok(seconds) => view.received_at().checked_add(SignedDuration::from_secs(seconds.into())).ok()?,
        Err(_) => time::http_date(text)?,
    };
    sane(at, view)
}

/// A time to ask again that lies ahead, and not too far.
fn sane(at: Timestamp, view: View<'_>) -> Option<Timestamp> {
    let latest = view.received_at().checked_add(LONGEST_WAIT).ok()?;
    (at > view.received_at()).then(|| at.min(latest))
}

/// A condition in words: what is looked at, and what should be there.
fn describe(condition: &Condition) -> (String, String) {
    let path = match &condition.subject {
        Subject::Path(path) => path.as_str().to_owned(),
        Subject::Header(part) => format!("header {}", part.name),
    };
    let expected = match &condition.test {
        Test::In(literals) => literals.iter().map(in_words).collect::<Vec<_>>().join(" or "),
        Test::NotIn(_) | Test::Exists(_) | Test::Null(_) => "a value".to_owned(),
        Test::AtLeast(_) | Test::AtMost(_) => "a number".to_owned(),
        Test::Contains(part) => format!("a text with {part:?}"),
    };
    (path, expected)
}

fn in_words(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Number(number) => number.to_string(),
        Literal::Bool(value) => value.to_string(),
    }
}
