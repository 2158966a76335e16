//! A JSONPath (RFC 9535) of a definition.
//!
//! `$…` starts at the answer's document, `@…` at the item of the surrounding `each`. A path that can match several values
//! also knows its container and its items, so that "an empty list" and "no list at all" stay two things.

use serde_json_path::JsonPath;

/// Longer than any path into a balance; keeps the parser's recursion shallow.
const MAX_LENGTH: usize = 300;
/// Each level of nested filters multiplies the time that a path takes to parse by about four.
const MAX_FILTERS: usize = 4;

/// Where a path starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The whole answer.
    Document,
    /// The item of the surrounding `each`.
    Item,
}

/// A path, ready to be followed.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    text: String,
    /// Where it starts.
    pub(crate) scope: Scope,
    /// The path itself, always beginning with `$`.
    pub(crate) query: JsonPath,
    /// Present when the path can match several values.
    pub(crate) many: Option<Many>,
}

/// The two halves of a path that can match several values, such as `$.grants[*].amount`.
#[derive(Debug, Clone)]
pub(crate) struct Many {
    /// The array or object that is searched: `$.grants`.
    pub(crate) container: JsonPath,
    /// What is found in it: `$.grants[*]`. Every one of them is expected to have the rest of the path.
    pub(crate) items: JsonPath,
}

impl Path {
    /// Reads a path; `in_each` says whether there is an item that `@` could mean.
    pub(crate) fn parse(text: &str, in_each: bool) -> Result<Self, String> {
        let (scope, rooted) = match text.as_bytes().first() {
            Some(b'$') => (Scope::Document, text.to_owned()),
            Some(b'@') if in_each => (Scope::Item, format!("${}", &text[1..])),
            Some(b'@') => return Err(format!("{text:?} starts with \"@\", which is only known inside `each`")),
            _ => {
                return Err(format!(
                    "{text:?} is not a path: start with \"$\" (the answer) or, inside `each`, \"@\" (the item)"
                ));
            }
        };
        if text.len() > MAX_LENGTH || text.matches('?').count() > MAX_FILTERS {
            return Err(format!("a path has at most {MAX_LENGTH} characters and {MAX_FILTERS} filters"));
        }
        let query = compile(&rooted).map_err(|reason| format!("{text:?} is not a JSONPath: {reason}"))?;
        let many = match bounds_of_many(&rooted) {
            None => None,
            Some((container, items)) => {
                Some(Many { container: compile(&rooted[..container])?, items: compile(&rooted[..items])? })
            }
        };
        Ok(Self { text: text.to_owned(), scope, query, many })
    }

    /// The path as the definition writes it.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

fn compile(path: &str) -> Result<JsonPath, String> {
    JsonPath::parse(path).map_err(|error| format!("{} at character {}", error.message(), error.position() + 1))
}

/// The end of the container's path and the end of the items' path, if any segment can match several values.
fn bounds_of_many(path: &str) -> Option<(usize, usize)> {
    let mut bounds: Option<(usize, usize)> = None;
    let mut start = 1; // after the `$`
    while start < path.len() {
        let (end, single) = segment(path, start);
        if !single {
            bounds = Some((bounds.map_or(start, |(container, _)| container), end));
        }
        start = end;
    }
    bounds
}

/// Where the segment at `start` of a valid path ends, and whether it can match one value at most.
fn segment(path: &str, start: usize) -> (usize, bool) {
    let rest = &path[start..];
    if rest.starts_with('[') {
        let end = bracket_end(rest);
        return (start + end, is_single_selector(&rest[1..end.saturating_sub(1).max(1)]));
    }
    if let Some(name) = rest.strip_prefix("..") {
        let length = if name.starts_with('[') { bracket_end(name) } else { name_end(name) };
        return (start + 2 + length, false);
    }
    if let Some(name) = rest.strip_prefix('.') {
        return (start + 1 + name_end(name), !name.starts_with('*'));
    }
    // White space between segments.
    (start + rest.chars().next().map_or(1, char::len_utf8), true)
}

fn name_end(name: &str) -> usize {
    name.find(|c: char| c == '.' || c == '[' || c.is_whitespace()).unwrap_or(name.len())
}

/// The length of a bracketed segment, its closing bracket included.
fn bracket_end(text: &str) -> usize {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (index, c) in text.char_indices() {
        match (quote, c) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '[') => depth += 1,
            (None, ']') => {
                depth -= 1;
                if depth == 0 {
                    return index + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether what stands between brackets is one name or one index.
fn is_single_selector(selector: &str) -> bool {
    let selector = selector.trim();
    if selector.parse::<i64>().is_ok() {
        return true;
    }
    let Some(quote) = selector.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
        return false;
    };
    let mut escaped = false;
    for (index, c) in selector.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return index + 1 == selector.len(),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_paths_can_match_several_values() {
        for single in ["$", "$.a.b", "$['a.b'][0]", "$.a[-1].b", "$[\"x'[*]\"]", "$.a ['b']", "$['a\\'b'].c"] {
            assert!(Path::parse(single, false).unwrap().many.is_none(), "{single}");
        }
        for (path, container, items) in [
            ("$.a[*].b", "$.a", "$.a[*]"),
            ("$.a.*", "$.a", "$.a.*"),
            ("$.a[?@.b == 'x[1]'].c", "$.a", "$.a[?@.b == 'x[1]']"),
            ("$..b", "$", "$..b"),
            ("$.a[0:2].b[*].c.d", "$.a", "$.a[0:2].b[*]"),
            ("$.a['b','c']", "$.a", "$.a['b','c']"),
        ] {
            let (found_container, found_items) = bounds_of_many(path).unwrap();
            assert_eq!((&path[..found_container], &path[..found_items]), (container, items), "{path}");
            assert!(Path::parse(path, false).unwrap().many.is_some(), "{path}");
        }
    }

    #[test]
    fn says_why_a_text_is_no_path() {
        assert!(Path::parse("credits", false).unwrap_err().contains("start with \"$\""));
        assert!(Path::parse("@.a", false).unwrap_err().contains("only known inside `each`"));
        assert!(Path::parse("$.a[", false).unwrap_err().contains("is not a JSONPath"));
        assert_eq!(Path::parse("@.a", true).unwrap().scope, Scope::Item);
        assert_eq!(Path::parse("@.a", true).unwrap().as_str(), "@.a");
    }

    #[test]
    fn a_path_that_would_take_long_to_parse_is_refused() {
        let nested = |depth: usize| format!("$[?{}@.a{}]", "@[?".repeat(depth), "]".repeat(depth));
        assert!(Path::parse(&nested(3), false).is_ok());
        for text in [nested(4), nested(24), format!("$[?{}@.a{}]", "(".repeat(5000), ")".repeat(5000))] {
            assert_eq!(Path::parse(&text, false).unwrap_err(), "a path has at most 300 characters and 4 filters");
        }
        assert!(Path::parse(&format!("$[?{}@.a == 1{}]", "(".repeat(140), ")".repeat(140)), false).is_ok());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[$@.\\[\\]'\"*?a-c0-9ü \\\\:,=()]{0,24}") {
            let _outcome = Path::parse(&text, true);
        }
    }
}
