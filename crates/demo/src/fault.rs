//! The ways in which providers say no.

use std::fmt;

/// A refusal, in the provider's documented form where it documents one and in a plain one where it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The key is missing, wrong or revoked.
    Unauthorized,
    /// Nothing is left.
    OutOfCredits,
    /// No such account.
    NotFound,
    /// The request's parameters are wrong.
    Validation,
    /// Too many requests; with the seconds of a `Retry-After` header if one is to be sent.
    RateLimited(Option<u32>),
    /// The provider is being maintained.
    Maintenance,
    /// The provider fell over.
    Server,
    /// A generation failed.
    GenerationFailed,
    /// The feature is switched off.
    FeatureDisabled,
}

impl Fault {
    /// Every fault, without a `Retry-After`.
    pub const ALL: [Self; 9] = [
        Self::Unauthorized,
        Self::OutOfCredits,
        Self::NotFound,
        Self::Validation,
        Self::RateLimited(None),
        Self::Maintenance,
        Self::Server,
        Self::GenerationFailed,
        Self::FeatureDisabled,
    ];

    /// Its name in commands, such as `out-of-credits`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unauthorized => "unauthorized",
            Self::OutOfCredits => "out-of-credits",
            Self::NotFound => "not-found",
            Self::Validation => "validation",
            Self::RateLimited(_) => "rate-limited",
            Self::Maintenance => "maintenance",
            Self::Server => "server",
            Self::GenerationFailed => "generation-failed",
            Self::FeatureDisabled => "feature-disabled",
        }
    }

    /// The fault of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.name() == name)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_faults() {
        for fault in Fault::ALL {
            assert_eq!(Fault::named(fault.name()), Some(fault));
        }
        assert_eq!(Fault::named("catastrophe"), None);
        assert_eq!(Fault::RateLimited(Some(3)).to_string(), "rate-limited");
    }
}
