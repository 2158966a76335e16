//! From the text of `config.toml` to [`Settings`], naming everything that is wrong.

use super::{Problem, Settings};

pub(super) fn parse(_text: &str) -> Result<Settings, Vec<Problem>> {
    Ok(Settings::default())
}
