//! Environment variables that hold keys: which are set, and taking one in. A variable's value is never told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::keys::Candidate;
use super::{App, AppError};
use crate::catalog::Provider;
use crate::contract::{EnvironmentKey, KeyCheck, VariableUse};
use crate::ids::ProviderId;
use crate::secret::Secret;
use crate::settings::{Account, KeyRef};

/// What a provider's key is called after the provider's name.
const ENDINGS: [&str; 4] = ["API_KEY", "KEY", "TOKEN", "API_TOKEN"];

/// The key of a variable, as the page asks for it.
pub(super) struct VariableCheck {
    pub(super) provider: ProviderId,
    pub(super) variable: String,
    pub(super) keep: VariableUse,
    pub(super) params: BTreeMap<String, String>,
    pub(super) base_url: Option<String>,
}

impl App {
    /// The variables that are set, named after a provider, and could hold a key.
    pub(super) async fn environment_keys(&self) -> Result<Vec<EnvironmentKey>, AppError> {
        let accounts = self.0.accounts.load().await?.accounts;
        let mut keys = Vec::new();
        for provider in self.catalog().iter() {
            for variable in names_after(provider) {
                if self.value_of(&variable).is_ok() {
                    let used_by = reader_of(&accounts, &variable, &provider.id);
                    keys.push(EnvironmentKey { variable, provider: provider.id.clone(), used_by });
                }
            }
        }
        Ok(keys)
    }

    pub(super) async fn check_variable(&self, check: VariableCheck) -> Result<KeyCheck, AppError> {
        let VariableCheck { provider, variable, keep, params, base_url } = check;
        // The page chooses where this is sent: what is named after the provider is meant for it, anything else that the
        // environment holds goes only where the provider's definition says.
        let goes_elsewhere = super::trimmed(base_url.clone()).is_some();
        if goes_elsewhere && !names_after(self.provider(&provider)?.as_ref()).contains(&variable) {
            let message = format!("{variable} is not named after {provider}, so its value is sent to no other address");
            return Err(AppError::Invalid { field: "variable", message });
        }
        let key = Arc::new(self.value_of(&variable)?);
        let variable = match keep {
            VariableUse::ReadEachTime => Some(variable),
            VariableUse::CopyToKeychain => None,
        };
        self.check(&provider, Candidate { key, variable }, params, base_url).await
    }

    fn value_of(&self, variable: &str) -> Result<Secret, AppError> {
        let invalid = |message| AppError::Invalid { field: "variable", message };
        if !is_name(variable) {
            // It may be the key itself, so it is not repeated.
            return Err(invalid("must be an environment variable's name, not the key itself".to_owned()));
        }
        let value = (self.0.options.environment)(variable)
            .ok_or_else(|| invalid(format!("the environment variable {variable} is not set")))?;
        Secret::parse(value).map_err(|why| invalid(format!("the environment variable {variable}: {why}")))
    }
}

/// Whether the configuration would take it for a variable's name.
fn is_name(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// What variables with this provider's key are called.
fn names_after(provider: &Provider) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in [provider.id.as_str(), provider.name.as_str()] {
        let words: Vec<String> = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_uppercase)
            .collect();
        for name in [words.join("_"), words.concat()].into_iter().filter(|name| !name.is_empty()) {
            names.extend(ENDINGS.map(|ending| format!("{name}_{ending}")).into_iter().filter(|name| is_name(name)));
        }
    }
    names
}

/// The account that reads that variable; one at the provider itself before another's.
fn reader_of(accounts: &[Account], variable: &str, provider: &ProviderId) -> Option<crate::ids::AccountId> {
    let reads = |account: &&Account| matches!(&account.key, KeyRef::Environment(name) if name == variable);
    let mut readers: Vec<&Account> = accounts.iter().filter(reads).collect();
    readers.sort_by_key(|account| account.provider != *provider);
    readers.first().map(|account| account.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_id_and_from_the_name() {
        let named = |id: &str, name: &str| {
            let text = format!(
                "schema = 1\nid = \"{id}\"\nname = \"{name}\"\nsummary = \"s\"\ndocs = \"https://a.example\"\n\
                 verified = 2026-11-20\nauth = {{ kind = \"bearer\" }}\nrequest = {{ url = \"https://a.example/\" }}\n\
                 [[meters]]\nid = \"credits\"\nlabel = \"Credits\"\nunit = \"credits\"\nprimary = true\nremaining = \"$.a\"\n"
            );
            let provider = crate::catalog::parse("a/provider.toml", &text).unwrap();
            names_after(&provider).into_iter().filter(|name| name.ends_with("_API_KEY")).collect::<Vec<_>>()
        };
        assert_eq!(named("crun", "Crun"), ["CRUN_API_KEY"]);
        assert_eq!(
            named("open-route", "Open Router (EU)"),
            ["OPENROUTEREU_API_KEY", "OPENROUTE_API_KEY", "OPEN_ROUTER_EU_API_KEY", "OPEN_ROUTE_API_KEY"]
        );
        assert_eq!(named("big", "大模型"), ["BIG_API_KEY"], "of other scripts only what a variable can be named by");
        assert_eq!(named("x11", "11 Labs"), ["X11_API_KEY"]);
        let provider = named("a1", "A1");
        assert_eq!(provider, ["A1_API_KEY"]);
    }
}
