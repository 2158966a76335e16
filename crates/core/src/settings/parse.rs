//! From the text of `config.toml` to [`Settings`], naming everything that is wrong.
//!
//! Unknown keys are not looked at: they may be a newer version's. No reason repeats a value of the file, because a
//! key may stand where it should not.

mod alerts;
mod history;
mod interface;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use toml::de::DeTable;

use self::alerts::read_alerts;
use self::history::read_history;
use self::interface::read_interface;
use super::fields::{Reader, Table};
use super::{Account, INTERVAL_RANGE, KeyRef, Network, Polling, Problem, Settings};
use crate::address::{ProxyError, parse_base_url};
use crate::ids::{AccountId, ProviderId};

/// Syntax problems beyond this many say nothing new.
const MOST_SYNTAX_PROBLEMS: usize = 20;

const LONGEST_LABEL: usize = 100;

/// Reads the settings, or everything that is wrong with them in the order of the lines.
pub(super) fn parse(text: &str) -> Result<Settings, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(text);
    if !errors.is_empty() {
        for error in errors.iter().take(MOST_SYNTAX_PROBLEMS) {
            let at = error.span().map_or(text.len(), |span| span.start);
            reader.malformed(at, format!("not TOML: {}", error.message()));
        }
        return Err(reader.into_problems());
    }
    let root = Table::root(document.get_ref());
    let settings = Settings {
        polling: read_polling(&mut reader, &root),
        alerts: read_alerts(&mut reader, &root),
        history: read_history(&mut reader, &root),
        interface: read_interface(&mut reader, &root),
        network: read_network(&mut reader, &root),
        accounts: read_accounts(&mut reader, &root),
    };
    let problems = reader.into_problems();
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

fn read_polling(reader: &mut Reader<'_>, root: &Table<'_>) -> Polling {
    let mut polling = Polling::default();
    if let Some(table) = root.get("polling").and_then(|field| reader.table(&field)) {
        polling.interval = read_interval(reader, &table).unwrap_or(polling.interval);
        let adaptive = table.get("adaptive").and_then(|field| reader.boolean(&field));
        polling.adaptive = adaptive.unwrap_or(polling.adaptive);
    }
    polling
}

fn read_network(reader: &mut Reader<'_>, root: &Table<'_>) -> Network {
    let table = root.get("network").and_then(|field| reader.table(&field));
    let Some(field) = table.and_then(|table| table.get("proxy")) else { return Network::default() };
    let proxy = reader.text(&field).map(str::parse);
    match proxy {
        Some(Ok(proxy)) => return Network { proxy },
        Some(Err(why)) => reader.refuse(&field, ProxyError::to_string(&why)),
        None => {}
    }
    Network::default()
}

fn read_interval(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Duration> {
    reader.duration(&table.get("interval")?, &INTERVAL_RANGE, "must be from 30s to 24h")
}

fn read_accounts(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<Account> {
    let Some(table) = root.get("accounts").and_then(|field| reader.table(&field)) else {
        return Vec::new();
    };
    let mut accounts = Vec::new();
    let mut keychain_entries = HashMap::new();
    for (name, field) in table.in_order() {
        let id = name.parse::<AccountId>();
        if id.is_err() {
            let reason =
                "an account's name is 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit";
            reader.refuse(&field, reason);
        }
        let Some(table) = reader.table(&field) else { continue };
        // All fields are read even when one is wrong, so that everything that is wrong is named.
        let provider = read_provider(reader, &table);
        let key = read_key(reader, &table, name);
        let account = (
            read_label(reader, &table),
            table.get("key_revision").and_then(|field| reader.count(&field)).unwrap_or_default(),
            read_params(reader, &table),
            read_base_url(reader, &table),
            table.get("paused").and_then(|field| reader.boolean(&field)).unwrap_or_default(),
            read_interval(reader, &table),
            read_alerts(reader, &table),
        );
        if let (Some(KeyRef::Keychain(entry)), Some(key_field)) = (&key, table.get("key"))
            && let Some(other) = keychain_entries.insert(entry.clone(), name)
        {
            reader.refuse(&key_field, format!("names the same keychain entry as {}", root_path(other)));
        }
        let (Ok(id), Some(provider), Some(key)) = (id, provider, key) else { continue };
        let (label, key_revision, params, base_url, paused, interval, alerts) = account;
        accounts.push(Account { id, provider, label, key, key_revision, params, base_url, paused, interval, alerts });
    }
    accounts
}

fn root_path(account: &str) -> String {
    format!("accounts.{}", account.escape_debug())
}

fn read_provider(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<ProviderId> {
    let Some(field) = table.get("provider") else {
        reader.missing(table, "provider", "is missing: name the provider that the key is of");
        return None;
    };
    let provider = reader.text(&field)?.parse().ok();
    if provider.is_none() {
        reader.refuse(&field, "must be a provider's name: lower-case letters, digits and hyphens");
    }
    provider
}

fn read_label(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<String> {
    let field = table.get("label")?;
    let label = reader.text(&field)?.trim();
    if label.chars().any(char::is_control) {
        reader.refuse(&field, "must not hold line breaks or other control characters");
        return None;
    }
    if label.chars().count() > LONGEST_LABEL {
        reader.refuse(&field, format!("must not be longer than {LONGEST_LABEL} characters"));
        return None;
    }
    (!label.is_empty()).then(|| label.to_owned())
}

fn read_key(reader: &mut Reader<'_>, table: &Table<'_>, account: &str) -> Option<KeyRef> {
    let account = account.escape_debug();
    let Some(field) = table.get("key") else {
        reader.missing(table, "key", format!("is missing: store a key with `lowtide set-key {account}`"));
        return None;
    };
    if field.as_text().is_some() {
        let reason = format!(
            "a key itself does not belong in this file: remove it here and store it with `lowtide set-key {account}`"
        );
        reader.refuse(&field, reason);
        return None;
    }
    let key = reader.table(&field)?;
    match (key.get("keychain"), key.get("env")) {
        (Some(entry), None) => {
            let name = reader.text(&entry)?;
            if is_entry_name(name) {
                return Some(KeyRef::Keychain(name.to_owned()));
            }
            reader.refuse(&entry, "must be a keychain entry's name: 1 to 128 letters, digits and any of . _ -");
        }
        (None, Some(variable)) => {
            let name = reader.text(&variable)?;
            if is_variable_name(name) {
                return Some(KeyRef::Environment(name.to_owned()));
            }
            reader.refuse(&variable, "must be an environment variable's name, not the key itself");
        }
        _ => reader.refuse(&field, "must say either { keychain = \"…\" } or { env = \"…\" }, and never the key itself"),
    }
    None
}

fn is_entry_name(name: &str) -> bool {
    (1..=128).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
}

fn is_variable_name(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.starts_with(|c: char| c.is_ascii_digit())
}

fn read_params(reader: &mut Reader<'_>, table: &Table<'_>) -> BTreeMap<String, String> {
    let Some(params) = table.get("params").and_then(|field| reader.table(&field)) else {
        return BTreeMap::new();
    };
    params
        .in_order()
        .into_iter()
        .filter_map(|(name, field)| Some((name.to_owned(), reader.text(&field)?.to_owned())))
        .collect()
}

fn read_base_url(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<url::Url> {
    let field = table.get("base_url")?;
    match parse_base_url(reader.text(&field)?) {
        Ok(url) => Some(url),
        Err(error) => {
            reader.refuse(&field, error.to_string());
            None
        }
    }
}

#[cfg(test)]
mod tests;
