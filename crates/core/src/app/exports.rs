//! A meter's readings, written into a new file for the person.
//!
//! Written row by row from a connection of its own, so that neither a long past nor a slow disk holds up the polling. A file
//! that could not be finished is removed; one that is there already is never written over.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::alerts::time;
use super::export_file::{Head, Sheet};
use super::{App, AppError};
use crate::amount::Unit;
use crate::contract::{ExportFormat, ExportedFile};
use crate::history::{History, Interrupted};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// So many files of one name a day are plenty; more of them are a fault.
const MOST_OF_ONE_NAME: u32 = 1_000;
/// The longest part of a file's name that comes from a meter's id.
const LONGEST_NAME: usize = 64;

/// What is to be written, in the page's words.
pub(super) struct Export {
    pub(super) account: AccountId,
    pub(super) meter: String,
    pub(super) unit: String,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
    pub(super) format: ExportFormat,
}

impl App {
    pub(super) async fn export_history(&self, export: Export) -> Result<ExportedFile, AppError> {
        let Export { account, meter, unit, since, until, format } = export;
        let invalid = |field, message: String| AppError::Invalid { field, message };
        let unit: Unit = unit.parse().map_err(|why: crate::amount::UnknownUnit| invalid("unit", why.to_string()))?;
        let span = (time("since", since)?, time("until", until)?);
        if span.0.zip(span.1).is_some_and(|(since, until)| since >= until) {
            return Err(invalid("until", "must lie behind since".to_owned()));
        }
        let snapshot = self.0.engine.snapshots().borrow().clone();
        let known = snapshot.accounts.iter().find(|view| view.id == account);
        let known = known.ok_or_else(|| AppError::UnknownAccount(account.clone()))?;
        let now = self.0.options.clock.now();
        let head = Head {
            account,
            label: known.label.clone(),
            provider: known.provider.clone(),
            meter,
            unit,
            exported_at: now,
        };
        let today = now.to_zoned(self.0.options.clock.zone()).date();
        let (data, folder) = (self.0.options.folders.data.clone(), self.0.options.exports.clone());
        let written = super::look::blocking(move || {
            let history = History::open_read_only(&data)?.ok_or(AppError::NoHistory)?;
            let stem = format!("lowtide-{}-{}-{today}", head.account, file_name(&head.meter));
            write(&history, &head, span, format, &folder, &stem)
        });
        written.await?
    }
}

fn write(
    history: &History,
    head: &Head,
    span: (Option<Timestamp>, Option<Timestamp>),
    format: ExportFormat,
    folder: &Path,
    stem: &str,
) -> Result<ExportedFile, AppError> {
    let ending = match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Json => "json",
    };
    let (file, unfinished) = create(folder, stem, ending)?;
    let failed = |source| AppError::Export { path: unfinished.path.clone(), source };
    let mut sheet = Sheet::begin(BufWriter::new(file), head, format).map_err(failed)?;
    let line = (&head.account, head.meter.as_str(), &head.unit);
    let rows = match history.kept_rows(line, span, |row| sheet.row(&row)) {
        Ok(Some(rows)) => rows,
        Ok(None) => {
            let message = format!("the history knows no {} of this account in {}", head.meter, head.unit);
            return Err(AppError::Invalid { field: "meter", message });
        }
        Err(Interrupted::History(why)) => return Err(why.into()),
        Err(Interrupted::Taker(source)) => return Err(failed(source)),
    };
    let file = sheet.end().map_err(failed)?;
    file.into_inner().map_err(|error| failed(error.into_error()))?.sync_all().map_err(failed)?;
    Ok(ExportedFile { path: unfinished.keep().display().to_string(), rows })
}

/// A file that is removed again unless it is kept.
struct Unfinished {
    path: PathBuf,
    is_kept: bool,
}

impl Unfinished {
    fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        std::mem::take(&mut self.path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_kept
            && let Err(why) = std::fs::remove_file(&self.path)
        {
            tracing::warn!(%why, path = %self.path.display(), "an unfinished export stayed");
        }
    }
}

/// A new file: `stem.ending`, or with the first number behind it that is free.
fn create(folder: &Path, stem: &str, ending: &str) -> Result<(File, Unfinished), AppError> {
    let failed = |path: &Path, source| AppError::Export { path: path.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    for number in 1..=MOST_OF_ONE_NAME {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
        let path = folder.join(name);
        match File::create_new(&path) {
            Ok(file) => return Ok((file, Unfinished { path, is_kept: false })),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(failed(&path, source)),
        }
    }
    Err(failed(&folder.join(format!("{stem}.{ending}")), io::ErrorKind::AlreadyExists.into()))
}

/// A meter's id as a part of a file's name, on every system.
fn file_name(meter: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = meter.chars().take(LONGEST_NAME).map(plain).collect();
    if name.is_empty() { "meter".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_makes_a_name_that_leads_nowhere_else() {
        for (meter, name) in
            [("credits", "credits"), ("../../etc", "------etc"), ("a b/c\\d:e", "a-b-c-d-e"), ("", "meter"), ("é", "-")]
        {
            assert_eq!(file_name(meter), name);
        }
        assert_eq!(file_name(&"m".repeat(500)).len(), LONGEST_NAME);
    }

    #[test]
    fn nothing_is_written_over_and_nothing_unfinished_stays() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        let name = |unfinished: Unfinished| unfinished.keep().file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(name(create(&folder, "a", "csv").unwrap().1), "a.csv");
        drop(create(&folder, "a", "csv").unwrap());
        assert_eq!(name(create(&folder, "a", "csv").unwrap().1), "a-2.csv");
        assert_eq!(name(create(&folder, "a", "csv").unwrap().1), "a-3.csv");
        assert_eq!(name(create(&folder, "a", "json").unwrap().1), "a.json");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 4);
        std::fs::write(folder.join("file"), "").unwrap();
        let refused = create(&folder.join("file"), "a", "csv").err().unwrap();
        assert!(refused.to_string().contains("file"), "{refused}");
    }
}
