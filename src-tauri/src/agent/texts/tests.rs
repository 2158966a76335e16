//! That every text is there, is a text of its own, and is tidy.

use std::collections::HashSet;

use super::*;

const PROBLEMS: [AppProblemKind; 9] = [
    AppProblemKind::ConfigBroken,
    AppProblemKind::ProviderBroken,
    AppProblemKind::KeychainUnavailable,
    AppProblemKind::KeychainLocked,
    AppProblemKind::NotificationsUnavailable,
    AppProblemKind::TrayUnavailable,
    AppProblemKind::HistorySetAside,
    AppProblemKind::HistoryUnavailable,
    AppProblemKind::AnotherPoller,
];

/// Every text of a language, with figures where it takes some.
fn all(texts: &Texts) -> Vec<String> {
    let Texts { starting, here, broken, demo, all, account, menu, pause, problem } = texts;
    let AllTexts { no_network, no_keys, more, fine, some_fine, none_read } = all;
    let sentences = [more(1), more(30), fine(2), some_fine(1, 3), some_fine(2, 3), none_read(4)];
    let date: Date = "2026-03-09".parse().unwrap();
    let words = [
        *starting,
        *here,
        *demo,
        *no_network,
        *no_keys,
        account.fine,
        account.not_fresh,
        account.low,
        account.critical,
        account.empty,
        account.unreadable,
        account.not_read,
        account.paused,
        account.snoozed,
        account.muted,
        account.unlimited,
        account.no_balance,
        menu.refresh,
        menu.pause,
        menu.pause_hour,
        menu.pause_tomorrow,
        menu.pause_until_resumed,
        menu.resume,
        menu.open,
        menu.add,
        menu.settings,
        menu.quit,
        pause.until_resumed,
    ];
    let made =
        [broken("EIO"), (account.line)("A", "B"), (account.both)("A", "B"), (account.used)("5"), (pause.until)("C")];
    let days = (0..7).map(|day| (pause.weekday)(Weekday::from_monday_zero_offset(day).unwrap()).to_owned());
    let problems = PROBLEMS.map(|kind| problem(kind).to_owned());
    let mut texts: Vec<String> = words.map(str::to_owned).into();
    texts.extend(sentences.into_iter().chain(made).chain(days).chain(problems).chain([(pause.date)(date)]));
    texts
}

#[test]
fn every_text_is_there_and_tidy() {
    for language in Language::ALL {
        for text in all(texts(language)) {
            let tidy = !text.is_empty() && text.trim() == text && !text.contains("  ") && !text.contains(['{', '}']);
            assert!(tidy, "{language:?}: {text:?}");
        }
    }
}

#[test]
fn what_the_menu_offers_differs() {
    for language in Language::ALL {
        let MenuTexts {
            refresh,
            pause,
            pause_hour,
            pause_tomorrow,
            pause_until_resumed,
            resume,
            open,
            add,
            settings,
            quit,
        } = &texts(language).menu;
        let labels: HashSet<_> =
            [refresh, pause, pause_hour, pause_tomorrow, pause_until_resumed, resume, open, add, settings, quit].into();
        assert_eq!(labels.len(), 10, "{language:?}");
        // What opens something to fill in says so, everywhere in the same way.
        assert!(add.ends_with('…') && settings.ends_with('…'), "{language:?}");
        let days: HashSet<_> =
            (0..7).map(|day| (texts(language).pause.weekday)(Weekday::from_monday_zero_offset(day).unwrap())).collect();
        assert_eq!(days.len(), 7, "{language:?}");
    }
}

#[test]
fn one_is_not_many() {
    let german = texts(Language::German);
    assert_eq!(((german.all.more)(1), (german.all.more)(2)), ("… und 1 weiteres".into(), "… und 2 weitere".into()));
    assert!((german.all.some_fine)(1, 3).starts_with("1 von 3 Konten ist"));
    assert!((texts(Language::English).all.some_fine)(1, 3).starts_with("1 of 3 accounts is"));
    assert!((texts(Language::English).all.some_fine)(2, 3).contains("the other paused"));
    assert!((texts(Language::Spanish).all.some_fine)(1, 3).starts_with("1 de 3 cuentas está"));
}

#[test]
fn a_date_has_the_months_name() {
    let dates = ["2026-01-01", "2026-09-30", "2026-12-31"].map(|date| date.parse::<Date>().unwrap());
    let cases = [
        (Language::English, ["1 Jan 2026,", "30 Sep 2026,", "31 Dec 2026,"]),
        (Language::German, ["1. Jan. 2026,", "30. Sept. 2026,", "31. Dez. 2026,"]),
        (Language::Spanish, ["1 ene 2026,", "30 sept 2026,", "31 dic 2026,"]),
        (Language::Chinese, ["2026年1月1日", "2026年9月30日", "2026年12月31日"]),
        (Language::Japanese, ["2026年1月1日", "2026年9月30日", "2026年12月31日"]),
        (Language::Korean, ["2026년 1월 1일", "2026년 9월 30일", "2026년 12월 31일"]),
    ];
    for (language, written) in cases {
        assert_eq!(dates.map(texts(language).pause.date), written);
    }
}
