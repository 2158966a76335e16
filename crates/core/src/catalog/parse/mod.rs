//! From a definition's text to a [`Provider`]: every mistake is reported, none stops the reading.

mod request;
mod response;
mod value;

use std::time::Duration;

use toml::de::DeTable;
use url::Url;

use super::error::CatalogErrors;
use super::provider::Provider;
use super::reader::{Item, Read, Report, Table};
use crate::ids::ProviderId;

/// The version of the format that is read.
const SCHEMA: i64 = 1;
/// What a definition that says nothing is polled by at most.
const DEFAULT_MIN_INTERVAL: Duration = Duration::from_mins(1);

/// Parses and validates one definition: all its errors, not the first.
pub fn parse(path: &str, text: &str) -> Result<Provider, CatalogErrors> {
    let report = Report::new(path, text);
    let (document, syntax) = DeTable::parse_recoverable(text);
    if !syntax.is_empty() {
        for error in syntax {
            report.add(error.span(), "", error.message());
        }
        return Err(report.into_errors());
    }
    let provider = provider(&Table::new(document.get_ref(), None, String::new(), &report));
    let errors = report.into_errors();
    match provider {
        Ok(provider) if errors.is_empty() => Ok(provider),
        _ => Err(errors),
    }
}

fn provider(root: &Table<'_>) -> Read<Provider> {
    let schema = root.must("schema", |item| match item.integer()? {
        SCHEMA => Ok(()),
        other => item.fail(format!("schema {other} is not known; this version reads schema {SCHEMA}")),
    });
    let id = root.must("id", |item| {
        let id = item.str()?.parse::<ProviderId>();
        id.or_else(|error| item.fail(error.to_string()))
    });
    let name = root.must("name", |item| short_text(item, 60));
    let summary = root.must("summary", |item| short_text(item, 160));
    let docs = root.must("docs", page);
    let homepage = root.maybe("homepage", page);
    let keys_page = root.maybe("keys_page", page);
    let billing_page = root.maybe("billing_page", page);
    let verified = root.must("verified", Item::date);
    let key_hint = root.maybe("key_hint", |item| short_text(item, 160));
    let category = root.maybe("category", word);
    let notes = root.maybe("notes", |item| short_text(item, 1000));
    let min_interval = root.or("min_interval", DEFAULT_MIN_INTERVAL, duration);
    let params = request::params(root);
    let declared = params.as_deref().map_err(|reported| *reported);
    let auth = root.must("auth", |item| request::auth(item, declared));
    let asked = root.must("request", |item| request::request(item, declared, auth.as_ref().ok()));
    if let (Ok(params), Ok(auth), Ok(asked)) = (&params, &auth, &asked) {
        request::check_every_param_is_used(root, params, auth, asked);
    }
    let response = response::response(root);
    let errors = response::error_rules(root);
    root.finish();
    schema?;
    Ok(Provider {
        id: id?,
        name: name?,
        summary: summary?,
        docs: docs?,
        homepage: homepage?,
        keys_page: keys_page?,
        billing_page: billing_page?,
        verified: verified?,
        key_hint: key_hint?,
        category: category?,
        notes: notes?,
        icon: None,
        custom: false,
        params: params?,
        auth: auth?,
        request: asked?,
        min_interval: min_interval?,
        response: response?,
        errors: errors?,
    })
}

/// Words for a person, at most so many characters.
fn short_text(item: &Item<'_>, limit: usize) -> Read<String> {
    let text = item.str()?.trim();
    if text.chars().count() > limit {
        return item.fail(format!("must not be longer than {limit} characters"));
    }
    Ok(text.to_owned())
}

/// A page that a person opens.
fn page(item: &Item<'_>) -> Read<Url> {
    let text = item.str()?;
    match Url::parse(text) {
        Ok(url) if url.scheme() == "https" && url.has_host() => Ok(url),
        Ok(_) => item.fail(format!("{text:?} is not an https:// address")),
        Err(error) => item.fail(format!("{text:?} is not an address: {error}")),
    }
}

/// A name within a definition.
fn word(item: &Item<'_>) -> Read<String> {
    let text = item.str()?;
    let fits = text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
    if fits {
        Ok(text.to_owned())
    } else {
        item.fail(format!("{text:?} is not a name: use lower-case letters, digits, \"_\" and \"-\""))
    }
}

/// A span of time such as `90s`, `5m` or `1h`, from one second to a day.
fn duration(item: &Item<'_>) -> Read<Duration> {
    const DAY: u64 = 24 * 60 * 60;
    let text = item.str()?;
    let seconds = [("s", 1), ("m", 60), ("h", 3600)].into_iter().find_map(|(unit, seconds)| {
        let count: u64 = text.strip_suffix(unit)?.parse().ok()?;
        count.checked_mul(seconds)
    });
    match seconds {
        Some(seconds @ 1..=DAY) => Ok(Duration::from_secs(seconds)),
        _ => item.fail(format!("{text:?} is not a time such as \"60s\", \"5m\" or \"1h\", from 1s to 24h")),
    }
}
