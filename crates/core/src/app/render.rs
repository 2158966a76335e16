//! From the domain's types to the contract's.

use crate::alert::{Basis, Level, Pause, Rules, State};
use crate::amount::Decimal;
use crate::catalog::Provider;
use crate::contract::{
    AccountState, AccountView, AppProblem, AppProblemKind, Confidence, FactView, FailureView, ForecastState,
    ForecastView, InterfaceView, KeySource, LevelBasis, LevelView, MeterView, OddityView, Page, ParamView, PauseView,
    PeriodView, PlanView, ProviderView, ReadingView, Snapshot, Theme,
};
use crate::engine::{AccountPicture, Picture, ProblemKind};
use crate::failure::Failure;
use crate::forecast::{self, Forecast};
use crate::ids::AccountId;
use crate::reading::{Fact, FactValue, Meter, Plan, Reading};
use crate::report::to_hundredths;
use crate::settings::{self, Interface, KeyRef};
use crate::time::Timestamp;

/// The snapshot that the windows and the tray show.
pub(crate) fn snapshot(picture: &Picture, demo: bool) -> Snapshot {
    Snapshot {
        at: time(picture.at),
        demo,
        offline: picture.offline,
        interface: interface(picture),
        refreshing: picture.accounts.iter().any(|account| account.refreshing),
        alerts_paused: match picture.alerts_paused {
            Pause::No => None,
            Pause::Until(until) => Some(PauseView { until: Some(time(until)) }),
            Pause::UntilResumed => Some(PauseView { until: None }),
        },
        accounts: picture.accounts.iter().map(account).collect(),
        problems: picture
            .problems
            .iter()
            .map(|problem| AppProblem { kind: problem.kind.into(), message: problem.message.clone() })
            .collect(),
    }
}

fn interface(picture: &Picture) -> InterfaceView {
    let Interface { theme, hide_amounts, order, language: _, hide_when_shared: _, shortcut: _ } = &picture.interface;
    // A removed account keeps its place in the file, in case it comes back; the windows need not know.
    let is_there = |id: &&AccountId| picture.accounts.iter().any(|account| account.account.id == **id);
    InterfaceView {
        theme: (*theme).into(),
        language: picture.locale.language,
        locale: picture.locale.tag.clone(),
        hide_amounts: *hide_amounts,
        order: order.as_ref().map(|order| order.iter().filter(is_there).cloned().collect()),
    }
}

/// Whether two snapshots say the same, their time apart.
pub(crate) fn same(one: &Snapshot, other: &Snapshot) -> bool {
    let Snapshot { at: _, demo, offline, refreshing, interface, alerts_paused, accounts, problems } = one;
    (demo, offline, refreshing, problems) == (&other.demo, &other.offline, &other.refreshing, &other.problems)
        && (interface, alerts_paused) == (&other.interface, &other.alerts_paused)
        && *accounts == other.accounts
}

fn account(picture: &AccountPicture) -> AccountView {
    let provider_name = picture
        .provider
        .as_ref()
        .map_or_else(|| picture.account.provider.to_string(), |provider| provider.name.clone());
    AccountView {
        id: picture.account.id.clone(),
        provider: picture.account.provider.clone(),
        label: picture.account.label.clone().unwrap_or_else(|| provider_name.clone()),
        provider_name,
        state: picture.state.into(),
        stale: picture.stale,
        refreshing: picture.refreshing,
        key_source: match &picture.account.key {
            KeyRef::Keychain(_) => KeySource::Keychain,
            KeyRef::Environment(name) => KeySource::Environment { name: name.clone() },
        },
        checked_at: picture.checked_at.map(time),
        read_at: picture.read_at.map(time),
        next_check_at: picture.due.at.map(time),
        reading: picture.reading.as_deref().map(reading),
        level: picture.level.map(|level| level_view(level, &picture.rules)),
        forecast: forecast(&picture.forecast),
        snoozed_until: picture.snoozed_until.map(time),
        muted: picture.muted,
        failure: picture.failure.as_ref().map(failure),
        base_url: picture.account.base_url.as_ref().map(ToString::to_string),
    }
}

