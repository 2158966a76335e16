//! The history's file: created, migrated, refused, set aside, shared between processes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use lowtide_core::amount::Unit;
use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::history::{History, HistoryError, PollerLock};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::history::{at, credits, id, open};

/// A file of every schema that was ever used, as `write_the_fixture` made it.
const FIXTURES: [&[u8]; 2] =
    [include_bytes!("history_fixtures/v1.sqlite3"), include_bytes!("history_fixtures/v2.sqlite3")];

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("history.sqlite3")
}

fn pragma(folder: &Path, name: &str) -> String {
    let connection = Connection::open(file(folder)).unwrap();
    connection.pragma_query_value(None, name, |row| row.get_ref(0).map(|value| format!("{value:?}"))).unwrap()
}

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn fill(history: &History) {
    history.record(&id("a"), at(0), Ok(&credits("12.50")), Some("{}")).unwrap();
    history.record_failure(&id("a"), at(60), &Failure::new(FailureKind::Timeout, "no answer")).unwrap();
    history.record_reading(&id("b"), at(60), &credits("-1")).unwrap();
}

fn assert_filled(history: &History) {
    let latest = history.latest(&id("a")).unwrap();
    assert_eq!(latest.reading.unwrap().reading, credits("12.50"));
    assert_eq!(latest.failure.unwrap().failure.kind, FailureKind::Timeout);
    assert_eq!(history.memory(&id("a")).unwrap().as_deref(), Some("{}"));
    assert_eq!(history.latest_all().unwrap().len(), 2);
}

#[test]
fn a_fresh_file_is_ours_and_as_it_should_be() {
    let folder = folder();
    let data = folder.path().join("new/data");
    fill(&open(&data));
    assert_eq!(pragma(&data, "journal_mode"), "Text([119, 97, 108])", "wal");
    assert_eq!(pragma(&data, "user_version"), "Integer(1)");
    assert_eq!(pragma(&data, "application_id"), format!("Integer({})", 0x4c6f_5469));
    assert_eq!(pragma(&data, "auto_vacuum"), "Integer(2)", "it can shrink");
    assert_filled(&open(&data));
    assert_eq!(entries(&data), ["history.lock", "history.sqlite3"], "closed, it is one file");
}

#[cfg(unix)]
#[test]
fn the_files_are_the_persons_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let data = folder.path().join("data");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let history = open(&data);
    let _poller = PollerLock::acquire(&data).unwrap().unwrap();
    fill(&history);
    assert_eq!(mode(&data), 0o700);
    assert_eq!(
        entries(&data),
        ["history.lock", "history.sqlite3", "history.sqlite3-shm", "history.sqlite3-wal", "poller.lock"]
    );
    for name in entries(&data) {
        assert_eq!(mode(&data.join(&name)), 0o600, "{name}");
    }
    drop(history);
    fs::set_permissions(file(&data), fs::Permissions::from_mode(0o644)).unwrap();
    open(&data);
    assert_eq!(mode(&file(&data)), 0o600, "what others could read is closed");
}

#[test]
fn a_file_of_any_version_is_brought_up_to_date() {
    for (fixture, read_only_first) in FIXTURES.into_iter().flat_map(|fixture| [(fixture, false), (fixture, true)]) {
        let folder = folder();
        fs::write(file(folder.path()), fixture).unwrap();
        if read_only_first {
            assert_filled(&History::open_read_only(folder.path()).unwrap().unwrap());
        }
        let history = open(folder.path());
        assert_filled(&history);
        history.record_reading(&id("a"), at(120), &credits("12.50")).unwrap();
        let latest = history.latest(&id("a")).unwrap();
        assert_eq!((latest.failure, latest.reading.unwrap().last_at), (None, at(120)));
        drop(history);
        let fresh = self::folder();
        open(fresh.path());
        assert_eq!(schema(folder.path()), schema(fresh.path()), "the same as one that is created today");
    }
}

