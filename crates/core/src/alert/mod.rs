//! When Lowtide speaks: rules, episodes and what they say. Pure: no clock, no I/O, no tasks.

mod rules;

pub use rules::{Levels, RuleOverrides, Rules};
