//! Loopback providers that speak the documented shapes over real HTTP, with accounts that drain on a script.
//!
//! One [`DemoServer`] serves every provider, each under a path prefix of its own, so that an account with the base URL
//! [`DemoServer::base_url`] is polled as at the real provider. What an account answers is a pure function of the time since
//! the start and of the number of polls ([`Script`]); tests change it while the server runs through a [`Handle`].
//!
//! ```
//! use lowtide_demo::{Canned, DemoServer, Fault, Scenario, Script};
//!
//! # fn main() -> std::io::Result<()> {
//! let scenario = Scenario::scripted().account("srtgen", "key-1", Script::steady(1_250));
//! let server = DemoServer::start_blocking(scenario)?; // in async code: `DemoServer::start(scenario).await?`
//! let base_url = server.base_url("srtgen"); // "http://127.0.0.1:PORT/srtgen"
//!
//! let handle = server.handle();
//! handle.set_balance("srtgen", "key-1", 40);
//! handle.fail_with("srtgen", "key-1", Fault::Server);
//! handle.respond_with("srtgen", "key-1", Canned::json(200, "{}").truncated_after(1));
//! assert_eq!(handle.request_count(), 0);
//! # assert!(base_url.ends_with("/srtgen"));
//! # Ok(())
//! # }
//! ```
//!
//! A provider id without a documented shape is served too: any path under its prefix, with the key in any header or in the
//! query, and `{"balance": …}` unless something else is [canned](Handle::respond_with).

mod account;
mod amount;
mod canned;
mod clock;
pub mod console;
mod fault;
mod handle;
mod past;
mod profile;
mod scenario;
mod script;
mod server;
mod shape;
mod wire;

pub use account::{KeySeen, LoggedRequest};
pub use amount::{Amount, NotAnAmount};
pub use canned::{Canned, Ending};
pub use fault::Fault;
pub use handle::Handle;
pub use past::{Habit, PastAnswer};
pub use profile::{PlanProfile, Profile, Usage};
pub use scenario::{DemoAccount, Scenario};
pub use script::{Answer, Figures, Script, Subscription, When};
pub use server::DemoServer;
