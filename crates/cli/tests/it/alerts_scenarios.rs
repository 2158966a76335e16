//! What must be said when, from outside: readings in, alerts out. Each case is run as it stands, with a restart behind every
//! line, and with time passing halfway between any two lines, and its outcome is the same.
//!
//! Written from the promises ("below" is strict, one alert an episode, …), not from the code.

mod amounts;
mod complaints;
mod defaults;
mod holding;
mod oracle;
mod others;
mod outlook;
mod script;

/// Rules about amounts alone.
const AMOUNT: Option<&str> = Some("amount = { warning = 1000, critical = 200 }\nshare = false\nrunway = false");
