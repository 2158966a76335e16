//! Lines of a file or of stdin, one at a time, however long the whole is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Longer than any reading: no answer that one is made of may be larger.
const LONGEST: u64 = 1024 * 1024;

/// Lines and their numbers.
pub(crate) struct Lines {
    name: String,
    source: BufReader<Box<dyn Read>>,
    number: u64,
    bytes: Vec<u8>,
}

/// Why a line could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinesError {
    /// The system did not give it.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is longer than any reading.
    #[error("longer than {LONGEST} bytes")]
    TooLong,
    /// It is no text.
    #[error("not UTF-8 text")]
    NotText,
}

impl Lines {
    /// Those of a file, or of stdin where its name is `-`.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let is_stdin = path.as_os_str() == "-";
        let source: Box<dyn Read> = if is_stdin { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        Ok(Self { name: path.display().to_string(), source: BufReader::new(source), number: 0, bytes: Vec::new() })
    }

    /// The next line; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<&str>, LinesError> {
        self.bytes.clear();
        self.number += 1;
        let read = (&mut self.source).take(LONGEST + 1).read_until(b'\n', &mut self.bytes)?;
        if read as u64 > LONGEST {
            return Err(LinesError::TooLong);
        }
        if read == 0 {
            return Ok(None);
        }
        let text = std::str::from_utf8(&self.bytes).map_err(|_| LinesError::NotText)?;
        // Editors on Windows write a mark before the first line.
        Ok(Some(text.strip_prefix('\u{feff}').filter(|_| self.number == 1).unwrap_or(text)))
    }

    /// Whether the next line has to be waited for.
    pub(crate) fn must_wait(&self) -> bool {
        self.source.buffer().is_empty()
    }

    /// Where the last line is: `FILE:LINE`.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.name, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &'static [u8]) -> Lines {
        let source: Box<dyn Read> = Box::new(bytes);
        Lines { name: "x".to_owned(), source: BufReader::new(source), number: 0, bytes: Vec::new() }
    }

    #[test]
    fn every_line_has_its_number() {
        let mut lines = lines(b"\xef\xbb\xbfone\r\n\nthree");
        assert_eq!(lines.next().unwrap(), Some("one\r\n"));
        assert_eq!(lines.next().unwrap(), Some("\n"));
        assert_eq!(lines.next().unwrap(), Some("three"));
        assert_eq!(lines.place(), "x:3");
        assert_eq!(lines.next().unwrap(), None);
    }

    #[test]
    fn what_is_no_line_is_refused_with_its_place() {
        let mut bad = lines(b"one\n\xff\n");
        bad.next().unwrap();
        assert!(matches!(bad.next(), Err(LinesError::NotText)));
        assert_eq!(bad.place(), "x:2");
        let endless: &'static [u8] = vec![b' '; 3 * 1024 * 1024].leak();
        assert!(matches!(lines(endless).next(), Err(LinesError::TooLong)), "no more is kept than a line may have");
    }
}
