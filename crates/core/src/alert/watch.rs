//! One account as the alerts see it: everything that decides, nothing that acts. The engine and the replay drive it alike.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::memory::Memory;
use super::observe::{Belief, name_of};
use super::outlook::{Circumstances, Outlook, Telling};
use super::words::{self, Occasion, Voice, Words};
use super::{Decision, Rules, judge, lapse, outlook};
use crate::failure::Failure;
use crate::forecast::{Figures, Forecast, Ledger, Rise, RiseKind, UnusualSpend};
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// One poll's outcome.
#[derive(Debug, Clone)]
pub enum Observation {
    /// A reading.
    Reading(Arc<Reading>),
    /// Why there was none.
    Failure(Failure),
}

/// What became of an observation.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// Whether it is believed; failures always are.
    pub belief: Belief,
    /// What rose, of all meters.
    pub rises: Vec<Rise>,
}

/// One account under watch.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    rules: Rules,
    kept: Kept,
    /// As of the last believed reading.
    forecast: Forecast,
    unusual: Option<UnusualSpend>,
}

/// What a restart must not change.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Kept {
    memory: Memory,
    ledger: Ledger,
    /// The last figures of the other meters.
    others: BTreeMap<String, (Timestamp, Figures)>,
    reading: Option<Arc<Reading>>,
    read_at: Option<Timestamp>,
    failure: Option<Failure>,
}

impl Watch {
    /// An account of which nothing is known.
    pub fn new(rules: Rules) -> Self {
        Self { rules, kept: Kept::default(), forecast: Forecast::default(), unusual: None }
    }

    /// An account as the history knows it: its memory, its ledger, the last believed reading and the last poll's failure.
    pub fn recalled(
        rules: Rules,
        memory: Memory,
        ledger: Ledger,
        reading: Option<(Arc<Reading>, Timestamp)>,
        failure: Option<Failure>,
        zone: &TimeZone,
    ) -> Self {
        let mut watch = Self::new(rules);
        watch.kept = Kept { memory, ledger, failure, ..Kept::default() };
        if let Some((reading, at)) = reading {
            watch.kept.memory.recall(&reading);
            watch.note_other_meters(&reading, at);
            watch.kept.reading = Some(reading);
            watch.kept.read_at = Some(at);
        }
        watch.look_ahead(zone);
        watch
    }

