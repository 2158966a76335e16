//! The page's commands: the contract's go to the agent and their answers come back untouched, the window's own stay here.
//! Tauri has already checked the caller's permission when one arrives.

use std::sync::Arc;

use lowtide_core::contract::{COMMANDS, Command, ErrorCode, FromWindow, IpcError};
use serde::Deserialize;
use serde_json::{Value, json};
use tauri::ipc::{Invoke, InvokeBody};
use tauri::{Manager, Wry};

use super::stage::Stage;

/// Answers every command of the page.
pub(crate) fn handle(invoke: Invoke<Wry>) -> bool {
    let name = invoke.message.command().to_owned();
    let own = OwnCommand::named(&name);
    if own.is_none() && !COMMANDS.contains(&name.as_str()) {
        return false;
    }
    let webview = invoke.message.webview();
    let stage = webview.state::<Arc<Stage>>().inner();
    let args = arguments(invoke.message.payload());
    match own {
        Some(own) => match own.run(stage, webview.label(), args) {
            Ok(value) => invoke.resolver.resolve(value),
            Err(error) => invoke.resolver.reject(error),
        },
        None => match (command(&name, args), stage.snapshot()) {
            (Ok(Command::Snapshot), Some(snapshot)) => invoke.resolver.resolve(snapshot),
            (Ok(command), _) => stage.request(command, invoke.resolver),
            (Err(error), _) => invoke.resolver.reject(error),
        },
    }
    true
}

/// The one argument that commands take.
fn arguments(body: &InvokeBody) -> Option<Value> {
    match body {
        InvokeBody::Json(Value::Object(fields)) => fields.get("args").filter(|args| !args.is_null()).cloned(),
        _ => None,
    }
}

/// The contract's command of that name. The parser's own words are not passed on: they may quote a key.
fn command(name: &str, args: Option<Value>) -> Result<Command, IpcError> {
    let tagged = match args {
        Some(args) => json!({"name": name, "args": args}),
        None => json!({"name": name}),
    };
    serde_json::from_value(tagged).map_err(|_| malformed(name))
}

fn malformed(name: &str) -> IpcError {
    IpcError {
        field: Some("args".to_owned()),
        ..IpcError::new(ErrorCode::InvalidInput, format!("the arguments of {name} are not of their form"))
    }
}

/// What the window does by itself: the contract's `WINDOW_COMMANDS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwnCommand {
    FitPopup,
    CloseWindow,
    OpenMain,
    Surface,
    Painted,
}

#[derive(Deserialize)]
struct FitArgs {
    height: f64,
}

