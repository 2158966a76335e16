//! Puts an edited document back between the lines that the edit did not touch, byte for byte.
//!
//! The TOML writer drops carriage returns and adds a last line break; a file written on Windows, or by a person who
//! mixes both, must not change in places that nobody edited.

/// `original` with what differs between `before` (the writer's own rendering of it) and `after` (the same, edited).
pub(super) fn splice(original: &str, before: &str, after: &str) -> String {
    let (lines, rendered, edited) = (split(original), split(before), split(after));
    let is_same_document =
        lines.len() == rendered.len() && lines.iter().zip(&rendered).all(|(a, b)| content(a) == content(b));
    let line_end = if lines.first().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    if !is_same_document {
        // The writer has moved things; then its rendering is the document.
        return edited.iter().flat_map(|line| [content(line), line_end]).collect();
    }
    let same = |(a, b): &(&&str, &&str)| content(a) == content(b);
    let shorter = rendered.len().min(edited.len());
    let head = rendered.iter().zip(&edited).take_while(same).count();
    let tail = rendered.iter().rev().zip(edited.iter().rev()).take(shorter - head).take_while(same).count();
    let mut text = String::with_capacity(after.len());
    for line in &lines[..head] {
        text.push_str(line);
    }
    for line in &edited[head..edited.len() - tail] {
        end_line(&mut text, line_end);
        text.push_str(content(line));
        text.push_str(line_end);
    }
    for line in &lines[lines.len() - tail..] {
        end_line(&mut text, line_end);
        text.push_str(line);
    }
    text
}

fn split(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn content(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

fn end_line(text: &mut String, line_end: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(line_end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touches_only_the_lines_that_differ() {
        let cases = [
            ("a\r\nb\r\nc\r\n", "a\nb\nc\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
            ("a\nb\r\nc\n", "a\nb\nc\n", "a\nb\nc\nd\n", "a\nb\r\nc\nd\n"),
            ("a\nb", "a\nb\n", "a\nb\nc\n", "a\nb\nc\n"),
            ("a\nb", "a\nb\n", "A\nb\n", "A\nb"),
            ("a\r\nb\r\nb\r\n", "a\nb\nb\n", "a\nb\n", "a\r\nb\r\n"),
            ("", "", "a\n", "a\n"),
            ("a\n", "a\n", "", ""),
            ("a\nb\nc\n", "a\nc\nb\n", "a\nc\nb\nd\n", "a\nc\nb\nd\n"),
        ];
        for (original, before, after, expected) in cases {
            assert_eq!(splice(original, before, after), expected, "{original:?} edited from {before:?} to {after:?}");
        }
    }
}
