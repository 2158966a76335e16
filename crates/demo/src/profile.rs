//! What a provider knows about an account apart from its balance. The defaults are the documents' own samples.

use crate::amount::Amount;

/// What stands around the balance in an answer. Each provider takes from it what it reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The owner's display name.
    pub user_name: String,
    /// The owner's e-mail address.
    pub user_email: String,
    /// Subscriptions, used up in this order before the extra credits.
    pub plans: Vec<PlanProfile>,
    /// Permanent credits that were bought on top of the plans.
    pub extra_credits: Amount,
    /// Storage in use, in bytes.
    pub storage_used: u64,
    /// Storage allowed, in bytes.
    pub storage_limit: u64,
    /// The subscription's id, reported while there is one.
    pub subscription_id: String,
    /// What was used before the script began.
    pub usage: Usage,
}

/// A subscription plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProfile {
    /// Its id at the provider.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// The credits of one cycle.
    pub total: Amount,
    /// Days from the server's start until the cycle ends.
    pub resets_in_days: u32,
}

/// What was used before the script began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Credits used by all keys since the account exists.
    pub credits_ever: Amount,
    /// Credits used by all keys in this period.
    pub credits_this_period: Amount,
    /// Requests by all keys in this period.
    pub requests_this_period: u64,
    /// Those of them that failed.
    pub errors_this_period: u64,
    /// Their average duration.
    pub latency_ms: u32,
    /// Credits used by this key in this period.
    pub key_credits: Amount,
    /// Requests by this key in this period.
    pub key_requests: u64,
    /// Those of them that failed.
    pub key_errors: u64,
    /// Their average duration.
    pub key_latency_ms: u32,
}

impl Default for Usage {
    fn default() -> Self {
        Self {
            credits_ever: Amount::from(1_720),
            credits_this_period: Amount::from(337),
            requests_this_period: 206,
            errors_this_period: 9,
            latency_ms: 2_720,
            key_credits: Amount::from(79),
            key_requests: 45,
            key_errors: 1,
            key_latency_ms: 2_424,
        }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            user_name: "Alex Rivera".to_owned(),
            user_email: "alex.rivera@example.com".to_owned(),
            plans: vec![PlanProfile {
                id: "starter".to_owned(),
                name: "Starter Plan".to_owned(),
                total: Amount::from(1_000),
                resets_in_days: 31,
            }],
            extra_credits: Amount::from(250),
            storage_used: 209_715_200,
            storage_limit: 10_737_418_240,
            subscription_id: "sub_1234567890".to_owned(),
            usage: Usage::default(),
        }
    }
}

impl Profile {
    /// Divides a balance: what is left of each plan, and of the extra credits. The plans are used up first, in their order.
    pub(crate) fn divide(&self, remaining: Amount) -> (Vec<Amount>, Amount) {
        let mut in_plans = remaining.minus(self.extra_credits).max(Amount::ZERO);
        let mut left: Vec<Amount> = Vec::with_capacity(self.plans.len());
        for plan in self.plans.iter().rev() {
            let part = in_plans.min(plan.total);
            left.push(part);
            in_plans = in_plans.minus(part);
        }
        left.reverse();
        let extra = left.iter().fold(remaining, |rest, part| rest.minus(*part));
        (left, extra)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(profile: &Profile, remaining: i64) -> (Vec<i64>, i64) {
        let (plans, extra) = profile.divide(Amount::from(remaining));
        (plans.into_iter().map(Amount::whole).collect(), extra.whole())
    }

    #[test]
    fn plans_are_used_up_in_their_order_and_before_the_extra_credits() {
        let mut profile = Profile::default();
        profile.plans.push(PlanProfile {
            id: "team".into(),
            name: "Team".into(),
            total: Amount::from(500),
            resets_in_days: 3,
        });
        assert_eq!(divided(&profile, 1_750), (vec![1_000, 500], 250));
        assert_eq!(divided(&profile, 900), (vec![150, 500], 250));
        assert_eq!(divided(&profile, 300), (vec![0, 50], 250));
        assert_eq!(divided(&profile, 100), (vec![0, 0], 100));
        assert_eq!(divided(&profile, -5), (vec![0, 0], -5));
        assert_eq!(divided(&profile, 2_000), (vec![1_000, 500], 500), "a top-up is permanent");
    }
}
