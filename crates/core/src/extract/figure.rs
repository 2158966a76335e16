//! Amounts: read from their digits, added, subtracted and scaled exactly. Never clamped.

use serde_json::Value;

use super::document::Node;
use super::view::{Miss, View, header_path};
use crate::amount::{self, AmountError, Decimal};
use crate::catalog::value::{Amount, AmountSource, Ratio};
use crate::reading::Oddity;

/// How an amount is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// The account is judged by it: what the definition does not excuse is an error.
    Strict,
    /// It is only shown: what is missing is not reported.
    Lenient,
}

/// The amount as its place wants it; `Ok(None)` is "not reported", an error is an answer of another shape.
pub(super) fn figure(amount: &Amount, view: View<'_>, strictness: Strictness) -> Result<Option<Decimal>, Oddity> {
    let required = amount.required.unwrap_or(strictness == Strictness::Strict);
    match read(amount, view) {
        Ok(value) => Ok(Some(value)),
        Err(Miss::Null(_)) if amount.nullable => Ok(None),
        Err(Miss::Null(_) | Miss::Absent(_)) if !required => Ok(None),
        Err(miss) => Err(miss.into_oddity(expected(amount))),
    }
}

fn expected(amount: &Amount) -> &'static str {
    if amount.percent { "a percentage" } else { "a number" }
}

/// The amount, or why there is none.
pub(super) fn read(amount: &Amount, view: View<'_>) -> Result<Decimal, Miss> {
    let value = match &amount.source {
        AmountSource::Const(value) => Ok(*value),
        AmountSource::Path(path) => {
            view.one(path, expected(amount)).and_then(|node| number(amount, view, path.as_str(), node))
        }
        AmountSource::Header(part) => view.header(part).and_then(|text| digits(amount, view, &header_path(part), text)),
        AmountSource::SumOf(path) => view.several(path, "a number").and_then(|found| {
            total(found.into_iter().map(|(_, node)| number(amount, view, path.as_str(), node)), path.as_str())
        }),
        AmountSource::Sum(terms) => total(terms.iter().map(|term| read(term, view)), "the sum"),
        AmountSource::Difference(terms) => {
            let signed = terms.iter().enumerate().map(|(index, term)| {
                let value = read(term, view)?;
                Ok(if index == 0 { value } else { -value })
            });
            total(signed, "the difference")
        }
        AmountSource::First(terms) => first(terms.iter().map(|term| read(term, view))),
    };
    match (value, amount.default, amount.scale) {
        (Err(Miss::Absent(_) | Miss::Null(_)), Some(default), _) => Ok(default),
        (Ok(value), _, Some(scale)) => scaled(value, scale).ok_or_else(|| too_large("the scaled value")),
        (value, _, _) => value,
    }
}

/// The first that is there. If none is, what is odd says more than what is missing.
pub(super) fn first<T>(values: impl Iterator<Item = Result<T, Miss>>) -> Result<T, Miss> {
    let mut miss: Option<Miss> = None;
    for value in values {
        match value {
            Ok(value) => return Ok(value),
            Err(_) if matches!(miss, Some(Miss::Odd(_))) => {}
            Err(other) => miss = Some(other),
        }
    }
    Err(miss.unwrap_or_else(|| Miss::Absent(String::new())))
}

/// The sum, if every term is reported.
fn total(terms: impl Iterator<Item = Result<Decimal, Miss>>, what: &str) -> Result<Decimal, Miss> {
    let mut sum = Decimal::ZERO;
    for term in terms {
        sum = sum.checked_add(term?).ok_or_else(|| too_large(what))?;
    }
    Ok(sum)
}

fn scaled(value: Decimal, scale: Ratio) -> Option<Decimal> {
    let product = value.checked_mul(scale.numerator)?;
    Some(if scale.denominator == Decimal::ONE { product } else { product.checked_div(scale.denominator)? })
}

fn number(amount: &Amount, view: View<'_>, path: &str, node: Node<'_>) -> Result<Decimal, Miss> {
    match (node.value(), node.digits()) {
        (Value::Number(_), Some(written)) => amount::parse(written).map_err(|error| match error {
            AmountError::TooLarge => too_large(path),
            AmountError::NotANumber => view.odd(path, expected(amount), node),
        }),
        (Value::String(text), _) => digits(amount, view, path, text),
        (Value::Null, _) => Err(Miss::Null(path.to_owned())),
        _ => Err(view.odd(path, expected(amount), node)),
    }
}

/// A number that stands in a text.
fn digits(amount: &Amount, view: View<'_>, path: &str, text: &str) -> Result<Decimal, Miss> {
    let kept: String = text.chars().filter(|c| !amount.strip.contains(*c)).collect();
    let kept = kept.trim();
    let kept = if amount.percent { kept.strip_suffix('%').unwrap_or(kept) } else { kept };
    amount::parse(kept).map_err(|error| match error {
        AmountError::TooLarge => too_large(path),
        AmountError::NotANumber => view.odd_text(path, expected(amount), text),
    })
}

fn too_large(path: &str) -> Miss {
    Miss::Odd(Oddity {
        path: path.to_owned(),
        expected: "a number".to_owned(),
        found: "one too large to be held exactly".to_owned(),
    })
}
