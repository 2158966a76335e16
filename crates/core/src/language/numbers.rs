//! How each language writes numbers, shares and amounts. The marks are CLDR's (`numbers.symbols`, `decimalFormats`,
//! `minimumGroupingDigits`), and so are the plurals: six languages need a table of six lines, no library.

use super::Language;
use crate::amount::{Decimal, Unit};

/// What stands between the digits.
struct Marks {
    group: char,
    decimal: char,
    /// So many digits must stand before the first mark between thousands.
    least_before_group: usize,
    /// What stands before the percent sign.
    before_percent: &'static str,
}

impl Language {
    fn marks(self) -> Marks {
        let english = Marks { group: ',', decimal: '.', least_before_group: 1, before_percent: " " };
        match self {
            Self::English => english,
            Self::Chinese | Self::Korean | Self::Japanese => Marks { before_percent: "", ..english },
            Self::German => Marks { group: '.', decimal: ',', least_before_group: 1, before_percent: "\u{a0}" },
            Self::Spanish => Marks { group: '.', decimal: ',', least_before_group: 2, before_percent: "\u{a0}" },
        }
    }

    /// A number with exactly its own digits, the thousands set apart: "12,345.60", "12.345,60".
    pub fn number(self, number: Decimal) -> String {
        let Marks { group, decimal, least_before_group, .. } = self.marks();
        let text = number.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        let (whole, fraction) =
            digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let is_grouped = whole.len() >= 3 + least_before_group;
        let mut written = String::from(sign);
        for (place, digit) in whole.char_indices() {
            if is_grouped && place > 0 && (whole.len() - place).is_multiple_of(3) {
                written.push(group);
            }
            written.push(digit);
        }
        if let Some(fraction) = fraction {
            written.push(decimal);
            written.push_str(fraction);
        }
        written
    }

    /// A number of percent, with the sign: "19.2 %", "19,2 %", "19.2%".
    pub fn percent(self, percent: Decimal) -> String {
        format!("{}{}%", self.number(percent), self.marks().before_percent)
    }

    /// An amount with its unit: "1,250 credits", "1 Anfrage", "4,20 USD". Money has two decimals at least.
    pub fn amount(self, amount: Decimal, unit: &Unit) -> String {
        let number = self.number(amount);
        let one = self.is_one(amount);
        match unit {
            Unit::Currency(code) => {
                let mut money = amount.normalize();
                if money.scale() < 2 {
                    money.rescale(2);
                }
                format!("{} {}", self.number(money), code.as_str())
            }
            Unit::Percent => self.percent(amount),
            Unit::Credits => self.counted(&number, one, &CREDITS),
            Unit::Characters => self.counted(&number, one, &CHARACTERS),
            Unit::Seconds => self.counted(&number, one, &SECONDS),
            Unit::Requests if self == Self::Korean => format!("요청 {number}건"),
            Unit::Requests => self.counted(&number, one, &REQUESTS),
            Unit::Pages => self.counted(&number, one, &PAGES),
            Unit::Bytes => self.counted(&number, one, &BYTES),
        }
    }

    /// Whether the language's singular goes with that number. Chinese, Korean and Japanese know no plural.
    pub fn is_one(self, number: Decimal) -> bool {
        let is_one = number.abs() == Decimal::ONE;
        match self {
            // "1 credit", but "1.0 credits".
            Self::English | Self::German => is_one && number.scale() == 0,
            Self::Spanish => is_one,
            Self::Chinese | Self::Korean | Self::Japanese => false,
        }
    }

    fn counted(self, number: &str, one: bool, words: &Words) -> String {
        let (english, german, spanish) = (words.english, words.german, words.spanish);
        let plural = usize::from(!one);
        match self {
            Self::English => format!("{number} {}", english[plural]),
            Self::German => format!("{number} {}", german[plural]),
            Self::Spanish => format!("{number} {}", spanish[plural]),
            Self::Chinese => format!("{number} {}", words.chinese),
            Self::Korean => format!("{number}{}", words.korean),
            Self::Japanese => format!("{number}{}", words.japanese),
        }
    }
}

