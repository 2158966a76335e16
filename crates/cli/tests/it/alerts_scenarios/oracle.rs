//! Long random lives of an account against a second, simple-minded account of the same promises: it goes through time in
//! steps of a quarter of an hour and knows nothing of how it is really done.

use super::script::{decisions, lines};
use crate::support::Desk;

const RULES: &str = "amount = { warning = 1000, critical = 200 }\nshare = false\nrunway = false
    unreachable_after = false\nunusual_spend = false
    quiet_hours = { from = \"22:00\", to = \"08:00\", critical_passes = true }";

const SLOTS_A_DAY: u32 = 96;

/// What happens in a quarter of an hour.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Read(Option<i64>),
    Fails(&'static str),
    Snooze(u32),
    Mute,
    Undelivered(u32),
    Restart,
}

/// The account and the person's knowledge of it. Levels: 1 is a warning, 2 critical, 3 that nothing is left.
#[derive(Default)]
struct Oracle {
    believed: Option<i64>,
    doubted: bool,
    level: u8,
    told: u8,
    snoozed_until: u32,
    muted: bool,
    server_is_back: u32,
}

impl Oracle {
    fn take_in(&mut self, happens: Happens) {
        match happens {
            Happens::Read(Some(left)) => self.read(left),
            Happens::Snooze(until) => self.snoozed_until = until,
            Happens::Mute => self.muted = true,
            Happens::Undelivered(until) => self.server_is_back = until,
            // Says nothing about the account.
            Happens::Read(None) | Happens::Fails(_) | Happens::Restart => {}
        }
    }

    fn read(&mut self, left: i64) {
        let suspicious = self.believed.is_some_and(|before| before > 0 && (left == 0 || left * 10 < before));
        if suspicious && !self.doubted {
            self.doubted = true;
            return;
        }
        self.doubted = false;
        if self.believed.is_some_and(|before| left > before) {
            // Every rise in these lives is a top-up.
            (self.level, self.told) = (0, 0);
            self.muted = false;
        }
        self.believed = Some(left);
        let level = [left < 1000, left < 200, left <= 0].into_iter().map(u8::from).sum();
        self.level = self.level.max(level);
    }

    fn tell(&mut self, slot: u32) -> Option<&'static str> {
        let held = slot < self.snoozed_until || self.muted || slot < self.server_is_back;
        let hour = slot % SLOTS_A_DAY / 4;
        let quiet = !(8..22).contains(&hour);
        if self.level <= self.told || held || (self.level == 1 && quiet) {
            return None;
        }
        // Who hears that nothing is left need not hear that this is also less than 200.
        self.told = self.level;
        Some(["amount warning", "amount critical", "empty critical"][usize::from(self.level) - 1])
    }
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end)) as u32
    }
}

/// An account that drains, is topped up, fails, and has hiccups, while the person does this and that.
fn life(seed: u64) -> Vec<(u32, Happens)> {
    let mut dice = Dice(seed);
    let mut left = i64::from(dice.below(3000));
    let mut slot = 0;
    let mut life = vec![(slot, Happens::Read(Some(left)))];
    for _ in 0..150 {
        slot += 1 + dice.below(12);
        life.push((
            slot,
            match dice.below(40) {
                0 => Happens::Snooze(slot + dice.below(80)),
                1 => Happens::Mute,
                2 => Happens::Undelivered(slot + dice.below(40)),
                3 | 4 => Happens::Restart,
                5 | 6 => {
                    Happens::Fails(["timeout", "server_error", "rate_limited", "not_json"][dice.below(4) as usize])
                }
                7 | 8 => Happens::Read(None),
                // A hiccup, unless it is read twice.
                9 | 10 if left > 0 => Happens::Read(Some(0)),
                11..14 => {
                    left += 2000 + i64::from(dice.below(3000));
                    Happens::Read(Some(left))
                }
                // Everything is spent at once.
                14 => {
                    left = 0;
                    Happens::Read(Some(left))
                }
                _ => {
                    left -= left * i64::from(dice.below(40)) / 100;
                    Happens::Read(Some(left))
                }
            },
        ));
    }
    life
}

fn time(slot: u32) -> String {
    let (day, slot) = (slot / SLOTS_A_DAY, slot % SLOTS_A_DAY);
    format!("{:02}-{:02}T{:02}:{:02}", 1 + day / 28, 1 + day % 28, slot / 4, slot % 4 * 15)
}

fn script(life: &[(u32, Happens)]) -> String {
    let line = |(slot, happens): &(u32, Happens)| {
        let at = time(*slot);
        match happens {
            Happens::Read(Some(left)) => format!("{at} {left}\n"),
            Happens::Read(None) => format!("{at} null\n"),
            Happens::Fails(kind) => format!("{at} fails {kind}\n"),
            Happens::Snooze(until) => format!("{at} snooze {}\n", time(*until)),
            Happens::Mute => format!("{at} mute\n"),
            Happens::Undelivered(until) => format!("{at} undelivered {}\n", time(*until)),
            Happens::Restart => format!("{at} restart\n"),
        }
    };
    life.iter().map(line).collect()
}

fn foretold(life: &[(u32, Happens)]) -> Vec<String> {
    let mut oracle = Oracle::default();
    let mut told = Vec::new();
    let mut life = life.iter().peekable();
    let mut slot = 0;
    while life.peek().is_some() {
        while let Some((_, happens)) = life.next_if(|(at, _)| *at == slot) {
            oracle.take_in(*happens);
        }
        told.extend(oracle.tell(slot).map(|what| format!("{} {what}", time(slot))));
        slot += 1;
    }
    told
}

#[test]
fn a_long_life_holds_every_promise() {
    let desk = Desk::without_server();
    let mut alerts = 0;
    for seed in 0..40 {
        let life = life(seed);
        let expected = foretold(&life);
        let script = script(&life);
        let all = decisions(&desk, Some(RULES), "UTC", &lines(&script));
        let told: Vec<&str> =
            all.lines().filter(|line| !line.contains(" - ") && !line.contains(" topped_up ")).collect();
        assert_eq!(told, expected, "seed {seed}\n{script}\n{all}");
        alerts += told.len();
    }
    assert!(alerts > 200, "the lives are eventful: {alerts}");
}
