//! `providers list`, `providers show` and `providers validate`.

use std::path::PathBuf;

use lowtide_core::app::{
    AppError, ErrorRuleReport, KeyReport, MeterRuleReport, ParamReport, ProviderReport, open_catalog, validate_provider,
};
use lowtide_core::catalog::Provider;
use lowtide_core::ids::ProviderId;
use lowtide_core::settings::Folders;
use serde::Serialize;

use crate::output::{Output, Style};
use crate::problem::{Outcome, Problem, Status};
use crate::table::{self, Cell, Table};
use crate::words;

/// What `providers list --json` prints. Fields are only ever added.
#[derive(Debug, Serialize)]
struct ProviderList {
    providers: Vec<ProviderReport>,
}

/// Lists the providers.
pub(crate) fn list(output: &mut Output, json: bool) -> Outcome {
    let providers: Vec<ProviderReport> = all(output)?.iter().map(|provider| provider.as_ref().into()).collect();
    if json {
        output.json(&ProviderList { providers })?;
        return Ok(Status::Fine);
    }
    let mut table = Table::new(&["PROVIDER", "NAME", "WHAT IT SELLS", ""]);
    for provider in &providers {
        table.row([
            provider.id.as_str().into(),
            words::clean(&provider.name).into(),
            words::clean(&provider.summary).into(),
            Cell::styled(Style::Dim, if provider.custom { "yours" } else { "" }),
        ]);
    }
    output.write(&table.render(output))?;
    Ok(Status::Fine)
}

/// Shows what a provider is asked and what is read from its answer.
pub(crate) fn show(output: &mut Output, id: &ProviderId, json: bool) -> Outcome {
    let providers = all(output)?;
    let provider = providers.iter().find(|provider| provider.id == *id);
    let provider: ProviderReport = provider.ok_or_else(|| AppError::UnknownProvider(id.clone()))?.as_ref().into();
    if json {
        output.json(&provider)?;
    } else {
        output.write(&sheet(output, &provider))?;
    }
    Ok(Status::Fine)
}

/// Finds everything that is wrong with provider files.
pub(crate) fn validate(output: &mut Output, files: &[PathBuf]) -> Outcome {
    let mut status = Status::Fine;
    for file in files {
        match validate_provider(file) {
            Ok(provider) => output.write(&format!("{}: ok ({})\n", file.display(), provider.id))?,
            Err(errors) => {
                status = Status::Wrong;
                for error in &errors.0 {
                    output.note_raw(&format!("{error}\n"));
                }
            }
        }
    }
    Ok(status)
}

/// Every provider, by name. The accounts need not be readable for that.
fn all(output: &Output) -> Result<Vec<std::sync::Arc<Provider>>, Problem> {
    let folders = Folders::from_env(|name| std::env::var_os(name)).map_err(lowtide_core::app::StartError::from)?;
    let (catalog, trouble) = open_catalog(&folders)?;
    for line in trouble {
        output.note(&line);
    }
    Ok(catalog.iter().cloned().collect())
}

fn sheet(output: &Output, provider: &ProviderReport) -> String {
    let title = output.styled(Style::Bold, &words::name(&provider.name, &provider.id));
    let some = |text: &Option<String>| text.as_deref().map(words::clean).into_iter().collect::<Vec<_>>();
    let facts: Vec<String> = provider.facts.iter().map(|fact| words::clean(&fact.label)).collect();
    let facts = if facts.is_empty() { Vec::new() } else { vec![facts.join(", ")] };
    let plans = if provider.plans { vec!["each with what is left of it".to_owned()] } else { Vec::new() };
    let lines = table::sheet(
        output,
        &[
            ("Sells", vec![words::clean(&provider.summary)]),
            ("Asks", vec![format!("{} {}", provider.method, provider.url)]),
            ("Key", [vec![place(&provider.key)], some(&provider.key_hint)].concat()),
            ("At most", vec![format!("every {} s", provider.min_interval_seconds)]),
            ("Parameters", provider.params.iter().flat_map(param).collect()),
            ("Meters", table::columns(&provider.meters.iter().map(meter).collect::<Vec<_>>())),
            ("Plans", plans),
            ("Facts", facts),
            ("Errors", table::columns(&provider.errors.iter().map(error).collect::<Vec<_>>())),
            ("Notes", some(&provider.notes)),
            ("Keys page", some(&provider.keys_page)),
            ("Billing", some(&provider.billing_page)),
            ("Docs", vec![words::clean(&provider.docs)]),
            ("Homepage", some(&provider.homepage)),
            ("Verified", vec![provider.verified.clone()]),
        ],
    );
    format!("{title}\n\n{lines}")
}

fn place(key: &KeyReport) -> String {
    let name = key.name.as_deref().map(words::clean).unwrap_or_default();
    match key.place {
        "header" => match &key.prefix {
            Some(prefix) => format!("in the header {name}, behind {:?}", words::clean(prefix)),
            None => format!("in the header {name}"),
        },
        "query" => format!("in the query field {name}"),
        "body" => format!("in the field {name} of the JSON body"),
        "basic_username" => "as the user name of HTTP Basic".to_owned(),
        _ => "as the password of HTTP Basic".to_owned(),
    }
}

fn param(param: &ParamReport) -> Vec<String> {
    let mut what = vec![words::clean(&param.label)];
    if !param.choices.is_empty() {
        what.push(format!("one of {}", param.choices.join(", ")));
    }
    match &param.default {
        Some(default) => what.push(format!("{default} where none is given")),
        None => what.push(if param.required { "required" } else { "optional" }.to_owned()),
    }
    let help = param.help.as_deref().map(|help| format!("  {}", words::clean(help)));
    std::iter::once(format!("{}: {}", param.name, words::clean(&what.join("; ")))).chain(help).collect()
}

fn meter(meter: &MeterRuleReport) -> Vec<String> {
    let unit = meter.unit.clone().unwrap_or_else(|| "in the unit that the answer names".to_owned());
    let primary = if meter.primary { "what the account is judged by" } else { "" };
    vec![words::clean(&meter.label), unit, primary.to_owned()]
}

fn error(rule: &ErrorRuleReport) -> Vec<String> {
    let statuses: Vec<String> = rule.http.iter().map(ToString::to_string).collect();
    let status = if statuses.is_empty() { "any answer".to_owned() } else { statuses.join(", ") };
    let when = if rule.conditional { " that says so" } else { "" };
    vec![format!("{status}{when}"), rule.kind.to_owned(), rule.help.as_deref().map(words::clean).unwrap_or_default()]
}
