//! What can be chosen in the tray's menu, and the menu itself, made from the model alone.

use lowtide_core::ids::AccountId;

use super::texts::texts;
use super::tray_alerts::{Alerts, PauseChoice};
use super::tray_model::TrayModel;

/// A choice in the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Poll everything now.
    Refresh,
    /// Give no alerts for a time.
    Pause(PauseChoice),
    /// Give alerts again.
    Resume,
    /// Open the window.
    Open,
    /// Open the window at an account.
    Account(AccountId),
    /// Open the window to add a key.
    Add,
    /// Open the window at the settings.
    Settings,
    /// End.
    Quit,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A line; without a choice it is only to be read.
    Line(String, Option<Choice>),
    /// A menu of its own.
    Menu(String, Vec<Entry>),
    /// A thin line.
    Separator,
}

impl Entry {
    fn choice(text: impl Into<String>, choice: Choice) -> Self {
        Self::Line(text.into(), Some(choice))
    }
}

/// The menu.
pub(crate) fn menu(model: &TrayModel) -> Vec<Entry> {
    let texts = &texts(model.language).menu;
    let mut menu: Vec<Entry> = model
        .lines
        .iter()
        .map(|line| Entry::Line(line.text.clone(), line.account.clone().map(Choice::Account)))
        .collect();
    menu.push(Entry::Separator);
    menu.push(Entry::choice(texts.refresh, Choice::Refresh));
    match &model.alerts {
        Alerts::Unknown => {}
        Alerts::Given => {
            let choices = PauseChoice::ALL.map(|choice| Entry::choice(choice.label(texts), Choice::Pause(choice)));
            menu.push(Entry::Menu(texts.pause.to_owned(), choices.into()));
        }
        Alerts::Paused(sentence) => {
            menu.push(Entry::Line(sentence.clone(), None));
            menu.push(Entry::choice(texts.resume, Choice::Resume));
        }
    }
    menu.push(Entry::choice(texts.open, Choice::Open));
    menu.push(Entry::choice(texts.add, Choice::Add));
    menu.push(Entry::choice(texts.settings, Choice::Settings));
    menu.push(Entry::Separator);
    menu.push(Entry::choice(texts.quit, Choice::Quit));
    menu
}

#[cfg_attr(target_os = "linux", allow(dead_code, reason = "the other systems' menus know their lines by a name"))]
impl Choice {
    /// The choice's name.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Refresh => "refresh".to_owned(),
            Self::Pause(choice) => format!("pause:{}", choice.id()),
            Self::Resume => "resume".to_owned(),
            Self::Open => "open".to_owned(),
            Self::Add => "add".to_owned(),
            Self::Settings => "settings".to_owned(),
            Self::Quit => "quit".to_owned(),
            Self::Account(account) => format!("account:{account}"),
        }
    }

    /// The choice of that name.
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Some(match id {
            "refresh" => Self::Refresh,
            "resume" => Self::Resume,
            "open" => Self::Open,
            "add" => Self::Add,
            "settings" => Self::Settings,
            "quit" => Self::Quit,
            _ => match id.split_once(':')? {
                ("account", account) => Self::Account(account.parse().ok()?),
                ("pause", choice) => Self::Pause(PauseChoice::ALL.into_iter().find(|known| known.id() == choice)?),
                _ => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use lowtide_core::language::Language;

    use super::*;

    #[test]
    fn a_choice_is_found_again_by_its_id() {
        let account = "account-work".parse().unwrap();
        let mut choices =
            vec![Choice::Refresh, Choice::Open, Choice::Add, Choice::Settings, Choice::Quit, Choice::Resume];
        choices.push(Choice::Account(account));
        // An account may be called as anything is.
        choices.push(Choice::Account("resume".parse().unwrap()));
        choices.extend(PauseChoice::ALL.map(Choice::Pause));
        for choice in choices {
            assert_eq!(Choice::of_id(&choice.id()), Some(choice));
        }
        for unknown in ["account:", "9", "pause:", "pause:for-ever", "pauses:hour"] {
            assert_eq!(Choice::of_id(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn what_can_be_paused_or_resumed_is_in_the_menu() {
        let mut model = TrayModel::starting(Language::default());
        let has = |model: &TrayModel, wanted: &Choice| {
            menu(model).iter().any(|entry| match entry {
                Entry::Line(_, choice) => choice.as_ref() == Some(wanted),
                Entry::Menu(_, below) => {
                    below.iter().any(|line| matches!(line, Entry::Line(_, Some(one)) if one == wanted))
                }
                Entry::Separator => false,
            })
        };
        assert!(!has(&model, &Choice::Resume) && !has(&model, &Choice::Pause(PauseChoice::Hour)));
        model.alerts = Alerts::Given;
        assert!(PauseChoice::ALL.iter().all(|choice| has(&model, &Choice::Pause(*choice))));
        model.alerts = Alerts::Paused("Paused".to_owned());
        assert!(has(&model, &Choice::Resume) && !has(&model, &Choice::Pause(PauseChoice::Hour)));
        assert!(has(&model, &Choice::Settings) && has(&model, &Choice::Quit));
    }
}
