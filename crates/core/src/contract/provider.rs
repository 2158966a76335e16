//! The catalogue as the page shows it.

use serde::{Deserialize, Serialize};

use crate::ids::ProviderId;

/// A provider in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ProviderView.ts"))]
#[serde(rename_all = "camelCase")]
pub struct ProviderView {
    /// Which.
    pub id: ProviderId,
    /// Its name.
    pub name: String,
    /// What it sells, in a few words.
    pub summary: String,
    /// Its icon: SVG text. Show it as an image, never as markup.
    pub icon: Option<String>,
    /// Where it is asked.
    pub host: String,
    /// How its key is called and recognised, where the documentation says.
    pub key_hint: Option<String>,
    /// Whether it has these pages to open.
    pub pages: Vec<super::Page>,
    /// What the person must give besides the key.
    pub params: Vec<ParamView>,
    /// Whether the person made it.
    pub custom: bool,
}

/// A declared parameter of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ProviderView.ts"))]
pub struct ParamView {
    /// Its name.
    pub name: String,
    /// What to call it.
    pub label: String,
    /// The value when none is given.
    pub default: Option<String>,
    /// The only values allowed; empty for any.
    pub choices: Vec<String>,
}