fn schema(folder: &Path) -> Vec<String> {
    let connection = Connection::open(file(folder)).unwrap();
    let mut statement =
        connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Writes the fixture of the current schema; run by hand when a version is released:
/// `LOWTIDE_TEST_FIXTURE=v2 cargo test -p lowtide-core --test it write_the_fixture -- --ignored`.
#[test]
#[ignore = "writes a file into the sources"]
fn write_the_fixture() {
    let Ok(version) = env::var("LOWTIDE_TEST_FIXTURE") else { return };
    let folder = folder();
    fill(&open(folder.path()));
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/history_fixtures");
    fs::copy(file(folder.path()), fixtures.join(format!("{version}.sqlite3"))).unwrap();
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let folder = folder();
    fill(&open(folder.path()));
    Connection::open(file(folder.path())).unwrap().pragma_update(None, "user_version", 7).unwrap();
    let before = fs::read(file(folder.path())).unwrap();
    let refusals =
        [History::open(folder.path(), at(0)).unwrap_err(), History::open_read_only(folder.path()).unwrap_err()];
    for error in refusals {
        assert!(matches!(error, HistoryError::TooNew { found: 7, supported: 1, .. }), "{error:?}");
        assert!(error.to_string().contains("newer version of Lowtide"), "{error}");
    }
    assert!(fs::read(file(folder.path())).unwrap() == before, "not a byte is different");
    assert!(!entries(folder.path()).iter().any(|name| name.contains("corrupt")));
}

#[test]
fn a_newer_file_that_this_program_understands_is_used() {
    let folder = folder();
    fill(&open(folder.path()));
    let connection = Connection::open(file(folder.path())).unwrap();
    connection
        .execute_batch(
            "ALTER TABLE reading ADD COLUMN later TEXT; CREATE TABLE later (x INTEGER) STRICT;
             INSERT INTO migration VALUES (2, 'later')",
        )
        .unwrap();
    drop(connection);
    let history = open(folder.path());
    fill(&history);
    assert_filled(&history);
    assert_filled(&History::open_read_only(folder.path()).unwrap().unwrap());
}

/// Files that are no history any more, each with how it came to that.
fn damaged() -> Vec<(&'static str, Vec<u8>)> {
    let folder = folder();
    let history = open(folder.path());
    for number in 0..200 {
        history.record_reading(&id("a"), at(number), &credits(&number.to_string())).unwrap();
    }
    drop(history);
    let sound = fs::read(file(folder.path())).unwrap();
    let mut overwritten = sound.clone();
    overwritten[3 * 4096..5 * 4096].fill(0xa5);
    let mut header = sound.clone();
    header[..16].fill(0);
    let foreign = folder.path().join("foreign.sqlite3");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    vec![
        ("not a database", b"this is a text, and longer than nothing\n".repeat(40)),
        ("cut short", sound[..sound.len() / 2].to_vec()),
        ("overwritten in the middle", overwritten),
        ("a header of zeros", header),
        ("another program's", fs::read(&foreign).unwrap()),
    ]
}

#[test]
fn a_damaged_file_is_set_aside_and_named() {
    for (how, bytes) in damaged() {
        let folder = folder();
        fs::write(file(folder.path()), &bytes).unwrap();
        let error = History::open_read_only(folder.path()).err();
        assert!(matches!(error, None | Some(HistoryError::Corrupt { .. })), "{how}: {error:?}");
        assert_eq!(fs::read(file(folder.path())).unwrap(), bytes, "{how}: reading sets nothing aside");

        let opened = History::open(folder.path(), at(0)).unwrap();
        let aside = opened.set_aside.clone().unwrap_or_else(|| panic!("{how}: set aside"));
        assert_eq!(aside, folder.path().join("history.corrupt-20260921T141320Z.sqlite3"), "{how}");
        assert!(fs::read(&aside).unwrap() == bytes, "{how}: as it was");
        fill(&opened.history);
        assert_filled(&opened.history);
        drop(opened);
        assert_filled(&open(folder.path()));
        let left: Vec<_> = entries(folder.path()).into_iter().filter(|name| !name.contains("corrupt")).collect();
        assert_eq!(left, ["history.lock", "history.sqlite3"], "{how}");

        fs::write(file(folder.path()), &bytes).unwrap();
        let again = History::open(folder.path(), at(0)).unwrap().set_aside.unwrap();
        assert_eq!(again.file_name().unwrap(), "history.corrupt-20260921T141320Z-2.sqlite3", "{how}: none is replaced");
    }
}

#[test]
fn the_log_of_a_damaged_file_goes_with_it() {
    let folder = folder();
    fs::write(file(folder.path()), "no database, but long enough for the header of one".repeat(9)).unwrap();
    fs::write(folder.path().join("history.sqlite3-wal"), "log").unwrap();
    fs::write(folder.path().join("history.sqlite3-shm"), "index").unwrap();
    let aside = History::open(folder.path(), at(0)).unwrap().set_aside.unwrap();
    let beside = |suffix: &str| fs::read(format!("{}{suffix}", aside.display()));
    assert_eq!(beside("-wal").unwrap(), b"log");
    assert!(beside("-shm").is_ok());
    assert_eq!(
        entries(folder.path()).iter().filter(|name| name.starts_with("history.sqlite3")).count(),
        1,
        "and the new file has none of it"
    );
}

#[test]
fn damage_met_while_running_is_looked_at_on_the_next_start() {
    let folder = folder();
    let history = open(folder.path());
    // Larger than what is checked at every start.
    let mut reading = credits("0");
    reading.status = Some("x".repeat(1_000_000));
    for number in 0..12 {
        reading.meters[0].remaining = Some(number.into());
        history.record_reading(&id("a"), at(number), &reading).unwrap();
    }
    drop(history);
    let mut bytes = fs::read(file(folder.path())).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40_960].fill(0xa5);
    fs::write(file(folder.path()), &bytes).unwrap();
    let opened = History::open(folder.path(), at(0)).unwrap();
    assert_eq!(opened.set_aside, None, "not looked at whole");
    let error = opened.history.readings(&id("a"), None).unwrap_err();
    assert!(matches!(error, HistoryError::Corrupt { .. }), "{error:?}");
    drop(opened);
    let opened = History::open(folder.path(), at(0)).unwrap();
    assert!(opened.set_aside.is_some());
    fill(&opened.history);
    assert!(!entries(folder.path()).contains(&"history.damaged".to_owned()));
}

