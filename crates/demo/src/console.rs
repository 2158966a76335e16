//! The server's line commands, for tests that run it as a process of its own.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use crate::amount::{Amount, NotAnAmount};
use crate::canned::Canned;
use crate::fault::Fault;
use crate::handle::Handle;
use crate::server::DemoServer;

/// A line's commands, one per line.
pub const USAGE: &str = "\
set-balance PROVIDER KEY AMOUNT     a steady balance from now on
reject PROVIDER KEY                 revoke the key
fail PROVIDER KEY FAULT             refuse: unauthorized, out-of-credits, rate-limited, maintenance, server, …
fail-in-body PROVIDER KEY FAULT     the same in the body of a 200
respond PROVIDER KEY STATUS [BODY]  answer with this JSON
hang PROVIDER KEY SECONDS           no answer for so long
reset PROVIDER KEY                  reset the connection
resume PROVIDER KEY                 go on with the script
advance SECONDS                     move the scripts forward
requests                            how many requests arrived, and how each looked
quit                                end the server
";

/// A command that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// End the server.
    Quit,
    /// Move the scripts forward.
    Advance(Duration),
    /// List the requests.
    Requests,
    /// Do something to an account.
    Account {
        /// The provider's id.
        provider: String,
        /// The account's key.
        key: String,
        /// What to do.
        change: Change,
    },
}

/// What can be done to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Give it a steady balance.
    Balance(Amount),
    /// Refuse its polls.
    Fail(Fault),
    /// Refuse its polls in the body of a 200.
    FailInBody(Fault),
    /// Answer its polls with this.
    Respond(Canned),
    /// Go on with its script.
    Resume,
}

/// Why a line was not understood. Its text is for the person who wrote the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotUnderstood {
    /// The line ends before this.
    Missing(&'static str),
    /// There is no such command.
    Command(String),
    /// There is no such fault.
    Fault(String),
    /// This should be an amount.
    Amount(String),
    /// This should be a number of seconds.
    Seconds(String),
    /// This should be the HTTP status of an answer.
    Status(String),
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(f, "{what} is missing"),
            Self::Command(word) => write!(f, "there is no command {word:?}"),
            Self::Fault(word) => {
                write!(f, "{word:?} is none of")?;
                Fault::ALL.iter().try_for_each(|fault| write!(f, " {fault}"))
            }
            Self::Amount(word) => write!(f, "{word:?} is {NotAnAmount}"),
            Self::Seconds(word) => write!(f, "{word:?} is no number of seconds"),
            Self::Status(word) => write!(f, "{word:?} is no status of an answer"),
        }
    }
}

impl std::error::Error for NotUnderstood {}

/// Understands a line.
///
/// # Errors
/// Fails when the line is no command, or one of its words is missing or wrong.
pub fn parse(line: &str) -> Result<Command, NotUnderstood> {
    let mut words = Words(line.trim());
    match words.next("a command")? {
        "quit" => Ok(Command::Quit),
        "requests" => Ok(Command::Requests),
        "advance" => words.seconds().map(Command::Advance),
        verb @ ("set-balance" | "reject" | "fail" | "fail-in-body" | "respond" | "hang" | "reset" | "resume") => {
            let provider = words.next("a provider")?.to_owned();
            let key = words.next("a key")?.to_owned();
            let change = words.change(verb)?;
            Ok(Command::Account { provider, key, change })
        }
        other => Err(NotUnderstood::Command(other.to_owned())),
    }
}

/// Does what the command says and gives the answer's line, or nothing when the server is to end.
pub fn run(command: Command, handle: &Handle) -> Option<Value> {
    match command {
        Command::Quit => return None,
        Command::Advance(by) => handle.advance(by),
        Command::Requests => {
            let requests: Vec<Value> = handle.requests().iter().map(request).collect();
            return Some(json!({"ok": true, "count": handle.request_count(), "requests": requests}));
        }
        Command::Account { provider, key, change } => match change {
            Change::Balance(balance) => handle.set_balance(&provider, &key, balance),
            Change::Fail(fault) => handle.fail_with(&provider, &key, fault),
            Change::FailInBody(fault) => handle.fail_in_body(&provider, &key, fault),
            Change::Respond(canned) => handle.respond_with(&provider, &key, canned),
            Change::Resume => handle.resume(&provider, &key),
        },
    }
    Some(json!({"ok": true}))
}

/// The first line: where the server is and which accounts it has.
pub fn greeting(server: &DemoServer) -> Value {
    let accounts: Vec<Value> = server
        .accounts()
        .iter()
        .map(|account| {
            json!({
                "id": account.id,
                "provider": account.provider,
                "label": account.label,
                "key": account.key,
                "base_url": server.base_url(&account.provider),
                "about": account.about,
                "warn_below": account.warn_below.map(|amount| amount.to_string()),
            })
        })
        .collect();
    json!({"origin": server.origin(), "accounts": accounts})
}

