//! Changes to `config.toml` that leave everything else as the person wrote it.
//!
//! Every change goes from text to text. Whether it makes sense is not judged here: [`super::SettingsFile::edit`] reads
//! the result as it would read the file, and refuses what it could not read.

mod comments;
mod rules;
mod sections;
mod values;

use std::time::Duration;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, TomlError, Value};
use url::Url;

use self::comments::Above;
use self::rules::{write_alerts, write_rules};
use self::values::{put, put_or_remove, space};
use super::parse::parse;
use super::splice::splice;
use super::{Account, KeyRef, Problem, Settings, SettingsError, format_duration};
use crate::alert::RuleOverrides;
use crate::ids::AccountId;

/// The document while it is changed, for [`super::SettingsFile::edit`].
#[derive(Debug)]
pub struct Editor {
    text: String,
    before: Settings,
}

impl Editor {
    pub(super) fn new(text: String, before: Settings) -> Self {
        Self { text, before }
    }

    pub(super) fn into_parts(self) -> (String, Settings) {
        (self.text, self.before)
    }

    /// The settings as they were read when the edit began.
    pub fn before(&self) -> &Settings {
        &self.before
    }

    /// Adds an account behind all others.
    pub fn add_account(&mut self, account: &Account) -> Result<(), SettingsError> {
        let id = account.id.as_str();
        let mut document = self.document()?;
        if account_in(&mut document, &account.id).is_some() {
            return Err(SettingsError::AccountExists { id: account.id.clone() });
        }
        if let Some(Item::Value(Value::InlineTable(accounts))) = document.get_mut("accounts") {
            accounts.insert(id, account_table(account).into_inline_table().into());
            self.keep(&document);
        } else {
            let mut accounts = Table::new();
            accounts.set_implicit(true);
            accounts.insert(id, Item::Table(account_table(account)));
            self.append("accounts", accounts);
        }
        Ok(())
    }

    /// Removes an account with everything said about it, the comment right above it included.
    pub fn remove_account(&mut self, id: &AccountId) -> Result<(), SettingsError> {
        let mut document = self.document()?;
        let accounts = document.get_mut("accounts").and_then(Item::as_table_like_mut);
        let Some(removed) = accounts.and_then(|accounts| accounts.remove(id.as_str())) else {
            return Err(SettingsError::UnknownAccount { id: id.clone() });
        };
        if let Item::Table(table) = removed {
            Above::table(&table).keep(&mut document);
        }
        self.keep(&document);
        Ok(())
    }

    /// Gives an account another label; `None` for none of its own.
    pub fn set_label(&mut self, id: &AccountId, label: Option<&str>) -> Result<(), SettingsError> {
        self.change(id, |account| put_or_remove(account, "label", label))
    }

    /// Says whether an account is polled.
    pub fn set_paused(&mut self, id: &AccountId, paused: bool) -> Result<(), SettingsError> {
        self.change(id, |account| {
            if paused || account.contains_key("paused") {
                put(account, "paused", paused);
            }
        })
    }

    /// Says where an account's new key is kept, and raises its revision.
    pub fn set_key(&mut self, id: &AccountId, key: &KeyRef) -> Result<(), SettingsError> {
        self.change(id, |account| {
            put(account, "key", key_table(key));
            let revision = account.get("key_revision").and_then(Item::as_integer).unwrap_or_default();
            // Beyond the range it begins anew: only that it differs matters.
            let raised = u32::try_from(revision).ok().and_then(|revision| revision.checked_add(1)).unwrap_or_default();
            put(account, "key_revision", i64::from(raised));
        })
    }

    /// Sets one of an account's parameters; `None` removes it.
    pub fn set_param(&mut self, id: &AccountId, name: &str, value: Option<&str>) -> Result<(), SettingsError> {
        self.change(id, |account| {
            if value.is_some() && !account.contains_key("params") {
                put(account, "params", InlineTable::new());
            }
            if let Some(params) = account.get_mut("params").and_then(Item::as_table_like_mut) {
                put_or_remove(params, name, value);
            }
            space(account.get_mut("params"));
        })
    }

    /// Sets the address that stands in for the provider's own; `None` for the provider's own.
    pub fn set_base_url(&mut self, id: &AccountId, url: Option<&Url>) -> Result<(), SettingsError> {
        self.change(id, |account| put_or_remove(account, "base_url", url.map(Url::as_str)))
    }

    /// Sets how often an account is polled; `None` for as often as `[polling]` says.
    pub fn set_interval(&mut self, id: &AccountId, interval: Option<Duration>) -> Result<(), SettingsError> {
        self.change(id, |account| put_or_remove(account, "interval", interval.map(format_duration)))
    }

