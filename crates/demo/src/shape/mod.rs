//! The documented shapes: where a provider's balance is asked for, how the key is sent, and what comes back.

mod bodies;
mod refusals;

use std::time::Duration;

use jiff::Timestamp;

use crate::account::KeySeen;
use crate::canned::Canned;
use crate::fault::Fault;
use crate::profile::Profile;
use crate::script::{Answer, Figures};

/// The form of a provider's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    SrtGen,
    Crun,
    Supertone,
    StructOcr,
    SociaVault,
    /// No documented one: any path, the key anywhere, `{"balance": …}`.
    Plain,
}

/// The times that an answer refers to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The wall clock.
    pub(crate) now: Timestamp,
    /// The wall clock at the server's start.
    pub(crate) started: Timestamp,
}

impl Shape {
    /// The shape of the provider with this id.
    pub(crate) fn of(provider: &str) -> Self {
        match provider {
            "srtgen" => Self::SrtGen,
            "crun" => Self::Crun,
            "supertone" => Self::Supertone,
            "structocr" => Self::StructOcr,
            "sociavault" => Self::SociaVault,
            _ => Self::Plain,
        }
    }

    /// The path of the balance, where it is documented.
    pub(crate) const fn path(self) -> Option<&'static str> {
        match self {
            Self::SrtGen => Some("/api/v1/balance"),
            Self::Crun => Some("/api/v1/client/account/balance"),
            Self::Supertone | Self::SociaVault => Some("/v1/credits"),
            Self::StructOcr => Some("/v1/account/balance"),
            Self::Plain => None,
        }
    }

    /// The header that carries the key, where it is documented.
    pub(crate) const fn key_header(self) -> Option<&'static str> {
        match self {
            Self::SrtGen | Self::Crun | Self::StructOcr | Self::SociaVault => Some("x-api-key"),
            Self::Supertone => Some("x-sup-api-key"),
            Self::Plain => None,
        }
    }

    /// An account's answer as it goes over the wire.
    pub(crate) fn render(self, answer: Answer, profile: &Profile, moment: Moment) -> Canned {
        match answer {
            Answer::Balance(figures) => Canned::json(200, self.success(&figures, profile, moment)),
            Answer::Fault(fault) => self.refusal(fault, KeySeen::Known),
            Answer::FaultInBody(fault) => Canned { status: 200, ..self.refusal(fault, KeySeen::Known) },
            Answer::Canned(canned) => canned,
        }
    }

    fn success(self, figures: &Figures, profile: &Profile, moment: Moment) -> String {
        match self {
            Self::SrtGen => bodies::srtgen(figures, profile, moment),
            Self::Crun => bodies::crun(figures),
            Self::Supertone | Self::Plain => bodies::balance(figures),
            Self::StructOcr => bodies::structocr(figures, profile, moment),
            Self::SociaVault => bodies::sociavault(figures, profile),
        }
    }

    /// The refusal as it goes over the wire, given what was seen of the key.
    pub(crate) fn refusal(self, fault: Fault, key: KeySeen) -> Canned {
        refusals::refusal(self, fault, key)
    }
}

/// Adds to an answer the time that an account takes for each.
pub(crate) fn delayed(canned: Canned, by: Duration) -> Canned {
    let delay = canned.delay.saturating_add(by);
    canned.delayed(delay)
}
