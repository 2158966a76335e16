//! Lengths that are moved to whole pixels, which is what makes a small icon sharp.

use crate::Error;

/// The side of the source's drawing.
pub(crate) const SIDE: f64 = 24.0;

/// A length at a size in pixels, still in the drawing's units: on a whole pixel, and as it is where no size is given.
pub(crate) fn fitted(length: f64, size: Option<u32>) -> f64 {
    match size {
        Some(size) => {
            let pixel = SIDE / f64::from(size);
            (length / pixel).round() * pixel
        }
        None => length,
    }
}

/// Replaces every sum in braces by its value, each of its terms fitted for itself: `{24-7}` mirrors `{7}` exactly.
pub(crate) fn fill(text: &str, size: Option<u32>) -> Result<String, Error> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (sum, after) = after.split_once('}').ok_or_else(|| Error::Source("a brace is not closed".to_owned()))?;
        filled.push_str(before);
        filled.push_str(&number(value(sum, size)?));
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A number as it is written into a drawing.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn value(sum: &str, size: Option<u32>) -> Result<f64, Error> {
    let mut total = 0.0;
    let mut sign = 1.0;
    let mut rest = sum;
    loop {
        let end = rest.find(['+', '-']);
        let length = rest[..end.unwrap_or(rest.len())].trim();
        let length: f64 = length.parse().map_err(|_| Error::Source(format!("{{{sum}}} is no sum of lengths")))?;
        total += sign * fitted(length, size);
        let Some(end) = end else { return Ok(total) };
        sign = if rest[end..].starts_with('-') { -1.0 } else { 1.0 };
        rest = &rest[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_moved_to_whole_pixels() {
        for (text, size, filled) in [
            ("M{2} 1", None, "M2 1"),
            ("M{2} 1", Some(16), "M1.5 1"),
            ("{1.6}", Some(24), "2"),
            ("{24-7}", Some(16), "16.5"),
            ("{2.25+2.25}", Some(16), "6"), // two pixels and two pixels
            ("{2.25+2.25}", None, "4.5"),
            ("none", Some(22), "none"),
        ] {
            assert_eq!(fill(text, size).unwrap(), filled, "{text} at {size:?}");
        }
    }

    #[test]
    fn what_is_no_sum_is_refused() {
        for text in ["{", "{}", "{a}", "{1+}", "{1*2}"] {
            assert!(fill(text, None).is_err(), "{text}");
        }
    }
}