/// What a unit is called behind a number; singular and plural where a language has both.
struct Words {
    english: [&'static str; 2],
    german: [&'static str; 2],
    chinese: &'static str,
    korean: &'static str,
    japanese: &'static str,
    spanish: [&'static str; 2],
}

const CREDITS: Words = Words {
    english: ["credit", "credits"],
    german: ["Credit", "Credits"],
    chinese: "积分",
    korean: " 크레딧",
    japanese: "クレジット",
    spanish: ["crédito", "créditos"],
};

const CHARACTERS: Words = Words {
    english: ["character", "characters"],
    german: ["Zeichen", "Zeichen"],
    chinese: "个字符",
    korean: "자",
    japanese: "文字",
    spanish: ["carácter", "caracteres"],
};

const SECONDS: Words = Words {
    english: ["second", "seconds"],
    german: ["Sekunde", "Sekunden"],
    chinese: "秒",
    korean: "초",
    japanese: "秒",
    spanish: ["segundo", "segundos"],
};

const REQUESTS: Words = Words {
    english: ["request", "requests"],
    german: ["Anfrage", "Anfragen"],
    chinese: "次请求",
    korean: "건",
    japanese: "リクエスト",
    spanish: ["solicitud", "solicitudes"],
};

const PAGES: Words = Words {
    english: ["page", "pages"],
    german: ["Seite", "Seiten"],
    chinese: "页",
    korean: "페이지",
    japanese: "ページ",
    spanish: ["página", "páginas"],
};

const BYTES: Words = Words {
    english: ["byte", "bytes"],
    german: ["Byte", "Byte"],
    chinese: "字节",
    korean: "바이트",
    japanese: "バイト",
    spanish: ["byte", "bytes"],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DE: Language = Language::German;
    const ES: Language = Language::Spanish;

    fn decimal(digits: &str) -> Decimal {
        digits.parse().unwrap()
    }

    #[test]
    fn digits_are_set_apart_as_the_language_does() {
        // As `Intl.NumberFormat` writes them for these six tags.
        let cases = [
            ("0", ["0", "0", "0"]),
            ("999", ["999", "999", "999"]),
            ("1000", ["1,000", "1.000", "1000"]),
            ("-1234.5", ["-1,234.5", "-1.234,5", "-1234,5"]),
            ("9999.99", ["9,999.99", "9.999,99", "9999,99"]),
            ("12345.6", ["12,345.6", "12.345,6", "12.345,6"]),
            ("-123456", ["-123,456", "-123.456", "-123.456"]),
            ("1234567.50", ["1,234,567.50", "1.234.567,50", "1.234.567,50"]),
            ("-0.005", ["-0.005", "-0,005", "-0,005"]),
        ];
        for (digits, [english, german, spanish]) in cases {
            let number = decimal(digits);
            for language in [Language::English, Language::Chinese, Language::Korean, Language::Japanese] {
                assert_eq!(language.number(number), english, "{language:?}");
            }
            assert_eq!((DE.number(number).as_str(), ES.number(number).as_str()), (german, spanish));
        }
    }

    #[test]
    fn a_percent_sign_keeps_its_distance() {
        let written = Language::ALL.map(|language| language.percent(decimal("1234.5")));
        let [english, german, chinese, korean, japanese, spanish] = &written;
        assert_eq!(english, "1,234.5 %");
        assert_eq!((german.as_str(), spanish.as_str()), ("1.234,5\u{a0}%", "1234,5\u{a0}%"));
        assert!([chinese, korean, japanese].iter().all(|written| *written == "1,234.5%"));
    }

    #[test]
    fn an_amount_has_the_plural_of_its_unit() {
        let cases: [(&str, &str, [&str; 6]); 14] = [
            ("0", "credits", ["0 credits", "0 Credits", "0 积分", "0 크레딧", "0クレジット", "0 créditos"]),
            ("1", "credits", ["1 credit", "1 Credit", "1 积分", "1 크레딧", "1クレジット", "1 crédito"]),
            ("-1", "credits", ["-1 credit", "-1 Credit", "-1 积分", "-1 크레딧", "-1クレジット", "-1 crédito"]),
            (
                "1.0",
                "credits",
                ["1.0 credits", "1,0 Credits", "1.0 积分", "1.0 크레딧", "1.0クレジット", "1,0 crédito"],
            ),
            ("1", "characters", ["1 character", "1 Zeichen", "1 个字符", "1자", "1文字", "1 carácter"]),
            (
                "2000",
                "characters",
                ["2,000 characters", "2.000 Zeichen", "2,000 个字符", "2,000자", "2,000文字", "2000 caracteres"],
            ),
            ("1", "seconds", ["1 second", "1 Sekunde", "1 秒", "1초", "1秒", "1 segundo"]),
            ("1", "requests", ["1 request", "1 Anfrage", "1 次请求", "요청 1건", "1リクエスト", "1 solicitud"]),
            ("3", "requests", ["3 requests", "3 Anfragen", "3 次请求", "요청 3건", "3リクエスト", "3 solicitudes"]),
            ("1", "pages", ["1 page", "1 Seite", "1 页", "1페이지", "1ページ", "1 página"]),
            ("0.5", "pages", ["0.5 pages", "0,5 Seiten", "0.5 页", "0.5페이지", "0.5ページ", "0,5 páginas"]),
            ("512", "bytes", ["512 bytes", "512 Byte", "512 字节", "512바이트", "512バイト", "512 bytes"]),
            ("4.2", "USD", ["4.20 USD", "4,20 USD", "4.20 USD", "4.20 USD", "4.20 USD", "4,20 USD"]),
            ("-0.005", "CNY", ["-0.005 CNY", "-0,005 CNY", "-0.005 CNY", "-0.005 CNY", "-0.005 CNY", "-0,005 CNY"]),
        ];
        for (digits, unit, expected) in cases {
            let unit = unit.parse().unwrap();
            assert_eq!(Language::ALL.map(|language| language.amount(decimal(digits), &unit)), expected);
        }
        assert_eq!(DE.amount(decimal("12.5"), &Unit::Percent), "12,5\u{a0}%");
    }

    #[test]
    fn an_amount_keeps_its_digits() {
        let phrase = |digits, unit: &str| Language::English.amount(decimal(digits), &unit.parse().unwrap());
        assert_eq!(phrase("1234567.50", "credits"), "1,234,567.50 credits");
        assert_eq!(phrase("-1000", "pages"), "-1,000 pages");
        assert_eq!(phrase("1234", "CNY"), "1,234.00 CNY");
        assert_eq!(phrase("12.3400", "USD"), "12.34 USD", "but for zeros after the cents");
        assert_eq!(phrase("12.5", "percent"), "12.5 %");
    }

    proptest! {
        #[test]
        fn a_number_loses_no_digit_in_any_language(mantissa in any::<i64>(), scale in 0u32..20) {
            let number = Decimal::new(mantissa, scale);
            for language in Language::ALL {
                let Marks { group, decimal, .. } = language.marks();
                let plain = language.number(number).replace(group, "").replace(decimal, ".");
                prop_assert_eq!(plain, number.to_string(), "{:?}", language);
            }
        }
    }
}
