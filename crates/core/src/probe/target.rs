//! From a provider's definition and a key to a request, and from its answer to a reading.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;
use zeroize::Zeroizing;

use super::address;
use super::request::PreparedRequest;
use super::transport::Transport;
use crate::address::is_trustworthy;
use crate::catalog::{self, Auth, Provider, RequestError};
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

/// Asks once: the reading, or why there is none. No text in either holds the key.
pub async fn probe(target: &Target<'_>, secret: &Secret, transport: &dyn Transport) -> Result<Reading, Failure> {
    let answer = transport.send(prepare(target, secret)?).await.map_err(|mut failure| {
        failure.message = text::redact(&failure.message, secret);
        failure
    })?;
    let answer = extract::Answer {
        status: answer.status,
        headers: &answer.headers,
        body: &answer.body,
        received_at: answer.received_at,
    };
    extract::read(target.provider, &answer, Some(secret))
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
            let half = |credential| -> Result<Zeroizing<String>, Failure> {
                let text = request.credential(credential, params).map_err(|error| misconfigured(&error))?;
                Ok(Zeroizing::new(text.unwrap_or_else(|| secret.expose().to_owned())))
            };
            let pair = Zeroizing::new(format!("{}:{}", *half(username)?, *half(password)?));
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
