//! The settings as the page and the shell see them, and their changes.
//!
//! What is refused here the configuration would refuse too; here it is said at the field. The change is laid over what the
//! file says at that moment, under its lock, so that nothing that another program writes is lost.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use tokio::sync::watch;

use super::{App, AppError};
use crate::address::ProxySource;
use crate::contract::{LanguageChoice, Off, SettingsChange, SettingsValues, SettingsView, Switch, Theme};
use crate::engine::Picture;
use crate::ids::AccountId;
use crate::language::Language;
use crate::settings::{
    self, Editor, HistorySettings, INTERVAL_RANGE, Interface, Network, Polling, RETENTION_RANGE, Settings,
    SettingsError, Shortcut, format_duration, parse_duration,
};

/// What the shell around the core must know of the settings and no window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShellSettings {
    /// Whether the windows are kept out of a shared or recorded screen, where the system can do that.
    pub hide_when_shared: bool,
    /// The keys that open the popup from anywhere.
    pub shortcut: Option<Shortcut>,
}

impl ShellSettings {
    pub(super) fn of(picture: &Picture) -> Self {
        Self::from(&picture.interface)
    }
}

impl Default for ShellSettings {
    fn default() -> Self {
        Self::from(&Interface::default())
    }
}

impl From<&Interface> for ShellSettings {
    fn from(interface: &Interface) -> Self {
        Self { hide_when_shared: interface.hide_when_shared, shortcut: interface.shortcut }
    }
}

impl App {
    pub(super) async fn settings(&self) -> Result<SettingsView, AppError> {
        let settings = self.0.accounts.load().await?;
        Ok(SettingsView { values: values(&settings), defaults: values(&Settings::default()) })
    }

    pub(super) async fn set_settings(&self, change: SettingsChange) -> Result<(), AppError> {
        let change = Change::parsed(change)?;
        self.change(move |editor| {
            let before = editor.before().clone();
            let history = match change.history_after(before.history) {
                Ok(history) => history,
                Err(why) => return Ok(Err(why)),
            };
            editor.set_polling(&change.polling_after(before.polling))?;
            editor.set_interface(&change.interface_after(before.interface))?;
            editor.set_network(&change.network_after(before.network))?;
            editor.set_history(&history)?;
            Ok(Ok(()))
        })
        .await
    }

    pub(super) async fn reset_settings(&self) -> Result<(), AppError> {
        self.change(|editor| editor.reset().map(Ok)).await
    }

    pub(super) async fn set_hidden(&self, hidden: bool) -> Result<(), AppError> {
        self.change(move |editor| {
            let interface = Interface { hide_amounts: hidden, ..editor.before().interface.clone() };
            editor.set_interface(&interface).map(Ok)
        })
        .await
    }

    pub(super) async fn set_order(&self, order: Option<Vec<AccountId>>) -> Result<(), AppError> {
        self.change(move |editor| {
            let order = order.map(|order| known(order, editor.before()));
            let interface = Interface { order, ..editor.before().interface.clone() };
            editor.set_interface(&interface).map(Ok)
        })
        .await
    }

    /// Changes the file and returns once the change is in force. What the change itself refuses, it refuses before it
    /// has edited anything.
    async fn change(
        &self,
        change: impl FnOnce(&mut Editor) -> Result<Result<(), AppError>, SettingsError> + Send + 'static,
    ) -> Result<(), AppError> {
        let file = self.0.accounts.file.clone();
        let (_settings, outcome) = super::look::blocking(move || file.edit(change)).await??;
        outcome?;
        self.reload(None).await.map(drop)
    }

    /// What the shell must know of the settings; changes only when something of it did, whoever changed it.
    pub fn shell_settings(&self) -> watch::Receiver<ShellSettings> {
        self.0.shell.clone()
    }
}

/// What the page wants changed, in the domain's types; what is `None` stays.
struct Change {
    interval: Option<Duration>,
    adaptive: Option<bool>,
    theme: Option<settings::Theme>,
    #[expect(clippy::option_option, reason = "as it was, or the system's, or this one")]
    language: Option<Option<Language>>,
    hide_when_shared: Option<bool>,
    #[expect(clippy::option_option, reason = "as it was, or none, or these")]
    shortcut: Option<Option<Shortcut>>,
    proxy: Option<ProxySource>,
    raw: Option<Duration>,
    hourly: Option<Duration>,
    decisions: Option<Duration>,
}

