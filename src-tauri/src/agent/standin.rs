//! Stands in for the core's façade until that is there.

use std::sync::Arc;

use lowtide_core::contract::{AppProblem, AppProblemKind, Command, ErrorCode, IpcError, Page, Snapshot};
use lowtide_core::ids::ProviderId;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::Url;

#[derive(Clone)]
pub(crate) struct App {
    snapshot: Arc<watch::Sender<Arc<Snapshot>>>,
}

impl App {
    pub(crate) async fn start(demo: bool) -> Self {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let account = |id: &str, state: &str, remaining: &str, share: f64| {
            json!({"id": id, "provider": "crun", "providerName": "Crun", "label": id, "state": state, "stale": false,
                "refreshing": false, "keySource": {"kind": "keychain"}, "level": {"share": share, "basis": "limit",
                "warning": 0.2, "critical": 0.05}, "reading": {"meters": [{"id": "credits", "label": "Credits",
                "unit": "credits", "primary": true, "remaining": remaining, "limitIsLifetime": false,
                "unlimited": false}], "plans": [], "facts": [], "oddities": []}})
        };
        let accounts = vec![account("work", "ok", "12500", 0.7), account("home", "low", "90", 0.15)];
        let snapshot = serde_json::from_value(json!({"at": "2026-11-20T10:00:00Z", "demo": demo, "offline": false,
            "refreshing": false, "accounts": accounts, "problems": []}));
        #[expect(clippy::expect_used, reason = "a stand-in")]
        let snapshot = snapshot.expect("a snapshot");
        Self { snapshot: Arc::new(watch::Sender::new(Arc::new(snapshot))) }
    }

    pub(crate) fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshot.subscribe()
    }

    #[expect(clippy::unused_async, reason = "the façade's is")]
    pub(crate) async fn handle(&self, command: Command) -> Result<Value, IpcError> {
        match command {
            Command::Snapshot => Ok(json!(*self.snapshot.borrow())),
            Command::Providers => Ok(json!([])),
            Command::Refresh { .. } => Ok(Value::Null),
            _ => Err(IpcError::new(ErrorCode::Internal, "not there yet")),
        }
    }

    #[expect(clippy::unused_self, reason = "the façade's has it")]
    pub(crate) fn page_url(&self, _: &ProviderId, _: Page) -> Result<Url, IpcError> {
        Err(IpcError::new(ErrorCode::PageMissing, "not there yet"))
    }

    pub(crate) fn set_problem(&self, kind: AppProblemKind, message: Option<String>) {
        self.snapshot.send_modify(|snapshot| {
            let snapshot = Arc::make_mut(snapshot);
            snapshot.problems.retain(|problem| problem.kind != kind);
            snapshot.problems.extend(message.map(|message| AppProblem { kind, message }));
        });
    }

    #[expect(clippy::unused_async, reason = "the façade's is")]
    pub(crate) async fn shutdown(self) {}
}
