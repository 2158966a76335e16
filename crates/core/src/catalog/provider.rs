//! A provider's definition, parsed and validated: what to ask, and how to read the answer.
//!
//! Deliberately absent: anything that is true of one provider only. What differs between providers is data.

use std::time::Duration;

use jiff::civil::Date;
use url::Url;

use super::path::Path;
use super::request::Request;
use super::template::Template;
use super::value::{Amount, Condition, Text, Time, UnitSource};
use crate::failure::FailureKind;
use crate::ids::ProviderId;

/// One provider's definition.
#[derive(Debug, Clone)]
pub struct Provider {
    /// Its name in files and on the command line; equals its folder's name.
    pub id: ProviderId,
    /// Its name for a person.
    pub name: String,
    /// What it sells, in a few words.
    pub summary: String,
    /// The documentation that the definition was written from.
    pub docs: Url,
    /// Its site.
    pub homepage: Option<Url>,
    /// Where a key is made.
    pub keys_page: Option<Url>,
    /// Where credits are bought.
    pub billing_page: Option<Url>,
    /// When the documentation was last compared with the definition.
    pub verified: Date,
    /// How its key is called and recognised.
    pub key_hint: Option<String>,
    /// What kind of service it is, one lower-case word.
    pub category: Option<String>,
    /// What a person should know about its figures.
    pub notes: Option<String>,
    /// Its icon: SVG text.
    pub icon: Option<String>,
    /// Whether the person made it.
    pub custom: bool,
    /// What the person must give besides the key.
    pub params: Vec<Param>,
    /// How the key is sent.
    pub auth: Auth,
    /// What is asked.
    pub request: Request,
    /// The shortest time between two polls of one account.
    pub min_interval: Duration,
    /// How the answer is read.
    pub response: Response,
    /// Which answers are failures, besides what HTTP itself says. The first that matches decides.
    pub errors: Vec<ErrorRule>,
}

/// A value that the person gives besides the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// Its name in the definition.
    pub name: String,
    /// What to call it.
    pub label: String,
    /// Where to find it.
    pub help: Option<String>,
    /// The value when none is given.
    pub default: Option<String>,
    /// The only values allowed; empty for any.
    pub choices: Vec<String>,
    /// Whether there must be a value. A header or query field of an optional one is left out when there is none.
    pub required: bool,
}

/// Why a value cannot be taken for a parameter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParamError {
    /// It is needed, and neither given nor defaulted.
    #[error("the parameter {0:?} is missing")]
    Missing(String),
    /// It is none of the values allowed.
    #[error("the parameter {name:?} must be one of {}", choices.join(", "))]
    NotAChoice {
        /// The parameter's name.
        name: String,
        /// The values allowed.
        choices: Vec<String>,
    },
    /// It cannot be part of a request.
    #[error("the parameter {name:?} {reason}")]
    Invalid {
        /// The parameter's name.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl Param {
    /// The value to use: the given one, else the default; `None` for an optional parameter without either.
    pub fn resolve<'a>(&'a self, given: Option<&'a str>) -> Result<Option<&'a str>, ParamError> {
        let given = given.map(str::trim).filter(|value| !value.is_empty());
        let Some(value) = given.or(self.default.as_deref()) else {
            return if self.required { Err(ParamError::Missing(self.name.clone())) } else { Ok(None) };
        };
        let invalid = |reason| Err(ParamError::Invalid { name: self.name.clone(), reason });
        if !self.choices.is_empty() && !self.choices.iter().any(|choice| choice == value) {
            return Err(ParamError::NotAChoice { name: self.name.clone(), choices: self.choices.clone() });
        }
        if value.len() > 512 {
            return invalid("is longer than 512 characters");
        }
        if value.chars().any(char::is_control) {
            return invalid("contains a control character");
        }
        if value == "." || value == ".." {
            return invalid("is a step in a path");
        }
        Ok(Some(value))
    }
}

