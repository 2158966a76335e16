//! The languages that Lowtide speaks, and which of them fits a person.

mod numbers;

use serde::{Deserialize, Serialize};

/// A language with all texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Language.ts"))]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Chinese in simplified characters.
    #[serde(rename = "zh-Hans")]
    Chinese,
    /// Korean.
    #[serde(rename = "ko")]
    Korean,
    /// Japanese.
    #[serde(rename = "ja")]
    Japanese,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::English, Self::German, Self::Chinese, Self::Korean, Self::Japanese, Self::Spanish];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Chinese => "zh-Hans",
            Self::Korean => "ko",
            Self::Japanese => "ja",
            Self::Spanish => "es",
        }
    }

    /// The language of that tag itself.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The one for a person's tag, as "de-AT", "zh_CN" or "ja_JP.UTF-8". Chinese in traditional characters is another
    /// writing, not a variant of this one.
    pub fn for_locale(locale: &str) -> Option<Self> {
        let locale = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-").to_lowercase();
        let mut parts = locale.split('-');
        let language = parts.next()?;
        if language == "zh" {
            let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
            return (!traditional).then_some(Self::Chinese);
        }
        Self::ALL.into_iter().find(|known| known.tag() == language)
    }
}

/// The language that a person is spoken to in, and the variant of it that numbers and dates follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// The language of every text.
    pub language: Language,
    /// The tag of the variant (BCP 47), as "de-AT": a tag of that language, and nothing that `Intl` would refuse.
    pub tag: String,
}

impl Default for Locale {
    fn default() -> Self {
        Self::from(Language::default())
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        Self { language, tag: language.tag().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_language_of_a_locale() {
        let found = |locale| Language::for_locale(locale);
        assert_eq!(found("de_AT.UTF-8"), Some(Language::German));
        assert_eq!(found("en-GB"), Some(Language::English));
        assert_eq!(found("zh_CN"), Some(Language::Chinese));
        assert_eq!(found("zh-Hans-SG"), Some(Language::Chinese));
        assert_eq!(found("zh_TW"), None);
        assert_eq!(found("ja_JP.eucJP@x"), Some(Language::Japanese));
        assert_eq!((found("C"), found(""), found("fr_FR")), (None, None, None));
        for language in Language::ALL {
            assert_eq!(found(language.tag()), Some(language));
            assert_eq!(Language::of_tag(language.tag()), Some(language));
        }
    }
}
