//! How long from asking for the popup to its balances on the screen, beside an empty Tauri window that is started the
//! same way. Each round measures both, so that what else the machine does falls on both; the ratio is what counts.
//! Figures of `design.md`: at most 1.15 times the empty window; a popup that is kept warm within 80 ms.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark speaks on its standard output and may stop")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use lowtide_core::contract::{FromWindow, Surface, ToWindow};
use serde_json::{Value, json};
use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};
use virtual_desktop::Desktop;

const ROUNDS: usize = 9;
const ACCOUNTS: usize = 60;
/// Makes this program the empty window.
const EMPTY: &str = "--empty-window";

fn main() {
    if std::env::args().any(|argument| argument == EMPTY) {
        return empty_window();
    }
    let desktop = Desktop::start(&[]).unwrap();
    let (mut empty, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let blank = measure_empty(&desktop);
        let (first, again) = measure_popup(&desktop);
        // The first round reads the programs from the disk.
        if round > 0 {
            empty.push(blank);
            cold.push(first);
            warm.push(again);
        }
    }
    let ratios = cold.iter().zip(&empty).map(|(popup, blank)| popup.as_secs_f64() / blank.as_secs_f64());
    let mut ratios: Vec<f64> = ratios.collect();
    ratios.sort_by(f64::total_cmp);
    println!("popup with {ACCOUNTS} accounts, median (least to most) of {ROUNDS} rounds");
    println!("  an empty window      {}", spread(&mut empty));
    println!("  the popup, painted   {}", spread(&mut cold));
    println!("  shown again, warm    {}", spread(&mut warm));
    println!("  popup / empty window {:.2} ({:.2} to {:.2})", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
}

fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    format!("{:6.1} ms ({:.1} to {:.1})", ms(times[times.len() / 2]), ms(times[0]), ms(times[times.len() - 1]))
}

/// Shows an empty page and says so.
fn empty_window() {
    let setup = |app: &mut tauri::App| {
        WebviewWindowBuilder::new(app, "empty", WebviewUrl::CustomProtocol("empty://localhost/".parse()?))
            .inner_size(380.0, 640.0)
            .decorations(false)
            .visible(false)
            .on_page_load(|window, load| {
                if load.event() == PageLoadEvent::Finished {
                    window.show().unwrap();
                    println!("shown");
                }
            })
            .build()?;
        Ok(())
    };
    // Served as the app's own page is.
    let page = |_: tauri::UriSchemeContext<'_, _>, _| {
        tauri::http::Response::builder().header("content-type", "text/html").body(&b"<!doctype html>"[..]).unwrap()
    };
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", page)
        .setup(setup)
        .run(tauri::generate_context!())
        .unwrap();
}

fn started(desktop: &Desktop, program: &str, arguments: &[&str]) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut command = Command::new(program);
    command.args(arguments).envs(desktop.environment()).env_remove("WAYLAND_DISPLAY");
    // As the agent starts it.
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1").env("LOWTIDE_LOG", "error");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

fn measure_empty(desktop: &Desktop) -> Duration {
    let this = std::env::current_exe().unwrap();
    let begun = Instant::now();
    let (mut child, _input, mut output) = started(desktop, this.to_str().unwrap(), &[EMPTY]);
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let took = begun.elapsed();
    assert_eq!(line.trim(), "shown");
    child.kill().unwrap();
    child.wait().unwrap();
    took
}

/// The first time, and once more from the window that was kept.
fn measure_popup(desktop: &Desktop) -> (Duration, Duration) {
    let snapshot = snapshot();
    let begun = Instant::now();
    let (mut child, mut input, mut output) =
        started(desktop, env!("CARGO_BIN_EXE_lowtide-desktop"), &["--role", "window"]);
    let show = || ToWindow::Show { surface: Surface::Popup, anchor: None, activation: None };
    tell(&mut input, &show());
    tell(&mut input, &ToWindow::Snapshot(Box::new(serde_json::from_value(snapshot).unwrap())));
    until_shown(&mut input, &mut output);
    let cold = begun.elapsed();
    // What the page asks for after its first paint is not part of the next one.
    std::thread::sleep(Duration::from_millis(500));
    tell(&mut input, &ToWindow::Hide);
    std::thread::sleep(Duration::from_millis(500));
    let begun = Instant::now();
    tell(&mut input, &show());
    until_shown(&mut input, &mut output);
    let warm = begun.elapsed();
    tell(&mut input, &ToWindow::Quit);
    drop(input);
    child.wait().unwrap();
    (cold, warm)
}

fn tell(input: &mut ChildStdin, message: &ToWindow) {
    let mut line = serde_json::to_vec(message).unwrap();
    line.push(b'\n');
    input.write_all(&line).unwrap();
    input.flush().unwrap();
}

/// Answers what the page asks, as an agent that knows no more than the snapshot, until the window is to be seen.
fn until_shown(input: &mut ChildStdin, output: &mut impl std::io::BufRead) {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the window ended before it was shown");
        match serde_json::from_str(&line).unwrap() {
            FromWindow::Shown => return,
            FromWindow::Request { id, command } => {
                let name = serde_json::to_value(&command).unwrap()["name"].clone();
                let outcome = Ok(if name == "providers" || name == "trends" { json!([]) } else { Value::Null });
                tell(input, &ToWindow::Reply { id, outcome });
            }
            FromWindow::OpenMain(_) | FromWindow::Hidden => {}
        }
    }
}

fn snapshot() -> Value {
    let states = ["ok", "ok", "ok", "low", "critical"];
    let accounts: Vec<Value> = (0..ACCOUNTS)
        .map(|number| {
            let provider = ["crun", "srtgen", "supertone", "structocr", "sociavault"][number % 5];
            json!({
                "id": format!("{provider}-{number}"), "provider": provider, "providerName": provider,
                "label": format!("Client {number}"), "state": states[number % states.len()],
                "stale": false, "refreshing": false, "keySource": {"kind": "keychain"},
                "checkedAt": "2026-11-20T09:58:00Z", "readAt": "2026-11-20T09:58:00Z",
                "nextCheckAt": "2026-11-20T10:13:00Z",
                "reading": {
                    "meters": [{
                        "id": "credits", "label": "Credits", "unit": "credits", "primary": true,
                        "remaining": format!("{}.5", 1000 + number * 37), "used": null, "limit": "5000",
                        "limitIsLifetime": false, "unlimited": false, "period": null,
                        "resetsAt": "2026-11-29T00:00:00Z", "expiresAt": null
                    }],
                    "plans": [], "facts": [], "status": "active", "asOf": null, "oddities": []
                },
                "level": {"share": 0.4, "basis": "limit", "warning": 0.2, "critical": 0.05},
                "forecast": {
                    "state": "steady", "daysLeft": 6.2, "daysLeftLow": 5.1, "daysLeftHigh": 7.9, "burnPerDay": 120.0,
                    "confidence": "medium", "daysShortOfReset": null
                },
                "snoozedUntil": null, "muted": false, "failure": null, "baseUrl": null
            })
        })
        .collect();
    json!({
        "at": "2026-11-20T10:00:00Z", "demo": false, "offline": false, "refreshing": false,
        "interface": {"theme": "system", "language": "en", "locale": "en-US", "hideAmounts": false, "order": null},
        "alertsPaused": null, "accounts": accounts, "problems": []
    })
}