#[test]
fn a_creation_that_was_cut_short_is_taken_up() {
    let folder = folder();
    fs::write(file(folder.path()), "").unwrap();
    assert!(History::open_read_only(folder.path()).unwrap().is_none());
    fill(&open(folder.path()));

    let folder = self::folder();
    let connection = Connection::open(file(folder.path())).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    drop(connection);
    assert!(History::open_read_only(folder.path()).unwrap().is_none());
    fill(&open(folder.path()));
}

#[test]
fn what_cannot_be_opened_is_an_error_and_no_loss() {
    let folder = folder();
    fs::create_dir(file(folder.path())).unwrap();
    assert!(matches!(History::open(folder.path(), at(0)), Err(HistoryError::Database { .. })));
    assert!(History::open_read_only(folder.path()).is_err());

    let data = folder.path().join("file");
    fs::write(&data, "").unwrap();
    assert!(matches!(History::open(&data, at(0)), Err(HistoryError::File { .. })));
    assert!(matches!(PollerLock::acquire(&data), Err(HistoryError::File { .. })));
}

#[test]
fn read_only_reads_while_another_writes_and_never_writes() {
    let folder = folder();
    assert!(History::open_read_only(&folder.path().join("nowhere")).unwrap().is_none());
    assert!(!folder.path().join("nowhere").exists(), "and creates nothing");
    assert!(History::open_read_only(folder.path()).unwrap().is_none());

    let writer = open(folder.path());
    fill(&writer);
    let reader = History::open_read_only(folder.path()).unwrap().unwrap();
    assert_filled(&reader);
    writer.record_reading(&id("c"), at(0), &credits("1")).unwrap();
    assert_eq!(reader.latest_all().unwrap().len(), 3, "what came since");
    let refused = reader.record_reading(&id("d"), at(0), &credits("1"));
    assert!(matches!(refused, Err(HistoryError::Database { .. })));
    drop(writer);
    assert_eq!(reader.latest_all().unwrap().len(), 3, "also when the writer is gone");
}

#[cfg(unix)]
#[test]
fn read_only_reads_from_a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let data = folder.path().join("read me? 100%");
    fill(&open(&data));
    fs::set_permissions(&data, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(data.join("probe"), "").is_err() {
        assert_filled(&History::open_read_only(&data).unwrap().unwrap());
    } // else the superuser runs this
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
}

// Other processes are this test binary, run again for one of the tests below with its folder in the environment.

const FOLDER: &str = "LOWTIDE_TEST_FOLDER";

