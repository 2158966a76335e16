//! From a provider's definition and a key to a request, and from its answer to a reading.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use tokio::time::Instant;
use url::Url;
use zeroize::Zeroizing;

use super::address;
use super::heard::Heard;
use super::request::PreparedRequest;
use super::transport::Transport;
use crate::address::is_trustworthy;
use crate::catalog::{self, Auth, Credential, Provider, RequestError};
use crate::extract;
use crate::failure::{Failure, FailureKind};
use crate::reading::Reading;
use crate::secret::Secret;
use crate::text;

/// Whom to ask: a provider's definition, with what the account adds to it.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The definition.
    pub provider: &'a Provider,
    /// The account's parameters.
    pub params: &'a BTreeMap<String, String>,
    /// The account's own server, in place of the definition's.
    pub base_url: Option<&'a Url>,
}

/// What asking once gave.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The reading, or why there is none. No text in either holds the key.
    pub outcome: Result<Reading, Failure>,
    /// The answer's text without the key; none where no whole answer came.
    pub heard: Option<Heard>,
    /// How long it took; none where nobody looked at a clock.
    pub took: Option<Duration>,
}

impl From<Result<Reading, Failure>> for Asked {
    fn from(outcome: Result<Reading, Failure>) -> Self {
        Self { outcome, heard: None, took: None }
    }
}

/// Asks once: the reading, or why there is none. No text in either holds the key.
pub async fn probe(target: &Target<'_>, secret: &Secret, transport: &dyn Transport) -> Result<Reading, Failure> {
    ask(target, secret, transport).await.outcome
}

/// Asks once, and keeps what the provider said.
pub async fn ask(target: &Target<'_>, secret: &Secret, transport: &dyn Transport) -> Asked {
    let began = Instant::now();
    let request = match prepare(target, secret) {
        Ok(request) => request,
        Err(failure) => return Err(failure).into(),
    };
    let sent = transport.send(request).await;
    let took = Some(began.elapsed());
    let answer = match sent {
        Ok(answer) => answer,
        Err(mut failure) => {
            failure.message = text::redact(&failure.message, secret);
            return Asked { outcome: Err(failure), heard: None, took };
        }
    };
    let heard = Some(Heard::of(&answer, target, secret));
    let answer = extract::Answer {
        status: answer.status,
        headers: &answer.headers,
        body: &answer.body,
        received_at: answer.received_at,
    };
    Asked { outcome: extract::read(target.provider, &answer, Some(secret)), heard, took }
}

/// Builds the request, with the key in the one place that the definition names.
pub fn prepare(target: &Target<'_>, secret: &Secret) -> Result<PreparedRequest, Failure> {
    let Target { provider, params, base_url } = *target;
    let request = &provider.request;
    let mut url = request.url(params, base_url).map_err(|error| misconfigured(&error))?;
    if !is_trustworthy(&url) {
        return Err(address::refused(&url));
    }
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers(params).map_err(|error| misconfigured(&error))? {
        headers.insert(header_name(&name)?, header_value(&name, &value)?);
    }
    let mut body = request.body(params).map_err(|error| misconfigured(&error))?;
    match &provider.auth {
        Auth::Header { name, prefix } => {
            let value = Zeroizing::new(format!("{prefix}{}", secret.expose()));
            headers.insert(header_name(name)?, sensitive(name, &value)?);
        }
        Auth::Query { name } => {
            url.query_pairs_mut().append_pair(name, secret.expose());
        }
        Auth::Basic { username, password } => {
            let pair = basic_pair(target, (username, password), secret).map_err(|error| misconfigured(&error))?;
            let value = Zeroizing::new(format!("Basic {}", BASE64.encode(pair.as_bytes())));
            headers.insert(AUTHORIZATION, sensitive("authorization", &value)?);
        }
        Auth::Body { field } => {
            let object = body.get_or_insert_with(|| Value::Object(serde_json::Map::new()));
            let Value::Object(members) = object else {
                return Err(Failure::new(FailureKind::Internal, "the definition's body has no place for the key"));
            };
            members.insert(field.clone(), Value::String(secret.expose().to_owned()));
        }
    }
    if body.is_some() {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    }
    let method = match request.method {
        catalog::Method::Get => Method::GET,
        catalog::Method::Post => Method::POST,
    };
    Ok(PreparedRequest::new(method, url, headers, body.map(|body| body.to_string().into_bytes())))
}

/// What HTTP Basic encodes.
pub(super) fn basic_pair(
    target: &Target<'_>,
    (username, password): (&Credential, &Credential),
    secret: &Secret,
) -> Result<Zeroizing<String>, RequestError> {
    let half = |credential| -> Result<Zeroizing<String>, RequestError> {
        let text = target.provider.request.credential(credential, target.params)?;
        Ok(Zeroizing::new(text.unwrap_or_else(|| secret.expose().to_owned())))
    };
    Ok(Zeroizing::new(format!("{}:{}", *half(username)?, *half(password)?)))
}

fn header_name(name: &str) -> Result<HeaderName, Failure> {
    name.parse().map_err(|_| Failure::new(FailureKind::Internal, format!("{name:?} is no header's name")))
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::from_str(value)
        .map_err(|_| Failure::new(FailureKind::Internal, format!("the value of the header {name:?} cannot be sent")))
}

fn sensitive(name: &str, value: &str) -> Result<HeaderValue, Failure> {
    let mut value = header_value(name, value)?;
    value.set_sensitive(true);
    Ok(value)
}

/// The account's settings do not make a request.
fn misconfigured(error: &RequestError) -> Failure {
    Failure::new(FailureKind::Internal, text::presentable(&error.to_string(), None, 200))
}
