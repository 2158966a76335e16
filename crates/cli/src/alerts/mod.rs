//! `alerts`: what the rules would have said, and what was said.

mod lines;
mod replay;
mod sheet;

pub(crate) use replay::replay;
