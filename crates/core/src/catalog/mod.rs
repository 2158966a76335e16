//! The catalogue: every provider's definition, read from text and validated.
//!
//! `catalog/FORMAT.md` describes the files. Works on text only: the program's own definitions are embedded, a person's are
//! read by the settings and handed in. Deliberately absent: I/O, requests, and any provider's name.

mod builtin;
mod error;
mod icon;
mod parse;
pub(crate) mod path;
mod provider;
mod reader;
mod request;
mod template;
pub(crate) mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use error::{CatalogError, CatalogErrors};
pub use parse::parse;
pub use provider::{Auth, Credential, ErrorRule, Param, ParamError, Provider, Response};
pub(crate) use provider::{FactRule, FactSource, MeterRule, PlanRule, Repeat};
pub use request::{Method, Request, RequestError, UrlTemplate};
pub use template::Template;

use crate::ids::ProviderId;

/// Every known provider. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Catalog(Arc<Providers>);

#[derive(Debug, Default)]
struct Providers {
    by_id: BTreeMap<ProviderId, Arc<Provider>>,
    by_name: Vec<Arc<Provider>>,
}

/// A definition that the person made.
#[derive(Debug, Clone)]
pub struct CustomFile {
    /// Where it was read; ends in `<id>/provider.toml` or `<id>.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The text of the icon beside it, if there is one.
    pub icon: Option<String>,
}

impl Catalog {
    /// The program's own definitions.
    pub fn builtin() -> Result<Self, CatalogErrors> {
        let (catalog, errors) = Self::default().with(builtin::files(), false);
        if errors.is_empty() { Ok(catalog) } else { Err(errors) }
    }

    /// Adds the person's own definitions. One that is broken, or takes an id that is taken, is reported and left out.
    #[must_use = "the errors are for the person"]
    pub fn with_custom(&self, files: impl IntoIterator<Item = CustomFile>) -> (Self, CatalogErrors) {
        self.with(files, true)
    }

    fn with(&self, files: impl IntoIterator<Item = CustomFile>, custom: bool) -> (Self, CatalogErrors) {
        let mut errors = CatalogErrors::default();
        let mut providers = self.0.by_id.clone();
        for file in files {
            let provider = match parse(&file.path, &file.text) {
                Ok(provider) => provider,
                Err(found) => {
                    errors.0.extend(found.0);
                    continue;
                }
            };
            if let Err(reason) = place(&providers, &provider, &file.path) {
                errors.0.push(about(&file.path, "id", reason));
                continue;
            }
            // A definition works without its icon, so a bad one is reported and left out alone.
            let checked = file.icon.map(|icon| icon::check(&icon).map(|()| icon)).transpose();
            let icon = checked.unwrap_or_else(|reason| {
                errors.0.push(about(&file.path, "icon", reason));
                None
            });
            providers.insert(provider.id.clone(), Arc::new(Provider { icon, custom, ..provider }));
        }
        (Self::new(providers), errors)
    }

    /// The provider of that id.
    pub fn get(&self, id: &ProviderId) -> Option<&Arc<Provider>> {
        self.0.by_id.get(id)
    }

    /// Every provider, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Provider>> {
        self.0.by_name.iter()
    }

    fn new(by_id: BTreeMap<ProviderId, Arc<Provider>>) -> Self {
        let mut by_name: Vec<_> = by_id.values().cloned().collect();
        by_name.sort_by_cached_key(|provider| (provider.name.to_lowercase(), provider.id.clone()));
        Self(Arc::new(Providers { by_id, by_name }))
    }
}

/// Whether a definition may have its id: the one that its file is named by, and taken by no other.
fn place(taken: &BTreeMap<ProviderId, Arc<Provider>>, provider: &Provider, path: &str) -> Result<(), String> {
    let id = provider.id.as_str();
    if let Some(expected) = id_in_path(path).filter(|expected| *expected != id) {
        return Err(format!("is {id:?}, but the file is named {expected:?}: they must be the same"));
    }
    match taken.get(&provider.id) {
        None => Ok(()),
        Some(other) if other.custom => Err(format!("{id:?} is taken by another of your definitions")),
        Some(_) => Err(format!("{id:?} is taken by the built-in catalogue")),
    }
}

fn about(path: &str, field: &str, reason: impl Into<String>) -> CatalogError {
    CatalogError { file: path.to_owned(), line: None, field: field.to_owned(), reason: reason.into() }
}

/// The id that a file's place gives it.
fn id_in_path(path: &str) -> Option<&str> {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next()?;
    if file == "provider.toml" { parts.next() } else { file.strip_suffix(".toml") }
}
