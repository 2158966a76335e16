//! What an answer says: a reading, or why there is none.
//!
//! Pure: from a definition and one answer, always the same result. Amounts come from the digits that the provider wrote, never
//! by way of a binary float. Deliberately absent: I/O, the clock, and any knowledge of one provider.

mod condition;
mod document;
mod figure;
mod refusal;
mod rules;
mod text;
mod time;
mod view;

use crate::catalog::Provider;
use crate::failure::{Failure, FailureKind};
use crate::reading::{Oddity, Reading};
use crate::secret::Secret;
use crate::time::Timestamp;
use document::Document;
use view::{Miss, View};

/// So many oddities are told.
const MOST_ODDITIES: usize = 20;

/// What a provider answered.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The headers, their names in lower case.
    pub headers: &'a [(String, String)],
    /// The decoded body.
    pub body: &'a [u8],
    /// When it arrived.
    pub received_at: Timestamp,
}

/// What the answer says: a reading, or why there is none.
///
/// `secret` is only there to be taken out of whatever the provider repeats.
pub fn read(provider: &Provider, answer: &Answer<'_>, secret: Option<&Secret>) -> Result<Reading, Failure> {
    let body = String::from_utf8_lossy(answer.body);
    let body = body.trim_start_matches('\u{feff}');
    let document = Document::parse(body);
    let view = View::new(answer, document.as_ref().map(Document::root), secret);
    if let Some(failure) = refusal::find(provider, view) {
        return Err(failure);
    }
    if provider.response.json && document.is_none() {
        return Err(Failure::new(FailureKind::NotJson, describe_body(body)).with_status(answer.status));
    }
    if let Some(failure) = refusal::unsuccessful(provider, view) {
        return Err(failure);
    }
    let mut oddities = Vec::new();
    let meters = rules::meters(&provider.response.meters, view, &mut oddities)
        .map_err(|oddity| unexpected(&oddity).with_status(answer.status))?;
    let plans = rules::plans(&provider.response.plans, view, &mut oddities);
    let facts = rules::facts(&provider.response.facts, view, &mut oddities);
    let status = provider.response.status.as_ref().map(|status| text::read(status, view));
    let status = lenient(status, &mut oddities);
    let as_of = provider.response.as_of.as_ref().map(|as_of| time::read(as_of, view));
    let as_of = lenient(as_of, &mut oddities);
    Ok(Reading { meters, plans, facts, status, as_of, oddities: distinct(oddities) })
}

/// Each oddity once, however many meters share the value, and never more than a person would read.
fn distinct(oddities: Vec<Oddity>) -> Vec<Oddity> {
    let mut kept: Vec<Oddity> = Vec::new();
    for oddity in oddities {
        if kept.len() < MOST_ODDITIES && !kept.contains(&oddity) {
            kept.push(oddity);
        }
    }
    kept
}

/// A value that the account does not depend on: what is missing is not reported, what is odd is noted.
fn lenient<T>(value: Option<Result<T, Miss>>, oddities: &mut Vec<Oddity>) -> Option<T> {
    match value? {
        Ok(value) => Some(value),
        Err(Miss::Odd(oddity)) => {
            oddities.push(oddity);
            None
        }
        Err(Miss::Absent(_) | Miss::Null(_)) => None,
    }
}

fn unexpected(oddity: &Oddity) -> Failure {
    let message = format!("{}: expected {}, found {}", oddity.path, oddity.expected, oddity.found);
    Failure::new(FailureKind::UnexpectedShape, message)
}

fn describe_body(body: &str) -> &'static str {
    let body = body.trim_start();
    if body.is_empty() {
        "The answer is empty"
    } else if body.starts_with('<') {
        "The answer is a web page, not JSON"
    } else {
        "The answer is not JSON, or it broke off"
    }
}

#[cfg(test)]
mod tests;
