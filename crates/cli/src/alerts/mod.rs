//! `alerts`: what the rules would have said, and what was said.

mod lines;
mod record;
mod replay;
mod sheet;

pub(crate) use record::record;
pub(crate) use replay::replay;
