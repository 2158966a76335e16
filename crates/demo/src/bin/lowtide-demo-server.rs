//! The demo providers as a process of their own, for tests that cannot hold the server in theirs.
//!
//! Prints one line of JSON with its origin and accounts, then takes one command per line and answers each with one line
//! of JSON. Ends with its standard input.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use lowtide_demo::{DemoServer, Scenario, Script, console};
use serde_json::{Value, json};

const PROVIDERS: [&str; 5] = ["srtgen", "crun", "supertone", "structocr", "sociavault"];

fn main() -> ExitCode {
    let scenario = match std::env::args().nth(1).as_deref() {
        None => Scenario::demo(),
        Some("--scripted") => scripted(),
        Some(_) => return say_usage(),
    };
    match serve(scenario) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing more can be done when not even this can be written.
            drop(writeln!(io::stderr(), "lowtide-demo-server: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A steady 1,250 credits at each provider, all with the key `demo-key`.
fn scripted() -> Scenario {
    let add = |scenario: Scenario, provider: &&str| scenario.account(provider, "demo-key", Script::steady(1_250));
    PROVIDERS.iter().fold(Scenario::scripted(), add)
}

fn say_usage() -> ExitCode {
    let usage = format!(
        "usage: lowtide-demo-server [--scripted]\n\nWithout --scripted it plays the demo. Commands, one per line:\n{}",
        console::USAGE
    );
    drop(writeln!(io::stderr(), "{usage}"));
    ExitCode::from(2)
}

fn serve(scenario: Scenario) -> io::Result<()> {
    let server = DemoServer::start_blocking(scenario)?;
    say(&console::greeting(&server))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        match console::parse(&line) {
            Ok(command) => match console::run(command, server.handle()) {
                Some(answer) => say(&answer)?,
                None => break,
            },
            Err(error) => say(&json!({"ok": false, "error": error.to_string()}))?,
        }
    }
    Ok(())
}

fn say(answer: &Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{answer}")?;
    out.flush()
}
