//! A provider's definition in words that a terminal or another program can show.
//!
//! Names are in snake_case and fields are only ever added: `lowtide providers show --json` prints it.

use std::path::Path;

use serde::Serialize;

use crate::catalog::value::UnitSource;
use crate::catalog::{Auth, Catalog, CatalogError, CatalogErrors, Credential, CustomFile, ErrorRule, Provider};
use crate::catalog::{FactRule, MeterRule};

/// One provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProviderReport {
    /// Its name in files and on the command line.
    pub id: String,
    /// Its name for a person.
    pub name: String,
    /// What it sells.
    pub summary: String,
    /// What kind of service it is.
    pub category: Option<String>,
    /// Whether the person made it.
    pub custom: bool,
    /// The request's method.
    pub method: &'static str,
    /// The address that is asked, parameters as `{name}`; only its path where the person names their own server.
    pub url: String,
    /// Where the key goes.
    pub key: KeyReport,
    /// What the person must give besides the key.
    pub params: Vec<ParamReport>,
    /// The shortest time between two polls.
    pub min_interval_seconds: u64,
    /// What is measured.
    pub meters: Vec<MeterRuleReport>,
    /// Whether subscriptions or grants are read.
    pub plans: bool,
    /// What else is read.
    pub facts: Vec<FactRuleReport>,
    /// Which answers are failures, besides what HTTP itself says.
    pub errors: Vec<ErrorRuleReport>,
    /// The documentation that the definition was written from.
    pub docs: String,
    /// Its site.
    pub homepage: Option<String>,
    /// Where a key is made.
    pub keys_page: Option<String>,
    /// Where credits are bought.
    pub billing_page: Option<String>,
    /// The day on which the documentation was last compared with the definition.
    pub verified: String,
    /// How its key is called and recognised.
    pub key_hint: Option<String>,
    /// What a person should know about its figures.
    pub notes: Option<String>,
}

/// Where a key goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyReport {
    /// `header`, `query`, `basic_username`, `basic_password` or `body`.
    pub place: &'static str,
    /// The header's or field's name; none for HTTP Basic.
    pub name: Option<String>,
    /// What stands before the key in the header.
    pub prefix: Option<String>,
}

/// A declared parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParamReport {
    /// Its name for `--param NAME=VALUE`.
    pub name: String,
    /// What to call it.
    pub label: String,
    /// Where to find it.
    pub help: Option<String>,
    /// The value when none is given.
    pub default: Option<String>,
    /// The only values allowed; empty for any.
    pub choices: Vec<String>,
    /// Whether there must be a value.
    pub required: bool,
}

/// A meter that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeterRuleReport {
    /// Stable name.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// What it counts; null where the answer says so.
    pub unit: Option<String>,
    /// Whether the account is judged by it.
    pub primary: bool,
}

/// A fact that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRuleReport {
    /// Stable name.
    pub id: String,
    /// What to call it.
    pub label: String,
}

/// A kind of answer that is a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorRuleReport {
    /// Statuses, of HTTP or of the body; empty for any.
    pub http: Vec<u16>,
    /// Whether something in the answer must hold besides.
    pub conditional: bool,
    /// What it means.
    pub kind: &'static str,
    /// What the person is told.
    pub help: Option<String>,
}

impl From<&Provider> for ProviderReport {
    fn from(provider: &Provider) -> Self {
        let page = |page: &Option<url::Url>| page.as_ref().map(ToString::to_string);
        Self {
            id: provider.id.to_string(),
            name: provider.name.clone(),
            summary: provider.summary.clone(),
            category: provider.category.clone(),
            custom: provider.custom,
            method: provider.request.method.as_str(),
            url: provider.request.url.source(),
            key: KeyReport::from(&provider.auth),
            params: provider
                .params
                .iter()
                .map(|param| ParamReport {
                    name: param.name.clone(),
                    label: param.label.clone(),
                    help: param.help.clone(),
                    default: param.default.clone(),
                    choices: param.choices.clone(),
                    required: param.required,
                })
                .collect(),
            min_interval_seconds: provider.min_interval.as_secs(),
            meters: provider.response.meters.iter().map(Into::into).collect(),
            plans: !provider.response.plans.is_empty(),
            facts: provider.response.facts.iter().map(Into::into).collect(),
            errors: provider.errors.iter().map(Into::into).collect(),
            docs: provider.docs.to_string(),
            homepage: page(&provider.homepage),
            keys_page: page(&provider.keys_page),
            billing_page: page(&provider.billing_page),
            verified: provider.verified.to_string(),
            key_hint: provider.key_hint.clone(),
            notes: provider.notes.clone(),
        }
    }
}

impl From<&Auth> for KeyReport {
    fn from(auth: &Auth) -> Self {
        let (place, name, prefix) = match auth {
            Auth::Header { name, prefix } => ("header", Some(name), Some(prefix).filter(|prefix| !prefix.is_empty())),
            Auth::Query { name } => ("query", Some(name), None),
            Auth::Basic { username: Credential::Key, .. } => ("basic_username", None, None),
            Auth::Basic { .. } => ("basic_password", None, None),
            Auth::Body { field } => ("body", Some(field), None),
        };
        Self { place, name: name.cloned(), prefix: prefix.cloned() }
    }
}

impl From<&MeterRule> for MeterRuleReport {
    fn from(rule: &MeterRule) -> Self {
        let unit = match &rule.unit {
            UnitSource::Fixed(unit) => Some(unit.to_string()),
            UnitSource::Named(_) => None,
        };
        Self { id: rule.id.clone(), label: rule.label.clone(), unit, primary: rule.primary }
    }
}

impl From<&FactRule> for FactRuleReport {
    fn from(rule: &FactRule) -> Self {
        Self { id: rule.id.clone(), label: rule.label.clone() }
    }
}

impl From<&ErrorRule> for ErrorRuleReport {
    fn from(rule: &ErrorRule) -> Self {
        Self {
            http: rule.http.clone(),
            conditional: !rule.when.is_empty(),
            kind: rule.kind.as_str(),
            help: rule.help.clone(),
        }
    }
}

/// Reads and validates one definition from a file, with the icon beside a `provider.toml`: all that is wrong with it.
/// An id may be one that the built-in catalogue has, so that its own files can be validated.
pub fn validate_provider(path: &Path) -> Result<ProviderReport, CatalogErrors> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|why| {
        let reason = why.to_string();
        CatalogErrors(vec![CatalogError { file: shown.clone(), line: None, field: String::new(), reason }])
    })?;
    let is_in_folder = path.file_name().is_some_and(|name| name == "provider.toml");
    let icon = is_in_folder.then(|| std::fs::read_to_string(path.with_file_name("icon.svg")).ok()).flatten();
    let (catalog, errors) = Catalog::default().with_custom([CustomFile { path: shown, text, icon }]);
    match catalog.iter().next() {
        Some(provider) if errors.0.is_empty() => Ok(ProviderReport { custom: false, ..provider.as_ref().into() }),
        _ => Err(errors),
    }
}
