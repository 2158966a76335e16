//! The languages that Lowtide speaks, and which of them fits a person.

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

impl Locale {
    /// The locale for the language that the person chose; `None` for the first of the system's locales that Lowtide
    /// speaks, else English. The system's come in its order of preference, in any of the systems' spellings.
    pub fn chosen(choice: Option<Language>, system: &[String]) -> Self {
        // Without a translation a program speaks English: what comes behind that is no preference of this person.
        let wanted = system.iter().take_while(|locale| !is_untranslated(locale));
        let spoken: Vec<_> =
            wanted.filter_map(|locale| Some((Language::for_locale(locale)?, normalised(locale)?))).collect();
        let language = choice.or_else(|| spoken.first().map(|(language, _)| *language)).unwrap_or_default();
        let mut variants = spoken.into_iter().filter(|(spoken, _)| *spoken == language).map(|(_, tag)| tag);
        // `LANGUAGE=de` stands before `LANG=de_AT.UTF-8`, but only the latter says where the person is.
        let first = variants.next();
        let regional = first.iter().cloned().chain(variants).find(|tag| has_region(tag));
        Self { language, tag: regional.or(first).unwrap_or_else(|| language.tag().to_owned()) }
    }
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

/// Whether it is the locale of programs that are not translated.
fn is_untranslated(locale: &str) -> bool {
    matches!(locale.split(['.', '@']).next(), Some("C" | "POSIX"))
}

/// Language, script and region of a locale as BCP 47 writes them; what else it says is dropped. `None` where there is
/// no language in it.
fn normalised(locale: &str) -> Option<String> {
    let mut parts = locale.split(['.', '@']).next()?.split(['-', '_']).peekable();
    let is_letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let language = parts.next().filter(|part| matches!(part.len(), 2 | 3) && is_letters(part))?;
    let mut tag = language.to_ascii_lowercase();
    if let Some(script) = parts.next_if(|part| part.len() == 4 && is_letters(part)) {
        tag.push('-');
        tag.push_str(&script[..1].to_ascii_uppercase());
        tag.push_str(&script[1..].to_ascii_lowercase());
    }
    if let Some(region) = parts.next_if(|part| is_region(part)) {
        tag.push('-');
        tag.push_str(&region.to_ascii_uppercase());
    }
    Some(tag)
}

fn has_region(tag: &str) -> bool {
    tag.split('-').skip(1).any(is_region)
}

/// Two letters, or the three digits of a region of several countries ("es-419").
fn is_region(part: &str) -> bool {
    match part.len() {
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    #[test]
    fn a_locale_follows_the_choice_first_and_the_system_for_the_variant() {
        use Language::{Chinese, English, German, Japanese, Spanish};
        let cases: [(Option<Language>, &[&str], Language, &str); 22] = [
            // the choice, the system's locales, the language and the variant that come of it
            (None, &["de_AT.UTF-8"], German, "de-AT"),
            (None, &["DE_at"], German, "de-AT"),
            (None, &["de_DE.UTF-8@euro"], German, "de-DE"),
            (None, &["en-GB"], English, "en-GB"),
            (None, &["zh_CN.UTF-8"], Chinese, "zh-CN"),
            (None, &["zh-hans-sg"], Chinese, "zh-Hans-SG"),
            (None, &["zh_TW"], English, "en"),
            (None, &["es-419"], Spanish, "es-419"),
            (None, &["es-ES_tradnl"], Spanish, "es-ES"),
            (None, &["ja-JP-u-ca-japanese"], Japanese, "ja-JP"),
            (None, &["de-1996"], German, "de"),
            (None, &[], English, "en"),
            (None, &["C", "de-DE"], English, "en"),
            (None, &["C.UTF-8"], English, "en"),
            (None, &["POSIX"], English, "en"),
            (None, &["fr-FR", "de-CH"], German, "de-CH"),
            (None, &["fr-FR", "\u{1f30a}", "de\n-AT"], English, "en"),
            (None, &["de", "en-US", "de-AT"], German, "de-AT"),
            (Some(German), &["de_AT.UTF-8"], German, "de-AT"),
            (Some(German), &["en-US", "de-CH"], German, "de-CH"),
            (Some(German), &["en-US"], German, "de"),
            (Some(Chinese), &["zh-TW"], Chinese, "zh-Hans"),
        ];
        for (choice, system, language, tag) in cases {
            let system: Vec<_> = system.iter().map(|&locale| locale.to_owned()).collect();
            let expected = Locale { language, tag: tag.to_owned() };
            assert_eq!(Locale::chosen(choice, &system), expected, "{choice:?} on {system:?}");
        }
        for language in Language::ALL {
            assert_eq!(Locale::chosen(Some(language), &[]), Locale::from(language));
        }
    }

    proptest! {
        #[test]
        fn the_tag_is_always_one_of_its_language(
            system in proptest::collection::vec("[a-zA-Z]{1,3}([-_][a-zA-Z0-9]{1,8}){0,3}(.UTF-8|@x)?|.{0,12}", 0..4),
        ) {
            let Locale { language, tag } = Locale::chosen(None, &system);
            prop_assert_eq!(Language::for_locale(&tag), Some(language));
            prop_assert!(tag.len() <= 11 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        }
    }
}