    /// Everything that a restart must not change, as text; [`Watch::restored`] reads it.
    pub fn saved(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.kept)
    }

    /// The watch that was saved.
    pub fn restored(rules: Rules, saved: &str, zone: &TimeZone) -> Result<Self, serde_json::Error> {
        let kept = serde_json::from_str(saved)?;
        let mut watch = Self { rules, kept, forecast: Forecast::default(), unusual: None };
        watch.look_ahead(zone);
        Ok(watch)
    }

    /// The rules in force.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Puts other rules in force, from the next reading or [`Watch::judge_again`] on.
    pub fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// Judges the last believed reading by the rules in force, because the person has just changed them.
    pub fn judge_again(&mut self, now: Timestamp) {
        let Some(reading) = self.kept.reading.clone() else { return };
        let evidence = judge::Evidence {
            reading: &reading,
            before: Some(&reading),
            forecast: &self.forecast,
            unusual: self.unusual,
        };
        judge::reading(&mut self.kept.memory, &self.rules, &evidence, now);
    }

    /// What is remembered of the account.
    pub fn memory(&self) -> &Memory {
        &self.kept.memory
    }

    /// What the account spent.
    pub fn ledger(&self) -> &Ledger {
        &self.kept.ledger
    }

    /// Puts a ledger in the place of the one in force: the person has said what a rise was.
    pub fn set_ledger(&mut self, ledger: Ledger, zone: &TimeZone) {
        self.kept.ledger = ledger;
        self.look_ahead(zone);
    }

    /// The last believed reading.
    pub fn reading(&self) -> Option<&Arc<Reading>> {
        self.kept.reading.as_ref()
    }

    /// When that was read.
    pub fn read_at(&self) -> Option<Timestamp> {
        self.kept.read_at
    }

    /// Why the last poll failed; none when it did not.
    pub fn failure(&self) -> Option<&Failure> {
        self.kept.failure.as_ref()
    }

    /// How long it will last, as of the last believed reading.
    pub fn forecast(&self) -> &Forecast {
        &self.forecast
    }

    /// The key that the next poll is made with has this revision; another one has not been rejected yet.
    pub fn set_key_revision(&mut self, revision: u32) {
        self.kept.memory.key_revision = revision;
    }

    /// Takes in one poll's outcome.
    pub fn observe(&mut self, observation: Observation, now: Timestamp, zone: &TimeZone) -> Observed {
        match observation {
            Observation::Reading(reading) => self.observe_reading(reading, now, zone),
            Observation::Failure(failure) => {
                self.kept.memory.take_in_failure(&self.rules, &failure, now);
                self.kept.failure = Some(failure);
                Observed { belief: Belief::Believed, rises: Vec::new() }
            }
        }
    }

    fn observe_reading(&mut self, reading: Arc<Reading>, now: Timestamp, zone: &TimeZone) -> Observed {
        let kept = &mut self.kept;
        kept.failure = None;
        kept.memory.was_reached();
        if kept.memory.believe(&reading, now) == Belief::Doubted {
            return Observed { belief: Belief::Doubted, rises: Vec::new() };
        }
        let mut rises = Vec::new();
        let before = kept.memory.remaining;
        if let Some(meter) = reading.primary() {
            let kind = kept.memory.take_in(&self.rules, meter, &mut kept.ledger, now);
            rises.extend(kind.and_then(|kind| rise(meter, before?, kind, now)));
        }
        rises.extend(self.note_other_meters(&reading, now));
        self.look_ahead_at(Some(now), zone);
        let kept = &mut self.kept;
        let evidence = judge::Evidence {
            reading: &reading,
            before: kept.reading.as_deref(),
            forecast: &self.forecast,
            unusual: self.unusual,
        };
        judge::reading(&mut kept.memory, &self.rules, &evidence, now);
        kept.reading = Some(reading);
        kept.read_at = Some(now);
        Observed { belief: Belief::Believed, rises }
    }

    /// Takes in what the other meters say; returns what rose.
    fn note_other_meters(&mut self, reading: &Reading, now: Timestamp) -> Vec<Rise> {
        let mut rises = Vec::new();
        for meter in reading.meters.iter().filter(|meter| !meter.primary) {
            let Some(figures) = Figures::of(meter) else { continue };
            let after = figures.clone();
            let Some((at, before)) = self.kept.others.insert(name_of(meter), (now, figures)) else { continue };
            if after.remaining > before.remaining {
                let kind = Ledger::classify((at, &before), (now, &after));
                rises.extend(rise(meter, before.remaining, kind, now));
            }
        }
        rises
    }

    /// The machine slept, or the network was gone for all: that time does not count against reaching this account.
    pub fn was_away(&mut self, time: Duration) {
        if let Some(since) = &mut self.kept.memory.failing_since {
            *since = since.saturating_add(time).unwrap_or(*since);
        }
    }

    /// The clock was set back by so much: nothing that has happened lies in the future, and what the provider said is as
    /// far away as it was.
    pub fn clock_went_back(&mut self, now: Timestamp, by: SignedDuration) {
        let kept = &mut self.kept;
        if let Some(told) = kept.failure.as_mut().and_then(|failure| failure.retry_at.as_mut()) {
            *told = told.saturating_sub(by).unwrap_or(now);
        }
        kept.read_at = kept.read_at.map(|at| at.min(now));
        kept.memory.failing_since = kept.memory.failing_since.map(|at| at.min(now));
        for episode in kept.memory.episodes.values_mut() {
            episode.since = episode.since.min(now);
            episode.told_at = episode.told_at.map(|at| at.min(now));
        }
    }

    /// The network is gone for all accounts: that is told once for the app, not for each of them.
    pub fn network_was_lost(&mut self) {
        self.kept.memory.failing_since = None;
    }

    /// What is to be done now; decisions keep what they say in that voice.
    pub fn outlook(&mut self, circumstances: &Circumstances<'_>, voice: Voice) -> Outlook {
        let now = circumstances.now;
        let reading = self.kept.reading.as_deref();
        judge::passing(&mut self.kept.memory, &self.rules, reading, now);
        let next_lapsing =
            self.rules.expiry.zip(reading).and_then(|(within, reading)| lapse::next_lapsing(reading, within, now));
        let mut outlook = if self.kept.memory.episodes.is_empty() {
            Outlook::default()
        } else {
            self.with_words(now, voice, |memory, rules, sentence| memory.outlook(rules, circumstances, sentence))
        };
        outlook.look_again = outlook::earliest(outlook.look_again, next_lapsing);
        outlook
    }

    /// The notification server is about to be asked; what this changes is to be kept before it is.
    pub fn begin_telling(&mut self, tellings: &[Telling]) {
        self.kept.memory.begin_telling(tellings);
    }

    /// The notification server took it.
    pub fn told(&mut self, tellings: &[Telling], now: Timestamp, voice: Voice) -> Vec<Decision> {
        self.with_words(now, voice, |memory, _, sentence| memory.told(tellings, now, sentence))
    }

    /// The notification server did not take it.
    pub fn not_told(&mut self, tellings: &[Telling], now: Timestamp, voice: Voice) -> Vec<Decision> {
        self.with_words(now, voice, |memory, _, sentence| memory.not_told(tellings, now, sentence))
    }

    /// To be called once after a start: settles what was being told when the program ended.
    pub fn settle_interrupted(&mut self, now: Timestamp, voice: Voice) -> Vec<Decision> {
        self.with_words(now, voice, |memory, _, sentence| memory.settle_interrupted(now, sentence))
    }

    /// The person wants to hear nothing about the account before that time; none ends a snooze.
    pub fn snooze(&mut self, until: Option<Timestamp>) {
        self.kept.memory.snoozed_until = until;
    }

    /// The person wants to hear nothing about what is left before it is topped up, or does again.
    pub fn mute(&mut self, muted: bool) {
        self.kept.memory.muted = muted;
    }

    /// The words of a notification; `name` is what the person calls the account.
    pub fn words(&self, name: &str, tellings: &[Telling], now: Timestamp, voice: Voice) -> Words {
        words::words(name, tellings, &self.occasion(&self.kept.memory, now, voice))
    }

    fn occasion<'a>(&'a self, memory: &'a Memory, now: Timestamp, voice: Voice) -> Occasion<'a> {
        Occasion {
            reading: self.kept.reading.as_deref(),
            failure: self.kept.failure.as_ref(),
            rules: &self.rules,
            memory,
            forecast: &self.forecast,
            unusual: self.unusual,
            now,
            voice,
        }
    }

    /// Changes the memory with the words at hand, which are made of the memory as it was.
    fn with_words<T>(
        &mut self,
        now: Timestamp,
        voice: Voice,
        change: impl FnOnce(&mut Memory, &Rules, &dyn Fn(&super::Concern, super::Severity) -> String) -> T,
    ) -> T {
        let mut memory = std::mem::take(&mut self.kept.memory);
        let as_it_was = memory.clone();
        let occasion = self.occasion(&as_it_was, now, voice);
        let outcome =
            change(&mut memory, &self.rules, &|concern, severity| words::sentence(concern, severity, &occasion));
        self.kept.memory = memory;
        outcome
    }

    fn look_ahead(&mut self, zone: &TimeZone) {
        self.look_ahead_at(self.kept.read_at, zone);
    }

    fn look_ahead_at(&mut self, at: Option<Timestamp>, zone: &TimeZone) {
        let Some(at) = at else { return };
        let offset = zone.to_offset(at).seconds();
        self.forecast = self.kept.ledger.forecast(at, offset);
        self.unusual = self.kept.ledger.unusual(at);
    }
}

fn rise(meter: &Meter, before: crate::amount::Decimal, kind: RiseKind, now: Timestamp) -> Option<Rise> {
    Some(Rise { at: now, meter: meter.id.clone(), unit: meter.unit.clone(), before, after: meter.remaining?, kind })
}
