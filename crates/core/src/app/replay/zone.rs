//! Local time for a replay: the machine's, or that of a named place.

use std::str::FromStr;

use jiff::tz::TimeZone;

use crate::time::{Clock, SystemClock, Timestamp};

/// Local time somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// The name is none of the IANA database's. It is not repeated: what was typed may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such time zone; write a name such as Europe/Berlin or UTC")]
pub struct UnknownZone;

impl Zone {
    /// The machine's own.
    pub fn system() -> Self {
        Self(SystemClock.zone())
    }

    /// For [`super::Replay`].
    pub fn time_zone(&self) -> TimeZone {
        self.0.clone()
    }

    /// A time as a clock there shows it, with its distance from UTC: `2026-11-20 11:00 +01:00`.
    pub fn local(&self, at: Timestamp) -> String {
        at.to_zoned(self.0.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        TimeZone::get(name).map(Self).map_err(|_| UnknownZone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_time_of_the_year() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        for (at, expected) in [
            ("2026-01-20T10:00:00Z", "2026-01-20 11:00 +01:00"),
            ("2026-07-20T23:30:00Z", "2026-07-21 01:30 +02:00"),
            // 03:00 becomes 02:00: the hour that comes twice is told apart.
            ("2026-10-25T00:30:00Z", "2026-10-25 02:30 +02:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25 02:30 +01:00"),
        ] {
            assert_eq!(berlin.local(at.parse().unwrap()), expected);
        }
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for name in ["", "Nowhere/Else", "+01:00", "CEST-1", "../../etc/passwd"] {
            assert_eq!(name.parse::<Zone>(), Err(UnknownZone), "{name:?}");
        }
    }

    /// On a system without a time zone database (a minimal container) quiet hours must not quietly become UTC's.
    #[test]
    fn the_places_are_known_without_a_database_of_the_systems() {
        assert!(jiff::tz::TimeZoneDatabase::bundled().get("Europe/Berlin").is_ok());
    }
}
