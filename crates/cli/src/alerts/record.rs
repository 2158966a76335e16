//! `alerts record`: what was said, what was held back, and why.

use lowtide_core::app::StartError;
use lowtide_core::app::replay::{self as core, RecordLine, Zone};
use lowtide_core::settings::Folders;

use super::sheet::{outcome, style};
use crate::args::Record;
use crate::output::{Output, Style};
use crate::problem::{Outcome, Status};
use crate::table::{Cell, Table};
use crate::words;

/// Shows the last decisions, the newest first.
pub(crate) fn record(output: &mut Output, args: &Record) -> Outcome {
    let folders = Folders::from_env(|name| std::env::var_os(name)).map_err(StartError::from)?;
    let decisions = core::decisions(&folders, args.account.as_ref(), args.limit)?;
    if decisions.is_empty() {
        output.note("nothing was told or held back yet");
        return Ok(Status::Fine);
    }
    if args.json {
        let mut text = String::new();
        for stored in &decisions {
            text.push_str(&serde_json::to_string(&RecordLine::from(stored))?);
            text.push('\n');
        }
        output.write(&text)?;
        return Ok(Status::Fine);
    }
    let zone = args.timezone.clone().unwrap_or_else(Zone::system);
    let mut table = Table::new(&["TIME", "ACCOUNT", "RULE", "LEVEL", "", ""]);
    for stored in &decisions {
        let decision = &stored.decision;
        let styled = |text: &str| Cell::styled(style(decision), text);
        table.row([
            Cell::styled(Style::Dim, zone.local(decision.at)),
            stored.account.as_str().into(),
            styled(&decision.concern.rule.as_str().replace('_', " ")),
            styled(decision.severity.as_str()),
            styled(outcome(decision)),
            words::clean(&decision.sentence).into(),
        ]);
    }
    output.write(&table.render(output))?;
    Ok(Status::Fine)
}
