//! Settings that change on disk while they are watched.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

use std::fs;
use std::future::Future;
use std::path::Path;
use std::time::Duration;

use lowtide_core::settings::{Account, KeyRef, Loaded, Settings, SettingsError, SettingsFile, SettingsWatch};
use tempfile::TempDir;
use tokio::time::timeout;

const POLLING: &str = "[polling]\ninterval = ";

fn minutes(loaded: &Loaded) -> u64 {
    loaded.settings.as_ref().unwrap().polling.interval.as_secs() / 60
}

fn folder() -> (TempDir, SettingsFile) {
    let folder = tempfile::tempdir().unwrap();
    let file = SettingsFile::new(folder.path().join("lowtide"));
    (folder, file)
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

async fn next(watch: &mut SettingsWatch) -> Loaded {
    timeout(Duration::from_secs(10), watch.next()).await.expect("a change is noticed").expect("the watch goes on")
}

async fn nothing(watch: &mut SettingsWatch) {
    let change = timeout(Duration::from_millis(700), watch.next()).await;
    assert!(change.is_err(), "nothing has changed: {change:?}");
}

/// As the command line writes: a file of another name takes the place.
fn replace(path: &Path, text: &str) {
    let temporary = path.with_extension("tmp");
    fs::write(&temporary, text).unwrap();
    fs::rename(temporary, path).unwrap();
}

#[test]
fn sees_every_way_to_change_the_file() {
    run(async {
        let (_folder, file) = folder();
        let (mut watch, first) = SettingsWatch::start(file.clone()).unwrap();
        assert_eq!(first.settings.unwrap(), Settings::default());
        assert!(file.folder().is_dir(), "the folder is created to be watched");

        let account = Account::new("a".parse().unwrap(), "crun".parse().unwrap(), KeyRef::Environment("K".to_owned()));
        file.edit(|editor| editor.add_account(&account)).unwrap();
        assert_eq!(next(&mut watch).await.settings.unwrap().accounts, [account], "an edit");

        replace(&file.path(), &format!("{POLLING}\"1m\""));
        assert_eq!(minutes(&next(&mut watch).await), 1, "another file in its place");

        fs::write(file.path(), format!("{POLLING}\"2m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 2, "written in place");

        fs::write(file.path(), format!("{POLLING}2")).unwrap();
        let broken = next(&mut watch).await.settings.unwrap_err();
        assert!(matches!(&broken, SettingsError::Broken { problems, .. } if problems[0].line == Some(2)), "{broken}");

        fs::write(file.path(), format!("{POLLING}\"2m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 2, "mended");

        fs::remove_file(file.path()).unwrap();
        assert_eq!(next(&mut watch).await.settings.unwrap(), Settings::default(), "removed");

        fs::write(file.path(), format!("{POLLING}\"3m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 3, "and there again");
    });
}

#[test]
fn what_says_nothing_new_is_no_change() {
    run(async {
        let (_folder, file) = folder();
        let (mut watch, _) = SettingsWatch::start(file.clone()).unwrap();
        fs::write(file.path(), "# a comment\nunknown = 1\n").unwrap();
        fs::write(file.folder().join("notes.txt"), "").unwrap();
        file.load().unwrap();
        nothing(&mut watch).await;
    });
}

#[test]
fn many_writes_at_once_are_one_change() {
    run(async {
        let (_folder, file) = folder();
        let (mut watch, _) = SettingsWatch::start(file.clone()).unwrap();
        for minute in 1..=20 {
            fs::write(file.path(), format!("{POLLING}\"{minute}m\"")).unwrap();
        }
        assert_eq!(minutes(&next(&mut watch).await), 20);
        nothing(&mut watch).await;
    });
}

#[test]
fn a_dropped_wait_loses_no_change() {
    run(async {
        let (_folder, file) = folder();
        let (mut watch, _) = SettingsWatch::start(file.clone()).unwrap();
        fs::write(file.path(), format!("{POLLING}\"1m\"")).unwrap();
        // Each wait is shorter than the time that changes are given to settle.
        for _ in 0..500 {
            if let Ok(change) = timeout(Duration::from_millis(20), watch.next()).await {
                assert_eq!(minutes(&change.unwrap()), 1);
                return;
            }
        }
        panic!("the change was lost with the first wait");
    });
}

#[test]
fn sees_custom_providers_come_change_and_go() {
    run(async {
        let (_folder, file) = folder();
        let (mut watch, first) = SettingsWatch::start(file.clone()).unwrap();
        assert!(first.providers.files.is_empty());
        let folder = file.folder().join("providers/acme");

        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("provider.toml"), "one").unwrap();
        assert_eq!(next(&mut watch).await.providers.files[0].text, "one", "the providers folder is new");

        replace(&folder.join("provider.toml"), "two");
        assert_eq!(next(&mut watch).await.providers.files[0].text, "two");

        fs::write(folder.join("icon.svg"), "<svg/>").unwrap();
        assert_eq!(next(&mut watch).await.providers.files[0].icon.as_deref(), Some("<svg/>"));

        fs::write(file.folder().join("providers/other.toml"), "other").unwrap();
        assert_eq!(next(&mut watch).await.providers.files.len(), 2);

        fs::remove_dir_all(file.folder().join("providers")).unwrap();
        assert!(next(&mut watch).await.providers.files.is_empty());

        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("provider.toml"), "three").unwrap();
        assert_eq!(next(&mut watch).await.providers.files[0].text, "three", "a new folder of the same name");
        fs::write(folder.join("provider.toml"), "four").unwrap();
        assert_eq!(next(&mut watch).await.providers.files[0].text, "four", "and it is watched");
    });
}

#[test]
fn outlives_the_folder_being_removed_and_replaced() {
    run(async {
        let (outer, file) = folder();
        let (mut watch, _) = SettingsWatch::start(file.clone()).unwrap();
        fs::write(file.path(), format!("{POLLING}\"1m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 1);

        fs::remove_dir_all(file.folder()).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 15, "the defaults");
        fs::write(file.path(), format!("{POLLING}\"2m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 2, "the folder is there again and watched");

        let other = outer.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("config.toml"), format!("{POLLING}\"3m\"")).unwrap();
        fs::rename(file.folder(), outer.path().join("old")).unwrap();
        fs::rename(&other, file.folder()).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 3, "another folder in its place");
        fs::write(file.path(), format!("{POLLING}\"4m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 4, "and it is watched");
    });
}

#[cfg(unix)]
#[test]
fn sees_a_linked_file_change_where_it_is() {
    use std::os::unix::fs::symlink;

    run(async {
        let (outer, file) = folder();
        let dotfiles = outer.path().join("dotfiles");
        fs::create_dir_all(&dotfiles).unwrap();
        fs::create_dir_all(file.folder()).unwrap();
        fs::write(dotfiles.join("lowtide.toml"), format!("{POLLING}\"1m\"")).unwrap();
        symlink("../dotfiles/lowtide.toml", file.path()).unwrap();
        let (mut watch, first) = SettingsWatch::start(file.clone()).unwrap();
        assert_eq!(minutes(&first), 1);

        fs::write(dotfiles.join("lowtide.toml"), format!("{POLLING}\"2m\"")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 2, "in place");
        replace(&dotfiles.join("lowtide.toml"), &format!("{POLLING}\"3m\""));
        assert_eq!(minutes(&next(&mut watch).await), 3, "replaced");

        // As a cluster mounts configuration: the folder that the link goes through is swapped.
        for version in ["v1", "v2"] {
            fs::create_dir(file.folder().join(version)).unwrap();
        }
        fs::write(file.folder().join("v1/config.toml"), format!("{POLLING}\"4m\"")).unwrap();
        fs::write(file.folder().join("v2/config.toml"), format!("{POLLING}\"5m\"")).unwrap();
        symlink("v1", file.folder().join("current")).unwrap();
        symlink("current/config.toml", file.folder().join("new")).unwrap();
        fs::rename(file.folder().join("new"), file.path()).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 4, "another link");
        symlink("v2", file.folder().join("new")).unwrap();
        fs::rename(file.folder().join("new"), file.folder().join("current")).unwrap();
        assert_eq!(minutes(&next(&mut watch).await), 5, "swapped");
    });
}
