//! What is asked: method, address, constant headers and body, with the person's parameters put in.
//!
//! Deliberately absent: the key (see [`Auth`](super::Auth)), sending, and following anything the answer says.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use super::provider::{Credential, Param, ParamError};
use super::template::{Template, Values, percent_encode};
use crate::address::{BaseUrlError, check_base_url, is_trustworthy};

/// The request of a definition.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET or POST.
    pub method: Method,
    /// The address.
    pub url: UrlTemplate,
    pub(crate) headers: Vec<(String, Template)>,
    pub(crate) body: Option<Value>,
    pub(crate) params: Vec<Param>,
}

/// A request's method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
}

impl Method {
    /// The method as HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Why there is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// A parameter is missing or cannot be used.
    #[error(transparent)]
    Param(#[from] ParamError),
    /// The provider runs on the person's own server, whose address is missing.
    #[error("this provider needs the address of your own server as its base URL")]
    BaseUrlMissing,
    /// The base URL cannot be used.
    #[error("the base URL cannot be used: {0}")]
    BaseUrl(#[from] BaseUrlError),
    /// The parts make no address.
    #[error("the address {address:?} is not valid: {reason}")]
    Address {
        /// What was put together.
        address: String,
        /// Why it is none.
        reason: String,
    },
}

impl Request {
    /// The absolute address, with each parameter percent-encoded in its place.
    ///
    /// A base URL takes the place of scheme, host and port, and its path is put before the definition's.
    pub fn url(&self, params: &BTreeMap<String, String>, base_url: Option<&Url>) -> Result<Url, RequestError> {
        let values = Values::resolve(&self.params, params)?;
        let origin = match base_url {
            Some(base) => {
                check_base_url(base)?;
                base.as_str().trim_end_matches('/').to_owned()
            }
            None => self.url.origin(&values)?.ok_or(RequestError::BaseUrlMissing)?,
        };
        let address = format!("{origin}{}", self.url.path_and_query(&values)?);
        Url::parse(&address).map_err(|error| RequestError::Address { address, reason: error.to_string() })
    }

    /// The constant headers, names in lower case; one whose optional parameter has no value is left out.
    pub fn headers(&self, params: &BTreeMap<String, String>) -> Result<Vec<(String, String)>, RequestError> {
        let values = Values::resolve(&self.params, params)?;
        Ok(self
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.render(&values, str::to_owned)?)))
            .collect())
    }

    /// The JSON body, if there is one; with a key in the body ([`Auth::Body`](super::Auth::Body)) still without it.
    pub fn body(&self, params: &BTreeMap<String, String>) -> Result<Option<Value>, RequestError> {
        let values = Values::resolve(&self.params, params)?;
        Ok(self.body.as_ref().map(|body| fill(body, &self.params, &values)))
    }

    /// One half of HTTP Basic; `None` means the key.
    pub fn credential(
        &self,
        credential: &Credential,
        params: &BTreeMap<String, String>,
    ) -> Result<Option<String>, RequestError> {
        let Credential::Text(text) = credential else { return Ok(None) };
        let values = Values::resolve(&self.params, params)?;
        Ok(Some(text.render(&values, str::to_owned).unwrap_or_default()))
    }

    /// The host that is asked when nothing else is configured; `None` where the person must name their own server.
    pub fn host(&self) -> Option<String> {
        let first_choice = |param: &Param| param.default.clone().or_else(|| param.choices.first().cloned());
        let given = self.params.iter().filter_map(|p| Some((p.name.clone(), first_choice(p)?))).collect();
        let optional: Vec<Param> = self.params.iter().map(|p| Param { required: false, ..p.clone() }).collect();
        let origin = self.url.origin(&Values::resolve(&optional, &given).ok()?).ok()??;
        Url::parse(&origin).ok()?.host_str().map(str::to_owned)
    }
}

/// Puts the parameters' values in the place of the strings that are exactly `{name}`; `null` for one without a value.
fn fill(body: &Value, params: &[Param], values: &Values) -> Value {
    match body {
        Value::String(text) => match placeholder(text) {
            Some(name) if params.iter().any(|param| param.name == name) => {
                let value = Template::parse(text, |_| true).ok().and_then(|t| t.render(values, str::to_owned));
                value.map_or(Value::Null, Value::String)
            }
            _ => body.clone(),
        },
        Value::Array(items) => items.iter().map(|item| fill(item, params, values)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), fill(value, params, values))).collect()
        }
        other => other.clone(),
    }
}

/// The name in a text that is exactly `{name}`.
pub(crate) fn placeholder(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_name.then_some(name)
}

/// An address with parameters in its host, path and query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlTemplate {
    /// `https://host:port`; absent where the person must name their own server.
    origin: Option<Template>,
    path: Template,
    query: Vec<(String, Template)>,
}

