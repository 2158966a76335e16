//! `[history]`: how long the past is kept.

use crate::settings::fields::{Reader, Table};
use crate::settings::{HistorySettings, RETENTION_RANGE};

/// Reads the table `history` of the document.
pub(super) fn read_history(reader: &mut Reader<'_>, root: &Table<'_>) -> HistorySettings {
    let usual = HistorySettings::default();
    let Some(table) = root.get("history").and_then(|field| reader.table(&field)) else { return usual };
    let mut read = |name, usual| {
        let Some(field) = table.get(name) else { return Some(usual) };
        reader.duration(&field, &RETENTION_RANGE, "must be from 1d to 3650d")
    };
    let (raw, hourly, decisions) =
        (read("raw", usual.raw), read("hourly", usual.hourly), read("decisions", usual.decisions));
    if let (Some(raw), Some(hourly)) = (raw, hourly)
        && hourly < raw
    {
        match (table.get("raw"), table.get("hourly")) {
            (Some(_), Some(field)) => reader.refuse(&field, "must not be shorter than raw"),
            (None, Some(field)) => {
                reader.refuse(&field, "must not be shorter than raw, which is 90d where it is not said");
            }
            (Some(field), None) => {
                reader.refuse(&field, "must not be longer than hourly, which is 730d where it is not said");
            }
            (None, None) => {}
        }
    }
    HistorySettings {
        raw: raw.unwrap_or(usual.raw),
        hourly: hourly.unwrap_or(usual.hourly),
        decisions: decisions.unwrap_or(usual.decisions),
    }
}
