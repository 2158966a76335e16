//! Alerts in Korean: nouns in headlines and on buttons, polite sentences below. A name is never followed by a particle
//! that depends on its last letter.

use super::fact::{Fact, Left, Share, Span, Standing, StandingKind, Threshold};
use super::speech::{Buttons, Speech};
use crate::alert::Basis;
use crate::language::Language;

pub(super) struct Korean;

impl Speech for Korean {
    fn title(&self, name: &str, fact: &Fact) -> String {
        match fact {
            Fact::Empty { .. } => format!("{name}: 잔액 소진"),
            Fact::Low { left: Left::Amount(left) | Left::Share(left), .. } => format!("{name}: {left} 남음"),
            Fact::Low { left: Left::Little, .. } => format!("{name}: 잔액 부족"),
            Fact::Low { left: Left::VeryLittle, .. } => format!("{name}: 잔액 매우 부족"),
            Fact::KeyRejected { .. } => format!("{name}: 키가 거부됨"),
            Fact::Unreachable { .. } => format!("{name}: 잔액을 읽을 수 없음"),
            Fact::Subscription { .. } => format!("{name}: {}", self.reason(fact)),
            Fact::Storage { .. } => format!("{name}: 저장 공간이 거의 가득 참"),
            Fact::Expiry { .. } => format!("{name}: 잔액 만료 임박"),
            Fact::UnusualSpend(_) => format!("{name}: 평소와 다른 사용량"),
            Fact::ToppedUp { .. } => format!("{name}: 충전됨"),
        }
    }

    fn reason(&self, fact: &Fact) -> String {
        match fact {
            Fact::Empty { said: Some(said), .. } | Fact::KeyRejected { said: Some(said) } => said.clone(),
            Fact::Empty { said: None, left: Some(left) } => format!("{left} 남음"),
            Fact::Empty { said: None, left: None } => "남은 잔액이 없습니다".to_owned(),
            Fact::Low { left, threshold } => match Fact::opening(left, threshold) {
                Some(left) => format!("{left} 남음, {}", below(threshold)),
                None => below(threshold),
            },
            Fact::KeyRejected { said: None } => "제공업체가 이 키를 받아들이지 않습니다".to_owned(),
            Fact::Unreachable { time, said: Some(said) } => format!("{} 동안 읽지 못했습니다: {said}", span(time)),
            Fact::Unreachable { time, said: None } => format!("{} 동안 읽지 못했습니다", span(time)),
            Fact::Subscription { plan: Some(plan), standing } => format!("{plan} 구독이 {}", status(standing)),
            Fact::Subscription { plan: None, standing } => format!("구독이 {}", status(standing)),
            Fact::Storage { label, full, limit } => format!("{label} 사용률 {full}, 설정한 한도는 {limit}입니다"),
            Fact::Expiry { grant, left: Some(left), time: Some(time) } => {
                format!("{grant}: {left}, {} 후 만료됩니다", span(time))
            }
            Fact::Expiry { grant, time: Some(time), .. } => format!("{grant}: {} 후 만료됩니다", span(time)),
            Fact::Expiry { grant, time: None, .. } => format!("{grant}: 곧 만료됩니다"),
            Fact::UnusualSpend(Some(spent)) => {
                format!("{} 동안 {} 사용, 평소에는 최대 {}입니다", span(&spent.time), spent.amount, spent.usual)
            }
            Fact::UnusualSpend(None) => "이 계정의 평소 사용량을 넘었습니다".to_owned(),
            Fact::ToppedUp { by: Some(by), left: Some(left) } => format!("{by} 추가, 현재 {left} 남음"),
            Fact::ToppedUp { by: Some(by), left: None } => format!("{by} 추가"),
            Fact::ToppedUp { by: None, left: Some(left) } => format!("현재 {left} 남음"),
            Fact::ToppedUp { by: None, left: None } => "잔액이 늘었습니다".to_owned(),
        }
    }

