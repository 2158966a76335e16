//! Columns that stay aligned, whatever width their characters have.

use unicode_width::UnicodeWidthStr;

use crate::output::{Output, Style};

const GAP: &str = "  ";

/// One text of a table and how it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    style: Style,
}

/// A table with a head.
#[derive(Debug)]
pub(crate) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<Cell>),
    /// A line below a row, from its second column on.
    Below(Cell),
}

impl Cell {
    /// A text in a style.
    pub(crate) fn styled(style: Style, text: impl Into<String>) -> Self {
        Self { text: text.into(), style }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(Style::Plain, text)
    }
}

impl Table {
    /// An empty table.
    pub(crate) fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(Row::Cells(cells.into_iter().collect()));
    }

    /// Adds a line below the last row.
    pub(crate) fn below(&mut self, cell: Cell) {
        self.rows.push(Row::Below(cell));
    }

    /// The table in lines.
    pub(crate) fn render(&self, output: &Output) -> String {
        let head: Vec<Cell> = self.head.iter().map(|title| Cell::styled(Style::Dim, *title)).collect();
        // A column in which no row has anything takes no width, not even its title's.
        let mut widths = vec![0; head.len()];
        for row in &self.rows {
            if let Row::Cells(cells) = row {
                for ((width, cell), title) in widths.iter_mut().zip(cells).zip(&head) {
                    if !cell.text.is_empty() {
                        *width = (*width).max(cell.text.width()).max(title.text.width());
                    }
                }
            }
        }
        let mut text = line(output, &head, &widths);
        for row in &self.rows {
            match row {
                Row::Cells(cells) => text.push_str(&line(output, cells, &widths)),
                Row::Below(cell) => {
                    let indent = widths.first().map_or(0, |width| width + GAP.len());
                    text.push_str(&" ".repeat(indent));
                    text.push_str(&output.styled(cell.style, &cell.text));
                    text.push('\n');
                }
            }
        }
        text
    }
}

fn line(output: &Output, cells: &[Cell], widths: &[usize]) -> String {
    let mut line = String::new();
    let columns = || cells.iter().zip(widths).filter(|(_, width)| **width > 0);
    let filled = columns().enumerate().filter(|(_, (cell, _))| !cell.text.is_empty());
    let last = filled.map(|(place, _)| place).last().unwrap_or(0);
    for (place, (cell, width)) in columns().enumerate().take(last + 1) {
        line.push_str(&output.styled(cell.style, &cell.text));
        // No spaces at the end of a line.
        if place < last {
            line.push_str(&" ".repeat(width - cell.text.width().min(*width)));
            line.push_str(GAP);
        }
    }
    line.push('\n');
    line
}

/// Titles with one or more lines of text each, aligned; titles without a text are left out.
pub(crate) fn sheet(output: &Output, entries: &[(&str, Vec<String>)]) -> String {
    let shown = || entries.iter().filter(|(_, lines)| !lines.is_empty());
    let width = shown().map(|(title, _)| title.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (title, lines) in shown() {
        for (number, line) in lines.iter().enumerate() {
            let title = if number == 0 { *title } else { "" };
            let padding = " ".repeat(width - title.width());
            text.extend([&output.styled(Style::Dim, title), padding.as_str(), GAP, line, "\n"]);
        }
    }
    text
}

/// Rows of texts in aligned columns, without a head.
pub(crate) fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|text: &String| text.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (text, width) in row.iter().zip(&widths) {
            line.push_str(text);
            line.push_str(&" ".repeat(width - text.width()));
            line.push_str(GAP);
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        let mut table = Table::new(&["A", "B"]);
        table.row(["日本".into(), "x".into()]);
        table.row(["abc".into(), "y".into()]);
        table.below("why".into());
        table.row(["é".into(), "".into()]);
        let expected = "A     B\n日本  x\nabc   y\n      why\né\n";
        assert_eq!(table.render(&Output::new()), expected);
    }

    #[test]
    fn a_column_without_anything_in_it_is_left_out() {
        let mut table = Table::new(&["A", "UNUSED", "B", "UNUSED"]);
        table.row(["1".into(), "".into(), "2".into(), "".into()]);
        table.row(["".into(), "".into(), "3".into(), "".into()]);
        assert_eq!(table.render(&Output::new()), "A  B\n1  2\n   3\n");
    }

    #[test]
    fn a_sheet_leaves_out_what_is_empty() {
        let entries =
            [("One", vec!["1".to_owned(), "2".to_owned()]), ("Longest", vec![]), ("Two", vec!["3".to_owned()])];
        assert_eq!(sheet(&Output::new(), &entries), "One  1\n     2\nTwo  3\n");
    }

    #[test]
    fn columns_have_no_spaces_at_their_end() {
        let rows = [vec!["a".to_owned(), "bb".to_owned()], vec!["ccc".to_owned(), String::new()]];
        assert_eq!(columns(&rows), ["a    bb", "ccc"]);
    }
}