fn forecast(forecast: &Forecast) -> ForecastView {
    let days = |days: Option<f64>| days.and_then(to_hundredths);
    ForecastView {
        state: match forecast.state {
            forecast::ForecastState::Learning => ForecastState::Learning,
            forecast::ForecastState::Steady => ForecastState::Steady,
            forecast::ForecastState::NotDraining => ForecastState::NotDraining,
            forecast::ForecastState::LastsUntilReset => ForecastState::LastsUntilReset,
        },
        days_left: days(forecast.days_left),
        days_left_low: days(forecast.days_left_low),
        days_left_high: days(forecast.days_left_high),
        burn_per_day: forecast.burn_per_day.filter(|burn| burn.is_finite()),
        confidence: forecast.confidence.map(|confidence| match confidence {
            forecast::Confidence::Low => Confidence::Low,
            forecast::Confidence::Medium => Confidence::Medium,
            forecast::Confidence::High => Confidence::High,
        }),
        days_short_of_reset: days(forecast.days_short_of_reset),
    }
}

fn level_view(level: Level, rules: &Rules) -> LevelView {
    let as_share = |amount: Decimal| amount.checked_div(level.whole);
    // Two rules may warn at different places; the one that warns first is the one to draw.
    let first =
        |by_share: Option<Decimal>, by_amount: Option<Decimal>| by_share.max(by_amount.and_then(as_share)).map(drawn);
    LevelView {
        share: drawn(level.share()),
        basis: match level.basis {
            Basis::Limit => LevelBasis::Limit,
            Basis::HighWater => LevelBasis::HighWater,
        },
        warning: first(rules.share.and_then(|levels| levels.warning), rules.amount.and_then(|levels| levels.warning)),
        critical: first(
            rules.share.and_then(|levels| levels.critical),
            rules.amount.and_then(|levels| levels.critical),
        ),
    }
}

/// A share as a length to draw, 0 to 1.
fn drawn(share: Decimal) -> f64 {
    f64::try_from(share).unwrap_or(0.0).clamp(0.0, 1.0)
}

/// A reading as the page shows it.
pub(crate) fn reading(reading: &Reading) -> ReadingView {
    ReadingView {
        meters: reading.meters.iter().map(meter).collect(),
        plans: reading.plans.iter().map(plan).collect(),
        facts: reading.facts.iter().map(fact).collect(),
        status: reading.status.clone(),
        as_of: reading.as_of.map(time),
        oddities: reading
            .oddities
            .iter()
            .map(|oddity| OddityView {
                path: oddity.path.clone(),
                expected: oddity.expected.clone(),
                found: oddity.found.clone(),
            })
            .collect(),
    }
}

fn meter(meter: &Meter) -> MeterView {
    MeterView {
        id: meter.id.clone(),
        label: meter.label.clone(),
        unit: meter.unit.to_string(),
        primary: meter.primary,
        remaining: meter.remaining.map(digits),
        used: meter.used.map(digits),
        limit: meter.limit.map(digits),
        limit_is_lifetime: meter.limit_is_lifetime,
        unlimited: meter.unlimited,
        period: meter
            .period
            .as_ref()
            .map(|period| PeriodView { start: period.start.map(time), end: period.end.map(time) }),
        resets_at: meter.resets_at.map(time),
        expires_at: meter.expires_at.map(time),
    }
}

fn plan(plan: &Plan) -> PlanView {
    PlanView {
        name: plan.name.clone(),
        status: plan.status.clone(),
        remaining: plan.remaining.map(digits),
        limit: plan.limit.map(digits),
        resets_at: plan.resets_at.map(time),
        expires_at: plan.expires_at.map(time),
    }
}