    fn line(&self, fact: &Fact) -> String {
        let reason = self.reason(fact);
        match fact {
            Fact::Empty { .. } => format!("{reason}. 충전할 때까지 이 키를 사용한 호출은 실패합니다."),
            Fact::Low { threshold, .. } => format!("{}입니다.", below(threshold)),
            Fact::KeyRejected { .. } => format!("{reason}. Lowtide에서 키를 교체할 때까지 잔액을 확인하지 않습니다."),
            Fact::UnusualSpend(_) => {
                format!("{reason}. 직접 사용한 것이 아니라면 제공업체에서 키를 교체하세요.")
            }
            Fact::Subscription { .. } => "제공업체에서 결제 상태를 확인하세요.".to_owned(),
            Fact::Unreachable { .. } | Fact::Storage { .. } | Fact::Expiry { .. } | Fact::ToppedUp { .. } => {
                format!("{reason}.")
            }
        }
    }

    fn time_left(&self, time: &Span) -> String {
        format!("현재 속도로 약 {} 더 사용할 수 있습니다.", span(time))
    }

    fn still(&self, line: &str) -> String {
        format!("계속 해당됨: {line}")
    }

    fn summary(&self, accounts: usize, critical: usize) -> String {
        match critical {
            0 => format!("계정 {accounts}개를 확인하세요"),
            all if all == accounts => format!("계정 {all}개에 지금 조치가 필요합니다"),
            some => format!("계정 {accounts}개를 확인하세요. 그중 {some}개는 지금 조치가 필요합니다"),
        }
    }

    fn buttons(&self) -> Buttons {
        Buttons { top_up: "충전", snooze: "1일 미루기", show: "보기" }
    }

    fn trial(&self) -> (&'static str, &'static str) {
        ("Lowtide 알림이 작동합니다", "알림은 이렇게 표시됩니다.")
    }
}

/// A noun, so that it can end a sentence or stand in one.
fn below(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Amount(Some(limit)) => format!("설정한 기준 {limit} 미만"),
        Threshold::Amount(None) | Threshold::Share(None) => "설정한 기준 미만".to_owned(),
        Threshold::Share(Some(share)) => below_share(share),
        Threshold::Runway { time, before_reset, limit } => {
            let time =
                time.as_ref().map_or("얼마 남지 않은 양".to_owned(), |time| format!("약 {} 분량", span(time)));
            let reset = before_reset.as_ref().map(|short| format!(", 초기화 {} 전 소진 예상", span(short)));
            let limit = limit.as_ref().map(|limit| format!(", 설정한 기준 {} 미만", span(limit)));
            format!("현재 속도로 {time}{}{}", reset.unwrap_or_default(), limit.unwrap_or_default())
        }
    }
}

fn below_share(share: &Share) -> String {
    let Share { percent, whole, basis, limit } = share;
    let whole = match (whole, basis) {
        (Some(whole), Basis::Limit) => format!("요금제 {whole} 중"),
        (Some(whole), Basis::HighWater) => format!("마지막 충전 이후 최고치 {whole} 중"),
        (None, Basis::Limit) => "요금제의".to_owned(),
        (None, Basis::HighWater) => "마지막 충전 이후 최고치의".to_owned(),
    };
    format!("{whole} {percent}, 설정한 기준 {limit} 미만")
}

fn status(standing: &Standing) -> &'static str {
    match standing.kind {
        StandingKind::PastDue => "연체되었습니다",
        StandingKind::Unpaid => "미납 상태입니다",
        StandingKind::Cancelled => "취소되었습니다",
        StandingKind::Inactive => "비활성 상태입니다",
        StandingKind::Suspended => "정지되었습니다",
    }
}

fn span(span: &Span) -> String {
    match span {
        Span::Minutes(minutes) => format!("{minutes}분"),
        Span::Hours(hours) => format!("{hours}시간"),
        Span::Days(days) => format!("{}일", Language::Korean.number(*days)),
    }
}
