//! What the page asks of the alerts and the past, over a real configuration and history.

use std::sync::Arc;
use std::time::Duration;

use lowtide_core::alert::{HeldBecause, Rule, Severity};
use lowtide_core::amount::{Decimal, Unit};
use lowtide_core::app::{App, AppOptions};
use lowtide_core::contract::{
    AlertPreview, AlertRulesView, AlertsInput, ChartView, Command, DecisionView, ErrorCode, ForecastState, IpcError,
    LevelsInput, MeterEntry, PauseView, RiseView, Snapshot, SuggestedThreshold, Switch,
};
use lowtide_core::forecast::{Rise, RiseKind};
use lowtide_core::history::{History, Poll};
use lowtide_core::ids::AccountId;
use lowtide_core::notifier::RecordingNotifier;
use lowtide_core::reading::{Meter, Reading};
use lowtide_core::secrets::MemoryStore;
use lowtide_core::settings::Folders;
use lowtide_core::time::{Clock, SystemClock, Timestamp};
use lowtide_demo::{DemoServer, Scenario};
use serde_json::Value;

const KEY: &str = "sk-good-0123456789";
const HOURS: i64 = 40 * 24;

struct Desk {
    app: App,
    notifier: Arc<RecordingNotifier>,
    folder: tempfile::TempDir,
    /// The hour in which the app starts.
    now: Timestamp,
    _server: DemoServer,
}

fn hours_before(now: Timestamp, hours: i64) -> Timestamp {
    Timestamp::from_second(now.as_second() - hours * 3600).unwrap()
}

/// What was left so many hours ago: 5 an hour, with a top-up of 3,000 twenty days ago.
fn left_at(hours_ago: i64) -> i64 {
    5 * hours_ago - if hours_ago > 20 * 24 { 2_250 } else { -750 }
}

impl Desk {
    /// An app whose only account was polled once an hour for forty days.
    async fn new() -> Self {
        let server = DemoServer::start(Scenario::scripted()).await.unwrap();
        server.handle().set_balance("crun", KEY, left_at(0));
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("config")).unwrap();
        let config = format!(
            "[accounts.work]\nprovider = \"crun\"\nlabel = \"Work\"\nkey = {{ env = \"KEY\" }}\nbase_url = \"{}\"\n",
            server.base_url("crun")
        );
        std::fs::write(folder.path().join("config/config.toml"), config).unwrap();
        let now = SystemClock.now();
        let history = History::open(&folder.path().join("data"), now).unwrap().history;
        for hours_ago in (1..=HOURS).rev() {
            let at = hours_before(now, hours_ago);
            let meter = Meter {
                id: "credits".into(),
                label: "Credits".into(),
                unit: Unit::Credits,
                primary: true,
                remaining: Some(Decimal::from(left_at(hours_ago))),
                used: None,
                limit: None,
                limit_is_lifetime: false,
                unlimited: false,
                period: None,
                resets_at: None,
                expires_at: None,
            };
            let reading = Reading { meters: vec![meter], ..Reading::default() };
            let (before, after) = (Decimal::from(left_at(hours_ago + 1)), Decimal::from(left_at(hours_ago)));
            let rise = Rise { at, meter: "credits".into(), unit: Unit::Credits, before, after, kind: RiseKind::TopUp };
            let rises = if after > before { vec![rise] } else { Vec::new() };
            let poll = Poll { outcome: Ok(&reading), memory: None, rises: &rises, decisions: &[] };
            history.record_poll(&work(), at, &poll).unwrap();
        }
        drop(history);
        let notifier = Arc::new(RecordingNotifier::new());
        let app = App::start(options(&folder, &notifier)).await.unwrap();
        Self { app, notifier, folder, now, _server: server }
    }

    async fn restart(self) -> Self {
        self.app.shutdown().await;
        let app = App::start(options(&self.folder, &self.notifier)).await.unwrap();
        Self { app, ..self }
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, command: Command) -> Result<T, IpcError> {
        self.app.handle(command).await.map(|value| serde_json::from_value(value).unwrap())
    }

    /// As the window sends it: a name and arguments.
    async fn send<T: serde::de::DeserializeOwned>(&self, name: &str, args: Value) -> Result<T, IpcError> {
        let command = serde_json::from_value(serde_json::json!({ "name": name, "args": args })).unwrap();
        self.ask(command).await
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.app.snapshots().borrow().clone()
    }

    async fn until(&self, what: &str, wanted: impl Fn(&Snapshot) -> bool) {
        let mut snapshots = self.app.snapshots();
        let seen = tokio::time::timeout(Duration::from_secs(30), snapshots.wait_for(|snapshot| wanted(snapshot))).await;
        assert!(seen.is_ok(), "{what} never came about: {:#?}", self.snapshot());
    }

    async fn until_shown(&self, count: usize) {
        for _ in 0..600 {
            if self.notifier.shown().len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{count} notices were never shown: {:?}", self.notifier.shown());
    }

    fn config(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("config/config.toml")).unwrap()
    }
}