impl OwnCommand {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "fit_popup" => Self::FitPopup,
            "close_window" => Self::CloseWindow,
            "open_main" => Self::OpenMain,
            "surface" => Self::Surface,
            "painted" => Self::Painted,
            _ => return None,
        })
    }

    fn run(self, stage: &Arc<Stage>, label: &str, args: Option<Value>) -> Result<Value, IpcError> {
        match self {
            Self::FitPopup => {
                let FitArgs { height } = parse("fit_popup", args)?;
                stage.on_main_thread(move |stage| stage.fit_popup(height));
            }
            Self::CloseWindow => {
                let label = label.to_owned();
                stage.on_main_thread(move |stage| stage.close(&label));
            }
            Self::OpenMain => {
                let args = args.unwrap_or_else(|| json!({}));
                stage.tell(&FromWindow::OpenMain(parse("open_main", Some(args))?));
            }
            Self::Surface => {
                let surface = stage.surface(label);
                return serde_json::to_value(surface)
                    .map_err(|error| IpcError::new(ErrorCode::Internal, error.to_string()));
            }
            Self::Painted => {
                let label = label.to_owned();
                stage.on_main_thread(move |stage| stage.painted(&label));
            }
        }
        Ok(Value::Null)
    }
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, args: Option<Value>) -> Result<T, IpcError> {
    args.and_then(|args| serde_json::from_value(args).ok()).ok_or_else(|| malformed(name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use lowtide_core::contract::WINDOW_COMMANDS;

    use super::*;

    const MANIFEST: &[&str] = include!("../../commands.rs");

    fn granted(capability: &str) -> BTreeSet<String> {
        let capability: Value = serde_json::from_str(capability).unwrap();
        let permissions = capability["permissions"].as_array().unwrap().iter().map(|entry| entry.as_str().unwrap());
        let (own, core): (Vec<&str>, Vec<&str>) = permissions.partition(|entry| entry.starts_with("allow-"));
        assert_eq!(core, ["core:event:allow-listen", "core:event:allow-unlisten"]);
        own.iter().map(|entry| entry["allow-".len()..].replace('-', "_")).collect()
    }

    fn names(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn contract_manifest_capabilities_and_handler_name_the_same_commands() {
        let contract: BTreeSet<String> = names(COMMANDS).union(&names(WINDOW_COMMANDS)).cloned().collect();
        assert_eq!(contract.len(), COMMANDS.len() + WINDOW_COMMANDS.len());
        assert_eq!(names(MANIFEST), contract, "commands.rs");

        let main = granted(include_str!("../../capabilities/main.json"));
        let popup = granted(include_str!("../../capabilities/popup.json"));
        assert_eq!(main.union(&popup).cloned().collect::<BTreeSet<_>>(), contract, "capabilities");
        // The popup shows and silences; what is looked into or written is the window's.
        let main_only = [
            "alert_record",
            "alert_rules",
            "changes",
            "check_key",
            "check_variable",
            "desktop",
            "diagnostics",
            "environment_keys",
            "export_history",
            "last_answer",
            "meter_history",
            "meters",
            "open_folder",
            "poll_log",
            "preview_alerts",
            "recent_log",
            "relabel_change",
            "remove_account",
            "rename_account",
            "replace_key",
            "reset_settings",
            "save_account",
            "set_alerts",
            "set_autostart",
            "set_settings",
            "settings",
            "suggest_threshold",
            "test_keychain",
            "test_notification",
            "test_tray",
        ];
        assert_eq!(main.difference(&popup).cloned().collect::<BTreeSet<_>>(), names(&main_only));
        assert_eq!(popup.difference(&main).cloned().collect::<Vec<_>>(), ["fit_popup"]);

        for name in WINDOW_COMMANDS {
            assert!(OwnCommand::named(name).is_some(), "{name} has no handler");
        }
        for name in COMMANDS {
            assert!(OwnCommand::named(name).is_none(), "{name} belongs to the agent");
        }
    }

    #[test]
    fn every_command_of_the_contract_is_built_from_its_name_and_one_argument() {
        let args = |name: &str| match name {
            "snapshot" | "providers" | "test_notification" | "resume_alerts" | "trends" | "environment_keys"
            | "settings" | "reset_settings" | "diagnostics" | "test_keychain" | "desktop" | "test_tray"
            | "recent_log" => None,
            "refresh" => Some(json!({"accounts": null, "onlyStale": true})),
            "check_key" => Some(json!({"provider": "crun", "key": "sk-1"})),
            "save_account" => Some(json!({"draft": "d", "label": null})),
            "replace_key" => Some(json!({"account": "a", "key": "sk-1", "anyway": false})),
            "rename_account" => Some(json!({"account": "a", "label": "b"})),
            "remove_account" => Some(json!({"account": "a", "keepHistory": true})),
            "set_paused" => Some(json!({"account": "a", "paused": true})),
            "open_page" => Some(json!({"provider": "crun", "page": "billing"})),
            "pause_alerts" => Some(json!({"until": "2026-11-20T14:05:00Z"})),
            "snooze_account" => Some(json!({"account": "a", "until": null})),
            "mute_account" => Some(json!({"account": "a", "muted": true})),
            "alert_rules" => Some(json!({"account": null})),
            "set_alerts" => Some(json!({"account": "a", "alerts": {"amount": {"warning": "1000"}}})),
            "preview_alerts" => Some(json!({"account": "a", "alerts": {}, "days": 30})),
            "suggest_threshold" | "changes" | "meters" | "poll_log" | "last_answer" => Some(json!({"account": "a"})),
            "alert_record" => Some(json!({"account": null, "before": null, "limit": 20})),
            "relabel_change" => Some(json!({"id": 1, "kind": "refund"})),
            "meter_history" => {
                Some(json!({"account": "a", "meter": "m", "unit": "USD", "since": null, "until": null, "columns": 9}))
            }
            "export_history" => Some(json!({
                "account": "a", "meter": "m", "unit": "USD", "since": null, "until": null, "format": "csv"
            })),
            "check_variable" => {
                Some(json!({"provider": "crun", "variable": "CRUN_API_KEY", "keep": "copy_to_keychain"}))
            }
            "set_settings" => Some(json!({"change": {"interval": "5m", "shortcut": false}})),
            "set_hidden" => Some(json!({"hidden": true})),
            "set_order" => Some(json!({"accounts": ["b", "a"]})),
            "set_autostart" => Some(json!({"on": true})),
            "open_folder" => Some(json!({"folder": "exports"})),
            other => panic!("{other} has no example here"),
        };
        for name in COMMANDS {
            assert!(command(name, args(name)).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_refusal_never_quotes_what_was_sent() {
        let error = command("check_key", Some(json!({"provider": "UPPER", "key": "sk-hidden"}))).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidInput);
        assert!(!format!("{error:?}").contains("hidden"));
        assert!(command("refresh", None).is_err());
    }

    #[test]
    fn arguments_are_the_one_field_of_that_name() {
        let body = InvokeBody::Json(json!({"args": {"height": 3}}));
        assert_eq!(arguments(&body), Some(json!({"height": 3})));
        assert_eq!(arguments(&InvokeBody::Json(json!({}))), None);
        assert_eq!(arguments(&InvokeBody::Json(json!({"args": null}))), None);
        assert_eq!(arguments(&InvokeBody::Raw(vec![1])), None);
    }
}
