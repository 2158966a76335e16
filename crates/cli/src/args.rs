//! What can be typed. No error of these parsers repeats what was typed: it may be a key.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgGroup, Args as Group, Parser, Subcommand};
use lowtide_core::app::replay::{UnknownZone, Zone};
use lowtide_core::ids::{AccountId, ProviderId};
use lowtide_core::settings::{DurationError, parse_duration};

const AFTER_HELP: &str = "\
Exit status: 0 fine, 1 a reading failed, 2 wrong usage or configuration.
Results go to stdout, everything else to stderr. JSON is one indented document, of `alerts` a text a line; fields are only ever added,
amounts are numbers with exactly the provider's digits, and times are RFC 3339 in UTC.

Environment:
  LOWTIDE_CONFIG_DIR  folder of config.toml and providers/
  LOWTIDE_DATA_DIR    folder of the history
  LOWTIDE_LOG         off, error, warn (default), info, debug or trace, on stderr
  NO_COLOR            no colours, also on a terminal";

/// How many credits are left behind every API key you own
#[derive(Debug, Parser)]
#[command(name = "lowtide", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the accounts
    Accounts {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Add an account: a key at a provider
    ///
    /// The key is tried before anything is stored. Without --key-stdin and --key-env it is asked for on the terminal;
    /// it is never an argument, because other users and the shell's history see those.
    Add(Add),
    /// Remove an account with its key and history
    Remove {
        /// The account's id
        #[arg(value_parser = account_id)]
        account: AccountId,
        /// Keep what was read of it
        #[arg(long)]
        keep_history: bool,
        /// Do not ask for confirmation
        #[arg(long, short)]
        yes: bool,
    },
    /// Give an account another key; its history stays
    SetKey {
        /// The account's id
        #[arg(value_parser = account_id)]
        account: AccountId,
        #[command(flatten)]
        key: KeyFrom,
        /// Store the key without trying it first
        #[arg(long)]
        no_verify: bool,
    },
    /// Stop polling an account
    Pause {
        /// The account's id
        #[arg(value_parser = account_id)]
        account: AccountId,
    },
    /// Go on polling an account
    Resume {
        /// The account's id
        #[arg(value_parser = account_id)]
        account: AccountId,
    },
    /// Ask the providers now
    Check {
        /// Ids of accounts; all that are not paused where none is given
        #[arg(value_name = "ACCOUNT", value_parser = account_id)]
        accounts: Vec<AccountId>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Give up on a poll after so many seconds (it ends after 20 in any case)
        #[arg(long, value_name = "SECONDS", value_parser = seconds)]
        timeout: Option<Duration>,
    },
    /// Show what was last read, without any network
    Status {
        /// Ids of accounts; all where none is given
        #[arg(value_name = "ACCOUNT", value_parser = account_id)]
        accounts: Vec<AccountId>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// What the alert rules say
    Alerts {
        #[command(subcommand)]
        command: AlertsCommand,
    },
    /// The providers that can be asked
    Providers {
        #[command(subcommand)]
        command: ProvidersCommand,
    },
}

/// What can be asked about alerts.
#[derive(Debug, Subcommand)]
pub(crate) enum AlertsCommand {
    /// What would these rules have said?
    ///
    /// Takes readings, of an account's past or of a file, through the same code that speaks, and shows every alert with
    /// its reason, those that were held back too. Nothing is shown on the desktop, and nothing is changed.
    #[command(after_help = REPLAY_HELP)]
    Replay(Replay),
    /// Show what was told and what was held back, and why
    ///
    /// The record is kept by the app, which alone speaks; the newest decision comes first.
    Record(Record),
}

/// A look at the record.
#[derive(Debug, Group)]
pub(crate) struct Record {
    /// The account's id; all accounts where none is given
    #[arg(value_parser = account_id)]
    pub(crate) account: Option<AccountId>,
    /// At most so many
    #[arg(long, value_name = "N", value_parser = count, default_value = "50")]
    pub(crate) limit: usize,
    /// Local time of the table: a name such as Europe/Berlin (default: the system's)
    #[arg(long, value_name = "TZ", value_parser = zone)]
    pub(crate) timezone: Option<Zone>,
    /// Print JSON, one text a line: as of `alerts replay`, with the account
    #[arg(long)]
    pub(crate) json: bool,
}

const REPLAY_HELP: &str = "\
Readings are JSON Lines in the order of time: a reading, a failure or an event each.
  {\"at\":\"2026-11-20T10:00:00Z\",\"meters\":[{\"id\":\"credits\",\"unit\":\"credits\",\"primary\":true,\"remaining\":812}]}
  {\"at\":\"2026-11-20T10:15:00Z\",\"failure\":\"timeout\"}
  {\"at\":\"2026-11-20T10:30:00Z\",\"event\":\"snooze\",\"until\":\"2026-11-21T10:30:00Z\"}
Events: restart, snooze, mute_until_topped_up, delivery_fails, tick. A wrong line ends the replay with exit status 2
and FILE:LINE: reason.

With --json each decision is a line, and with --forecast so is the forecast after each reading:
  {\"at\":…,\"rule\":\"amount\",\"level\":\"warning\",\"delivered\":true,\"held_because\":null,\"sentence\":\"…\"}
  {\"at\":…,\"forecast\":{\"state\":…,\"days_left\":…,\"days_left_low\":…,\"days_left_high\":…,\"burn_per_day\":…}}";

/// A replay.
#[derive(Debug, Group)]
#[command(group(ArgGroup::new("of").required(true).args(["account", "readings"])))]
pub(crate) struct Replay {
    /// Replay what was read of this account
    #[arg(long, value_parser = account_id)]
    pub(crate) account: Option<AccountId>,
    /// Replay readings of this file, or of stdin where it is -
    #[arg(long, value_name = "FILE")]
    pub(crate) readings: Option<PathBuf>,
    /// Take the rules of this configuration file; else an account is judged by your own configuration, and readings by
    /// the built-in rules
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Local time for quiet hours: a name such as Europe/Berlin (default: the system's)
    #[arg(long, value_name = "TZ", value_parser = zone)]
    pub(crate) timezone: Option<Zone>,
    /// Show only what was decided in the time up to now, such as 30d; what was before still has its part in it
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "readings")]
    pub(crate) since: Option<Duration>,
    /// Show the forecast after each reading
    #[arg(long)]
    pub(crate) forecast: bool,
    /// Print JSON, one text a line
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be done with providers.
#[derive(Debug, Subcommand)]
pub(crate) enum ProvidersCommand {
    /// List the providers
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what a provider is asked and what is read from its answer
    Show {
        /// The provider's id
        #[arg(value_name = "ID", value_parser = provider_id)]
        provider: ProviderId,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Find everything that is wrong with provider files
    Validate {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// An account to add.
#[derive(Debug, Group)]
pub(crate) struct Add {
    /// The provider's id: see `lowtide providers list`
    #[arg(value_parser = provider_id)]
    pub(crate) provider: ProviderId,
    /// What to call it
    #[arg(long)]
    pub(crate) label: Option<String>,
    /// Its id: lower-case letters, digits and hyphens; made from provider and label where none is given
    #[arg(long, value_parser = account_id)]
    pub(crate) id: Option<AccountId>,
    /// A parameter of the provider: see `lowtide providers show`
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = param)]
    pub(crate) params: Vec<(String, String)>,
    /// Ask this server in the provider's place: HTTPS, or HTTP on this machine
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) key: KeyFrom,
    /// Store the account without trying its key first
    #[arg(long)]
    pub(crate) no_verify: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where a key comes from.
#[derive(Debug, Group)]
#[group(multiple = false)]
pub(crate) struct KeyFrom {
    /// Read the key from stdin and store it in the keychain
    #[arg(long)]
    pub(crate) key_stdin: bool,
    /// Read the key from this environment variable at each poll; only its name is stored
    #[arg(long, value_name = "VAR", value_parser = variable)]
    pub(crate) key_env: Option<String>,
}

fn account_id(text: &str) -> Result<AccountId, &'static str> {
    text.parse().map_err(|_| "an account's id has 1 to 64 lower-case letters, digits and hyphens")
}

fn provider_id(text: &str) -> Result<ProviderId, &'static str> {
    text.parse().map_err(|_| "a provider's id has 1 to 64 lower-case letters, digits and hyphens")
}

fn param(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    if name.is_empty() { Err("write it as NAME=VALUE") } else { Ok((name.to_owned(), value.to_owned())) }
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    const WHAT: &str = "a number of seconds above 0, such as 5 or 0.5, is needed";
    let seconds: f64 = text.parse().map_err(|_| WHAT)?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|_| WHAT)?;
    if duration.is_zero() { Err(WHAT) } else { Ok(duration) }
}

fn count(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|count| *count > 0).ok_or("a whole number above 0 is needed")
}

fn zone(name: &str) -> Result<Zone, UnknownZone> {
    name.parse()
}

fn time(text: &str) -> Result<Duration, DurationError> {
    parse_duration(text)
}

fn variable(name: &str) -> Result<String, &'static str> {
    let fits = (1..=128).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    // A pasted key often looks like a name. A variable that is set is one, and so is one that is written like one.
    let is_named = std::env::var_os(name).is_some() || !name.bytes().any(|b| b.is_ascii_lowercase());
    if fits && is_named { Ok(name.to_owned()) } else { Err("takes the name of an environment variable, not the key") }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_timeout_is_a_number_of_seconds() {
        assert_eq!(seconds("5"), Ok(Duration::from_secs(5)));
        assert_eq!(seconds("0.25"), Ok(Duration::from_millis(250)));
        for bad in ["", "0", "-1", "nan", "inf", "1e300", "5s"] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_pasted_key_is_no_variable() {
        assert_eq!(variable("CRUN_KEY"), Ok("CRUN_KEY".to_owned()));
        assert!(variable("PATH").is_ok());
        for bad in ["", "9A", "sk-1", "ak_3f9a2c1b", "A B", "sk_live_XYZ"] {
            assert!(variable(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_parameter_may_hold_anything_behind_its_name() {
        assert_eq!(param("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert_eq!(param("a="), Ok(("a".to_owned(), String::new())));
        assert!(param("a").is_err());
        assert!(param("=a").is_err());
    }
}
