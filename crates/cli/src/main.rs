//! The command `lowtide`: balances behind API keys, on a terminal or a server.
//!
//! Sees the core through its façade alone. Results go to stdout, everything else to stderr; the exit status is 0 when all
//! is fine, 1 when a reading failed, and 2 when the command or the configuration is wrong.

mod accounts;
mod add;
mod alerts;
mod args;
mod check;
mod details;
mod key;
mod logging;
mod output;
mod problem;
mod providers;
mod table;
mod usage;
mod words;

use std::process::ExitCode;

use crate::args::{AlertsCommand, Args, Command, ProvidersCommand};
use crate::output::Output;
use crate::problem::{Outcome, Problem, Status};

fn main() -> ExitCode {
    let mut output = Output::new();
    let outcome = match usage::parse(std::env::args_os()) {
        Ok(args) => {
            logging::start();
            run(args, &mut output)
        }
        Err(ended) => ended.tell(&mut output),
    };
    match outcome {
        Ok(status) => status.into(),
        Err(problem) => {
            problem.tell(&output);
            problem.status().into()
        }
    }
}

fn run(args: Args, output: &mut Output) -> Outcome {
    // One thread carries eight requests in flight; what blocks has threads of its own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Problem::Runtime)?;
    let outcome = runtime.block_on(carry_out(args.command, output));
    // A name that is still being looked up must not hold up the end.
    runtime.shutdown_background();
    outcome
}

async fn carry_out(command: Command, output: &mut Output) -> Outcome {
    match command {
        Command::Accounts { json } => accounts::list(output, json),
        Command::Add(add) => add::add(output, add).await,
        Command::Remove { account, keep_history, yes } => accounts::remove(output, &account, keep_history, yes).await,
        Command::SetKey { account, key, no_verify } => add::set_key(output, &account, key, !no_verify).await,
        Command::Pause { account } => accounts::set_paused(output, &account, true).await,
        Command::Resume { account } => accounts::set_paused(output, &account, false).await,
        Command::Check { accounts, json, timeout } => check::check(output, &accounts, timeout, json).await,
        Command::Status { accounts, json } => check::status(output, &accounts, json).await,
        Command::Alerts { command } => match command {
            AlertsCommand::Replay(args) => alerts::replay(output, args),
            AlertsCommand::Record(args) => alerts::record(output, &args),
        },
        Command::Providers { command } => match command {
            ProvidersCommand::List { json } => providers::list(output, json),
            ProvidersCommand::Show { provider, json } => providers::show(output, &provider, json),
            ProvidersCommand::Validate { files } => providers::validate(output, &files),
        },
    }
}

/// Exit statuses are a contract with scripts.
impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::ReadingFailed => 1,
            Status::Wrong => 2,
        })
    }
}
