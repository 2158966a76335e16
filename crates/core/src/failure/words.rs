//! Each kind of failure in a few words of each language, for notifications and the tray.
//!
//! English has [`Failure::message`] too, which says more: it may name the status, or quote the provider.

use super::{Failure, FailureKind};
use crate::language::Language;

impl Failure {
    /// The reason as a person reads it, without a full stop: the message in English, the kind's words elsewhere.
    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::English => self.message.trim_end_matches(['.', ' ']),
            _ => self.kind.words(language),
        }
    }
}

impl FailureKind {
    /// The kind in a few words, without a full stop.
    pub fn words(self, language: Language) -> &'static str {
        match language {
            Language::English => english(self),
            Language::German => german(self),
            Language::Chinese => chinese(self),
            Language::Korean => korean(self),
            Language::Japanese => japanese(self),
            Language::Spanish => spanish(self),
        }
    }
}

fn english(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "No key found",
        FailureKind::KeychainLocked => "Keychain locked",
        FailureKind::KeychainUnavailable => "Keychain not reachable",
        FailureKind::Unauthorized => "Key rejected",
        FailureKind::WrongKeyKind => "Wrong kind of key",
        FailureKind::OutOfCredits => "Out of credits",
        FailureKind::RateLimited => "Asked too often",
        FailureKind::NetworkDns => "Address not found",
        FailureKind::NetworkConnect => "No connection",
        FailureKind::NetworkTls => "Connection not trusted",
        FailureKind::Timeout => "No answer in time",
        FailureKind::ServerError => "Provider has a fault",
        FailureKind::Maintenance => "Provider under maintenance",
        FailureKind::BlockedRedirect => "Redirect refused",
        FailureKind::BlockedTooLarge => "Answer too large",
        FailureKind::BlockedInsecure => "Address not secure",
        FailureKind::NotJson => "Unreadable answer",
        FailureKind::UnexpectedShape => "Answer has changed",
        FailureKind::Rejected => "Request refused",
        FailureKind::Internal => "Fault in Lowtide",
    }
}

fn german(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "Kein Schlüssel gefunden",
        FailureKind::KeychainLocked => "Schlüsselbund gesperrt",
        FailureKind::KeychainUnavailable => "Schlüsselbund nicht erreichbar",
        FailureKind::Unauthorized => "Schlüssel abgelehnt",
        FailureKind::WrongKeyKind => "Falsche Art von Schlüssel",
        FailureKind::OutOfCredits => "Guthaben aufgebraucht",
        FailureKind::RateLimited => "Zu oft gefragt",
        FailureKind::NetworkDns => "Adresse nicht gefunden",
        FailureKind::NetworkConnect => "Keine Verbindung",
        FailureKind::NetworkTls => "Verbindung nicht vertrauenswürdig",
        FailureKind::Timeout => "Keine rechtzeitige Antwort",
        FailureKind::ServerError => "Fehler beim Anbieter",
        FailureKind::Maintenance => "Wartung beim Anbieter",
        FailureKind::BlockedRedirect => "Weiterleitung abgelehnt",
        FailureKind::BlockedTooLarge => "Antwort zu groß",
        FailureKind::BlockedInsecure => "Adresse nicht sicher",
        FailureKind::NotJson => "Antwort nicht lesbar",
        FailureKind::UnexpectedShape => "Antwort anders als dokumentiert",
        FailureKind::Rejected => "Anfrage abgelehnt",
        FailureKind::Internal => "Fehler in Lowtide",
    }
}

fn chinese(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "找不到密钥",
        FailureKind::KeychainLocked => "密钥环已锁定",
        FailureKind::KeychainUnavailable => "无法访问密钥环",
        FailureKind::Unauthorized => "密钥被拒绝",
        FailureKind::WrongKeyKind => "密钥类型不正确",
        FailureKind::OutOfCredits => "余额已用完",
        FailureKind::RateLimited => "查询过于频繁",
        FailureKind::NetworkDns => "找不到服务器地址",
        FailureKind::NetworkConnect => "无法连接",
        FailureKind::NetworkTls => "连接不受信任",
        FailureKind::Timeout => "响应超时",
        FailureKind::ServerError => "服务商出现故障",
        FailureKind::Maintenance => "服务商正在维护",
        FailureKind::BlockedRedirect => "已拒绝重定向",
        FailureKind::BlockedTooLarge => "响应内容过大",
        FailureKind::BlockedInsecure => "地址不安全",
        FailureKind::NotJson => "无法解析响应",
        FailureKind::UnexpectedShape => "响应格式已变化",
        FailureKind::Rejected => "请求被拒绝",
        FailureKind::Internal => "Lowtide 内部错误",
    }
}