impl UrlTemplate {
    /// Reads an address, or, beginning with `/`, the part behind a base URL that the person gives.
    pub(crate) fn parse(text: &str, params: &[Param]) -> Result<Self, String> {
        if text.contains('#') {
            return Err("must not contain a fragment".to_owned());
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err("must not contain white space".to_owned());
        }
        let declared = |name: &str| params.iter().any(|param| param.name == name);
        let (origin, rest) = if text.starts_with('/') {
            (None, text)
        } else {
            let scheme = if text.starts_with("http://") { "http://" } else { "https://" };
            let authority = text.strip_prefix(scheme).ok_or("must start with \"https://\"")?;
            let end = authority.find(['/', '?']).unwrap_or(authority.len());
            let origin = Template::parse(&text[..scheme.len() + end], declared)?;
            for name in origin.params() {
                check_host_param(name, params)?;
            }
            (Some(origin), &authority[end..])
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = Template::parse(if path.is_empty() { "/" } else { path }, declared)?;
        if let Some(name) = path.params().find(|name| is_optional(name, params)) {
            return Err(format!("{{{name}}} is part of the path and must be required or have a default"));
        }
        let query = query
            .split('&')
            .filter(|field| !field.is_empty())
            .map(|field| {
                let (name, value) = field.split_once('=').unwrap_or((field, ""));
                if name.contains(['{', '}']) {
                    return Err(format!("the query field {name:?} must not have a parameter in its name"));
                }
                Ok((name.to_owned(), Template::parse(value, declared)?))
            })
            .collect::<Result<_, _>>()?;
        let url = Self { origin, path, query };
        url.check()?;
        Ok(url)
    }

    /// Whether the query has a field of that name.
    pub(crate) fn has_query_field(&self, field: &str) -> bool {
        self.query.iter().any(|(name, _)| name == field)
    }

    /// The names of the parameters in it.
    pub(crate) fn params(&self) -> impl Iterator<Item = &str> {
        self.origin
            .iter()
            .chain([&self.path])
            .chain(self.query.iter().map(|(_, value)| value))
            .flat_map(Template::params)
    }

    /// The address as the definition writes it.
    pub fn source(&self) -> String {
        let query: Vec<String> = self.query.iter().map(|(name, value)| format!("{name}={}", value.source())).collect();
        let origin = self.origin.as_ref().map(Template::source).unwrap_or_default();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{origin}{}{mark}{}", self.path.source(), query.join("&"))
    }

    /// Whether the parts make an address that a key may be sent to.
    fn check(&self) -> Result<(), String> {
        // Parameters of a host are choices of plain host characters, so any of them stands for all.
        let source = self.source().replace(['{', '}'], "");
        let address = if self.origin.is_some() { source } else { format!("https://base.invalid{source}") };
        let url = Url::parse(&address).map_err(|error| error.to_string())?;
        if !is_trustworthy(&url) {
            return Err("must be HTTPS: a key is sent there".to_owned());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not contain a user name or password".to_owned());
        }
        Ok(())
    }

    fn origin(&self, values: &Values) -> Result<Option<String>, ParamError> {
        let Some(origin) = &self.origin else { return Ok(None) };
        render_all(origin, values, str::to_owned).map(Some)
    }

    fn path_and_query(&self, values: &Values) -> Result<String, ParamError> {
        let mut out = render_all(&self.path, values, percent_encode)?;
        let mut separator = '?';
        for (name, value) in &self.query {
            if let Some(value) = value.render(values, percent_encode) {
                out.push(separator);
                out.push_str(name);
                out.push('=');
                out.push_str(&value);
                separator = '&';
            }
        }
        Ok(out)
    }
}

/// Renders a template all of whose parameters are needed.
fn render_all(template: &Template, values: &Values, encode: impl Fn(&str) -> String) -> Result<String, ParamError> {
    template
        .render(values, encode)
        .ok_or_else(|| ParamError::Missing(template.params().next().unwrap_or_default().to_owned()))
}

fn is_optional(name: &str, params: &[Param]) -> bool {
    params.iter().any(|param| param.name == name && !param.required && param.default.is_none())
}

/// A parameter in the host decides where the key goes, so the definition must list what it may be.
fn check_host_param(name: &str, params: &[Param]) -> Result<(), String> {
    let choices = params.iter().find(|param| param.name == name).map(|param| &param.choices[..]).unwrap_or_default();
    let is_host =
        |text: &String| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b));
    if choices.is_empty() || !choices.iter().all(is_host) || is_optional(name, params) {
        return Err(format!(
            "{{{name}}} is part of the host and needs `choices` of lower-case letters, digits, dots and hyphens, \
             and a default or `required = true`"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn param(name: &str, default: Option<&str>, choices: &[&str], required: bool) -> Param {
        Param {
            name: name.into(),
            label: name.into(),
            help: None,
            default: default.map(Into::into),
            choices: choices.iter().map(|&c| c.to_owned()).collect(),
            required,
        }
    }

    fn request(url: &str, params: Vec<Param>) -> Request {
        Request {
            method: Method::Get,
            url: UrlTemplate::parse(url, &params).unwrap(),
            headers: Vec::new(),
            body: None,
            params,
        }
    }

    fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn a_parameter_stays_in_its_place() {
        let request = request("https://a.example/v1/{team}/b?x=1&y={team}", vec![param("team", None, &[], true)]);
        for (value, expected) in [
            ("t-1", "https://a.example/v1/t-1/b?x=1&y=t-1"),
            ("a/../b?c#d", "https://a.example/v1/a%2F..%2Fb%3Fc%23d/b?x=1&y=a%2F..%2Fb%3Fc%23d"),
            ("%2e%2e", "https://a.example/v1/%252e%252e/b?x=1&y=%252e%252e"),
        ] {
            assert_eq!(request.url(&given(&[("team", value)]), None).unwrap().as_str(), expected);
        }
        for value in ["..", ".", "a\nb"] {
            assert!(request.url(&given(&[("team", value)]), None).is_err(), "{value:?}");
        }
        assert_eq!(request.url(&given(&[]), None).unwrap_err().to_string(), "the parameter \"team\" is missing");
        assert_eq!(
            request.url(&given(&[("team", "  ")]), None).unwrap_err().to_string(),
            "the parameter \"team\" is missing"
        );
    }

    #[test]
    fn a_base_url_replaces_the_origin_and_goes_before_the_path() {
        let request = request("https://a.example/v1/b?x=1", vec![]);
        for (base, expected) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/b?x=1"),
            ("https://proxy.example/a/b/", "https://proxy.example/a/b/v1/b?x=1"),
            ("http://localhost/x", "http://localhost/x/v1/b?x=1"),
            ("http://[::1]:9", "http://[::1]:9/v1/b?x=1"),
        ] {
            assert_eq!(request.url(&given(&[]), Some(&Url::parse(base).unwrap())).unwrap().as_str(), expected);
        }
        for base in [
            "http://a.example",
            "ftp://127.0.0.1",
            "https://u:p@a.example",
            "https://a.example/?q",
            "http://localhost.evil.example",
        ] {
            assert!(request.url(&given(&[]), Some(&Url::parse(base).unwrap())).is_err(), "{base}");
        }
    }

    #[test]
    fn a_definition_may_need_the_persons_own_server() {
        let request = request("/key/info", vec![]);
        assert_eq!(request.url(&given(&[]), None), Err(RequestError::BaseUrlMissing));
        assert_eq!(request.host(), None);
        let base = Url::parse("https://llm.example/proxy").unwrap();
        assert_eq!(request.url(&given(&[]), Some(&base)).unwrap().as_str(), "https://llm.example/proxy/key/info");
    }

    #[test]
    fn the_host_can_be_one_of_a_few() {
        let region = param("region", Some("api.a.example"), &["api.a.example", "api.a.test"], true);
        let request = request("https://{region}/v1", vec![region]);
        assert_eq!(request.host().unwrap(), "api.a.example");
        assert_eq!(request.url(&given(&[("region", "api.a.test")]), None).unwrap().as_str(), "https://api.a.test/v1");
        assert_eq!(
            request.url(&given(&[("region", "evil.test")]), None).unwrap_err().to_string(),
            "the parameter \"region\" must be one of api.a.example, api.a.test"
        );
        let open = vec![param("region", None, &[], true)];
        assert!(UrlTemplate::parse("https://{region}/v1", &open).unwrap_err().contains("needs `choices`"));
    }

    #[test]
    fn what_is_optional_is_left_out() {
        let mut request = request("https://a.example/v1?org={org}&x=1", vec![param("org", None, &[], false)]);
        request.headers = vec![("x-org".into(), Template::parse("{org}", |_| true).unwrap())];
        request.body = Some(serde_json::json!({"org": "{org}", "query": "{ me { id } }"}));
        assert_eq!(request.url(&given(&[]), None).unwrap().as_str(), "https://a.example/v1?x=1");
        assert_eq!(request.headers(&given(&[])).unwrap(), []);
        assert_eq!(request.body(&given(&[])).unwrap().unwrap()["org"], Value::Null);
        let named = given(&[("org", "o 1")]);
        assert_eq!(request.url(&named, None).unwrap().as_str(), "https://a.example/v1?org=o%201&x=1");
        assert_eq!(request.headers(&named).unwrap(), [("x-org".into(), "o 1".into())]);
        assert_eq!(request.body(&named).unwrap().unwrap(), serde_json::json!({"org": "o 1", "query": "{ me { id } }"}));
    }

    #[test]
    fn an_address_is_one_that_a_key_may_be_sent_to() {
        for bad in [
            "http://a.example/",
            "a.example",
            "https://",
            "https://u@a.example/",
            "https://a.example/#x",
            "https://a b/",
        ] {
            assert!(UrlTemplate::parse(bad, &[]).is_err(), "{bad}");
        }
        assert!(UrlTemplate::parse("http://127.0.0.1:1/x", &[]).is_ok());
    }
}
