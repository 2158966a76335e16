//! `add` and `set-key`: a key comes in, is tried, and is stored where it belongs.

use std::collections::BTreeMap;

use lowtide_core::app::{AddAccount, AppError, AppOptions, Seen, Trouble};
use lowtide_core::failure::Failure;
use lowtide_core::ids::AccountId;
use lowtide_core::report::{AccountReport, FailureReport};
use lowtide_core::time::Timestamp;
use serde::Serialize;

use crate::args::{Add, KeyFrom};
use crate::check::open;
use crate::key;
use crate::output::Output;
use crate::problem::{Outcome, Problem, Status};
use crate::words;

/// What `add --json` prints. Fields are only ever added.
#[derive(Debug, Serialize)]
struct AddedReport {
    /// The new account; null when none was added.
    id: Option<String>,
    /// The first reading; null when the key was not tried.
    account: Option<AccountReport>,
    /// Why the key was not accepted.
    failure: Option<FailureReport>,
}

/// Adds an account.
pub(crate) async fn add(output: &mut Output, args: Add) -> Outcome {
    let options = AppOptions::for_desktop()?;
    let clock = options.clock.clone();
    let one_shot = open(output, options)?;
    let provider = one_shot.provider(&args.provider)?.clone();
    let mut params = BTreeMap::new();
    for (name, value) in args.params {
        if params.insert(name, value).is_some() {
            return Err(Problem::Usage("--param names the same parameter twice".to_owned()));
        }
    }
    let verify = !args.no_verify;
    let key = key::read(output, args.key, &one_shot, Some(&provider), verify).await?;
    let new = AddAccount {
        provider: args.provider,
        id: args.id,
        label: args.label,
        params,
        base_url: args.base_url,
        key,
        verify,
    };
    let added = {
        let _trying = output.progress(if verify { "Trying the key…" } else { "Storing the key…" });
        one_shot.add(new).await
    };
    let done = match added {
        Ok(done) => done,
        Err(AppError::NotVerified(failure)) => {
            let failure = report(failure);
            refused(output, &provider.name, &failure, clock.now());
            if args.json {
                output.json(&AddedReport { id: None, account: None, failure: Some(failure) })?;
            }
            return Ok(Status::ReadingFailed);
        }
        Err(why) => return Err(why.into()),
    };
    tell(output, &done.trouble);
    if args.json {
        let account = done.result.seen.map(|seen| seen.report);
        output.json(&AddedReport { id: Some(done.result.id.to_string()), account, failure: None })?;
    } else {
        let said = said(done.result.seen.as_ref());
        output.write(&format!("Added {} ({}){said}\n", done.result.id, words::clean(&provider.name)))?;
    }
    Ok(Status::Fine)
}

/// Gives an account another key.
pub(crate) async fn set_key(output: &mut Output, id: &AccountId, from: KeyFrom, verify: bool) -> Outcome {
    let options = AppOptions::for_desktop()?;
    let clock = options.clock.clone();
    let one_shot = open(output, options)?;
    let account = one_shot.accounts().into_iter().find(|account| account.id == *id);
    let account = account.ok_or_else(|| AppError::UnknownAccount(id.clone()))?;
    // Without its definition a key can still be stored.
    let provider = one_shot.provider(&account.provider).ok().cloned();
    let key = key::read(output, from, &one_shot, provider.as_deref(), verify).await?;
    let replaced = {
        let _trying = output.progress(if verify { "Trying the key…" } else { "Storing the key…" });
        one_shot.set_key(id, key, verify).await
    };
    match replaced {
        Ok(done) => {
            tell(output, &done.trouble);
            output.write(&format!("Replaced the key of {id}{}\n", said(done.result.as_ref())))?;
            Ok(Status::Fine)
        }
        Err(AppError::NotVerified(failure)) => {
            let provider = provider.as_ref().map_or("the provider", |provider| &provider.name);
            refused(output, provider, &report(failure), clock.now());
            Ok(Status::ReadingFailed)
        }
        Err(why) => Err(why.into()),
    }
}

fn report(failure: Failure) -> FailureReport {
    FailureReport {
        kind: failure.kind.as_str(),
        message: failure.message,
        http_status: failure.http_status,
        retry_at: failure.retry_at,
    }
}

fn refused(output: &Output, provider: &str, failure: &FailureReport, now: Timestamp) {
    let why = words::failure(failure, now);
    let provider = words::clean(provider);
    output.note(&match failure.kind {
        "unauthorized" | "wrong_key_kind" => format!("{provider}: {why}\nNothing was stored."),
        _ => format!("the key could not be tried: {why}\nNothing was stored; --no-verify stores it all the same."),
    });
}

fn tell(output: &Output, trouble: &[Trouble]) {
    for trouble in trouble {
        output.note(&trouble.line());
    }
}

/// What the first reading says, behind a sentence.
fn said(seen: Option<&Seen>) -> String {
    let Some(seen) = seen else { return "; the key has not been tried".to_owned() };
    match words::primary(&seen.report) {
        Some(meter) if words::left(meter).is_some() && !meter.unlimited => format!(": {} left", words::figure(meter)),
        Some(meter) => format!(": {}", words::figure(meter)),
        // The key is good and the account is empty.
        None => format!(": {}", seen.report.state),
    }
}
