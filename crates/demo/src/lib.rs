//! Loopback providers that speak the documented shapes over real HTTP, with accounts that drain on a script.

mod amount;
mod canned;
mod fault;
mod profile;
mod script;

pub use amount::{Amount, NotAnAmount};
pub use canned::{Canned, Ending};
pub use fault::Fault;
pub use profile::{PlanProfile, Profile, Usage};
pub use script::{Answer, Figures, Script, Subscription, When};