fn request(request: &crate::LoggedRequest) -> Value {
    json!({
        "at_ms": u64::try_from(request.at.as_millis()).unwrap_or(u64::MAX),
        "method": request.method,
        "path": request.path,
        "provider": request.provider,
        "header_names": request.header_names,
        "key": format!("{:?}", request.key).to_lowercase(),
        "account": request.account,
    })
}

/// What is left of a line.
struct Words<'line>(&'line str);

impl<'line> Words<'line> {
    fn next(&mut self, what: &'static str) -> Result<&'line str, NotUnderstood> {
        let (word, rest) = self.0.split_once(char::is_whitespace).unwrap_or((self.0, ""));
        self.0 = rest.trim_start();
        if word.is_empty() { Err(NotUnderstood::Missing(what)) } else { Ok(word) }
    }

    fn seconds(&mut self) -> Result<Duration, NotUnderstood> {
        let word = self.next("a number of seconds")?;
        let seconds = word.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        seconds.ok_or_else(|| NotUnderstood::Seconds(word.to_owned()))
    }

    fn fault(&mut self) -> Result<Fault, NotUnderstood> {
        let word = self.next("a fault")?;
        Fault::named(word).ok_or_else(|| NotUnderstood::Fault(word.to_owned()))
    }

    fn amount(&mut self) -> Result<Amount, NotUnderstood> {
        let word = self.next("an amount")?;
        word.parse().map_err(|NotAnAmount| NotUnderstood::Amount(word.to_owned()))
    }

    fn status(&mut self) -> Result<u16, NotUnderstood> {
        let word = self.next("a status")?;
        let status = word.parse().ok().filter(|status| (200..=999).contains(status));
        status.ok_or_else(|| NotUnderstood::Status(word.to_owned()))
    }

    fn change(&mut self, verb: &str) -> Result<Change, NotUnderstood> {
        Ok(match verb {
            "set-balance" => Change::Balance(self.amount()?),
            "fail" => Change::Fail(self.fault()?),
            "fail-in-body" => Change::FailInBody(self.fault()?),
            "respond" => Change::Respond(Canned::json(self.status()?, self.0)),
            "hang" => Change::Respond(Canned::hanging(self.seconds()?)),
            "reset" => Change::Respond(Canned::reset()),
            "resume" => Change::Resume,
            _ => Change::Fail(Fault::Unauthorized),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(line: &str) -> Change {
        match parse(line).unwrap() {
            Command::Account { provider, key, change } => {
                assert_eq!((provider.as_str(), key.as_str()), ("srtgen", "demo-key"));
                change
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_become_commands() {
        assert_eq!(change("set-balance srtgen demo-key 40"), Change::Balance(Amount::from(40)));
        assert_eq!(change("  set-balance  srtgen\tdemo-key   1.5 "), Change::Balance(Amount::thousandths(1_500)));
        assert_eq!(change("reject srtgen demo-key"), Change::Fail(Fault::Unauthorized));
        assert_eq!(change("fail srtgen demo-key rate-limited"), Change::Fail(Fault::RateLimited(None)));
        assert_eq!(change("fail-in-body srtgen demo-key maintenance"), Change::FailInBody(Fault::Maintenance));
        assert_eq!(change("respond srtgen demo-key 500"), Change::Respond(Canned::json(500, "")));
        assert_eq!(change("respond srtgen demo-key 200 {\"a\": 1}"), Change::Respond(Canned::json(200, "{\"a\": 1}")));
        assert_eq!(change("hang srtgen demo-key 0.5"), Change::Respond(Canned::hanging(Duration::from_millis(500))));
        assert_eq!(change("reset srtgen demo-key"), Change::Respond(Canned::reset()));
        assert_eq!(change("resume srtgen demo-key"), Change::Resume);
        assert_eq!(parse("advance 20"), Ok(Command::Advance(Duration::from_secs(20))));
        assert_eq!(parse("requests"), Ok(Command::Requests));
        assert_eq!(parse("quit"), Ok(Command::Quit));
    }

    #[test]
    fn wrong_lines_are_told_what_is_wrong() {
        for (line, expected) in [
            ("", "a command is missing"),
            ("explode", "there is no command \"explode\""),
            ("reject", "a provider is missing"),
            ("reject srtgen", "a key is missing"),
            ("set-balance srtgen demo-key", "an amount is missing"),
            ("set-balance srtgen demo-key lots", "\"lots\" is not a number with at most three decimals"),
            ("respond srtgen demo-key 100", "\"100\" is no status of an answer"),
            ("advance soon", "\"soon\" is no number of seconds"),
            ("advance -1", "\"-1\" is no number of seconds"),
        ] {
            assert_eq!(parse(line).unwrap_err().to_string(), expected, "{line:?}");
        }
        let fault = parse("fail srtgen k boom").unwrap_err().to_string();
        assert!(fault.starts_with("\"boom\" is none of unauthorized out-of-credits"));
    }

    #[test]
    fn every_command_is_in_the_usage() {
        for line in USAGE.lines() {
            let verb = line.split_whitespace().next().unwrap();
            assert!(!parse(verb).is_err_and(|error| matches!(error, NotUnderstood::Command(_))), "{verb}");
        }
    }
}