fn options(folder: &tempfile::TempDir, notifier: &Arc<RecordingNotifier>) -> AppOptions {
    let folders = Folders { config: folder.path().join("config"), data: folder.path().join("data") };
    AppOptions {
        secrets: Arc::new(MemoryStore::new()),
        notifier: Arc::clone(notifier) as _,
        environment: Arc::new(|_| Some(KEY.to_owned())),
        ..AppOptions::in_folders(folders).unwrap()
    }
}

fn work() -> AccountId {
    "work".parse().unwrap()
}

fn amount(warning: &str, critical: Option<&str>) -> AlertsInput {
    let levels = LevelsInput { warning: Some(warning.into()), critical: critical.map(Into::into) };
    AlertsInput { amount: Some(Switch::Set(levels)), ..AlertsInput::default() }
}

fn quiet_but_for_amounts(warning: &str) -> AlertsInput {
    serde_json::from_value(serde_json::json!({
        "amount": { "warning": warning, "critical": "120" },
        "share": false, "runway": false, "unusualSpend": false, "unreachableAfter": false,
    }))
    .unwrap()
}

#[tokio::test]
async fn rules_are_read_written_inherited_and_in_force_at_once() {
    let desk = Desk::new().await;
    desk.until("the first poll", |snapshot| !snapshot.refreshing && snapshot.accounts[0].checked_at.is_some()).await;
    let all: AlertRulesView = desk.ask(Command::AlertRules { account: None }).await.unwrap();
    assert_eq!(all.own, AlertsInput::default());
    assert_eq!(all.in_force.expiry, serde_json::from_str("false").unwrap());
    assert_eq!(all.in_force.hysteresis.as_deref(), Some("10%"));

    let set = |account, alerts| Command::SetAlerts { account, alerts: Box::new(alerts) };
    desk.ask::<Value>(set(None, quiet_but_for_amounts("500"))).await.unwrap();
    assert!(desk.notifier.shown().is_empty());
    desk.ask::<Value>(set(Some(work()), amount("800.5", None))).await.unwrap();
    desk.until_shown(1).await;
    let notice = desk.notifier.take().pop().unwrap();
    assert_eq!(notice.title, "Work (Crun): 750 credits left");
    assert!(notice.body.starts_with("Below your 800.5."), "judged at once: {}", notice.body);
    assert!(desk.config().contains("[accounts.work.alerts]"), "{}", desk.config());

    let own: AlertRulesView = desk.ask(Command::AlertRules { account: Some(work()) }).await.unwrap();
    assert_eq!(own.own, amount("800.5", None));
    assert_eq!(own.in_force.amount, amount("800.5", None).amount);
    assert_eq!(own.in_force.share, quiet_but_for_amounts("500").share, "what it does not say comes from above");
    desk.ask::<Value>(set(Some(work()), AlertsInput::default())).await.unwrap();
    assert!(!desk.config().contains("accounts.work.alerts"), "{}", desk.config());

    let refused = desk.ask::<Value>(set(Some(work()), amount("100", Some("200")))).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::InvalidInput, Some("alerts.amount")));
    let unknown = desk.ask::<Value>(set(Some("gone".parse().unwrap()), amount("1", None))).await.unwrap_err();
    assert_eq!(unknown.code, ErrorCode::UnknownAccount);
    let unknown = desk.ask::<Value>(Command::AlertRules { account: Some("gone".parse().unwrap()) }).await.unwrap_err();
    assert_eq!(unknown.code, ErrorCode::UnknownAccount);
}

