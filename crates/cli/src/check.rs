//! `check` and `status`: how the accounts stand.

use std::time::Duration;

use lowtide_core::app::{AppOptions, OneShot, Overview, Seen};
use lowtide_core::ids::AccountId;
use lowtide_core::time::Timestamp;

use crate::details;
use crate::output::{Output, Style};
use crate::problem::{Outcome, Problem, Status};
use crate::table::{Cell, Table};
use crate::words;

/// Opens the configuration; what is wrong with single providers is told and stops nothing.
pub(crate) fn open(output: &Output, options: AppOptions) -> Result<OneShot, Problem> {
    let (one_shot, trouble) = OneShot::open(options)?;
    for line in trouble {
        output.note(&line);
    }
    Ok(one_shot)
}

/// Asks the providers now.
pub(crate) async fn check(
    output: &mut Output,
    accounts: &[AccountId],
    timeout: Option<Duration>,
    json: bool,
) -> Outcome {
    let options = AppOptions::for_desktop()?;
    let clock = options.clock.clone();
    let one_shot = open(output, options)?;
    let overview = {
        let _asking = output.progress("Asking the providers…");
        one_shot.check(accounts, timeout).await?
    };
    let failed = overview.accounts.iter().any(|seen| seen.report.failure.is_some());
    if overview.accounts.is_empty() {
        say_why_there_is_nothing(output, &one_shot);
    }
    show(output, overview, json, clock.now())?;
    Ok(if failed { Status::ReadingFailed } else { Status::Fine })
}

/// Shows what was last read.
pub(crate) async fn status(output: &mut Output, accounts: &[AccountId], json: bool) -> Outcome {
    let options = AppOptions::for_desktop()?;
    let clock = options.clock.clone();
    let one_shot = open(output, options)?;
    let overview = one_shot.status(accounts).await?;
    if overview.accounts.is_empty() {
        say_why_there_is_nothing(output, &one_shot);
    }
    show(output, overview, json, clock.now())?;
    Ok(Status::Fine)
}

fn say_why_there_is_nothing(output: &Output, one_shot: &OneShot) {
    output.note(if one_shot.accounts().is_empty() { NO_ACCOUNTS } else { "all accounts are paused" });
}

/// What to do when there is nothing to show.
pub(crate) const NO_ACCOUNTS: &str =
    "no accounts yet; add one by `lowtide add PROVIDER`, with a provider of `lowtide providers list`";

fn show(output: &mut Output, overview: Overview, json: bool, now: Timestamp) -> Result<(), Problem> {
    for trouble in &overview.trouble {
        output.note(&trouble.line());
    }
    if json {
        return output.json(&overview.into_report());
    }
    let text = match &overview.accounts[..] {
        [] => return Ok(()),
        [one] => details::render(output, one, now),
        many => table(many, now).render(output),
    };
    output.write(&text)
}

fn table(accounts: &[Seen], now: Timestamp) -> Table {
    let mut table = Table::new(&["STATE", "ACCOUNT", "LEFT", "OF", "READ"]);
    for seen in accounts {
        let account = &seen.report;
        let (sign, style) = words::sign(account.state);
        let primary = words::primary(account);
        let left = primary.map_or_else(|| "–".to_owned(), words::figure);
        table.row([
            Cell::styled(style, format!("{sign} {}", account.state)),
            words::name(&account.label, &account.id).into(),
            Cell::styled(Style::Bold, left),
            whole(seen).unwrap_or_default().into(),
            Cell::styled(Style::Dim, read(seen, now)),
        ]);
        if let Some(failure) = &account.failure {
            table.below(Cell::styled(style, words::failure(failure, now)));
        }
    }
    table
}

/// What the amount that is left is a part of.
fn whole(seen: &Seen) -> Option<String> {
    let limit = words::number(words::primary(&seen.report)?.limit.as_ref()?.get());
    // A limit that counts all that was ever granted makes no share.
    match seen.share.filter(|share| share.of_limit) {
        Some(share) => Some(format!("{} of {limit}", words::percent(share.left))),
        None => Some(format!("of {limit}")),
    }
}

/// When the figures were read.
pub(crate) fn read(seen: &Seen, now: Timestamp) -> String {
    let stale = if seen.report.stale { ", stale" } else { "" };
    seen.read_at.map_or_else(|| "never".to_owned(), |at| format!("{}{stale}", words::ago(at, now)))
}
