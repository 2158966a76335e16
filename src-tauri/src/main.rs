//! Lowtide's tray shell: one binary in two roles.
//!
//! The **agent** owns the tray and the core and has no web view. The **window** shows the page and owns nothing; the
//! agent starts it as a child and speaks [`lowtide_core::contract`] with it over the pipes it was born with.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod agent;
mod cli;
mod logging;
mod window;

use std::io::Write;
use std::process::ExitCode;

use cli::Invocation;

fn main() -> ExitCode {
    let invocation = match cli::parse(std::env::args_os().skip(1)) {
        Ok(invocation) => invocation,
        Err(error) => {
            write(std::io::stderr(), &format!("lowtide-desktop: {error}; see --help\n"));
            return ExitCode::from(2);
        }
    };
    let outcome = match invocation {
        Invocation::Help => return write(std::io::stdout(), cli::HELP),
        Invocation::Version => {
            return write(std::io::stdout(), concat!("lowtide-desktop ", env!("CARGO_PKG_VERSION"), "\n"));
        }
        Invocation::Agent(args) => {
            logging::start("agent");
            agent::run(&args, context()).map_err(|error| error.to_string())
        }
        Invocation::Window => {
            logging::start("window");
            window::run(context()).map_err(|error| error.to_string())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The configuration, the icons and the page, all embedded; written once, because every use would embed them again.
fn context() -> tauri::Context {
    tauri::generate_context!()
}

fn write(mut to: impl Write, text: &str) -> ExitCode {
    match to.write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