#[tokio::test]
async fn a_preview_says_what_rules_would_have_said_and_tells_nobody() {
    let desk = Desk::new().await;
    let preview = |days, warning| {
        let alerts = Box::new(quiet_but_for_amounts(warning));
        desk.ask::<AlertPreview>(Command::PreviewAlerts { account: work(), alerts, days })
    };
    let month = preview(30, "1000").await.unwrap();
    let told: Vec<_> = month.decisions.iter().filter(|decision| decision.delivered).collect();
    let levels: Vec<_> = told.iter().map(|decision| (decision.rule, decision.level)).collect();
    // 1,350 were left thirty days ago, 155 before the top-up, and 750 now.
    assert_eq!(levels, [(Rule::Amount, Severity::Warning); 2], "{month:#?}");
    assert_eq!(month.delivered_count, 2);
    assert_eq!(told[1].sentence, "995 credits left, below your 1,000");
    let top_up = month.decisions.iter().find(|decision| decision.rule == Rule::ToppedUp).unwrap();
    assert_eq!(top_up.held_because, Some(HeldBecause::SwitchedOff));
    assert!(month.decisions.windows(2).all(|pair| pair[0].at <= pair[1].at && pair[0].id < pair[1].id));
    assert_eq!(preview(1, "1000").await.unwrap().delivered_count, 0, "the warning was two days ago");
    assert_eq!(preview(30, "130").await.unwrap().delivered_count, 0, "never so low");
    for days in [0, 10_000] {
        assert_eq!(preview(days, "1000").await.unwrap_err().field.as_deref(), Some("days"));
    }
    assert!(desk.notifier.shown().is_empty());
    let record: Vec<DecisionView> =
        desk.ask(Command::AlertRecord { account: None, before: None, limit: 500 }).await.unwrap();
    assert!(record.iter().all(|decision| decision.rule != Rule::Amount), "a preview is no record");
}

#[tokio::test]
async fn the_record_is_read_page_by_page() {
    let desk = Desk::new().await;
    let set = Command::SetAlerts { account: None, alerts: Box::new(quiet_but_for_amounts("1000")) };
    desk.ask::<Value>(set).await.unwrap();
    desk.until_shown(1).await;
    let read =
        |before, limit| desk.ask::<Vec<DecisionView>>(Command::AlertRecord { account: Some(work()), before, limit });
    let mut record = read(None, 50).await.unwrap();
    for _ in 0..100 {
        if record.iter().any(|decision| decision.rule == Rule::Amount && decision.delivered) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        record = read(None, 50).await.unwrap();
    }
    let told = record.iter().find(|decision| decision.rule == Rule::Amount && decision.delivered).unwrap();
    assert_eq!((told.account.as_str(), told.level), ("work", Severity::Warning));
    assert_eq!(told.sentence, "750 credits left, below your 1,000");
    let mut pages = Vec::new();
    while let [decision] = read(pages.last().map(|decision: &DecisionView| decision.id), 1).await.unwrap().as_slice() {
        pages.push(decision.clone());
    }
    assert_eq!(pages, record, "the latest first, none twice and none left out");
}

#[tokio::test]
async fn what_rose_is_listed_relabelled_and_drawn() {
    let desk = Desk::new().await;
    let rises: Vec<RiseView> = desk.ask(Command::Changes { account: work() }).await.unwrap();
    let [rise] = rises.as_slice() else { panic!("{rises:?}") };
    assert_eq!((rise.before.as_str(), rise.after.as_str()), ("155", "3150"));
    assert_eq!((rise.kind, rise.detected), (RiseKind::TopUp, RiseKind::TopUp));
    let relabel = |id, kind| desk.ask::<Value>(Command::RelabelChange { id, kind });
    relabel(rise.id, Some(RiseKind::Correction)).await.unwrap();
    let rises: Vec<RiseView> = desk.ask(Command::Changes { account: work() }).await.unwrap();
    assert_eq!((rises[0].kind, rises[0].detected), (RiseKind::Correction, RiseKind::TopUp));
    assert_eq!(relabel(rise.id + 100, None).await.unwrap_err().code, ErrorCode::UnknownChange);

    let meters: Vec<MeterEntry> = desk.ask(Command::Meters { account: work() }).await.unwrap();
    let line = |extra: Value| {
        let mut args = serde_json::json!({
            "account": "work", "meter": "credits", "unit": "credits", "since": null, "until": null, "columns": 60
        });
        args.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        desk.send::<ChartView>("meter_history", args)
    };
    assert!(meters.iter().any(|meter| meter.id == "credits" && meter.unit == "credits"), "{meters:?}");
    let chart = line(serde_json::json!({})).await.unwrap();
    assert!(chart.points.len() <= 60 && chart.points.len() > 20, "{}", chart.points.len());
    let least = chart.points.iter().map(|point| point.min.parse::<Decimal>().unwrap()).min().unwrap();
    let most = chart.points.iter().map(|point| point.max.parse::<Decimal>().unwrap()).max().unwrap();
    assert_eq!((least, most), (Decimal::from(155), Decimal::from(3150)), "no extreme is lost");
    assert_eq!(chart.rises.len(), 1);
    let since = hours_before(desk.now, 48).to_string();
    let recent = line(serde_json::json!({ "since": since })).await.unwrap();
    assert!(recent.points.iter().all(|point| point.until >= since) && recent.rises.is_empty());
    for (extra, field) in [
        (serde_json::json!({ "unit": "coins" }), "unit"),
        (serde_json::json!({ "since": "yesterday" }), "since"),
        (serde_json::json!({ "until": "2026-13-01T00:00:00Z" }), "until"),
        (serde_json::json!({ "since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z" }), "until"),
        (serde_json::json!({ "columns": 0 }), "columns"),
        (serde_json::json!({ "columns": 1_000_000 }), "columns"),
    ] {
        let refused = line(extra.clone()).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::InvalidInput, Some(field)), "{extra}");
    }
}

