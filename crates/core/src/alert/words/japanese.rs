//! Alerts in Japanese: nouns in headlines and on buttons, polite sentences below.

use super::fact::{Fact, Left, Share, Span, Standing, StandingKind, Threshold};
use super::speech::{Buttons, Speech};
use crate::alert::Basis;
use crate::language::Language;

pub(super) struct Japanese;

impl Speech for Japanese {
    fn title(&self, name: &str, fact: &Fact) -> String {
        match fact {
            Fact::Empty { .. } => format!("{name}：残高がなくなりました"),
            Fact::Low { left: Left::Amount(left) | Left::Share(left), .. } => format!("{name}：残り{left}"),
            Fact::Low { left: Left::Little, .. } => format!("{name}：残高が少なくなっています"),
            Fact::Low { left: Left::VeryLittle, .. } => format!("{name}：残高が非常に少なくなっています"),
            Fact::KeyRejected { .. } => format!("{name}：キーが拒否されました"),
            Fact::Unreachable { .. } => format!("{name}：残高を取得できません"),
            Fact::Subscription { .. } => format!("{name}：{}", self.reason(fact)),
            Fact::Storage { .. } => format!("{name}：ストレージの空きがわずかです"),
            Fact::Expiry { .. } => format!("{name}：残高の有効期限が近づいています"),
            Fact::UnusualSpend(_) => format!("{name}：通常と異なる消費があります"),
            Fact::ToppedUp { .. } => format!("{name}：チャージされました"),
        }
    }

    fn reason(&self, fact: &Fact) -> String {
        match fact {
            Fact::Empty { said: Some(said), .. } | Fact::KeyRejected { said: Some(said) } => said.clone(),
            Fact::Empty { said: None, left: Some(left) } => format!("残り{left}です"),
            Fact::Empty { said: None, left: None } => "残高がありません".to_owned(),
            Fact::Low { left, threshold } => match Fact::opening(left, threshold) {
                Some(left) => format!("残り{left}、{}", below(threshold)),
                None => below(threshold),
            },
            Fact::KeyRejected { said: None } => "プロバイダーがこのキーを受け付けません".to_owned(),
            Fact::Unreachable { time, said: Some(said) } => format!("{}、残高を取得できていません：{said}", span(time)),
            Fact::Unreachable { time, said: None } => format!("{}、残高を取得できていません", span(time)),
            Fact::Subscription { plan, standing } => {
                format!("{}は{}", plan.as_deref().unwrap_or("サブスクリプション"), status(standing))
            }
            Fact::Storage { label, full, limit } => {
                format!("{label}の使用率は{full}で、設定した{limit}に達しています")
            }
            Fact::Expiry { grant, left: Some(left), time: Some(time) } => {
                format!("{grant}の{left}は{}後に失効します", span(time))
            }
            Fact::Expiry { grant, time: Some(time), .. } => format!("{grant}は{}後に失効します", span(time)),
            Fact::Expiry { grant, time: None, .. } => format!("{grant}はまもなく失効します"),
            Fact::UnusualSpend(Some(spent)) => {
                format!("{}で{}を消費しました（通常は最大{}）", span(&spent.time), spent.amount, spent.usual)
            }
            Fact::UnusualSpend(None) => "このアカウントの通常の消費を超えています".to_owned(),
            Fact::ToppedUp { by: Some(by), left: Some(left) } => format!("{by}が追加され、残りは{left}です"),
            Fact::ToppedUp { by: Some(by), left: None } => format!("{by}が追加されました"),
            Fact::ToppedUp { by: None, left: Some(left) } => format!("残りは{left}です"),
            Fact::ToppedUp { by: None, left: None } => "残高が増えました".to_owned(),
        }
    }

    fn line(&self, fact: &Fact) -> String {
        let reason = self.reason(fact);
        match fact {
            Fact::Empty { .. } => format!("{reason}。チャージするまで、このキーでの呼び出しは失敗します。"),
            Fact::Low { threshold, .. } => format!("{}。", below(threshold)),
            Fact::KeyRejected { .. } => format!("{reason}。Lowtideでキーを差し替えるまで、残高は確認されません。"),
            Fact::UnusualSpend(_) => {
                format!("{reason}。心当たりがない場合は、プロバイダーでキーを再発行してください。")
            }
            Fact::Subscription { .. } => "プロバイダーで支払い状況を確認してください。".to_owned(),
            Fact::Unreachable { .. } | Fact::Storage { .. } | Fact::Expiry { .. } | Fact::ToppedUp { .. } => {
                format!("{reason}。")
            }
        }
    }

    fn time_left(&self, time: &Span) -> String {
        format!("このペースではあと約{}です。", span(time))
    }

    fn still(&self, line: &str) -> String {
        format!("継続中：{line}")
    }

    fn summary(&self, accounts: usize, critical: usize) -> String {
        match critical {
            0 => format!("{accounts}件のアカウントを確認してください"),
            all if all == accounts => format!("{all}件のアカウントに今すぐ対応が必要です"),
            some => format!("{accounts}件のアカウントを確認してください（うち{some}件は至急）"),
        }
    }

    fn buttons(&self) -> Buttons {
        Buttons { top_up: "チャージ", snooze: "1日スヌーズ", show: "表示" }
    }

    fn trial(&self) -> (&'static str, &'static str) {
        ("Lowtideの通知を受け取れます", "アラートはこのように表示されます。")
    }
}

fn below(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Amount(Some(limit)) => format!("設定した{limit}を下回っています"),
        Threshold::Amount(None) | Threshold::Share(None) => "設定したしきい値を下回っています".to_owned(),
        Threshold::Share(Some(share)) => below_share(share),
        Threshold::Runway { time, before_reset, limit } => {
            let time = time.as_ref().map_or("わずか".to_owned(), |time| format!("約{}", span(time)));
            let reset = before_reset.as_ref().map(|short| format!("（リセットの{}前に終了）", span(short)));
            let end = limit
                .as_ref()
                .map_or("です".to_owned(), |limit| format!("で、設定した{}を下回っています", span(limit)));
            format!("このペースではあと{time}{}{end}", reset.unwrap_or_default())
        }
    }
}

fn below_share(share: &Share) -> String {
    let Share { percent, whole, basis, limit } = share;
    let whole = match (whole, basis) {
        (Some(whole), Basis::Limit) => format!("プランの{whole}の"),
        (Some(whole), Basis::HighWater) => format!("前回のチャージ以降の最大値{whole}の"),
        (None, Basis::Limit) => "プランの".to_owned(),
        (None, Basis::HighWater) => "前回のチャージ以降の最大値の".to_owned(),
    };
    format!("{whole}{percent}で、設定した{limit}を下回っています")
}

fn status(standing: &Standing) -> &'static str {
    match standing.kind {
        StandingKind::PastDue => "支払い期限を過ぎています",
        StandingKind::Unpaid => "未払いです",
        StandingKind::Cancelled => "解約されています",
        StandingKind::Inactive => "有効ではありません",
        StandingKind::Suspended => "停止されています",
    }
}

fn span(span: &Span) -> String {
    match span {
        Span::Minutes(minutes) => format!("{minutes}分"),
        Span::Hours(hours) => format!("{hours}時間"),
        Span::Days(days) => format!("{}日", Language::Japanese.number(*days)),
    }
}
