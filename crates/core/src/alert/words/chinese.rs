//! Alerts in Chinese, simplified characters. Digits and Latin letters keep a space to the characters around them.

use super::fact::{Fact, Left, Share, Span, Standing, StandingKind, Threshold};
use super::speech::{Buttons, Speech};
use crate::alert::Basis;
use crate::language::Language;

pub(super) struct Chinese;

impl Speech for Chinese {
    fn title(&self, name: &str, fact: &Fact) -> String {
        match fact {
            Fact::Empty { .. } => format!("{name} 余额已用完"),
            Fact::Low { left: Left::Amount(left) | Left::Share(left), .. } => format!("{name}：剩余 {left}"),
            Fact::Low { left: Left::Little, .. } => format!("{name} 余额不足"),
            Fact::Low { left: Left::VeryLittle, .. } => format!("{name} 余额告急"),
            Fact::KeyRejected { .. } => format!("{name}：密钥被拒绝"),
            Fact::Unreachable { .. } => format!("{name}：无法读取余额"),
            Fact::Subscription { .. } => format!("{name}：{}", self.reason(fact)),
            Fact::Storage { .. } => format!("{name}：存储空间即将用满"),
            Fact::Expiry { .. } => format!("{name}：余额即将到期"),
            Fact::UnusualSpend(_) => format!("{name}：消耗异常"),
            Fact::ToppedUp { .. } => format!("{name} 已充值"),
        }
    }

    fn reason(&self, fact: &Fact) -> String {
        match fact {
            Fact::Empty { said: Some(said), .. } | Fact::KeyRejected { said: Some(said) } => said.clone(),
            Fact::Empty { said: None, left: Some(left) } | Fact::ToppedUp { by: None, left: Some(left) } => {
                format!("剩余 {left}")
            }
            Fact::Empty { said: None, left: None } => "已无剩余".to_owned(),
            Fact::Low { left, threshold } => match Fact::opening(left, threshold) {
                Some(left) => format!("剩余 {left}，{}", below(threshold)),
                None => below(threshold),
            },
            Fact::KeyRejected { said: None } => "服务商不接受此密钥".to_owned(),
            Fact::Unreachable { time, said: Some(said) } => format!("已有 {}未能读取：{said}", spaced(time)),
            Fact::Unreachable { time, said: None } => format!("已有 {}未能读取", spaced(time)),
            Fact::Subscription { plan: Some(plan), standing } => format!("{plan} {}", status(standing)),
            Fact::Subscription { plan: None, standing } => format!("订阅{}", status(standing)),
            Fact::Storage { label, full, limit } => format!("{label} 已用 {full}，你设置的上限是 {limit}"),
            Fact::Expiry { grant, left: Some(left), time: Some(time) } => {
                // "50 积分将在", but "50.00 USD 将在".
                let gap = if left.to_string().ends_with(|end: char| end.is_ascii()) { " " } else { "" };
                format!("{grant} 的 {left}{gap}将在 {}后到期", spaced(time))
            }
            Fact::Expiry { grant, time: Some(time), .. } => format!("{grant} 将在 {}后到期", spaced(time)),
            Fact::Expiry { grant, time: None, .. } => format!("{grant} 即将到期"),
            Fact::UnusualSpend(Some(spent)) => {
                format!("{}内消耗了 {}，平时最多 {}", spaced(&spent.time), spent.amount, spent.usual)
            }
            Fact::UnusualSpend(None) => "消耗超出了此账户以往的水平".to_owned(),
            Fact::ToppedUp { by: Some(by), left: Some(left) } => format!("增加了 {by}，剩余 {left}"),
            Fact::ToppedUp { by: Some(by), left: None } => format!("增加了 {by}"),
            Fact::ToppedUp { by: None, left: None } => "余额已增加".to_owned(),
        }
    }

    fn line(&self, fact: &Fact) -> String {
        let reason = self.reason(fact);
        match fact {
            Fact::Empty { .. } => format!("{reason}。充值之前，使用此密钥的调用都会失败。"),
            Fact::Low { threshold, .. } => format!("{}。", below(threshold)),
            Fact::KeyRejected { .. } => format!("{reason}。在 Lowtide 中更换密钥之前，不会再查询余额。"),
            Fact::UnusualSpend(_) => format!("{reason}。如果不是你本人所为，请在服务商处更换密钥。"),
            Fact::Subscription { .. } => "请在服务商处检查付款情况。".to_owned(),
            Fact::Unreachable { .. } | Fact::Storage { .. } | Fact::Expiry { .. } | Fact::ToppedUp { .. } => {
                format!("{reason}。")
            }
        }
    }

    fn time_left(&self, time: &Span) -> String {
        format!("按目前的速度还可用约 {}。", spaced(time))
    }

    fn still(&self, line: &str) -> String {
        format!("仍未恢复：{line}")
    }

    fn summary(&self, accounts: usize, critical: usize) -> String {
        match critical {
            0 => format!("{accounts} 个账户需要留意"),
            all if all == accounts => format!("{all} 个账户需要立即处理"),
            some => format!("{accounts} 个账户需要留意，其中 {some} 个需要立即处理"),
        }
    }

    fn buttons(&self) -> Buttons {
        Buttons { top_up: "充值", snooze: "推迟 1 天", show: "查看" }
    }

    fn trial(&self) -> (&'static str, &'static str) {
        ("Lowtide 可以通知你", "提醒会以这种形式显示。")
    }
}

fn below(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Amount(Some(limit)) => format!("低于你设置的 {limit}"),
        Threshold::Amount(None) | Threshold::Share(None) => "低于你设置的阈值".to_owned(),
        Threshold::Share(Some(share)) => below_share(share),
        Threshold::Runway { time, before_reset, limit } => {
            let time = time.as_ref().map_or("不了多久".to_owned(), |time| format!("约 {}", spaced(time)));
            let reset = before_reset.as_ref().map(|short| format!("，会在重置前 {}用完", spaced(short)));
            let limit = limit.as_ref().map(|limit| format!("，低于你设置的 {}", spaced(limit)));
            format!("按目前的速度还可用{time}{}{}", reset.unwrap_or_default(), limit.unwrap_or_default())
        }
    }
}

fn below_share(share: &Share) -> String {
    let Share { percent, whole, basis, limit } = share;
    let whole = match (whole, basis) {
        (Some(whole), Basis::Limit) => format!("套餐 {whole} "),
        (Some(whole), Basis::HighWater) => format!("上次充值以来最高值 {whole} "),
        (None, Basis::Limit) => "套餐总量".to_owned(),
        (None, Basis::HighWater) => "上次充值以来最高值".to_owned(),
    };
    format!("为{whole}的 {percent}，低于你设置的 {limit}")
}

fn status(standing: &Standing) -> &'static str {
    match standing.kind {
        StandingKind::PastDue => "已逾期未付",
        StandingKind::Unpaid => "尚未付款",
        StandingKind::Cancelled => "已取消",
        StandingKind::Inactive => "已失效",
        StandingKind::Suspended => "已被暂停",
    }
}

/// "6 小时", "2.9 天".
fn spaced(span: &Span) -> String {
    match span {
        Span::Minutes(minutes) => format!("{minutes} 分钟"),
        Span::Hours(hours) => format!("{hours} 小时"),
        Span::Days(days) => format!("{} 天", Language::Chinese.number(*days)),
    }
}
