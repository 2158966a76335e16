//! A notice as the server gets it.

use notify_rust::{Hint, Notification, Timeout};

use super::super::{Action, AppIdentity, Notice, Pressed, Urgency};

/// The specification's name for a press on the notification itself.
const CLICK: &str = "default";
/// What a click is called by the few servers that say it, when the notice names nothing better. A name needs no translation.
const CLICK_LABEL: &str = "Lowtide";

/// What a server can do with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Abilities {
    /// It reads bodies as markup.
    pub(super) markup: bool,
    /// It has buttons, or at least takes a click.
    pub(super) actions: bool,
}

impl Abilities {
    pub(super) fn of(capabilities: &[String]) -> Self {
        let can = |name: &str| capabilities.iter().any(|capability| capability == name);
        Self { markup: can("body-markup"), actions: can("actions") }
    }
}

pub(super) fn notification(identity: &AppIdentity, notice: &Notice, server: Abilities) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Lowtide")
        .summary(&notice.title)
        .body(&if server.markup { escape(&notice.body) } else { notice.body.clone() })
        .icon(notice.icon.as_deref().unwrap_or(&identity.icon))
        .hint(Hint::DesktopEntry(identity.desktop_entry.clone()))
        .urgency(match notice.urgency {
            Urgency::Low => notify_rust::Urgency::Low,
            Urgency::Normal => notify_rust::Urgency::Normal,
            Urgency::Critical => notify_rust::Urgency::Critical,
        })
        .timeout(if notice.urgency == Urgency::Critical { Timeout::Never } else { Timeout::Default });
    if server.actions {
        let show = notice.actions.iter().find(|(action, _)| *action == Action::Show);
        notification.action(CLICK, show.map_or(CLICK_LABEL, |(_, label)| label));
        for (action, label) in &notice.actions {
            notification.action(key(*action), label);
        }
    }
    notification
}

/// What was pressed, by the name that the server sends; `None` for a name that no notice of ours carries.
pub(super) fn pressed(key_pressed: &str) -> Option<Pressed> {
    if key_pressed == CLICK {
        return Some(Pressed::Clicked);
    }
    let actions = [Action::TopUp, Action::Snooze, Action::Show];
    actions.into_iter().find(|action| key(*action) == key_pressed).map(Pressed::Action)
}

fn key(action: Action) -> &'static str {
    match action {
        Action::TopUp => "top-up",
        Action::Snooze => "snooze",
        Action::Show => "show",
    }
}

/// Plain text for a server that reads markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Abilities = Abilities { markup: false, actions: false };
    const ABLE: Abilities = Abilities { markup: true, actions: true };

    fn notice(urgency: Urgency) -> Notice {
        Notice {
            title: "<Work>".into(),
            body: "R&D <b>\nleft > 3".into(),
            urgency,
            account: None,
            icon: None,
            actions: vec![
                (Action::TopUp, "Top up".into()),
                (Action::Snooze, "Snooze 1 day".into()),
                (Action::Show, "Show".into()),
            ],
        }
    }

    fn built(notice: &Notice, server: Abilities) -> Notification {
        notification(&AppIdentity::default(), notice, server)
    }

    #[test]
    fn only_a_body_that_is_read_as_markup_is_escaped() {
        let plain = built(&notice(Urgency::Low), PLAIN);
        assert_eq!((plain.summary.as_str(), plain.body.as_str()), ("<Work>", "R&D <b>\nleft > 3"));
        let marked_up = built(&notice(Urgency::Low), ABLE);
        assert_eq!(marked_up.summary, "<Work>");
        assert_eq!(marked_up.body, "R&amp;D &lt;b&gt;\nleft &gt; 3");
    }

    #[test]
    fn critical_stays_and_says_so() {
        let critical = built(&notice(Urgency::Critical), ABLE);
        assert_eq!(critical.timeout, Timeout::Never);
        assert!(critical.hints.contains(&Hint::Urgency(notify_rust::Urgency::Critical)));
        assert!(critical.hints.contains(&Hint::DesktopEntry("lowtide".into())));
        assert_eq!((critical.appname.as_str(), critical.icon.as_str()), ("Lowtide", "lowtide"));
        assert_eq!(built(&notice(Urgency::Normal), ABLE).timeout, Timeout::Default);
    }

    #[test]
    fn a_server_with_buttons_gets_a_click_and_the_buttons_in_order() {
        let with = built(&notice(Urgency::Normal), ABLE);
        let expected =
            ["default", "Show", "top-up", "Top up", "snooze", "Snooze 1 day", "show", "Show"].map(String::from);
        assert_eq!(with.actions, expected);
        let bare = Notice { actions: Vec::new(), ..notice(Urgency::Normal) };
        assert_eq!(built(&bare, ABLE).actions, ["default", "Lowtide"], "a click is always heard");
        assert!(built(&notice(Urgency::Normal), PLAIN).actions.is_empty(), "this server cannot show them");
    }

    #[test]
    fn every_key_that_is_sent_is_understood_when_it_comes_back() {
        let sent = built(&notice(Urgency::Normal), ABLE).actions;
        let back: Vec<_> = sent.chunks(2).map(|pair| pressed(&pair[0])).collect();
        let actions = [Action::TopUp, Action::Snooze, Action::Show].map(|action| Some(Pressed::Action(action)));
        assert_eq!(back[0], Some(Pressed::Clicked));
        assert_eq!(back[1..], actions);
        for foreign in ["", "Show", "reply", "inline-reply"] {
            assert_eq!(pressed(foreign), None, "{foreign:?}");
        }
    }

    #[test]
    fn a_server_is_able_to_do_what_it_lists() {
        let list = |names: &[&str]| Abilities::of(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["body", "actions", "body-markup"]), ABLE);
        assert_eq!(list(&["body", "action-icons", "body-hyperlinks"]), PLAIN);
    }
}
