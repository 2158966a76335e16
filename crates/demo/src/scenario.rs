//! The accounts that a server starts with.

use std::time::Duration;

use crate::amount::Amount;
use crate::canned::Canned;
use crate::fault::Fault;
use crate::past::Habit;
use crate::profile::{PlanProfile, Profile, Usage};
use crate::script::{Answer, Script, When};

/// An account at a demo provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// A stable id for it.
    pub id: String,
    /// Its provider's id.
    pub provider: String,
    /// What its owner calls it.
    pub label: String,
    /// Its key. Not a secret: it opens nothing but the demo.
    pub key: String,
    /// What happens to it, in a sentence.
    pub about: String,
    /// The amount below which its owner would want to be told, where that is not a share.
    pub warn_below: Option<Amount>,
    /// How its balance moves.
    pub script: Script,
    /// What stands around its balance.
    pub profile: Profile,
    /// How it was used in the month before the server started, where it has a past.
    pub habit: Option<Habit>,
}

/// The accounts that a server starts with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    accounts: Vec<DemoAccount>,
    port_each: bool,
}

const fn secs(count: u64) -> Duration {
    Duration::from_secs(count)
}

impl Scenario {
    /// No accounts yet: for tests, which add their own here or while the server runs.
    pub fn scripted() -> Self {
        Self::default()
    }

    /// Adds an account whose id is `provider:key`.
    #[must_use]
    pub fn account(self, provider: &str, key: &str, script: Script) -> Self {
        self.with(DemoAccount {
            id: format!("{provider}:{key}"),
            provider: provider.to_owned(),
            label: key.to_owned(),
            key: key.to_owned(),
            about: String::new(),
            warn_below: None,
            script,
            profile: Profile::default(),
            habit: None,
        })
    }

    /// Adds an account in full.
    #[must_use]
    pub fn with(mut self, account: DemoAccount) -> Self {
        self.accounts.push(account);
        self
    }

    /// Gives each provider a port of its own, so that one that hangs does not hold up clients that ask a host one thing at
    /// a time.
    #[must_use]
    pub const fn with_a_port_each(mut self) -> Self {
        self.port_each = true;
        self
    }

    /// The accounts, and whether each provider has a port.
    pub(crate) fn into_parts(self) -> (Vec<DemoAccount>, bool) {
        (self.accounts, self.port_each)
    }

    /// The accounts, in the order in which they were added.
    pub fn accounts(&self) -> &[DemoAccount] {
        &self.accounts
    }

    /// The app's demo, meant to be polled every five seconds or so: within half a minute one account runs low, one key is
    /// revoked and one account is topped up, while others are fine, hang or are being maintained.
    pub fn demo() -> Self {
        let accounts = [
            DemoAccount {
                script: Script::steady(1_250).sliding_to(240, secs(13)).sliding_to(58, secs(50)),
                profile: subtitles(),
                // Few but costly jobs: what it loses in the demo is much for it, and not unheard of.
                habit: Some(used((150, 520), 12, 1_250, 110)),
                ..demo("srtgen", "subtitles", "Subtitles", "demo-srtgen-key", "Runs low within a quarter of a minute.")
            },
            DemoAccount {
                script: Script::steady(3_184).falling(2).failing(When::From(secs(8)), Fault::Unauthorized),
                habit: Some(used((4, 20), 40, 5_000, 500)),
                ..demo("structocr", "invoices", "Invoices", "demo-structocr-key", "Its key is revoked after 8 seconds.")
            },
            DemoAccount {
                warn_below: Some(Amount::from(100)),
                habit: Some(used((4, 60), 60, 2_500, 60)),
                script: Script::steady(84).sliding_to(61, secs(25)).jumping_to(5_000, secs(25)).falling(1),
                ..demo(
                    "sociavault",
                    "listening",
                    "Social listening",
                    "demo-sociavault-key",
                    "Low, then topped up after 25 seconds.",
                )
            },
            DemoAccount {
                habit: Some(used((120, 900), 50, 60_000, 8_000)),
                // Not before the others had their say.
                script: Script::steady(36_000)
                    .falling(Amount::thousandths(250))
                    .in_steps_of(Amount::thousandths(50))
                    .except(When::EveryNth { nth: 3, after: secs(30) }, Answer::Canned(Canned::hanging(secs(30)))),
                ..demo(
                    "supertone",
                    "voice-over",
                    "Voice-over",
                    "demo-supertone-key",
                    "Every third answer hangs, after half a minute.",
                )
            },
            DemoAccount {
                habit: Some(used((8_000, 64_000), 65, 50_000_000, 20_000_000)),
                script: Script::steady(48_250_000).except(
                    When::Recurring { first: secs(40), every: secs(90), lasting: secs(10) },
                    Answer::FaultInBody(Fault::Maintenance),
                ),
                ..demo(
                    "crun",
                    "image-pipeline",
                    "Image pipeline",
                    "demo-crun-key",
                    "Very large and steady, now and then in maintenance.",
                )
            },
            DemoAccount {
                script: Script::steady(48_849).falling(Amount::thousandths(400)),
                profile: receipts(),
                habit: Some(used((20, 90), 55, 52_000, 30_000)),
                ..demo(
                    "structocr",
                    "receipts",
                    "Receipts",
                    "demo-structocr-receipts-key",
                    "Comfortable, drains slowly.",
                )
            },
        ];
        accounts.into_iter().fold(Self::scripted().with_a_port_each(), Self::with)
    }
}

