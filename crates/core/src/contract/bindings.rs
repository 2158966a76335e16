//! Writes the TypeScript types, and fails when the committed ones are stale.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ts_rs::{Config, TS};

use super::{
    AlertPreview, AlertRulesView, ChartView, Command, DecisionView, DesktopView, Diagnostics, EnvironmentKey,
    ExportedFile, IpcError, KeyCheck, LastAnswer, LogLine, MeterEntry, PollEntry, ProviderView, RiseView, SettingsView,
    Snapshot, SuggestedThreshold, Surface, Trend,
};

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/ipc/generated")
}

fn export(folder: &Path) {
    let config = Config::new().with_out_dir(folder);
    Snapshot::export_all(&config).unwrap();
    Command::export_all(&config).unwrap();
    IpcError::export_all(&config).unwrap();
    KeyCheck::export_all(&config).unwrap();
    ProviderView::export_all(&config).unwrap();
    Surface::export_all(&config).unwrap();
    AlertRulesView::export_all(&config).unwrap();
    AlertPreview::export_all(&config).unwrap();
    SuggestedThreshold::export_all(&config).unwrap();
    DecisionView::export_all(&config).unwrap();
    RiseView::export_all(&config).unwrap();
    MeterEntry::export_all(&config).unwrap();
    ChartView::export_all(&config).unwrap();
    DesktopView::export_all(&config).unwrap();
    Diagnostics::export_all(&config).unwrap();
    EnvironmentKey::export_all(&config).unwrap();
    ExportedFile::export_all(&config).unwrap();
    LastAnswer::export_all(&config).unwrap();
    LogLine::export_all(&config).unwrap();
    PollEntry::export_all(&config).unwrap();
    SettingsView::export_all(&config).unwrap();
    Trend::export_all(&config).unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

#[test]
fn the_committed_types_are_fresh() {
    if std::env::var_os("LOWTIDE_WRITE_BINDINGS").is_some() {
        let _absent_is_fine = std::fs::remove_dir_all(committed());
        export(&committed());
    }
    let fresh = tempfile::tempdir().unwrap();
    export(fresh.path());
    assert_eq!(files(&committed()), files(fresh.path()), "run `cargo xtask bindings` and commit what it writes");
}