    /// Sets what an account says about the rules, over what is said for all. A rule that is `None` is said no more.
    pub fn set_alerts(&mut self, id: &AccountId, alerts: &RuleOverrides) -> Result<(), SettingsError> {
        let mut document = self.document()?;
        let account = account_in(&mut document, id).ok_or_else(|| SettingsError::UnknownAccount { id: id.clone() })?;
        let now = self.now();
        let before = now.as_ref().and_then(|now| now.account(id)).map(|account| &account.alerts);
        write_alerts(account, before, alerts);
        self.keep(&document);
        Ok(())
    }

    /// Sets what is said about the rules of all accounts. A rule that is `None` is said no more.
    pub fn set_default_alerts(&mut self, alerts: &RuleOverrides) -> Result<(), SettingsError> {
        let now = self.now();
        let before = now.as_ref().map(|now| &now.alerts);
        self.change_section("alerts", |table| write_rules(table, before, alerts))
    }

    /// The settings as the changes so far have made them; `None` while they cannot be read.
    fn now(&self) -> Option<Settings> {
        parse(&self.text).ok()
    }

    fn document(&self) -> Result<DocumentMut, SettingsError> {
        self.text.parse().map_err(|error: TomlError| SettingsError::Refused {
            problems: vec![Problem { line: None, field: String::new(), reason: error.message().to_owned() }],
        })
    }

    fn change(&mut self, id: &AccountId, change: impl FnOnce(&mut dyn TableLike)) -> Result<(), SettingsError> {
        let mut document = self.document()?;
        let account = account_in(&mut document, id).and_then(Item::as_table_like_mut);
        change(account.ok_or_else(|| SettingsError::UnknownAccount { id: id.clone() })?);
        self.keep(&document);
        Ok(())
    }

    fn change_section(&mut self, name: &str, change: impl FnOnce(&mut dyn TableLike)) -> Result<(), SettingsError> {
        let mut document = self.document()?;
        if let Some(section) = document.get_mut(name).and_then(Item::as_table_like_mut) {
            change(section);
            space(document.get_mut(name));
            self.keep(&document);
        } else {
            let mut section = Table::new();
            change(&mut section);
            if !section.is_empty() {
                self.append(name, section);
            }
        }
        Ok(())
    }

    fn keep(&mut self, document: &DocumentMut) {
        let rendered = self.text.parse::<DocumentMut>().map(|before| before.to_string()).unwrap_or_default();
        self.text = splice(&self.text, &rendered, &document.to_string());
    }

    /// Adds a table at the end of the file, where no comment can be mistaken for one about it.
    fn append(&mut self, name: &str, table: Table) {
        let mut block = DocumentMut::new();
        block.insert(name, Item::Table(table));
        let block = block.to_string();
        let gap = if self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("\n\r\n") {
            ""
        } else if self.text.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        let added = format!("{gap}{}", block.trim_start());
        let is_crlf = self.text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
        self.text.push_str(&if is_crlf { added.replace('\n', "\r\n") } else { added });
    }
}

fn account_in<'d>(document: &'d mut DocumentMut, id: &AccountId) -> Option<&'d mut Item> {
    document.get_mut("accounts")?.as_table_like_mut()?.get_mut(id.as_str()).filter(|item| item.is_table_like())
}

fn account_table(account: &Account) -> Table {
    let mut table = Item::Table(Table::new());
    if let Some(table) = table.as_table_like_mut() {
        put(table, "provider", account.provider.as_str());
        put_or_remove(table, "label", account.label.as_deref());
        put(table, "key", key_table(&account.key));
        put_or_remove(table, "key_revision", (account.key_revision > 0).then_some(i64::from(account.key_revision)));
        put_or_remove(
            table,
            "params",
            (!account.params.is_empty()).then(|| account.params.iter().collect::<InlineTable>()),
        );
        put_or_remove(table, "base_url", account.base_url.as_ref().map(Url::as_str));
        put_or_remove(table, "paused", account.paused.then_some(true));
        put_or_remove(table, "interval", account.interval.map(format_duration));
    }
    write_alerts(&mut table, Some(&RuleOverrides::default()), &account.alerts);
    table.into_table().unwrap_or_default()
}

fn key_table(key: &KeyRef) -> InlineTable {
    let (kind, name) = match key {
        KeyRef::Keychain(entry) => ("keychain", entry),
        KeyRef::Environment(variable) => ("env", variable),
    };
    InlineTable::from_iter([(kind, name)])
}
