//! A JSON document that still knows the digits of its numbers.
//!
//! Paths are followed in a [`Value`], whose numbers are binary floats. Beside it stands the same tree made of the raw text, in
//! which the number that was found is looked up. Of members with the same name the last one counts, in both.

use std::collections::HashMap;

use serde_json::Value;
use serde_json::value::RawValue;
use serde_json_path::{JsonPath, PathElement};

/// A parsed body.
#[derive(Debug)]
pub(super) struct Document<'t> {
    value: Value,
    raw: Raw<'t>,
}

#[derive(Debug)]
enum Raw<'t> {
    Scalar(&'t str),
    Array(Vec<Raw<'t>>),
    Object(HashMap<String, Raw<'t>>),
}

/// One value of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'d> {
    value: &'d Value,
    raw: &'d Raw<'d>,
}

impl<'t> Document<'t> {
    /// Parses a body; `None` if it is not JSON, or nested deeper than any balance (127 levels).
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        // The value first: it refuses what is nested so deeply that the recursion below would not be safe.
        let value = serde_json::from_str(text).ok()?;
        let raw = Raw::of(serde_json::from_str(text).ok()?).ok()?;
        Some(Self { value, raw })
    }

    /// The whole of it.
    pub(super) fn root(&self) -> Node<'_> {
        Node { value: &self.value, raw: &self.raw }
    }
}

impl<'t> Raw<'t> {
    fn of(raw: &'t RawValue) -> Result<Self, serde_json::Error> {
        let text = raw.get().trim_start();
        Ok(match text.as_bytes().first() {
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text)?;
                Self::Array(items.into_iter().map(Self::of).collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let members: HashMap<String, &RawValue> = serde_json::from_str(text)?;
                let members = members.into_iter().map(|(name, raw)| Ok((name, Self::of(raw)?)));
                Self::Object(members.collect::<Result<_, serde_json::Error>>()?)
            }
            _ => Self::Scalar(text.trim_end()),
        })
    }

    fn child(&self, element: PathElement<'_>) -> Option<&Self> {
        match (self, element) {
            (Self::Array(items), PathElement::Index(index)) => items.get(index),
            (Self::Object(members), PathElement::Name(name)) => members.get(name),
            _ => None,
        }
    }
}

impl<'d> Node<'d> {
    /// The value; its numbers are not exact.
    pub(super) fn value(self) -> &'d Value {
        self.value
    }

    /// The digits of a number as the provider wrote them.
    pub(super) fn digits(self) -> Option<&'d str> {
        match self.raw {
            Raw::Scalar(text) if self.value.is_number() => Some(text),
            _ => None,
        }
    }

    /// What a path matches from here, each with the name or index it was found under.
    pub(super) fn query(self, path: &JsonPath) -> Vec<(String, Self)> {
        path.query_located(self.value)
            .iter()
            .filter_map(|located| {
                let raw = located.location().iter().try_fold(self.raw, |raw, element| raw.child(element.clone()))?;
                let last = located.location().last().map(name_of).unwrap_or_default();
                Some((last, Self { value: located.node(), raw }))
            })
            .collect()
    }

    /// The items of a list or the members of an object; `None` for anything else.
    pub(super) fn children(self) -> Option<Vec<(String, Self)>> {
        let child = |element: PathElement<'_>, value: &'d Value| {
            Some((name_of(&element), Self { value, raw: self.raw.child(element)? }))
        };
        match self.value {
            Value::Array(items) => Some(
                items.iter().enumerate().filter_map(|(index, item)| child(PathElement::Index(index), item)).collect(),
            ),
            Value::Object(members) => {
                Some(members.iter().filter_map(|(name, member)| child(PathElement::Name(name), member)).collect())
            }
            _ => None,
        }
    }
}

/// An item's place, counted from one; a member's name.
fn name_of(element: &PathElement<'_>) -> String {
    match element {
        PathElement::Name(name) => (*name).to_owned(),
        PathElement::Index(index) => (index + 1).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str, path: &str) -> Vec<String> {
        let document = Document::parse(text).unwrap();
        let nodes = document.root().query(&JsonPath::parse(path).unwrap());
        nodes.into_iter().filter_map(|(_, node)| node.digits().map(str::to_owned)).collect()
    }

    #[test]
    fn a_number_keeps_its_digits() {
        let text = r#" {"a": 0.1000, "b": [ 12345678901234567890.12 , 1e3], "a\u0062": {"c": -7.50 } } "#;
        assert_eq!(digits(text, "$.a"), ["0.1000"]);
        assert_eq!(digits(text, "$.b[*]"), ["12345678901234567890.12", "1e3"]);
        assert_eq!(digits(text, "$.ab.c"), ["-7.50"]);
        assert_eq!(digits("5.0", "$"), ["5.0"]);
    }

    #[test]
    fn of_members_with_one_name_the_last_counts() {
        assert_eq!(digits(r#"{"a": 1, "a": 2}"#, "$.a"), ["2"]);
        assert_eq!(digits(r#"{"a": {"b": 1}, "a": {"c": 2}}"#, "$.a.*"), ["2"]);
    }

    #[test]
    fn what_is_not_json_or_too_deep_is_no_document() {
        for text in ["", "{", "{\"a\":1", "nul", "[1,]", "{} {}", "<html>"] {
            assert!(Document::parse(text).is_none(), "{text:?}");
        }
        assert!(Document::parse(&"[".repeat(500_000)).is_none());
        assert!(Document::parse(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))).is_none());
        assert!(Document::parse(&format!("{}{}", "[".repeat(127), "]".repeat(127))).is_some());
    }
}