fn demo(provider: &str, name: &str, label: &str, key: &str, about: &str) -> DemoAccount {
    DemoAccount {
        id: format!("demo-{provider}-{name}"),
        provider: provider.to_owned(),
        label: label.to_owned(),
        key: key.to_owned(),
        about: about.to_owned(),
        warn_below: None,
        script: Script::steady(0),
        profile: Profile::default(),
        habit: None,
    }
}

/// What its busy hours cost, how many of a hundred office hours are busy, and between what it is topped up.
const fn used(busy_hour: (i64, i64), busy: u64, full: i64, low: i64) -> Habit {
    Habit { busy_hour, busy, full, low }
}

/// Nearly all of it in the plan, so that the plan too has something left at the end.
fn subtitles() -> Profile {
    Profile {
        plans: vec![PlanProfile {
            id: "starter".to_owned(),
            name: "Starter Plan".to_owned(),
            total: Amount::from(1_200),
            resets_in_days: 9,
        }],
        extra_credits: Amount::from(50),
        ..Profile::default()
    }
}

fn receipts() -> Profile {
    let usage = Usage {
        credits_ever: Amount::from(11_151),
        credits_this_period: Amount::from(2_406),
        requests_this_period: 1_988,
        errors_this_period: 21,
        latency_ms: 1_870,
        key_credits: Amount::from(640),
        key_requests: 512,
        key_errors: 3,
        key_latency_ms: 1_655,
    };
    Profile { usage, ..Profile::default() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::script::Figures;

    fn demo_account(id: &str) -> DemoAccount {
        Scenario::demo().accounts().iter().find(|account| account.id == id).cloned().unwrap()
    }

    fn at(account: &DemoAccount, seconds: u64) -> Figures {
        account.script.figures(secs(seconds))
    }

    #[test]
    fn ids_and_keys_are_unique_and_all_five_providers_take_part() {
        let scenario = Scenario::demo();
        let ids: BTreeSet<_> = scenario.accounts().iter().map(|account| account.id.clone()).collect();
        let keys: BTreeSet<_> = scenario.accounts().iter().map(|account| account.key.clone()).collect();
        let providers: BTreeSet<_> = scenario.accounts().iter().map(|account| account.provider.as_str()).collect();
        assert_eq!((ids.len(), keys.len()), (scenario.accounts().len(), scenario.accounts().len()));
        assert_eq!(
            providers.into_iter().collect::<Vec<_>>(),
            ["crun", "sociavault", "srtgen", "structocr", "supertone"]
        );
        assert!(scenario.accounts().iter().all(|account| !account.about.is_empty() && !account.label.is_empty()));
    }

    #[test]
    fn subtitles_runs_low_between_12_and_15_seconds_and_never_by_a_cliff() {
        let account = demo_account("demo-srtgen-subtitles");
        let left =
            |millis: u64| account.script.figures(Duration::from_millis(millis)).remaining.map(Amount::whole).unwrap();
        let low = (0..60_000).find(|millis| left(*millis) * 5 < 1_250).unwrap();
        assert!((12_000..15_000).contains(&low), "low at {low} ms");
        for millis in (0..120_000).step_by(50) {
            let (before, after) = (left(millis), left(millis + 6_000));
            assert!(after > 0 && after * 10 > before, "{before} to {after} at {millis} ms");
            let (plans, extra) = account.profile.divide(Amount::from(after));
            assert!(plans[0] > Amount::ZERO && extra == Amount::from(50), "the plan neither at {millis} ms");
        }
    }

    #[test]
    fn the_others_do_what_they_say() {
        let invoices = demo_account("demo-structocr-invoices");
        assert!(matches!(invoices.script.answer(secs(7), 2), Answer::Balance(_)));
        assert_eq!(invoices.script.answer(secs(8), 2), Answer::Fault(Fault::Unauthorized));

        let listening = demo_account("demo-sociavault-listening");
        assert!(
            at(&listening, 0).remaining < listening.warn_below && at(&listening, 24).remaining < listening.warn_below
        );
        assert_eq!(at(&listening, 25).remaining, Some(Amount::from(5_000)));

        let voice = demo_account("demo-supertone-voice-over");
        assert!((1..=5).all(|poll| matches!(voice.script.answer(secs(5 * poll), poll), Answer::Balance(_))));
        assert!(matches!(voice.script.answer(secs(30), 6), Answer::Canned(_)));

        let pipeline = demo_account("demo-crun-image-pipeline");
        assert_eq!(pipeline.script.answer(secs(41), 9), Answer::FaultInBody(Fault::Maintenance));
        assert_eq!(at(&pipeline, 86_400).remaining, Some(Amount::from(48_250_000)));

        let receipts = demo_account("demo-structocr-receipts");
        assert!(at(&receipts, 3_600).remaining > Some(Amount::from(40_000)));
    }
}