/// How the key is sent. There is one secret; whatever else identifies the account is a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Auth {
    /// In a header: `prefix` and the key. A bearer token is `authorization` with the prefix `Bearer `.
    Header {
        /// The header's name, in lower case.
        name: String,
        /// What stands before the key, its space included.
        prefix: String,
    },
    /// In the query.
    Query {
        /// The field's name.
        name: String,
    },
    /// HTTP Basic.
    Basic {
        /// The user's name.
        username: Credential,
        /// The password.
        password: Credential,
    },
    /// In a field at the top of the JSON body.
    Body {
        /// The field's name.
        field: String,
    },
}

/// One half of HTTP Basic. Exactly one of the two is the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// The key itself.
    Key,
    /// A fixed text or a parameter: see [`Request::credential`].
    Text(Template),
}

/// How an answer is read.
#[derive(Debug, Clone)]
pub struct Response {
    /// Whether the body is JSON; otherwise only headers are read.
    pub(crate) json: bool,
    /// A status in the body that stands for HTTP's, where the answer has one.
    pub(crate) http_status: Option<Path>,
    /// HTTP statuses besides 2xx that carry a reading.
    pub(crate) accept_http: Vec<u16>,
    /// What must hold for the answer to be a reading.
    pub(crate) success: Vec<Condition>,
    /// Where the provider says in words what went wrong.
    pub(crate) message: Option<Text>,
    /// The account's status.
    pub(crate) status: Option<Text>,
    /// The time the figures are of.
    pub(crate) as_of: Option<Time>,
    /// The measured quantities. Exactly one is primary.
    pub(crate) meters: Vec<MeterRule>,
    /// Subscriptions and grants.
    pub(crate) plans: Vec<PlanRule>,
    /// Further values.
    pub(crate) facts: Vec<FactRule>,
}

/// One rule for many: for each item of a list, under a condition.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repeat {
    /// The items; a rule without it is applied once, to the document.
    pub(crate) each: Option<Path>,
    /// What tells the items apart; their position or member name where absent.
    pub(crate) key: Option<Text>,
    /// What to call the item; the rule's label and the key where absent.
    pub(crate) label: Option<Text>,
    /// What must hold for the rule to be applied.
    pub(crate) when: Vec<Condition>,
}

/// How a meter is read.
#[derive(Debug, Clone)]
pub(crate) struct MeterRule {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) repeat: Repeat,
    pub(crate) unit: UnitSource,
    pub(crate) primary: bool,
    pub(crate) remaining: Option<Amount>,
    pub(crate) used: Option<Amount>,
    pub(crate) limit: Option<Amount>,
    pub(crate) limit_is_lifetime: bool,
    /// All must hold; empty means that the provider never says so.
    pub(crate) unlimited: Vec<Condition>,
    pub(crate) period_start: Option<Time>,
    pub(crate) period_end: Option<Time>,
    pub(crate) resets_at: Option<Time>,
    pub(crate) expires_at: Option<Time>,
}

/// How a plan is read.
#[derive(Debug, Clone)]
pub(crate) struct PlanRule {
    pub(crate) label: String,
    pub(crate) repeat: Repeat,
    pub(crate) name: Option<Text>,
    pub(crate) status: Option<Text>,
    pub(crate) remaining: Option<Amount>,
    pub(crate) limit: Option<Amount>,
    pub(crate) resets_at: Option<Time>,
    pub(crate) expires_at: Option<Time>,
}

/// How a fact is read.
#[derive(Debug, Clone)]
pub(crate) struct FactRule {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) repeat: Repeat,
    pub(crate) value: FactSource,
}

/// A fact's value.
#[derive(Debug, Clone)]
pub(crate) enum FactSource {
    Text(Text),
    Number { amount: Amount, unit: Option<String> },
    Time(Time),
}

/// One kind of answer that is a failure.
#[derive(Debug, Clone)]
pub struct ErrorRule {
    /// Statuses, of HTTP or of the body; empty for any.
    pub(crate) http: Vec<u16>,
    /// What must hold besides.
    pub(crate) when: Vec<Condition>,
    /// What it means.
    pub(crate) kind: FailureKind,
    /// The provider's words, where they are elsewhere than usual.
    pub(crate) message: Option<Text>,
    /// What to tell the person in the place of the usual sentence.
    pub(crate) help: Option<String>,
    /// When to ask again.
    pub(crate) retry_at: Option<Time>,
}
