//! `alerts replay`: what rules would have said, by the same code that speaks.

use std::path::Path;
use std::time::Duration;

use lowtide_core::app::replay::{self as core, Decision, Event, HeldBecause, Replay, Step, Timed, Zone};
use lowtide_core::ids::AccountId;
use lowtide_core::settings::Folders;
use lowtide_core::time::{Clock, SystemClock, Timestamp};

use super::lines::Lines;
use super::sheet::{Form, Sheet};
use crate::args::Replay as Arguments;
use crate::output::Output;
use crate::problem::{Outcome, Problem, Status};

/// What was said and what was not.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    told: usize,
    held: usize,
    noted: usize,
}

/// A replay on its way, and where its decisions go.
struct Run<'o> {
    replay: Replay,
    sheet: Sheet<'o>,
    with_forecast: bool,
    /// Decisions before this time are not shown.
    since: Option<Timestamp>,
    count: Count,
}

/// Replays readings or an account's past.
pub(crate) fn replay(output: &mut Output, args: Arguments) -> Outcome {
    let zone = args.timezone.unwrap_or_else(Zone::system);
    let config = args.config.as_deref();
    let form = if args.json { Form::Json } else { Form::Columns(zone.clone()) };
    match (args.readings, args.account) {
        (Some(path), _) => {
            let replay = Replay::new(core::rules(config)?, zone.time_zone());
            let run = Run::new(replay, output, form, args.forecast);
            of_lines(run, &path)
        }
        (None, Some(account)) => of_account(output, &account, config, &zone, args.since, form, args.forecast),
        (None, None) => Err(Problem::Usage("--account or --readings is missing".to_owned())),
    }
}

fn of_lines(mut run: Run<'_>, path: &Path) -> Outcome {
    let mut lines = match Lines::open(path) {
        Ok(lines) => lines,
        Err(why) => return Err(Problem::File { path: path.to_owned(), why }),
    };
    loop {
        // Whoever feeds lines one by one sees what each leads to.
        if lines.must_wait() && !run.sheet.flush()? {
            return Ok(Status::Fine);
        }
        let refused = match lines.next() {
            Ok(None) => break,
            Ok(Some(text)) => match core::parse_line(text) {
                Ok(None) => continue,
                Ok(Some(timed)) => match run.step(timed)? {
                    Ok(()) => continue,
                    Err(why) => why.to_string(),
                },
                Err(why) => why.to_string(),
            },
            Err(why) => why.to_string(),
        };
        return run.refuse(format!("{}: {refused}", lines.place()));
    }
    run.end()
}

fn of_account(
    output: &mut Output,
    account: &AccountId,
    config: Option<&Path>,
    zone: &Zone,
    since: Option<Duration>,
    form: Form,
    with_forecast: bool,
) -> Outcome {
    let folders = Folders::from_env(|name| std::env::var_os(name)).map_err(lowtide_core::app::StartError::from)?;
    let recorded = core::recorded(&folders, account, config)?;
    let now = SystemClock.now();
    if recorded.events.is_empty() {
        output.note(&format!("nothing was read of {account} yet; `lowtide check {account}` reads it"));
    }
    let replay = Replay::new(recorded.rules, zone.time_zone());
    let mut run = Run::new(replay, output, form, with_forecast);
    // What was before the time that is asked for has its part in what came after.
    run.since = since.map(|since| now.saturating_sub(since).unwrap_or(Timestamp::MIN));
    // The last thing that happened is that nothing more did until now.
    let until_now = recorded.events.last().filter(|last| last.at < now).map(|_| Timed { at: now, event: Event::Tick });
    for timed in recorded.events.into_iter().chain(until_now) {
        if let Err(why) = run.step(timed)? {
            return run.refuse(format!("{account}: {why}"));
        }
        if !run.sheet.is_read() {
            return Ok(Status::Fine);
        }
    }
    run.end()
}

impl<'o> Run<'o> {
    fn new(replay: Replay, output: &'o mut Output, form: Form, with_forecast: bool) -> Self {
        Self { replay, sheet: Sheet::new(output, form), with_forecast, since: None, count: Count::default() }
    }

    /// Lets one event happen and shows what it led to.
    fn step(&mut self, timed: Timed) -> Result<Result<(), core::OutOfOrder>, Problem> {
        let at = timed.at;
        let Step { decisions, forecast } = match self.replay.step(timed) {
            Ok(step) => step,
            Err(why) => return Ok(Err(why)),
        };
        for decision in decisions.iter().filter(|decision| self.since.is_none_or(|since| decision.at >= since)) {
            self.count.add(decision);
            self.sheet.decision(decision)?;
        }
        if let Some(forecast) = forecast.filter(|_| self.with_forecast && self.since.is_none_or(|since| at >= since)) {
            self.sheet.forecast(at, &forecast)?;
        }
        Ok(Ok(()))
    }

    /// What is wrong is told behind what was said before it.
    fn refuse(mut self, why: String) -> Outcome {
        self.sheet.flush()?;
        Err(Problem::Line(why))
    }

    fn end(mut self) -> Outcome {
        if self.sheet.is_for_people() {
            self.sheet.line(&self.count.sentence())?;
        }
        self.sheet.flush()?;
        Ok(Status::Fine)
    }
}

impl Count {
    fn add(&mut self, decision: &Decision) {
        match decision.held {
            None => self.told += 1,
            Some(HeldBecause::Covered | HeldBecause::SwitchedOff | HeldBecause::Interrupted) => self.noted += 1,
            Some(
                HeldBecause::QuietHours
                | HeldBecause::Snoozed
                | HeldBecause::Muted
                | HeldBecause::Paused
                | HeldBecause::DeliveryFailed,
            ) => self.held += 1,
        }
    }

    fn sentence(&self) -> String {
        let alerts = match self.told {
            0 => "Nothing".to_owned(),
            1 => "1 alert".to_owned(),
            told => format!("{told} alerts"),
        };
        let part = |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
        format!("{alerts} would have been told{}{}.", part(self.held, "held back"), part(self.noted, "only noted"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts() {
        for (told, held, noted, expected) in [
            (0, 0, 0, "Nothing would have been told."),
            (1, 0, 0, "1 alert would have been told."),
            (3, 1, 0, "3 alerts would have been told, 1 held back."),
            (0, 2, 1, "Nothing would have been told, 2 held back, 1 only noted."),
        ] {
            assert_eq!(Count { told, held, noted }.sentence(), expected);
        }
    }
}