impl Change {
    fn parsed(change: SettingsChange) -> Result<Self, AppError> {
        let kept = |field, text: Option<String>| duration(field, text, &RETENTION_RANGE, "must be from 1d to 3650d");
        Ok(Self {
            interval: duration("interval", change.interval, &INTERVAL_RANGE, "must be from 30s to 24h")?,
            adaptive: change.adaptive,
            theme: change.theme.map(Into::into),
            language: change.language.map(Into::into),
            hide_when_shared: change.hide_when_shared,
            shortcut: match change.shortcut {
                None => None,
                Some(Switch::Off(Off)) => Some(None),
                Some(Switch::Set(text)) => Some(parsed("shortcut", Some(text))?),
            },
            proxy: parsed("proxy", change.proxy)?,
            raw: kept("raw", change.raw)?,
            hourly: kept("hourly", change.hourly)?,
            decisions: kept("decisions", change.decisions)?,
        })
    }

    fn polling_after(&self, before: Polling) -> Polling {
        Polling {
            interval: self.interval.unwrap_or(before.interval),
            adaptive: self.adaptive.unwrap_or(before.adaptive),
        }
    }

    fn interface_after(&self, before: Interface) -> Interface {
        Interface {
            theme: self.theme.unwrap_or(before.theme),
            language: self.language.unwrap_or(before.language),
            hide_when_shared: self.hide_when_shared.unwrap_or(before.hide_when_shared),
            shortcut: self.shortcut.unwrap_or(before.shortcut),
            hide_amounts: before.hide_amounts,
            order: before.order,
        }
    }

    fn network_after(&self, before: Network) -> Network {
        Network { proxy: self.proxy.clone().unwrap_or(before.proxy) }
    }

    /// Refused at the field that the person has changed.
    fn history_after(&self, before: HistorySettings) -> Result<HistorySettings, AppError> {
        let after = HistorySettings {
            raw: self.raw.unwrap_or(before.raw),
            hourly: self.hourly.unwrap_or(before.hourly),
            decisions: self.decisions.unwrap_or(before.decisions),
        };
        if after.raw <= after.hourly {
            Ok(after)
        } else if self.raw.is_some() {
            let hourly = format_duration(after.hourly);
            Err(invalid("raw", format!("must not be longer than every hour is kept, which is {hourly}")))
        } else {
            let raw = format_duration(after.raw);
            Err(invalid("hourly", format!("must not be shorter than every change is kept, which is {raw}")))
        }
    }
}

/// Settings in the page's form.
fn values(settings: &Settings) -> SettingsValues {
    let Settings { polling, interface, network, history, alerts: _, accounts: _ } = settings;
    SettingsValues {
        interval: format_duration(polling.interval),
        adaptive: polling.adaptive,
        theme: interface.theme.into(),
        language: interface.language.into(),
        hide_amounts: interface.hide_amounts,
        hide_when_shared: interface.hide_when_shared,
        shortcut: interface.shortcut.map(|shortcut| shortcut.to_string()),
        proxy: network.proxy.to_string(),
        raw: format_duration(history.raw),
        hourly: format_duration(history.hourly),
        decisions: format_duration(history.decisions),
    }
}

/// Those of them that are accounts, each once.
fn known(order: Vec<AccountId>, settings: &Settings) -> Vec<AccountId> {
    let mut named = BTreeSet::new();
    order.into_iter().filter(|id| settings.account(id).is_some() && named.insert(id.clone())).collect()
}

fn duration(
    field: &'static str,
    text: Option<String>,
    range: &RangeInclusive<Duration>,
    bounds: &str,
) -> Result<Option<Duration>, AppError> {
    let Some(text) = text else { return Ok(None) };
    let duration = parse_duration(text.trim()).map_err(|why| invalid(field, why.to_string()))?;
    if range.contains(&duration) { Ok(Some(duration)) } else { Err(invalid(field, bounds.to_owned())) }
}

fn parsed<T: FromStr<Err: Display>>(field: &'static str, text: Option<String>) -> Result<Option<T>, AppError> {
    text.map(|text| text.parse()).transpose().map_err(|why: T::Err| invalid(field, why.to_string()))
}

fn invalid(field: &'static str, message: String) -> AppError {
    AppError::Invalid { field, message }
}

impl From<LanguageChoice> for Option<Language> {
    fn from(choice: LanguageChoice) -> Self {
        match choice {
            LanguageChoice::System => None,
            LanguageChoice::English => Some(Language::English),
            LanguageChoice::German => Some(Language::German),
            LanguageChoice::Chinese => Some(Language::Chinese),
            LanguageChoice::Korean => Some(Language::Korean),
            LanguageChoice::Japanese => Some(Language::Japanese),
            LanguageChoice::Spanish => Some(Language::Spanish),
        }
    }
}

impl From<Option<Language>> for LanguageChoice {
    fn from(language: Option<Language>) -> Self {
        match language {
            None => Self::System,
            Some(Language::English) => Self::English,
            Some(Language::German) => Self::German,
            Some(Language::Chinese) => Self::Chinese,
            Some(Language::Korean) => Self::Korean,
            Some(Language::Japanese) => Self::Japanese,
            Some(Language::Spanish) => Self::Spanish,
        }
    }
}

impl From<Theme> for settings::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}
