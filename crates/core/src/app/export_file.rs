//! The text of an exported file: RFC 4180 or one JSON document, both with exactly the digits that were read.
//!
//! Columns of the first, and members of the rows of the second:
//!
//! | name | what it says |
//! | --- | --- |
//! | `from`, `until` | the first and the last reading that the row is of, RFC 3339 in UTC |
//! | `resolution` | `reading`: the figures stayed the same for that time; `hour`, `day`: what is kept of older readings |
//! | `remaining` | what was left at the end |
//! | `first`, `min`, `max` | what was left at the beginning, at the least and at the most |
//! | `used`, `limit` | the other figures, at the end |
//! | `unlimited` | whether the provider said that there is no limit |
//! | `resets_at`, `expires_at` | when it starts anew, and when what is left lapses |
//! | `account`, `label`, `provider`, `meter`, `unit` | the same in every row, so that files can be put together; in JSON once, at the top |
//!
//! What was not reported is empty, in JSON null.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::amount::{self, Decimal, Unit};
use crate::contract::ExportFormat;
use crate::history::{KeptRow, Resolution};
use crate::ids::{AccountId, ProviderId};
use crate::time::Timestamp;

const COLUMNS: &str = "from,until,resolution,remaining,first,min,max,used,limit,unlimited,resets_at,expires_at,\
                       account,label,provider,meter,unit";

/// What all rows have in common.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Head {
    pub(super) account: AccountId,
    pub(super) label: String,
    pub(super) provider: ProviderId,
    pub(super) meter: String,
    pub(super) unit: Unit,
    pub(super) exported_at: Timestamp,
}

/// A file being written.
pub(super) struct Sheet<W> {
    into: W,
    format: ExportFormat,
    /// The last columns of each line.
    common: String,
    is_first: bool,
}

#[derive(Serialize)]
struct JsonRow {
    from: Timestamp,
    until: Timestamp,
    resolution: &'static str,
    remaining: Option<Box<RawValue>>,
    first: Option<Box<RawValue>>,
    min: Option<Box<RawValue>>,
    max: Option<Box<RawValue>>,
    used: Option<Box<RawValue>>,
    limit: Option<Box<RawValue>>,
    unlimited: bool,
    resets_at: Option<Timestamp>,
    expires_at: Option<Timestamp>,
}

impl<W: Write> Sheet<W> {
    /// Writes what comes before the rows.
    pub(super) fn begin(mut into: W, head: &Head, format: ExportFormat) -> io::Result<Self> {
        let mut common = String::new();
        match format {
            ExportFormat::Csv => {
                let texts =
                    [head.account.as_str(), &head.label, head.provider.as_str(), &head.meter, &head.unit.to_string()];
                common = texts.map(field).join(",");
                write!(into, "{COLUMNS}\r\n")?;
            }
            ExportFormat::Json => {
                let members = serde_json::to_string(head)?;
                write!(into, "{},\"rows\":[", members.trim_end_matches('}'))?;
            }
        }
        Ok(Self { into, format, common, is_first: true })
    }

    pub(super) fn row(&mut self, row: &KeptRow) -> io::Result<()> {
        match self.format {
            ExportFormat::Csv => self.line(row),
            ExportFormat::Json => {
                self.into.write_all(if self.is_first { b"\n" } else { b",\n" })?;
                self.is_first = false;
                Ok(serde_json::to_writer(&mut self.into, &JsonRow::from(row))?)
            }
        }
    }

    /// Writes what comes after the rows.
    pub(super) fn end(mut self) -> io::Result<W> {
        if self.format == ExportFormat::Json {
            self.into.write_all(b"\n]}\n")?;
        }
        Ok(self.into)
    }

    fn line(&mut self, row: &KeptRow) -> io::Result<()> {
        let digits = |amount: Option<Decimal>| amount.map(|amount| amount.to_string()).unwrap_or_default();
        let time = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        let [first, min, max, last] = figures(row).map(digits);
        write!(
            self.into,
            "{},{},{},{last},{first},{min},{max},{},{},{},{},{},{}\r\n",
            row.first_at,
            row.last_at,
            name(row.resolution),
            digits(row.used),
            digits(row.limit),
            row.unlimited,
            time(row.resets_at),
            time(row.expires_at),
            self.common,
        )
    }
}

impl From<&KeptRow> for JsonRow {
    fn from(row: &KeptRow) -> Self {
        let number = |amount: Option<Decimal>| amount.map(amount::to_json_number);
        let [first, min, max, remaining] = figures(row).map(number);
        Self {
            from: row.first_at,
            until: row.last_at,
            resolution: name(row.resolution),
            remaining,
            first,
            min,
            max,
            used: number(row.used),
            limit: number(row.limit),
            unlimited: row.unlimited,
            resets_at: row.resets_at,
            expires_at: row.expires_at,
        }
    }
}

