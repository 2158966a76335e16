//! Keys on their way in: checked, saved with a new account, put in an old one's place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::accounts::{self, NewAccount, NewKey};
use super::drafts::Draft;
use super::{App, AppError, alert_form, parsed_base_url, render, trimmed};
use crate::contract::{AlertsInput, KeyCheck, PastedKey, SuggestedThreshold};
use crate::engine::Seed;
use crate::failure::{Failure, FailureClass};
use crate::forecast::Suggested;
use crate::ids::{AccountId, ProviderId};
use crate::probe::{self, Target};
use crate::reading::Reading;
use crate::secret::Secret;

/// A key to be checked, and what becomes of it when it is saved.
pub(super) struct Candidate {
    pub(super) key: Arc<Secret>,
    /// The variable that it is to be read from at each poll; none where it goes into the keychain.
    pub(super) variable: Option<String>,
}

impl App {
    pub(super) async fn check_key(
        &self,
        provider: &ProviderId,
        key: PastedKey,
        params: BTreeMap<String, String>,
        base_url: Option<String>,
    ) -> Result<KeyCheck, AppError> {
        let key = Arc::new(Secret::parse(key.into_inner())?);
        self.check(provider, Candidate { key, variable: None }, params, base_url).await
    }

    /// Asks the provider once, and keeps the key for ten minutes unless it is at fault itself.
    pub(super) async fn check(
        &self,
        provider: &ProviderId,
        Candidate { key, variable }: Candidate,
        params: BTreeMap<String, String>,
        base_url: Option<String>,
    ) -> Result<KeyCheck, AppError> {
        let provider = self.provider(provider)?;
        let params = accounts::checked_params(&provider, params)?;
        let base_url = parsed_base_url(base_url)?;
        let target = Target { provider: &provider, params: &params, base_url: base_url.as_ref() };
        let asked = probe::ask(&target, &key, self.0.options.transport.as_ref()).await;
        let check = key_check(&asked.outcome);
        let is_the_keys_fault = asked.outcome.as_ref().is_err_and(|failure| failure.kind.class() == FailureClass::Key);
        if is_the_keys_fault {
            return Ok(check);
        }
        let name = format!("{:016x}", (self.0.options.random)());
        let at = self.0.options.clock.now();
        let draft = Draft { provider: provider.id.clone(), key, variable, params, base_url, asked, at };
        self.0.drafts.keep(name.clone(), draft);
        Ok(KeyCheck { draft: Some(name), ..check })
    }

    pub(super) async fn save_account(
        &self,
        draft: &str,
        label: Option<String>,
        alerts: Option<AlertsInput>,
    ) -> Result<AccountId, AppError> {
        // What makes no sense is said before anything is taken or stored.
        let alerts = alert_form::parsed(alerts.unwrap_or_default())?;
        let now = self.0.options.clock.now();
        let draft_name = draft.to_owned();
        let draft = self.0.drafts.take(draft, now).ok_or(AppError::DraftExpired)?;
        let (key, in_memory) = match draft.variable.clone() {
            // A variable is read at each poll, so its value is not kept.
            Some(name) => (NewKey::Environment(name), None),
            None => (NewKey::Keychain(Arc::clone(&draft.key)), Some(Arc::clone(&draft.key))),
        };
        let new = NewAccount {
            provider: draft.provider.clone(),
            id: None,
            label: trimmed(label),
            params: draft.params.clone(),
            base_url: draft.base_url.clone(),
            key,
            alerts,
        };
        match self.0.accounts.add(new).await {
            Ok(id) => {
                let seed = Seed { account: id.clone(), key: in_memory, asked: draft.asked };
                self.reload(Some(seed)).await?;
                Ok(id)
            }
            Err(why) => {
                // The keychain may be unlocked in a moment: the key need not be pasted again.
                self.0.drafts.keep(draft_name, draft);
                Err(why)
            }
        }
    }

    pub(super) async fn replace_key(
        &self,
        account: &AccountId,
        key: PastedKey,
        anyway: bool,
    ) -> Result<KeyCheck, AppError> {
        let settings = self.0.accounts.load().await?;
        let configured = settings.account(account).ok_or_else(|| AppError::UnknownAccount(account.clone()))?;
        let provider = self.provider(&configured.provider)?;
        let key = Arc::new(Secret::parse(key.into_inner())?);
        let target = Target { provider: &provider, params: &configured.params, base_url: configured.base_url.as_ref() };
        let asked = probe::ask(&target, &key, self.0.options.transport.as_ref()).await;
        let check = key_check(&asked.outcome);
        let accepted = match &asked.outcome {
            Ok(_) => true,
            Err(failure) => match failure.kind.class() {
                // "Empty" is an answer to a good key; a key that the provider rejects never takes a good one's place.
                FailureClass::Empty => true,
                FailureClass::Key => false,
                FailureClass::Wait | FailureClass::Keychain | FailureClass::Network | FailureClass::Provider => anyway,
            },
        };
        if !accepted {
            return Ok(check);
        }
        self.0.accounts.set_key(account, &NewKey::Keychain(Arc::clone(&key))).await?;
        self.reload(Some(Seed { account: account.clone(), key: Some(key), asked })).await?;
        Ok(KeyCheck { saved: true, ..check })
    }
}

fn key_check(outcome: &Result<Reading, Failure>) -> KeyCheck {
    KeyCheck {
        draft: None,
        saved: false,
        reading: outcome.as_ref().ok().map(render::reading),
        failure: outcome.as_ref().err().map(render::failure),
        proposal: outcome.as_ref().ok().and_then(proposal),
    }
}

/// Thresholds for an account of which only this is known.
fn proposal(reading: &Reading) -> Option<SuggestedThreshold> {
    let levels = Suggested::at_first(reading.primary()?)?;
    Some(SuggestedThreshold { warning: levels.warning.to_string(), critical: levels.critical.to_string() })
}
