//! A text with `{parameter}`s in it. Deliberately absent: anything but substitution.

use std::collections::BTreeMap;

use super::provider::{Param, ParamError};

/// A text with `{parameter}`s in it, each of them declared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Param(String),
}

/// The values of the declared parameters, checked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values(BTreeMap<String, Option<String>>);

impl Values {
    /// Checks the given values against their declarations; what is given but not declared is ignored.
    pub(crate) fn resolve(params: &[Param], given: &BTreeMap<String, String>) -> Result<Self, ParamError> {
        params
            .iter()
            .map(|param| {
                let value = param.resolve(given.get(&param.name).map(String::as_str))?;
                Ok((param.name.clone(), value.map(str::to_owned)))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_deref()
    }
}

impl Template {
    /// Reads a text; every `{name}` must be declared.
    pub(crate) fn parse(text: &str, is_declared: impl Fn(&str) -> bool) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (before, from_brace) = rest.split_at(open);
            if !before.is_empty() {
                pieces.push(Piece::Literal(before.to_owned()));
            }
            let name = from_brace
                .strip_prefix('{')
                .and_then(|inner| inner.split_once('}'))
                .ok_or_else(|| format!("{text:?} has a brace without its partner"))?;
            if !is_declared(name.0) {
                return Err(format!("{{{}}} is not declared in [[params]]", name.0));
            }
            pieces.push(Piece::Param(name.0.to_owned()));
            rest = name.1;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The text with every parameter's value, passed through `encode`; `None` if an optional one has no value.
    pub(crate) fn render(&self, values: &Values, encode: impl Fn(&str) -> String) -> Option<String> {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => Some(text.clone()),
                Piece::Param(name) => values.get(name).map(&encode),
            })
            .collect()
    }

    /// The names of the parameters in it.
    pub(crate) fn params(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Param(name) => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }

    /// The template as it was written.
    pub(crate) fn source(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Param(name) => format!("{{{name}}}"),
            })
            .collect()
    }
}

/// Percent-encodes everything but RFC 3986's unreserved characters, so that a value stays one value.
pub(crate) fn percent_encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _infallible = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_takes_declared_parameters_only() {
        let known = |name: &str| name == "team";
        assert_eq!(Template::parse("/v1/{team}/x", known).unwrap().source(), "/v1/{team}/x");
        assert_eq!(Template::parse("{user}", known).unwrap_err(), "{user} is not declared in [[params]]");
        assert!(Template::parse("{team", known).unwrap_err().contains("without its partner"));
        assert!(Template::parse("team}", known).unwrap_err().contains("without its partner"));
    }

    #[test]
    fn a_value_stays_one_value() {
        assert_eq!(percent_encode("a b/c?d=e&f#ü"), "a%20b%2Fc%3Fd%3De%26f%23%C3%BC");
    }
}