fn fact(fact: &Fact) -> FactView {
    let (value, kind, unit) = match &fact.value {
        FactValue::Text(text) => (text.clone(), "text", None),
        FactValue::Number { amount, unit } => (digits(*amount), "number", unit.clone()),
        FactValue::Time(at) => (time(*at), "time", None),
    };
    FactView { id: fact.id.clone(), label: fact.label.clone(), value, kind: kind.to_owned(), unit }
}

/// A failure as the page shows it.
pub(crate) fn failure(failure: &Failure) -> FailureView {
    FailureView {
        kind: failure.kind,
        message: failure.message.clone(),
        http_status: failure.http_status,
        retry_at: failure.retry_at.map(time),
    }
}

/// A provider as the catalogue page shows it.
pub(crate) fn provider(provider: &Provider) -> ProviderView {
    let pages = [
        (Page::Home, provider.homepage.is_some()),
        (Page::Docs, true),
        (Page::Keys, provider.keys_page.is_some()),
        (Page::Billing, provider.billing_page.is_some()),
    ];
    ProviderView {
        id: provider.id.clone(),
        name: provider.name.clone(),
        summary: provider.summary.clone(),
        icon: provider.icon.clone(),
        host: provider.request.host().unwrap_or_default(),
        key_hint: provider.key_hint.clone(),
        pages: pages.into_iter().filter_map(|(page, there)| there.then_some(page)).collect(),
        params: provider
            .params
            .iter()
            .map(|param| ParamView {
                name: param.name.clone(),
                label: param.label.clone(),
                default: param.default.clone(),
                choices: param.choices.clone(),
            })
            .collect(),
        custom: provider.custom,
    }
}

pub(super) fn digits(amount: Decimal) -> String {
    amount.to_string()
}

pub(super) fn time(at: Timestamp) -> String {
    at.to_string()
}

impl From<State> for AccountState {
    fn from(state: State) -> Self {
        match state {
            State::Ok => Self::Ok,
            State::Low => Self::Low,
            State::Critical => Self::Critical,
            State::Empty => Self::Empty,
            State::Failing => Self::Failing,
            State::Unknown => Self::Unknown,
            State::Paused => Self::Paused,
        }
    }
}

impl From<settings::Theme> for Theme {
    fn from(theme: settings::Theme) -> Self {
        match theme {
            settings::Theme::System => Self::System,
            settings::Theme::Light => Self::Light,
            settings::Theme::Dark => Self::Dark,
        }
    }
}

impl From<ProblemKind> for AppProblemKind {
    fn from(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::ConfigBroken => Self::ConfigBroken,
            ProblemKind::ProviderBroken => Self::ProviderBroken,
            ProblemKind::KeychainUnavailable => Self::KeychainUnavailable,
            ProblemKind::KeychainLocked => Self::KeychainLocked,
            ProblemKind::NotificationsUnavailable => Self::NotificationsUnavailable,
            ProblemKind::TrayUnavailable => Self::TrayUnavailable,
            ProblemKind::HistorySetAside => Self::HistorySetAside,
            ProblemKind::HistoryUnavailable => Self::HistoryUnavailable,
            ProblemKind::AnotherPoller => Self::AnotherPoller,
        }
    }
}

impl From<AppProblemKind> for ProblemKind {
    fn from(kind: AppProblemKind) -> Self {
        match kind {
            AppProblemKind::ConfigBroken => Self::ConfigBroken,
            AppProblemKind::ProviderBroken => Self::ProviderBroken,
            AppProblemKind::KeychainUnavailable => Self::KeychainUnavailable,
            AppProblemKind::KeychainLocked => Self::KeychainLocked,
            AppProblemKind::NotificationsUnavailable => Self::NotificationsUnavailable,
            AppProblemKind::TrayUnavailable => Self::TrayUnavailable,
            AppProblemKind::HistorySetAside => Self::HistorySetAside,
            AppProblemKind::HistoryUnavailable => Self::HistoryUnavailable,
            AppProblemKind::AnotherPoller => Self::AnotherPoller,
        }
    }
}