#[tokio::test]
async fn forecast_and_threshold_come_from_the_past() {
    let desk = Desk::new().await;
    let forecast = desk.snapshot().accounts[0].forecast;
    assert_eq!(forecast.state, ForecastState::Steady);
    let (days, burn) = (forecast.days_left.unwrap(), forecast.burn_per_day.unwrap());
    assert!((110.0..130.0).contains(&burn), "120 a day: {burn}");
    assert!((5.5..7.0).contains(&days), "750 of 120 a day: {days}");
    assert!(forecast.days_left_low.unwrap() <= days && days <= forecast.days_left_high.unwrap());
    let suggested: Option<SuggestedThreshold> = desk.ask(Command::SuggestThreshold { account: work() }).await.unwrap();
    let suggested = suggested.unwrap();
    let (warning, critical): (f64, f64) = (suggested.warning.parse().unwrap(), suggested.critical.parse().unwrap());
    assert!((400.0..=1000.0).contains(&warning) && (80.0..=200.0).contains(&critical), "{suggested:?}");
    let unknown: Option<SuggestedThreshold> =
        desk.ask(Command::SuggestThreshold { account: "gone".parse().unwrap() }).await.unwrap();
    assert_eq!(unknown, None);
}

#[tokio::test]
async fn pauses_snoozes_and_mutes_are_shown_and_kept() {
    let desk = Desk::new().await;
    let ahead = hours_before(desk.now, -24).to_string();
    desk.send::<Value>("pause_alerts", serde_json::json!({ "until": ahead })).await.unwrap();
    desk.send::<Value>("snooze_account", serde_json::json!({ "account": "work", "until": ahead })).await.unwrap();
    desk.send::<Value>("mute_account", serde_json::json!({ "account": "work", "muted": true })).await.unwrap();
    let desk = desk.restart().await;
    let snapshot = desk.snapshot();
    assert_eq!(snapshot.alerts_paused, Some(PauseView { until: Some(ahead.clone()) }));
    assert_eq!((snapshot.accounts[0].snoozed_until.as_ref(), snapshot.accounts[0].muted), (Some(&ahead), true));
    desk.send::<Value>("pause_alerts", serde_json::json!({ "until": null })).await.unwrap();
    desk.until("the pause without an end", |snapshot| snapshot.alerts_paused == Some(PauseView { until: None })).await;
    desk.ask::<Value>(Command::ResumeAlerts).await.unwrap();
    desk.send::<Value>("snooze_account", serde_json::json!({ "account": "work", "until": null })).await.unwrap();
    desk.send::<Value>("mute_account", serde_json::json!({ "account": "work", "muted": false })).await.unwrap();
    desk.until("all of it undone", |snapshot| {
        let account = &snapshot.accounts[0];
        snapshot.alerts_paused.is_none() && account.snoozed_until.is_none() && !account.muted
    })
    .await;
    for (name, args, code) in [
        ("pause_alerts", serde_json::json!({ "until": "tomorrow" }), ErrorCode::InvalidInput),
        ("pause_alerts", serde_json::json!({ "until": "2001-01-01T00:00:00Z" }), ErrorCode::InvalidInput),
        ("snooze_account", serde_json::json!({ "account": "work", "until": "now" }), ErrorCode::InvalidInput),
        ("snooze_account", serde_json::json!({ "account": "gone", "until": ahead }), ErrorCode::UnknownAccount),
        ("mute_account", serde_json::json!({ "account": "gone", "muted": true }), ErrorCode::UnknownAccount),
    ] {
        let refused = desk.send::<Value>(name, args.clone()).await.unwrap_err();
        assert_eq!(refused.code, code, "{name} {args}");
    }
}
