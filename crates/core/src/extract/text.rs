//! Words of the answer, without the key and fit for one line.

use serde_json::Value;

use super::document::Node;
use super::figure::first;
use super::view::{Miss, View};
use crate::catalog::value::{Text, TextSource};

/// The words, or why there are none.
pub(super) fn read(text: &Text, view: View<'_>) -> Result<String, Miss> {
    let found = match &text.source {
        TextSource::Const(words) => Ok(words.clone()),
        TextSource::Header(part) => view.header(part).map(|words| view.presentable(words)),
        TextSource::First(texts) => first(texts.iter().map(|text| read(text, view))),
        TextSource::Path(path) => {
            let found: Vec<_> = view.all(path).into_iter().map(|(_, node)| words(node, view, path.as_str())).collect();
            if found.is_empty() { Err(Miss::Absent(path.as_str().to_owned())) } else { choose(found, &text.order) }
        }
    };
    match (found, &text.default) {
        (Err(Miss::Absent(_) | Miss::Null(_)), Some(default)) => Ok(default.clone()),
        (found, _) => found.map(|words| text.map.get(&words).cloned().unwrap_or(words)),
    }
}

/// Of several words the one that comes first in `order`, else the first.
fn choose(found: Vec<Result<String, Miss>>, order: &[String]) -> Result<String, Miss> {
    let preferred = order.iter().find(|word| found.iter().any(|found| found.as_ref() == Ok(*word)));
    match preferred {
        Some(word) => Ok(word.clone()),
        None => first(found.into_iter()),
    }
}

fn words(node: Node<'_>, view: View<'_>, path: &str) -> Result<String, Miss> {
    match (node.value(), node.digits()) {
        (Value::String(text), _) => match view.presentable(text) {
            empty if empty.is_empty() => Err(Miss::Null(path.to_owned())),
            words => Ok(words),
        },
        (Value::Number(_), Some(digits)) => Ok(view.presentable(digits)),
        (Value::Bool(value), _) => Ok(value.to_string()),
        (Value::Null, _) => Err(Miss::Null(path.to_owned())),
        _ => Err(view.odd(path, "a text", node)),
    }
}
