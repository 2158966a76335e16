//! `accounts`, `remove`, `pause` and `resume`.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use lowtide_core::app::{AccountEntry, AppError, AppOptions};
use lowtide_core::contract::KeySource;
use lowtide_core::ids::AccountId;
use serde::Serialize;

use crate::check::{NO_ACCOUNTS, open};
use crate::output::{Output, Style};
use crate::problem::{Outcome, Problem, Status};
use crate::table::{Cell, Table};
use crate::words;

/// What `accounts --json` prints. Fields are only ever added.
#[derive(Debug, Serialize)]
struct AccountList<'a> {
    accounts: Vec<AccountItem<'a>>,
}

#[derive(Debug, Serialize)]
struct AccountItem<'a> {
    id: &'a str,
    provider: &'a str,
    label: &'a str,
    /// Where the key is kept; never the key.
    key: &'a KeySource,
    paused: bool,
    params: &'a BTreeMap<String, String>,
    base_url: Option<&'a str>,
}

/// Lists the accounts.
pub(crate) fn list(output: &mut Output, json: bool) -> Outcome {
    let one_shot = open(output, AppOptions::for_desktop()?)?;
    let accounts = one_shot.accounts();
    if accounts.is_empty() {
        output.note(NO_ACCOUNTS);
    }
    if json {
        output.json(&AccountList { accounts: accounts.iter().map(AccountItem::from).collect() })?;
    } else if !accounts.is_empty() {
        let mut table = Table::new(&["ACCOUNT", "LABEL", "PROVIDER", "KEY", ""]);
        for account in &accounts {
            table.row([
                account.id.as_str().into(),
                words::clean(&account.label).into(),
                account.provider.as_str().into(),
                key(&account.key).into(),
                Cell::styled(Style::Dim, if account.paused { "paused" } else { "" }),
            ]);
        }
        output.write(&table.render(output))?;
    }
    Ok(Status::Fine)
}

/// Removes an account, its key and its history.
pub(crate) async fn remove(output: &mut Output, id: &AccountId, keep_history: bool, yes: bool) -> Outcome {
    let one_shot = open(output, AppOptions::for_desktop()?)?;
    let accounts = one_shot.accounts();
    let account =
        accounts.iter().find(|account| account.id == *id).ok_or_else(|| AppError::UnknownAccount(id.clone()))?;
    let name = words::name(&account.label, id.as_str());
    if !yes && io::stdin().is_terminal() {
        let with = match (&account.key, keep_history) {
            (KeySource::Keychain, true) => " and its key in the keychain",
            (KeySource::Keychain, false) => ", its key in the keychain and its history",
            (KeySource::Environment { .. }, true) => "",
            (KeySource::Environment { .. }, false) => " and its history",
        };
        output.note_raw(&format!("Remove {name}{with}? [y/N] "));
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).map_err(Problem::Input)?;
        if !matches!(answer.trim(), "y" | "Y" | "yes") {
            return Err(Problem::Declined);
        }
    }
    let done = one_shot.remove(id, keep_history).await?;
    for trouble in &done.trouble {
        output.note(&trouble.line());
    }
    output.write(&format!("Removed {name}\n"))?;
    Ok(Status::Fine)
}

/// Stops polling an account, or goes on with it.
pub(crate) async fn set_paused(output: &mut Output, id: &AccountId, paused: bool) -> Outcome {
    let one_shot = open(output, AppOptions::for_desktop()?)?;
    one_shot.set_paused(id, paused).await?;
    output.write(&format!("{} {id}\n", if paused { "Paused" } else { "Resumed" }))?;
    Ok(Status::Fine)
}

fn key(source: &KeySource) -> String {
    match source {
        KeySource::Keychain => "keychain".to_owned(),
        KeySource::Environment { name } => format!("${name}"),
    }
}

impl<'a> From<&'a AccountEntry> for AccountItem<'a> {
    fn from(account: &'a AccountEntry) -> Self {
        Self {
            id: account.id.as_str(),
            provider: account.provider.as_str(),
            label: &account.label,
            key: &account.key,
            paused: account.paused,
            params: &account.params,
            base_url: account.base_url.as_deref(),
        }
    }
}
