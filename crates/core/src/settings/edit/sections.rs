//! The tables that are about no account: `[polling]`, `[interface]`, `[network]`, `[history]`.
//!
//! Only what is said otherwise than before is written, so that a person's `"60m"` stays as it is while it means what it
//! should, and a default that nobody chose stays unsaid.

use std::time::Duration;

use toml_edit::{Array, TableLike, Value};

use super::Editor;
use super::comments::Above;
use super::values::{put, put_or_remove};
use crate::ids::AccountId;
use crate::settings::{HistorySettings, Interface, Network, Polling, Settings, SettingsError, format_duration};

/// The tables of settings, the general rules among them; an account's own are not here.
const SECTIONS: [&str; 5] = ["polling", "interface", "network", "history", "alerts"];

impl Editor {
    /// Sets how accounts are polled that say nothing else.
    pub fn set_polling(&mut self, polling: &Polling) -> Result<(), SettingsError> {
        self.say(
            "polling",
            |now| now.polling,
            polling,
            |section| {
                section.set("interval", |polling| polling.interval, |interval| format_duration(interval).into());
                section.set("adaptive", |polling| polling.adaptive, Value::from);
            },
        )
    }

    /// Sets how Lowtide looks and speaks.
    pub fn set_interface(&mut self, interface: &Interface) -> Result<(), SettingsError> {
        self.say(
            "interface",
            |now| now.interface,
            interface,
            |section| {
                section.set("theme", |interface| interface.theme, |theme| theme.as_str().into());
                section.set(
                    "language",
                    |interface| interface.language,
                    |language| language.map_or("system", |language| language.tag()).into(),
                );
                section.set("hide_amounts", |interface| interface.hide_amounts, Value::from);
                section.set("hide_when_shared", |interface| interface.hide_when_shared, Value::from);
                section.set_or_remove(
                    "order",
                    |interface| interface.order.clone(),
                    |order| order.iter().map(AccountId::as_str).collect::<Array>().into(),
                );
                section.set_or_remove(
                    "shortcut",
                    |interface| interface.shortcut,
                    |shortcut| shortcut.to_string().into(),
                );
            },
        )
    }

    /// Sets how hosts beyond this machine are reached.
    pub fn set_network(&mut self, network: &Network) -> Result<(), SettingsError> {
        self.say(
            "network",
            |now| now.network,
            network,
            |section| {
                section.set("proxy", |network| network.proxy.clone(), |proxy| proxy.to_string().into());
            },
        )
    }

    /// Sets how long the past is kept.
    pub fn set_history(&mut self, history: &HistorySettings) -> Result<(), SettingsError> {
        let duration = |duration: Duration| Value::from(format_duration(duration));
        self.say(
            "history",
            |now| now.history,
            history,
            |section| {
                section.set("raw", |history| history.raw, duration);
                section.set("hourly", |history| history.hourly, duration);
                section.set("decisions", |history| history.decisions, duration);
            },
        )
    }

    /// Takes all settings and the general rules out of the file, so that the defaults hold. Accounts with their own
    /// tables stay, and so does what is not Lowtide's, and every comment that is not right above what goes.
    pub fn reset(&mut self) -> Result<(), SettingsError> {
        let mut document = self.document()?;
        for name in SECTIONS {
            let above = Above::all_of(&document, name);
            document.remove(name);
            for above in above {
                above.keep(&mut document);
            }
        }
        let began_blank = self.text.starts_with(['\r', '\n']);
        self.keep(&document);
        if !began_blank {
            self.text = self.text.trim_start_matches(['\r', '\n']).to_owned();
        }
        Ok(())
    }

    fn say<T>(
        &mut self,
        name: &str,
        part: impl FnOnce(Settings) -> T,
        after: &T,
        write: impl FnOnce(&mut Section<'_, T>),
    ) -> Result<(), SettingsError> {
        let before = self.now().map(part);
        self.change_section(name, |table| write(&mut Section { table, before: before.as_ref(), after }))
    }
}

/// One table while it is written; `before` is what it says now, `None` where that cannot be read.
struct Section<'s, T> {
    table: &'s mut dyn TableLike,
    before: Option<&'s T>,
    after: &'s T,
}

impl<T> Section<'_, T> {
    /// Writes one value where it differs.
    fn set<V: PartialEq>(&mut self, name: &str, of: impl Fn(&T) -> V, written: impl FnOnce(V) -> Value) {
        let after = of(self.after);
        if self.before.map(of).as_ref() != Some(&after) {
            put(self.table, name, written(after));
        }
    }

    /// Writes one value where it differs; nothing is said where there is none.
    fn set_or_remove<V: PartialEq>(
        &mut self,
        name: &str,
        of: impl Fn(&T) -> Option<V>,
        written: impl FnOnce(V) -> Value,
    ) {
        let after = of(self.after);
        if self.before.map(of).as_ref() != Some(&after) {
            put_or_remove(self.table, name, after.map(written));
        }
    }
}
