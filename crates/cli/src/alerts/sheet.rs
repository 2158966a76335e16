//! Decisions and forecasts in lines: for people in columns, for programs as JSON. Written as they come, so that a replay of
//! years takes no more memory than one of a day.

use lowtide_core::app::replay::{
    Decision, DecisionLine, Forecast, ForecastLine, ForecastState, HeldBecause, Severity, Zone,
};
use lowtide_core::time::Timestamp;
use serde::Serialize;

use crate::output::{Output, Style};
use crate::problem::Problem;
use crate::words;

/// What is written at once.
const CHUNK: usize = 32 * 1024;

/// How a result is shown.
pub(crate) enum Form {
    /// One JSON text a line.
    Json,
    /// Columns, in this local time.
    Columns(Zone),
}

/// Lines on their way to stdout.
pub(crate) struct Sheet<'o> {
    output: &'o mut Output,
    form: Form,
    pending: String,
    has_head: bool,
}

#[derive(Serialize)]
struct ForecastAt {
    at: Timestamp,
    forecast: ForecastLine,
}

/// Columns as wide as what can stand in them.
const HEAD: [(&str, usize); 4] = [("TIME", 23), ("RULE", 13), ("LEVEL", 8), ("", 24)];

impl<'o> Sheet<'o> {
    pub(crate) fn new(output: &'o mut Output, form: Form) -> Self {
        Self { output, form, pending: String::new(), has_head: false }
    }

    /// Adds a decision.
    pub(crate) fn decision(&mut self, decision: &Decision) -> Result<(), Problem> {
        let Form::Columns(zone) = &self.form else { return self.json(&DecisionLine::from(decision)) };
        let cells = [
            zone.local(decision.at),
            decision.concern.rule.as_str().replace('_', " "),
            decision.severity.as_str().to_owned(),
            outcome(decision).to_owned(),
        ];
        self.row(&cells, &words::clean(&decision.sentence), style(decision))
    }

    /// Adds a forecast.
    pub(crate) fn forecast(&mut self, at: Timestamp, forecast: &Forecast) -> Result<(), Problem> {
        let forecast_line = ForecastLine::from(forecast);
        let Form::Columns(zone) = &self.form else { return self.json(&ForecastAt { at, forecast: forecast_line }) };
        let cells = [zone.local(at), "forecast".to_owned(), String::new(), String::new()];
        self.row(&cells, &expected(forecast.state, &forecast_line), Style::Dim)
    }

    /// Adds a line of its own.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Problem> {
        self.pending.push_str(text);
        self.end_line()
    }

    /// Whether people read it, and no program.
    pub(crate) fn is_for_people(&self) -> bool {
        matches!(self.form, Form::Columns(_))
    }

    /// Whether anybody still reads it, as far as is known.
    pub(crate) fn is_read(&self) -> bool {
        !self.output.is_closed()
    }

    /// Writes what waits. Gives whether anybody still reads it.
    pub(crate) fn flush(&mut self) -> Result<bool, Problem> {
        if !self.pending.is_empty() {
            self.output.write(&self.pending)?;
            self.pending.clear();
        }
        Ok(self.is_read())
    }

    fn json(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        self.pending.push_str(&serde_json::to_string(value)?);
        self.end_line()
    }

    fn row(&mut self, cells: &[String; 4], rest: &str, style: Style) -> Result<(), Problem> {
        if !self.has_head {
            self.has_head = true;
            let titles = HEAD.map(|(title, width)| format!("{title:width$}  "));
            let head = self.output.styled(Style::Dim, titles.concat().trim_end());
            self.line(&head)?;
        }
        for ((place, cell), (_, width)) in cells.iter().enumerate().zip(HEAD) {
            let padded = format!("{cell:width$}");
            let style = if place == 0 { Style::Dim } else { style };
            self.pending.extend([&self.output.styled(style, &padded), "  "]);
        }
        self.line(rest)
    }

    fn end_line(&mut self) -> Result<(), Problem> {
        self.pending.push('\n');
        if self.pending.len() >= CHUNK {
            self.flush()?;
        }
        Ok(())
    }
}

/// How a decision is shown.
pub(super) fn style(decision: &Decision) -> Style {
    match decision.severity {
        _ if decision.held.is_some() => Style::Dim,
        Severity::Info => Style::Plain,
        Severity::Warning => Style::Yellow,
        Severity::Critical => Style::Red,
    }
}

/// What became of an alert, in words.
pub(super) fn outcome(decision: &Decision) -> &'static str {
    let Some(because) = decision.held else { return "told" };
    match because {
        HeldBecause::QuietHours => "held: quiet hours",
        HeldBecause::Snoozed => "held: snoozed",
        HeldBecause::Muted => "held: muted",
        HeldBecause::Paused => "held: paused",
        HeldBecause::Covered => "said by a graver one",
        HeldBecause::DeliveryFailed => "held: could not be shown",
        HeldBecause::SwitchedOff => "noted only",
        HeldBecause::Interrupted => "perhaps told",
    }
}

fn expected(state: ForecastState, forecast: &ForecastLine) -> String {
    let pace = forecast.burn_per_day.map(|burn| format!(", {burn} a day")).unwrap_or_default();
    let days = |days: Option<f64>| days.map_or_else(|| "?".to_owned(), |days| format!("{days:.1}"));
    match (state, forecast.days_left) {
        (ForecastState::Learning, _) => "learning".to_owned(),
        (ForecastState::NotDraining, _) => "not draining".to_owned(),
        (ForecastState::LastsUntilReset, _) => format!("lasts until the reset{pace}"),
        (ForecastState::Steady, None) => format!("draining{pace}"),
        (ForecastState::Steady, Some(_)) => format!(
            "{} days left ({} to {}){pace}",
            days(forecast.days_left),
            days(forecast.days_left_low),
            days(forecast.days_left_high)
        ),
    }
}