fn spawn(child: &str, folder: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("history_files::{child}"), "--nocapture", "--ignored"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits for a line of the child.
fn wait_for(child: &mut Child, word: &str) {
    let mut output = BufReader::new(child.stdout.as_mut().unwrap());
    let mut line = String::new();
    while !line.contains(word) {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the child ended before it said {word:?}");
    }
}

fn wait_until_stdin_ends() {
    let mut rest = Vec::new();
    std::io::stdin().read_to_end(&mut rest).unwrap();
}

#[test]
#[ignore = "run as another process by a test"]
fn child_holds_the_poller_lock() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let _lock = PollerLock::acquire(folder.as_ref()).unwrap().unwrap();
    println!("held");
    wait_until_stdin_ends();
}

#[test]
#[ignore = "run as another process by a test"]
fn child_opens_and_writes() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let opened = History::open(folder.as_ref(), at(0)).unwrap();
    let account = id(&format!("p{}", std::process::id()));
    for step in 0..20 {
        opened.history.record_reading(&account, at(step), &credits(&step.to_string())).unwrap();
    }
    println!("set aside: {}", opened.set_aside.is_some());
}

#[test]
#[ignore = "run as another process by a test"]
fn child_writes_for_ever() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let history = open(folder.as_ref());
    for step in 0_i64.. {
        let text = step.to_string();
        history.record(&id("a"), at(step), Ok(&credits(&text)), Some(&text)).unwrap();
        println!("kept {step}");
    }
}

#[test]
fn there_is_one_poller_for_a_folder() {
    let folder = folder();
    let data = folder.path().join("data");
    let first = PollerLock::acquire(&data).unwrap().expect("nobody has it");
    assert!(PollerLock::acquire(&data).unwrap().is_none(), "in the same process");
    drop(first);

    let mut child = spawn("child_holds_the_poller_lock", &data);
    wait_for(&mut child, "held");
    assert!(PollerLock::acquire(&data).unwrap().is_none(), "in another process");
    assert!(PollerLock::acquire(folder.path()).unwrap().is_some(), "another folder is another matter");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(PollerLock::acquire(&data).unwrap().is_some(), "a process that was killed holds nothing");
}

#[test]
fn processes_that_open_at_once_get_one_history() {
    for damaged in [None, Some("damaged ".repeat(99))] {
        let folder = folder();
        if let Some(text) = &damaged {
            fs::write(file(folder.path()), text).unwrap();
        }
        let children: Vec<_> = (0..4).map(|_| spawn("child_opens_and_writes", folder.path())).collect();
        let readers = thread::spawn({
            let folder = folder.path().to_owned();
            move || {
                for _ in 0..50 {
                    match History::open_read_only(&folder) {
                        Ok(Some(history)) => drop(history.latest_all().unwrap()),
                        Ok(None) | Err(HistoryError::Corrupt { .. }) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                    thread::sleep(Duration::from_millis(2));
                }
            }
        });
        let mut asides = 0;
        for child in children {
            let output = child.wait_with_output().unwrap();
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{text}");
            asides += usize::from(text.contains("set aside: true"));
        }
        readers.join().unwrap();
        assert_eq!(asides, usize::from(damaged.is_some()), "set aside by one alone");
        let all = open(folder.path()).latest_all().unwrap();
        assert_eq!(all.len(), 4);
        assert!(all.values().all(|latest| latest.reading.as_ref().unwrap().reading == credits("19")));
    }
}

#[test]
fn a_process_that_is_killed_at_any_moment_loses_nothing_that_it_acknowledged() {
    for kills in 0..20 {
        let folder = folder();
        let mut child = spawn("child_writes_for_ever", folder.path());
        // A different moment each time: after so many polls, and wherever within the next one it happens to be.
        wait_for(&mut child, &format!("kept {}", 1 + kills * 3));
        child.kill().unwrap();
        let mut output = String::new();
        child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        child.wait().unwrap();
        let acknowledged = output.lines().rev().find_map(|line| line.strip_prefix("kept ")?.parse().ok());
        let acknowledged: i64 = acknowledged.unwrap_or(1 + kills * 3);
        let history = open(folder.path());
        let runs = history.runs(&id("a"), "credits", &Unit::Credits, None).unwrap();
        let kept: Vec<i64> = runs.iter().map(|run| run.figures.remaining.try_into().unwrap()).collect();
        let last = *kept.last().unwrap();
        assert!(last >= acknowledged, "{last} is kept, {acknowledged} was acknowledged");
        assert_eq!(kept, (0..=last).collect::<Vec<_>>(), "none between is missing");
        assert_eq!(history.memory(&id("a")).unwrap(), Some(last.to_string()), "reading and memory are of one poll");
    }
}
