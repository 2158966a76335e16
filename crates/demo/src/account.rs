//! The accounts that the server knows, and what it saw of the requests for them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::canned::Canned;
use crate::clock::{self, Stopwatch};
use crate::fault::Fault;
use crate::profile::Profile;
use crate::scenario::DemoAccount;
use crate::script::{Answer, Script};
use crate::shape::{self, Moment, Shape};

/// Requests beyond this many are counted, but the oldest are no longer listed.
const LISTED: usize = 10_000;

/// What a request showed as its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeySeen {
    /// None, or an empty one.
    Missing,
    /// One that belongs to no account of this provider.
    Unknown,
    /// An account's.
    Known,
}

/// A request that arrived. No header's value is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedRequest {
    /// When it came, since the start.
    pub at: Duration,
    /// Its method.
    pub method: String,
    /// Its path with the provider's prefix, and its query.
    pub path: String,
    /// The provider whose prefix the path has; nothing where there is no such provider.
    pub provider: Option<String>,
    /// The names of its headers, in lower case.
    pub header_names: Vec<String>,
    /// What it showed as its key.
    pub key: KeySeen,
    /// The id of the account that the key belongs to.
    pub account: Option<String>,
}

/// A request as far as an answer depends on it.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    /// In lower case, with the values.
    pub(crate) headers: Vec<(String, String)>,
}

#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) script: Script,
    /// The time of the server's start that is the script's zero.
    pub(crate) begun: Duration,
    pub(crate) polls: u64,
    pub(crate) profile: Profile,
    /// Answered instead of what the script says.
    pub(crate) forced: Option<Answer>,
    /// Answered first, each once.
    pub(crate) once: VecDeque<Canned>,
    pub(crate) latency: Duration,
}

/// Everything that the server's connections and its handles share.
#[derive(Debug)]
pub(crate) struct Shared {
    started: Timestamp,
    state: Mutex<State>,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) stopwatch: Stopwatch,
    pub(crate) accounts: BTreeMap<String, HashMap<String, Account>>,
    pub(crate) log: VecDeque<LoggedRequest>,
    pub(crate) requests: u64,
    pub(crate) connections: u64,
}

impl Shared {
    pub(crate) fn new(accounts: &[DemoAccount]) -> Self {
        let mut state = State {
            stopwatch: Stopwatch::start(),
            accounts: BTreeMap::new(),
            log: VecDeque::new(),
            requests: 0,
            connections: 0,
        };
        for account in accounts {
            let known = Account {
                id: account.id.clone(),
                profile: account.profile.clone(),
                ..Account::new(&account.provider, &account.key, account.script.clone(), Duration::ZERO)
            };
            state.accounts.entry(account.provider.clone()).or_default().insert(account.key.clone(), known);
        }
        Self { started: clock::now(), state: Mutex::new(state) }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the request and answers it.
    pub(crate) fn answer(&self, asked: &Asked) -> Canned {
        let moment = Moment { now: clock::now(), started: self.started };
        self.lock().answer(asked, moment)
    }
}

impl Account {
    pub(crate) fn new(provider: &str, key: &str, script: Script, begun: Duration) -> Self {
        Self {
            id: format!("{provider}:{key}"),
            script,
            begun,
            polls: 0,
            profile: Profile::default(),
            forced: None,
            once: VecDeque::new(),
            latency: Duration::ZERO,
        }
    }

    fn poll(&mut self, elapsed: Duration, counts: bool) -> Answer {
        if counts {
            self.polls += 1;
            if let Some(canned) = self.once.pop_front() {
                return Answer::Canned(canned);
            }
        }
        let scripted = || self.script.answer(elapsed.saturating_sub(self.begun), self.polls);
        self.forced.clone().unwrap_or_else(scripted)
    }
}

impl State {
    /// The account with this key, made if there is none.
    pub(crate) fn account(&mut self, provider: &str, key: &str) -> &mut Account {
        let begun = self.stopwatch.elapsed();
        let keys = self.accounts.entry(provider.to_owned()).or_default();
        keys.entry(key.to_owned()).or_insert_with(|| Account::new(provider, key, Script::steady(0), begun))
    }

