//! What would have been said: events of the past through the same [`Watch`] that the engine drives. Pure.
//!
//! Between two events the time passes as it does in the engine: what quiet hours, a snooze or a notification server that
//! takes nothing hold back is told at the moment when it may be.

mod event;

use jiff::tz::TimeZone;

use crate::alert::{Circumstances, Decision, Observation, Pause, Rules, Voice, Watch};
use crate::forecast::Forecast;
use crate::time::Timestamp;

pub use event::{Event, Timed};

/// A replay of one account.
#[derive(Debug)]
pub struct Replay {
    watch: Watch,
    zone: TimeZone,
    voice: Voice,
    now: Option<Timestamp>,
    /// The notification server takes nothing before this time.
    server_is_back: Option<Timestamp>,
}

/// What one event led to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// Every decision since the event before, in the order of time.
    pub decisions: Vec<Decision>,
    /// The forecast after a reading that is believed or doubted; none after other events.
    pub forecast: Option<Forecast>,
}

/// An event lies before the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{at} is earlier than the event before it, {before}")]
pub struct OutOfOrder {
    /// The event's time.
    pub at: Timestamp,
    /// That of the event before.
    pub before: Timestamp,
}

impl Replay {
    /// An account of which nothing is known yet, under these rules; its decisions are in English.
    pub fn new(rules: Rules, zone: TimeZone) -> Self {
        Self { watch: Watch::new(rules), zone, voice: Voice::default(), now: None, server_is_back: None }
    }

    /// The same with decisions in another voice.
    #[must_use]
    pub fn speaking(mut self, voice: Voice) -> Self {
        self.voice = voice;
        self
    }

    /// The account as it stands after the last event.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Lets one event happen; events come in the order of time.
    pub fn step(&mut self, timed: Timed) -> Result<Step, OutOfOrder> {
        let at = timed.at;
        if let Some(before) = self.now.filter(|before| at < *before) {
            return Err(OutOfOrder { at, before });
        }
        let mut step = Step::default();
        self.pass_until(at, &mut step.decisions);
        self.now = Some(at);
        let mut is_reading = false;
        match timed.event {
            Event::Reading(reading) => {
                is_reading = true;
                self.watch.observe(Observation::Reading(reading), at, &self.zone);
            }
            Event::Failure(failure) => {
                self.watch.observe(Observation::Failure(failure), at, &self.zone);
            }
            Event::Restart => self.restart(at, &mut step.decisions),
            Event::Snooze { until } => self.watch.snooze(Some(until)),
            Event::MuteUntilToppedUp => self.watch.mute(true),
            Event::DeliveryFails { until } => self.server_is_back = Some(until),
            Event::Tick => {}
        }
        self.tell(at, &mut step.decisions);
        step.forecast = is_reading.then(|| *self.watch.forecast());
        Ok(step)
    }

    /// Lets the time pass up to a moment that is not part of it.
    fn pass_until(&mut self, end: Timestamp, decisions: &mut Vec<Decision>) {
        let Some(mut now) = self.now else { return };
        loop {
            let circumstances = Circumstances { now, zone: &self.zone, pause: Pause::No };
            let outlook = self.watch.outlook(&circumstances, self.voice);
            let retry = self.server_is_back.filter(|_| !outlook.tell.is_empty());
            decisions.extend(outlook.held);
            let next = [outlook.look_again, retry].into_iter().flatten().filter(|next| *next > now).min();
            let Some(next) = next.filter(|next| *next < end) else { return };
            now = next;
            self.now = Some(now);
            self.tell(now, decisions);
        }
    }

    fn tell(&mut self, now: Timestamp, decisions: &mut Vec<Decision>) {
        self.server_is_back = self.server_is_back.filter(|until| *until > now);
        let circumstances = Circumstances { now, zone: &self.zone, pause: Pause::No };
        let outlook = self.watch.outlook(&circumstances, self.voice);
        decisions.extend(outlook.held);
        if outlook.tell.is_empty() {
            return;
        }
        self.watch.begin_telling(&outlook.tell);
        let is_shown = outlook.tell.iter().any(|telling| !telling.covered);
        decisions.extend(if is_shown && self.server_is_back.is_some() {
            self.watch.not_told(&outlook.tell, now, self.voice)
        } else {
            self.watch.told(&outlook.tell, now, self.voice)
        });
    }

    fn restart(&mut self, now: Timestamp, decisions: &mut Vec<Decision>) {
        let rules = self.watch.rules().clone();
        // What was saved a moment ago can be read; were it not so, the account would start anew, as in the engine.
        let saved = self.watch.saved().and_then(|text| Watch::restored(rules.clone(), &text, &self.zone));
        self.watch = saved.unwrap_or_else(|_| Watch::new(rules));
        decisions.extend(self.watch.settle_interrupted(now, self.voice));
    }
}

#[cfg(test)]
mod tests;