fn figures(row: &KeptRow) -> [Option<Decimal>; 4] {
    row.remaining.map_or([None; 4], |figures| figures.map(Some))
}

fn name(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Reading => "reading",
        Resolution::Hour => "hour",
        Resolution::Day => "day",
    }
}

/// A text as a field: quoted where it must be, and never the beginning of a formula. Figures and times are none: a
/// negative amount begins with a minus and is a number.
fn field(text: &str) -> String {
    let begins_a_formula = text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if begins_a_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn head(label: &str) -> Head {
        Head {
            account: "crun-work".parse().unwrap(),
            label: label.to_owned(),
            provider: "crun".parse().unwrap(),
            meter: "credits".to_owned(),
            unit: Unit::Credits,
            exported_at: at("2026-11-20T10:00:00Z"),
        }
    }

    fn rows() -> [KeptRow; 2] {
        let reading = KeptRow {
            resolution: Resolution::Reading,
            first_at: at("2026-11-19T10:00:00Z"),
            last_at: at("2026-11-19T11:30:00.5Z"),
            remaining: Some(["-1250.50".parse().unwrap(); 4]),
            used: None,
            limit: Some("1e3".parse().unwrap_or(Decimal::ONE_THOUSAND)),
            unlimited: false,
            resets_at: Some(at("2026-12-01T00:00:00Z")),
            expires_at: None,
        };
        let day = KeptRow {
            resolution: Resolution::Day,
            remaining: Some(["9", "1", "12345678901234567890.123", "2"].map(|digits| digits.parse().unwrap())),
            limit: None,
            resets_at: None,
            unlimited: true,
            ..reading.clone()
        };
        [day, reading]
    }

    fn text(label: &str, format: ExportFormat, rows: &[KeptRow]) -> String {
        let mut sheet = Sheet::begin(Vec::new(), &head(label), format).unwrap();
        for row in rows {
            sheet.row(row).unwrap();
        }
        String::from_utf8(sheet.end().unwrap()).unwrap()
    }

    #[test]
    fn csv_line_by_line() {
        assert_eq!(
            text("Work", ExportFormat::Csv, &rows()),
            "from,until,resolution,remaining,first,min,max,used,limit,unlimited,resets_at,expires_at,account,label,\
             provider,meter,unit\r\n\
             2026-11-19T10:00:00Z,2026-11-19T11:30:00.5Z,day,2,9,1,12345678901234567890.123,,,true,,,crun-work,Work,\
             crun,credits,credits\r\n\
             2026-11-19T10:00:00Z,2026-11-19T11:30:00.5Z,reading,-1250.50,-1250.50,-1250.50,-1250.50,,1000,false,\
             2026-12-01T00:00:00Z,,crun-work,Work,crun,credits,credits\r\n"
        );
        assert_eq!(text("Work", ExportFormat::Csv, &[]).lines().count(), 1, "the names of the columns alone");
    }

    #[test]
    fn json_is_one_document_with_the_exact_digits() {
        let document = text("Work \"}\"", ExportFormat::Json, &rows());
        let value: serde_json::Value = serde_json::from_str(&document).unwrap();
        assert_eq!(
            (&value["account"], &value["unit"], &value["label"]),
            (&"crun-work".into(), &"credits".into(), &"Work \"}\"".into())
        );
        assert_eq!(value["exported_at"], "2026-11-20T10:00:00Z");
        assert_eq!(value["rows"].as_array().unwrap().len(), 2);
        assert_eq!(value["rows"][1]["resolution"], "reading");
        assert!(value["rows"][0]["used"].is_null() && value["rows"][0]["unlimited"] == true);
        assert!(
            document.contains("\"remaining\":-1250.50,") && document.contains("12345678901234567890.123"),
            "{document}"
        );
        let empty: serde_json::Value = serde_json::from_str(&text("Work", ExportFormat::Json, &[])).unwrap();
        assert_eq!(empty["rows"], serde_json::json!([]));
    }

    #[test]
    fn no_text_is_a_formula_and_no_field_breaks_a_line() {
        for (text, written) in [
            ("Work", "Work"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("=1+1", "'=1+1"),
            ("  =1+1", "'  =1+1"),
            ("+49", "'+49"),
            ("-a", "'-a"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\""),
            ("a=b", "a=b"),
        ] {
            assert_eq!(field(text), written, "{text:?}");
        }
    }
}
