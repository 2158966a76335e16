//! The parts of a definition that make the request: `[[params]]`, `[auth]` and `[request]`.

use super::{short_text, word};
use crate::catalog::provider::{Auth, Credential, Param};
use crate::catalog::reader::{Item, Read, Table};
use crate::catalog::request::{Method, Request, UrlTemplate, placeholder};
use crate::catalog::template::Template;

/// Headers that are HTTP's own business, or would send something that is no part of a definition.
const RESERVED_HEADERS: [&str; 9] = [
    "connection",
    "content-length",
    "cookie",
    "expect",
    "host",
    "proxy-authorization",
    "te",
    "transfer-encoding",
    "upgrade",
];

pub(super) fn params(root: &Table<'_>) -> Read<Vec<Param>> {
    let Some(list) = root.optional("params") else { return Ok(Vec::new()) };
    let items = list.array()?;
    let params: Vec<Read<Param>> = items.iter().map(param).collect();
    let params: Vec<Param> = params.into_iter().collect::<Read<_>>()?;
    for (index, (param, item)) in params.iter().zip(&items).enumerate() {
        if params[..index].iter().any(|earlier| earlier.name == param.name) {
            return item.fail(format!("the parameter {:?} is declared twice", param.name));
        }
    }
    Ok(params)
}

fn param(item: &Item<'_>) -> Read<Param> {
    let table = item.table()?;
    let name = table.must("name", |item| {
        let name = word(item)?;
        if name.contains('-') { item.fail(format!("{name:?} must not contain \"-\"")) } else { Ok(name) }
    });
    let label = table.must("label", |item| short_text(item, 60));
    let help = table.maybe("help", |item| short_text(item, 200));
    let default = table.maybe("default", |item| item.str().map(str::to_owned));
    let choices = table.or("choices", Vec::new(), |item| item.each(|choice| choice.str().map(str::to_owned)));
    let required = table.or("required", true, Item::bool);
    if let (Ok(Some(default)), Ok(choices)) = (&default, &choices)
        && !choices.is_empty()
        && !choices.contains(default)
    {
        table.note(format!("the default {default:?} is none of the choices"));
    }
    table.finish();
    Ok(Param { name: name?, label: label?, help: help?, default: default?, choices: choices?, required: required? })
}

#[derive(Clone, Copy)]
enum AuthKind {
    Bearer,
    Header,
    Query,
    Basic,
    Body,
}

/// How the key is sent. Where the parameters could not be read, none is called unknown.
pub(super) fn auth(item: &Item<'_>, params: Read<&[Param]>) -> Read<Auth> {
    let table = item.table()?;
    let kind = table.must("kind", |item| {
        item.one_of(&[
            ("bearer", AuthKind::Bearer),
            ("header", AuthKind::Header),
            ("query", AuthKind::Query),
            ("basic", AuthKind::Basic),
            ("body", AuthKind::Body),
        ])
    })?;
    let auth = match kind {
        AuthKind::Bearer => Ok(Auth::Header { name: "authorization".to_owned(), prefix: "Bearer ".to_owned() }),
        AuthKind::Header => {
            let name = table.must("name", |item| header_name(item, item.str()?));
            let prefix = table.or("prefix", String::new(), |item| header_value(item, item.text()?));
            match (name, prefix) {
                (Ok(name), Ok(prefix)) => Ok(Auth::Header { name, prefix }),
                (Err(reported), _) | (_, Err(reported)) => Err(reported),
            }
        }
        AuthKind::Query => table.must("name", field_name).map(|name| Auth::Query { name }),
        AuthKind::Body => table.must("field", field_name).map(|field| Auth::Body { field }),
        AuthKind::Basic => basic(&table, params),
    };
    table.finish();
    auth
}

fn basic(table: &Table<'_>, params: Read<&[Param]>) -> Read<Auth> {
    let text = |item: &Item<'_>| template(item, item.text()?, params);
    let username = table.maybe("username", text)?;
    let password = table.maybe("password", text)?;
    let (username, password) = match (username, password) {
        (Some(username), None) => (Credential::Text(username), Credential::Key),
        (None, Some(password)) => (Credential::Key, Credential::Text(password)),
        _ => return table.fail("give either `username` or `password`: the other one is the key"),
    };
    Ok(Auth::Basic { username, password })
}

fn field_name(item: &Item<'_>) -> Read<String> {
    let name = item.str()?;
    let fits = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if fits { Ok(name.to_owned()) } else { item.fail(format!("{name:?} is not a field's name")) }
}

