//! What is held back and when it is told: quiet hours, snooze, mute, a notification server that takes nothing.

use super::AMOUNT;
use super::script::{Case, check};

/// Berlin is an hour ahead of UTC in November: the night is from 21:00 to 07:00 UTC.
const NIGHT: Option<&str> = Some(
    "amount = { warning = 1000, critical = 200 }\nshare = false\nrunway = false
     quiet_hours = { from = \"22:00\", to = \"08:00\", critical_passes = true }",
);
const NIGHT_FOR_ALL: Option<&str> = Some(
    "amount = { warning = 1000, critical = 200 }\nshare = false\nrunway = false
     quiet_hours = { from = \"22:00\", to = \"08:00\", critical_passes = false }",
);

const fn night(why: &'static str, script: &'static str, expected: &'static str) -> Case {
    Case { why, rules: NIGHT, zone: "Europe/Berlin", script, expected }
}

const fn case(why: &'static str, script: &'static str, expected: &'static str) -> Case {
    Case { why, rules: AMOUNT, zone: "UTC", script, expected }
}

#[test]
fn quiet_hours() {
    check(&[
        night(
            "a warning of the night is told at its end",
            "11-20T20:00 1500
             11-20T23:30 900
             11-21T03:00 890
             11-21T09:00 880",
            "11-20T23:30 amount warning - quiet_hours
             11-21T07:00 amount warning",
        ),
        night(
            "… if it still holds, else never",
            "11-20T20:00 1500
             11-20T23:30 900
             11-21T03:00 5000
             11-21T09:00 4990",
            "11-20T23:30 amount warning - quiet_hours",
        ),
        night(
            "the first moment of the night is quiet, the first of the day is not",
            "11-20T20:00 1500
             11-20T21:00 900
             11-21T07:00 890",
            "11-20T21:00 amount warning - quiet_hours
             11-21T07:00 amount warning",
        ),
        night("a minute before it is not", "11-20T20:00 1500\n11-20T20:59 900", "11-20T20:59 amount warning"),
        night(
            "critical passes",
            "11-20T20:00 1500
             11-20T23:30 150
             11-21T09:00 140",
            "11-20T23:30 amount critical",
        ),
        night(
            "what was told as critical is not told as a warning in the morning",
            "11-20T20:00 1500
             11-20T23:30 900
             11-21T02:00 150
             11-21T09:00 140",
            "11-20T23:30 amount warning - quiet_hours
             11-21T02:00 amount critical",
        ),
        Case {
            rules: NIGHT_FOR_ALL,
            ..night(
                "critical waits as well, where the person says so",
                "11-20T20:00 1500
                 11-20T23:30 150
                 11-21T09:00 140",
                "11-20T23:30 amount critical - quiet_hours
                 11-21T07:00 amount critical",
            )
        },
        Case {
            rules: NIGHT_FOR_ALL,
            ..night(
                "what grew worse in the night is told once, at the worst",
                "11-20T20:00 1500
                 11-20T22:00 900
                 11-21T02:00 150
                 11-21T09:00 140",
                "11-20T22:00 amount warning - quiet_hours
                 11-21T02:00 amount critical - quiet_hours
                 11-21T07:00 amount critical",
            )
        },
        Case {
            rules: Some(
                "amount = { warning = 1000 }\nshare = false\nrunway = false
                 quiet_hours = { from = \"12:00\", to = \"14:00\", critical_passes = true }",
            ),
            ..night(
                "within one day",
                "11-20T10:00 1500
                 11-20T12:30 900
                 11-20T15:00 890",
                "11-20T12:30 amount warning - quiet_hours
                 11-20T13:00 amount warning",
            )
        },
        Case {
            zone: "America/New_York",
            ..night(
                "the night is where the person is",
                "11-20T20:00 1500
                 11-20T23:30 900",
                "11-20T23:30 amount warning",
            )
        },
        Case {
            rules: Some("amount = { warning = 1000 }\nshare = false\nrunway = false\nquiet_hours = false"),
            ..night("no quiet hours", "11-20T20:00 1500\n11-20T23:30 900", "11-20T23:30 amount warning")
        },
        night(
            "a doubted reading of the night is no alert of the morning",
            "11-20T20:00 1500
             11-20T23:30 0
             11-20T23:45 1490
             11-21T09:00 1480",
            "",
        ),
    ]);
}

#[test]
fn quiet_hours_when_the_clocks_are_changed() {
    check(&[
        night(
            "the night of 29 March is an hour shorter: 08:00 is 06:00 UTC",
            "03-28T20:00 1500
             03-28T22:00 900
             03-29T09:00 890",
            "03-28T22:00 amount warning - quiet_hours
             03-29T06:00 amount warning",
        ),
        night(
            "the night before it is not",
            "03-27T20:00 1500
             03-27T22:00 900
             03-28T09:00 890",
            "03-27T22:00 amount warning - quiet_hours
             03-28T07:00 amount warning",
        ),
        night(
            "the night of 25 October is an hour longer: 08:00 is 07:00 UTC",
            "10-24T19:00 1500
             10-24T20:30 900
             10-25T09:00 890",
            "10-24T20:30 amount warning - quiet_hours
             10-25T07:00 amount warning",
        ),
        night(
            "in both of the hours that come twice it is night",
            "10-24T19:00 1500
             10-25T00:30 900
             10-25T01:30 890
             10-25T09:00 880",
            "10-25T00:30 amount warning - quiet_hours
             10-25T07:00 amount warning",
        ),
        night(
            "22:00 of 25 October is 21:00 UTC",
            "10-25T19:00 1500
             10-25T20:59 900",
            "10-25T20:59 amount warning",
        ),
    ]);
}

#[test]
fn snooze() {
    check(&[
        case(
            "a warning within is told at its end",
            "11-20T10:00 1500
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 900
             11-20T11:30 890
             11-20T13:00 880",
            "11-20T11:00 amount warning - snoozed
             11-20T12:00 amount warning",
        ),
        case(
            "… if it still holds, else never",
            "11-20T10:00 1500
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 900
             11-20T11:30 5000
             11-20T13:00 4900",
            "11-20T11:00 amount warning - snoozed",
        ),
        case(
            "critical and empty are held too",
            "11-20T10:00 1500
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 150
             11-20T13:00 140",
            "11-20T11:00 amount critical - snoozed
             11-20T12:00 amount critical",
        ),
        case(
            "what was told before is not told again after it",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 890
             11-20T13:00 880",
            "11-20T10:15 amount warning",
        ),
        case(
            "what grew worse meanwhile is",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 150
             11-20T13:00 140",
            "11-20T10:15 amount warning
             11-20T11:00 amount critical - snoozed
             11-20T12:00 amount critical",
        ),
        case(
            "a rejected key is held as well: the account is snoozed, not a rule",
            "11-20T10:00 1500
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 fails unauthorized
             11-20T13:00 tick",
            "11-20T11:00 key_rejected critical - snoozed
             11-20T12:00 key_rejected critical",
        ),
        case(
            "a later snooze takes the place of an earlier one",
            "11-20T10:00 1500
             11-20T10:30 snooze 11-20T12:00
             11-20T11:00 900
             11-20T11:30 snooze 11-20T15:00
             11-20T13:00 890
             11-20T16:00 880",
            "11-20T11:00 amount warning - snoozed
             11-20T15:00 amount warning",
        ),
        case(
            "the moment of its end is not part of it",
            "11-20T10:00 1500
             11-20T10:30 snooze 11-20T12:00
             11-20T12:00 900",
            "11-20T12:00 amount warning",
        ),
        night(
            "a snooze that ends in the night is followed by quiet hours",
            "11-20T18:00 1500
             11-20T18:30 snooze 11-20T23:00
             11-20T19:00 900
             11-21T09:00 890",
            "11-20T19:00 amount warning - snoozed
             11-20T23:00 amount warning - quiet_hours
             11-21T07:00 amount warning",
        ),
        night(
            "a night that ends within a snooze is followed by it",
            "11-20T20:00 1500
             11-20T20:30 snooze 11-21T10:00
             11-20T23:00 900
             11-21T12:00 890",
            "11-20T23:00 amount warning - snoozed
             11-21T10:00 amount warning",
        ),
    ]);
}

#[test]
fn mute_until_topped_up() {
    check(&[
        case(
            "nothing about what is left is told before a top-up; afterwards it is",
            "11-20T10:00 1500
             11-20T10:15 mute
             11-20T10:30 900
             11-20T11:00 150
             11-23T11:00 140
             11-23T12:00 5000
             11-23T13:00 900",
            "11-20T10:30 amount warning - muted
             11-20T11:00 amount critical - muted
             11-23T13:00 amount warning",
        ),
        case(
            "a failure is no top-up, nor is what is not reported",
            "11-20T10:00 1500
             11-20T10:15 mute
             11-20T10:30 900
             11-20T10:45 fails timeout
             11-20T11:00 null
             11-20T11:15 890",
            "11-20T10:30 amount warning - muted",
        ),
        case(
            "what was told before the mute is not told by the top-up",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 mute
             11-20T10:45 5000",
            "11-20T10:15 amount warning",
        ),
        case(
            "a mute before the first reading holds like any other",
            "11-20T10:00 mute
             11-20T10:15 900
             11-20T10:30 5000
             11-20T10:45 900",
            "11-20T10:15 amount warning - muted
             11-20T10:45 amount warning",
        ),
        case(
            "snoozed, muted and topped up: the snooze still holds",
            "11-20T10:00 1500
             11-20T10:15 mute
             11-20T10:30 snooze 11-20T14:00
             11-20T11:00 5000
             11-20T12:00 900
             11-20T15:00 890",
            "11-20T12:00 amount warning - snoozed
             11-20T14:00 amount warning",
        ),
    ]);
}

#[test]
fn a_notification_server_that_takes_nothing() {
    check(&[
        case(
            "it is told once, when the server takes it",
            "11-20T10:00 1500
             11-20T10:30 undelivered 11-20T12:00
             11-20T11:00 900
             11-20T11:30 890
             11-20T13:00 880
             11-20T14:00 870",
            "11-20T11:00 amount warning - delivery_failed
             11-20T12:00 amount warning",
        ),
        case(
            "what has recovered meanwhile is never told",
            "11-20T10:00 1500
             11-20T10:30 undelivered 11-20T12:00
             11-20T11:00 900
             11-20T11:30 5000
             11-20T13:00 4900",
            "11-20T11:00 amount warning - delivery_failed",
        ),
        case(
            "what grew worse meanwhile is told once, at the worst",
            "11-20T10:00 1500
             11-20T10:30 undelivered 11-20T12:00
             11-20T11:00 900
             11-20T11:30 150
             11-20T13:00 140",
            "11-20T11:00 amount warning - delivery_failed
             11-20T11:30 amount critical - delivery_failed
             11-20T12:00 amount critical",
        ),
        night(
            "a server that comes back in the night is asked in the morning",
            "11-20T19:00 1500
             11-20T19:30 undelivered 11-20T23:00
             11-20T20:00 900
             11-21T09:00 890",
            "11-20T20:00 amount warning - delivery_failed
             11-20T23:00 amount warning - quiet_hours
             11-21T07:00 amount warning",
        ),
        case(
            "what was told before is not told again when the server is back",
            "11-20T10:00 1500
             11-20T10:15 900
             11-20T10:30 undelivered 11-20T12:00
             11-20T11:00 890
             11-20T13:00 880",
            "11-20T10:15 amount warning",
        ),
    ]);
}
