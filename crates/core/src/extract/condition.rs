//! Tests on the answer.

use serde_json::Value;

use super::document::Node;
use super::view::View;
use crate::amount::{self, Decimal};
use crate::catalog::value::{Condition, Literal, Subject, Test};

/// Whether all of the conditions hold.
pub(super) fn all_hold(conditions: &[Condition], view: View<'_>) -> bool {
    conditions.iter().all(|condition| holds(condition, view))
}

/// Whether a condition holds. On a body that is not JSON none does.
pub(super) fn holds(condition: &Condition, view: View<'_>) -> bool {
    match &condition.subject {
        Subject::Path(_) if !view.has_document() => false,
        Subject::Path(path) => {
            let found = view.all(path);
            match &condition.test {
                Test::Exists(there) => *there != found.is_empty(),
                test => found.iter().any(|(_, node)| node_passes(test, *node)),
            }
        }
        Subject::Header(part) => {
            let found = view.header(part).ok();
            match &condition.test {
                Test::Exists(there) => *there == found.is_some(),
                test => found.is_some_and(|text| text_passes(test, text)),
            }
        }
    }
}

/// What a condition finds, in words; `None` where it finds nothing to look at.
pub(super) fn has_subject(condition: &Condition, view: View<'_>) -> bool {
    match &condition.subject {
        Subject::Path(path) => !view.all(path).is_empty(),
        Subject::Header(part) => view.header(part).is_ok(),
    }
}

fn node_passes(test: &Test, node: Node<'_>) -> bool {
    match (test, node.value()) {
        (Test::Null(wanted), value) => *wanted == value.is_null(),
        (_, Value::String(text)) => text_passes(test, text),
        (Test::NotIn(literals), _) => !literals.iter().any(|literal| node_equals(literal, node)),
        (Test::In(literals), _) => literals.iter().any(|literal| node_equals(literal, node)),
        (Test::AtLeast(bound), _) => number(node).is_some_and(|number| number >= *bound),
        (Test::AtMost(bound), _) => number(node).is_some_and(|number| number <= *bound),
        (Test::Contains(_) | Test::Exists(_), _) => false,
    }
}

fn node_equals(literal: &Literal, node: Node<'_>) -> bool {
    match literal {
        Literal::Bool(wanted) => node.value() == &Value::Bool(*wanted),
        Literal::Number(wanted) => number(node) == Some(*wanted),
        Literal::Text(_) => false,
    }
}

fn number(node: Node<'_>) -> Option<Decimal> {
    amount::parse(node.digits()?).ok()
}

/// A text also passes as the number it holds.
fn text_passes(test: &Test, text: &str) -> bool {
    let number = || amount::parse(text).ok();
    let equals = |literal: &Literal| match literal {
        Literal::Text(wanted) => text == wanted,
        Literal::Number(wanted) => number() == Some(*wanted),
        Literal::Bool(_) => false,
    };
    match test {
        Test::In(literals) => literals.iter().any(equals),
        Test::NotIn(literals) => !literals.iter().any(equals),
        Test::Exists(there) => *there,
        Test::Null(wanted) => !*wanted,
        Test::AtLeast(bound) => number().is_some_and(|number| number >= *bound),
        Test::AtMost(bound) => number().is_some_and(|number| number <= *bound),
        Test::Contains(part) => text.to_lowercase().contains(part),
    }
}