fn header_name(item: &Item<'_>, name: &str) -> Read<String> {
    let is_token = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
    if !is_token || name.is_empty() {
        return item.fail(format!("{name:?} is not a header's name"));
    }
    let name = name.to_ascii_lowercase();
    if RESERVED_HEADERS.contains(&name.as_str()) {
        return item.fail(format!("the header {name:?} is not a definition's to set"));
    }
    Ok(name)
}

fn header_value(item: &Item<'_>, value: &str) -> Read<String> {
    if value.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        Ok(value.to_owned())
    } else {
        item.fail(format!("{value:?} cannot be sent in a header: use printable ASCII"))
    }
}

fn template(item: &Item<'_>, text: &str, params: Read<&[Param]>) -> Read<Template> {
    let declared = |name: &str| params.map_or(true, |params| params.iter().any(|param| param.name == name));
    Template::parse(text, declared).or_else(|reason| item.fail(reason))
}

pub(super) fn request(item: &Item<'_>, params: Read<&[Param]>, auth: Option<&Auth>) -> Read<Request> {
    let table = item.table()?;
    let method = table.or("method", Method::Get, |item| item.one_of(&[("GET", Method::Get), ("POST", Method::Post)]));
    let url = table.must("url", |item| {
        let url = UrlTemplate::parse(item.str()?, params?).or_else(|reason| item.fail(reason))?;
        match auth {
            Some(Auth::Query { name }) if url.has_query_field(name) => {
                item.fail(format!("must not contain the field {name:?}: [auth] puts the key there"))
            }
            _ => Ok(url),
        }
    });
    let headers = table.or("headers", Vec::new(), |item| headers(item, params, auth));
    let body = table.maybe("body", |item| body(item, params));
    if let (Ok(Method::Get), true) = (method, table.has("body")) {
        table.note("a GET request has no body; set `method = \"POST\"`");
    }
    if let (Ok(Method::Get), Some(Auth::Body { .. })) = (method, auth) {
        table.note("the key is in the body, so `method` must be \"POST\"");
    }
    table.finish();
    Ok(Request { method: method?, url: url?, headers: headers?, body: body?, params: params?.to_vec() })
}

fn headers(item: &Item<'_>, params: Read<&[Param]>, auth: Option<&Auth>) -> Read<Vec<(String, Template)>> {
    let read: Vec<_> = item
        .table()?
        .entries()
        .map(|(name, item)| {
            let name = header_name(&item, name)?;
            if matches!(auth, Some(Auth::Header { name: key, .. }) if *key == name) {
                return item.fail(format!("the header {name:?} is the key's: [auth] sets it"));
            }
            if name == "authorization" {
                return item.fail("the header \"authorization\" is set by [auth] alone");
            }
            let value = header_value(&item, item.str()?)?;
            Ok((name, template(&item, &value, params)?))
        })
        .collect();
    read.into_iter().collect()
}

/// A JSON object or list, written as a text.
fn body(item: &Item<'_>, params: Read<&[Param]>) -> Read<serde_json::Value> {
    let value: serde_json::Value = match serde_json::from_str(item.str()?) {
        Ok(value) => value,
        Err(error) => return item.fail(format!("is not JSON: {error}")),
    };
    if !value.is_object() {
        return item.fail("must be a JSON object");
    }
    for name in placeholders(&value) {
        if params.is_ok_and(|params| params.iter().all(|param| param.name != name)) {
            return item.fail(format!("{{{name}}} is not declared in [[params]]"));
        }
    }
    Ok(value)
}

fn placeholders(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::String(text) => placeholder(text).into_iter().collect(),
        serde_json::Value::Array(items) => items.iter().flat_map(placeholders).collect(),
        serde_json::Value::Object(members) => members.values().flat_map(placeholders).collect(),
        _ => Vec::new(),
    }
}

/// A parameter that goes nowhere would be asked for in vain.
pub(super) fn check_every_param_is_used(root: &Table<'_>, params: &[Param], auth: &Auth, request: &Request) {
    let mut used: Vec<&str> = request.url.params().collect();
    used.extend(request.headers.iter().flat_map(|(_, value)| value.params()));
    used.extend(request.body.iter().flat_map(placeholders));
    if let Auth::Basic { username, password } = auth {
        for credential in [username, password] {
            if let Credential::Text(text) = credential {
                used.extend(text.params());
            }
        }
    }
    let Some(Ok(items)) = root.optional("params").map(|list| list.array()) else { return };
    for (param, item) in params.iter().zip(&items) {
        if !used.contains(&param.name.as_str()) {
            item.note(format!("the parameter {:?} is never used", param.name));
        }
    }
}
