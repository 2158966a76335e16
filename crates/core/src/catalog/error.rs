//! What is wrong with a definition: where, in which field, and why.

use std::fmt;

/// One thing that is wrong with one definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogError {
    /// The definition's file, as it was named by whoever read it.
    pub file: String,
    /// The line of the offending key or table, where there is one.
    pub line: Option<usize>,
    /// The field, as `meters[0].remaining`; empty for the file as a whole.
    pub field: String,
    /// What is wrong with it, for a person.
    pub reason: String,
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Everything that is wrong with one or more definitions, in the order of the files and their lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogErrors(pub Vec<CatalogError>);

impl CatalogErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for CatalogErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for CatalogErrors {}
