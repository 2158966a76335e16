//! The app killed at one moment after the other: no reading that it showed is lost, and no alert is told twice.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use lowtide_core::alert::{HeldBecause, Rule, Severity};
use lowtide_core::app::{App, AppOptions};
use lowtide_core::history::{DecisionQuery, History};
use lowtide_core::notifier::{Notice, Notifier, NotifyError, Response};
use lowtide_core::secrets::MemoryStore;
use lowtide_core::settings::Folders;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::support::child;

const TEST: &str = "app_killed::whenever_it_is_killed_nothing_is_lost_and_nothing_is_told_twice";
const FOLDER: &str = "LOWTIDE_TEST_FOLDER";
/// As many lives as the app has.
const LIVES: usize = 16;
/// A cycle begins with this balance, each poll takes a step of it, and after the last it is topped up.
const FULL: usize = 2_000;
const STEP: usize = 95;
const STEPS: usize = 20;

/// The balance that a poll reads: its thousandths number the cycle, so that no two are alike, and a one ends it, so that
/// no zero is left out.
fn balance(poll: usize) -> String {
    let (cycle, step) = (poll / STEPS, poll % STEPS);
    format!("{}.{:03}1", FULL - step * STEP, cycle + 1)
}

/// Answers each poll with the next balance.
fn serve(served: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count == 1) {
                head.push(byte[0]);
            }
            if head.is_empty() {
                continue;
            }
            let left = balance(served.fetch_add(1, Ordering::SeqCst));
            let body = format!(r#"{{"code":200,"message":"success","data":{{"balance":{left}}}}}"#);
            // Whoever asked may be dead by now.
            let _gone = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    port
}

/// Writes down every notice, a line each, and takes its time over it.
struct Diary(PathBuf);

#[async_trait]
impl Notifier for Diary {
    async fn show(&self, notice: &Notice) -> Result<(), NotifyError> {
        note(&self.0, &notice.title);
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(())
    }

    async fn status(&self) -> Result<String, NotifyError> {
        Ok("diary".to_owned())
    }

    fn responses(&self) -> Option<UnboundedReceiver<Response>> {
        None
    }
}

fn note(file: &Path, line: &str) {
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
    file.write_all(format!("{line}\n").as_bytes()).unwrap();
}

fn lines(file: &Path) -> Vec<String> {
    std::fs::read_to_string(file).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Runs the app until it is killed; what it shows of the balance is written down.
fn live(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let folders = Folders { config: folder.join("config"), data: folder.join("data") };
        let options = AppOptions {
            secrets: Arc::new(MemoryStore::new()),
            notifier: Arc::new(Diary(folder.join("shown"))),
            environment: Arc::new(|_| Some("sk-good-0123456789".to_owned())),
            pace: Some(Duration::from_millis(20)),
            ..AppOptions::in_folders(folders).unwrap()
        };
        let app = App::start(options).await.unwrap();
        let mut snapshots = app.snapshots();
        let mut last = None;
        while snapshots.changed().await.is_ok() {
            let snapshot = snapshots.borrow_and_update().clone();
            let reading = snapshot.accounts.first().and_then(|account| account.reading.as_ref());
            let left = reading.and_then(|reading| reading.meters[0].remaining.clone());
            if left != last {
                if let Some(left) = &left {
                    note(&folder.join("seen"), left);
                }
                last = left;
            }
        }
    });
}

#[test]
fn whenever_it_is_killed_nothing_is_lost_and_nothing_is_told_twice() {
    if child::is_child() {
        return live(Path::new(&std::env::var_os(FOLDER).unwrap()));
    }
    let folder = tempfile::tempdir().unwrap();
    let served = Arc::new(AtomicUsize::new(0));
    let port = serve(Arc::clone(&served));
    std::fs::create_dir(folder.path().join("config")).unwrap();
    let config = format!(
        "[alerts]\namount = {{ warning = 1000, critical = 200 }}\nshare = false\nrunway = false\nunusual_spend = false\n\n\
         [accounts.one]\nprovider = \"crun\"\nkey = {{ env = \"KEY\" }}\nbase_url = \"http://127.0.0.1:{port}\"\n"
    );
    std::fs::write(folder.path().join("config/config.toml"), config).unwrap();
    let path = folder.path().to_str().unwrap();
    let shown_file = folder.path().join("shown");
    for life in 0..LIVES {
        let mut app = child::start_again(TEST, &[(FOLDER, Some(path))]);
        let polled = served.load(Ordering::SeqCst) + 9 + life * 5 % 13;
        let told = lines(&shown_file).len() + 1 + life % 3;
        // Every other life ends while a notice is on the screen and not yet taken, the others at any moment of a cycle.
        let lives_on = || match life % 2 {
            0 => lines(&shown_file).len() < told,
            _ => served.load(Ordering::SeqCst) < polled,
        };
        while lives_on() {
            assert!(app.try_wait().unwrap().is_none(), "it ended by itself in life {life}");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(life as u64 * 7 % 31 * (life as u64 % 2)));
        app.kill().unwrap();
        app.wait().unwrap();
    }

    let history = History::open_read_only(&folder.path().join("data")).unwrap().unwrap();
    let one = "one".parse().unwrap();
    let meters = history.meters(&one).unwrap();
    let runs = history.runs(&one, &meters[0].id, &meters[0].unit, None).unwrap();
    let kept: BTreeSet<String> = runs.into_iter().map(|run| run.figures.remaining.to_string()).collect();
    let seen = lines(&folder.path().join("seen"));
    assert!(seen.len() > LIVES * 5, "{} balances were seen", seen.len());
    for left in &seen {
        assert!(kept.contains(left), "{left} was shown and is not in the history");
    }

    // "Crun: 955.0031 credits left": the warning of the third cycle.
    let episode = |left: &str| {
        let (credits, cycle) = left.split_once('.').unwrap();
        let level =
            if credits.replace(',', "").parse::<u32>().unwrap() < 200 { Severity::Critical } else { Severity::Warning };
        (cycle.parse::<usize>().unwrap() / 10, level)
    };
    let shown = lines(&shown_file);
    let mut told = BTreeSet::new();
    for title in &shown {
        let left = title.strip_prefix("Crun: ").and_then(|rest| rest.strip_suffix(" credits left")).unwrap();
        assert!(told.insert(episode(left)), "{title:?} was told twice: {shown:#?}");
    }
    let query = DecisionQuery { account: Some(one), before: None, limit: 10_000 };
    let decisions = history.decisions(&query).unwrap();
    for stored in &decisions {
        let decision = &stored.decision;
        if decision.concern.rule == Rule::Amount && decision.held == Some(HeldBecause::Interrupted) {
            // It may have been shown or not; that it is not told again is what counts.
            told.insert(episode(decision.sentence.split(' ').next().unwrap()));
        }
    }
    let whole_cycles = served.load(Ordering::SeqCst) / STEPS;
    assert!(whole_cycles >= 5, "{whole_cycles} cycles");
    for cycle in 1..whole_cycles {
        for level in [Severity::Warning, Severity::Critical] {
            assert!(told.contains(&(cycle, level)), "cycle {cycle} was never told to be {level:?}: {shown:#?}");
        }
    }
}