fn korean(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "키를 찾을 수 없음",
        FailureKind::KeychainLocked => "키체인이 잠겨 있음",
        FailureKind::KeychainUnavailable => "키체인에 접근할 수 없음",
        FailureKind::Unauthorized => "키가 거부됨",
        FailureKind::WrongKeyKind => "잘못된 종류의 키",
        FailureKind::OutOfCredits => "잔액 소진",
        FailureKind::RateLimited => "너무 자주 조회함",
        FailureKind::NetworkDns => "주소를 찾을 수 없음",
        FailureKind::NetworkConnect => "연결할 수 없음",
        FailureKind::NetworkTls => "신뢰할 수 없는 연결",
        FailureKind::Timeout => "응답 시간 초과",
        FailureKind::ServerError => "제공업체 오류",
        FailureKind::Maintenance => "제공업체 점검 중",
        FailureKind::BlockedRedirect => "리디렉션을 거부함",
        FailureKind::BlockedTooLarge => "응답이 너무 큼",
        FailureKind::BlockedInsecure => "안전하지 않은 주소",
        FailureKind::NotJson => "응답을 읽을 수 없음",
        FailureKind::UnexpectedShape => "응답 형식이 바뀜",
        FailureKind::Rejected => "요청이 거부됨",
        FailureKind::Internal => "Lowtide 내부 오류",
    }
}

fn japanese(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "キーが見つかりません",
        FailureKind::KeychainLocked => "キーチェーンがロックされています",
        FailureKind::KeychainUnavailable => "キーチェーンにアクセスできません",
        FailureKind::Unauthorized => "キーが拒否されました",
        FailureKind::WrongKeyKind => "キーの種類が違います",
        FailureKind::OutOfCredits => "残高がなくなりました",
        FailureKind::RateLimited => "問い合わせが多すぎます",
        FailureKind::NetworkDns => "アドレスが見つかりません",
        FailureKind::NetworkConnect => "接続できません",
        FailureKind::NetworkTls => "接続を信頼できません",
        FailureKind::Timeout => "応答がタイムアウトしました",
        FailureKind::ServerError => "プロバイダー側で障害が発生しています",
        FailureKind::Maintenance => "プロバイダーがメンテナンス中です",
        FailureKind::BlockedRedirect => "リダイレクトを拒否しました",
        FailureKind::BlockedTooLarge => "応答が大きすぎます",
        FailureKind::BlockedInsecure => "アドレスが安全ではありません",
        FailureKind::NotJson => "応答を読み取れません",
        FailureKind::UnexpectedShape => "応答の形式が変わりました",
        FailureKind::Rejected => "リクエストが拒否されました",
        FailureKind::Internal => "Lowtideの内部エラーです",
    }
}

fn spanish(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::KeyMissing => "No se encuentra la clave",
        FailureKind::KeychainLocked => "Llavero bloqueado",
        FailureKind::KeychainUnavailable => "Llavero no disponible",
        FailureKind::Unauthorized => "Clave rechazada",
        FailureKind::WrongKeyKind => "Tipo de clave incorrecto",
        FailureKind::OutOfCredits => "Saldo agotado",
        FailureKind::RateLimited => "Demasiadas consultas",
        FailureKind::NetworkDns => "Dirección no encontrada",
        FailureKind::NetworkConnect => "Sin conexión",
        FailureKind::NetworkTls => "Conexión no fiable",
        FailureKind::Timeout => "Sin respuesta a tiempo",
        FailureKind::ServerError => "Fallo del proveedor",
        FailureKind::Maintenance => "Proveedor en mantenimiento",
        FailureKind::BlockedRedirect => "Redirección rechazada",
        FailureKind::BlockedTooLarge => "Respuesta demasiado grande",
        FailureKind::BlockedInsecure => "Dirección no segura",
        FailureKind::NotJson => "Respuesta ilegible",
        FailureKind::UnexpectedShape => "Respuesta distinta de la documentada",
        FailureKind::Rejected => "Consulta rechazada",
        FailureKind::Internal => "Fallo de Lowtide",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_kind_has_its_own_words_in_every_language() {
        for language in Language::ALL {
            let words: HashSet<&str> = FailureKind::ALL.map(|kind| kind.words(language)).into();
            assert_eq!(words.len(), FailureKind::ALL.len(), "{language:?}");
            assert!(
                words.iter().all(|words| !words.is_empty() && words.trim() == *words && !words.ends_with(['.', '。']))
            );
        }
        let everywhere: HashSet<&str> =
            Language::ALL.into_iter().flat_map(|language| FailureKind::ALL.map(|kind| kind.words(language))).collect();
        assert_eq!(everywhere.len(), 6 * FailureKind::ALL.len(), "no language has borrowed another's words");
    }

    #[test]
    fn the_message_is_for_those_who_read_it() {
        let failure = Failure::new(FailureKind::Unauthorized, "SRTGen rejected the key (HTTP 401).");
        assert_eq!(failure.words(Language::English), "SRTGen rejected the key (HTTP 401)");
        assert_eq!(failure.words(Language::German), "Schlüssel abgelehnt");
    }
}