    fn answer(&mut self, asked: &Asked, moment: Moment) -> Canned {
        let elapsed = self.stopwatch.elapsed();
        let (provider, rest) = split(&asked.path);
        let shape = Shape::of(provider);
        let key = if shape == Shape::Plain && !self.accounts.contains_key(provider) {
            None
        } else {
            Some(self.key(provider, shape, asked))
        };
        self.note(asked, elapsed, key.as_ref().map(|seen| (provider, seen)));
        let Some(key) = key else { return not_found() };
        if shape.path().is_some_and(|path| path != rest) {
            return not_found();
        }
        let read = asked.method == "GET" || asked.method == "HEAD";
        if shape != Shape::Plain && !read {
            return Canned::json(405, r#"{"error":"Method not allowed"}"#).header("allow", "GET, HEAD");
        }
        let key = match key {
            Ok(key) => key,
            Err(seen) => return shape.refusal(Fault::Unauthorized, seen),
        };
        let Some(account) = self.accounts.get_mut(provider).and_then(|keys| keys.get_mut(&key)) else {
            return shape.refusal(Fault::Unauthorized, KeySeen::Unknown);
        };
        let answer = account.poll(elapsed, asked.method != "HEAD");
        shape::delayed(shape.render(answer, &account.profile, moment), account.latency)
    }

    /// The key of an account of this provider that the request shows, or what it shows instead.
    fn key(&self, provider: &str, shape: Shape, asked: &Asked) -> Result<String, KeySeen> {
        let known = self.accounts.get(provider);
        if let Some(header) = shape.key_header() {
            let shown = asked.headers.iter().find(|(name, value)| name == header && !value.is_empty());
            let Some((_, key)) = shown else { return Err(KeySeen::Missing) };
            return known.filter(|keys| keys.contains_key(key)).map(|_| key.clone()).ok_or(KeySeen::Unknown);
        }
        let in_headers = asked.headers.iter().map(|(_, value)| value.rsplit(' ').next().unwrap_or(value));
        let in_query = asked.query.split('&').filter_map(|pair| pair.split_once('=').map(|(_, value)| value));
        let mut candidates = in_headers.chain(in_query);
        let found = candidates.find(|value| known.is_some_and(|keys| keys.contains_key(*value)));
        found.map(str::to_owned).ok_or(KeySeen::Unknown)
    }

    fn note(&mut self, asked: &Asked, at: Duration, seen: Option<(&str, &Result<String, KeySeen>)>) {
        let account = seen.and_then(|(provider, key)| {
            let key = key.as_ref().ok()?;
            Some(self.accounts.get(provider)?.get(key)?.id.clone())
        });
        let key = match seen {
            Some((_, Ok(_))) => KeySeen::Known,
            Some((_, Err(seen))) => *seen,
            None => KeySeen::Unknown,
        };
        let separator = if asked.query.is_empty() { "" } else { "?" };
        self.requests += 1;
        if self.log.len() == LISTED {
            self.log.pop_front();
        }
        self.log.push_back(LoggedRequest {
            at,
            method: asked.method.clone(),
            path: format!("{}{separator}{}", asked.path, asked.query),
            provider: seen.map(|(provider, _)| provider.to_owned()),
            header_names: asked.headers.iter().map(|(name, _)| name.clone()).collect(),
            key,
            account,
        });
    }
}

/// The provider whose prefix the path has, and the rest.
fn split(path: &str) -> (&str, &str) {
    let inner = path.strip_prefix('/').unwrap_or(path);
    inner.find('/').map_or((inner, ""), |end| inner.split_at(end))
}

fn not_found() -> Canned {
    Canned::json(404, r#"{"error":"Not found"}"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, key: &str) -> Asked {
        Asked {
            method: "GET".into(),
            path: path.into(),
            query: String::new(),
            headers: vec![("x-api-key".into(), key.into())],
        }
    }

    #[test]
    fn a_path_is_split_behind_the_prefix() {
        assert_eq!(split("/srtgen/api/v1/balance"), ("srtgen", "/api/v1/balance"));
        assert_eq!(split("/srtgen"), ("srtgen", ""));
        assert_eq!(split("/"), ("", ""));
        assert_eq!(split("*"), ("*", ""));
    }

    #[test]
    fn the_log_forgets_the_oldest_but_counts_all() {
        let shared = Shared::new(&[]);
        for count in 0..LISTED + 5 {
            shared.answer(&asked(&format!("/crun/{count}"), "k"));
        }
        let state = shared.lock();
        assert_eq!((state.log.len(), state.requests), (LISTED, 10_005));
        assert_eq!(state.log.front().map(|request| request.path.as_str()), Some("/crun/5"));
    }

    #[test]
    fn a_provider_without_a_shape_takes_its_key_from_anywhere() {
        let shared = Shared::new(&[]);
        assert_eq!(shared.answer(&asked("/acme/wallet", "k-1")).status, 404);
        shared.lock().account("acme", "k-1").script = Script::steady(7);
        assert_eq!(shared.answer(&asked("/acme/wallet", "k-1")).body, br#"{"balance":7}"#);
        assert_eq!(shared.answer(&asked("/acme/wallet", "Bearer k-1")).body, br#"{"balance":7}"#);
        assert_eq!(shared.answer(&asked("/acme/wallet", "k-2")).status, 401);
        let in_query = Asked { query: "a=b&token=k-1".into(), headers: Vec::new(), ..asked("/acme/v2", "") };
        assert_eq!(shared.answer(&in_query).status, 200);
        assert_eq!(shared.lock().log.back().map(|request| request.path.clone()), Some("/acme/v2?a=b&token=k-1".into()));
    }
}
