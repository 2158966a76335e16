//! Whether a text is an icon that may be shown: a small SVG picture that neither acts nor loads anything.

/// Larger than any icon.
const MAX_BYTES: usize = 32 * 1024;

/// What a picture has no use for.
const FORBIDDEN: [&str; 9] =
    ["<script", "<foreignobject", "<iframe", "<image", "<style", "<!entity", "javascript:", "@import", "<animate"];

/// Says why a text is no such icon.
pub(super) fn check(svg: &str) -> Result<(), String> {
    if svg.len() > MAX_BYTES {
        return Err(format!("is larger than {} KiB", MAX_BYTES / 1024));
    }
    let lower = svg.to_ascii_lowercase();
    if !lower.trim_start().starts_with("<svg") || !lower.trim_end().ends_with("</svg>") {
        return Err("is not an SVG picture".to_owned());
    }
    if let Some(found) = FORBIDDEN.iter().find(|word| lower.contains(**word)) {
        return Err(format!("contains {found:?}, which an icon has no use for"));
    }
    let mut attributes = lower.split(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'' || c == '/');
    if let Some(found) = attributes.find(|word| is_active(word)) {
        return Err(format!("contains {found:?}: an icon neither acts nor loads anything"));
    }
    // `url(#gradient)` stays within the picture.
    if lower.split("url(").skip(1).any(|rest| !rest.trim_start_matches(['"', '\'', ' ']).starts_with('#')) {
        return Err("refers to something outside of itself".to_owned());
    }
    Ok(())
}

/// An event handler or a link to somewhere else.
fn is_active(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or_default();
    let is_attribute = word.contains('=');
    is_attribute && (name.starts_with("on") || name == "href" || name == "xlink:href" || name == "src")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_passes_and_anything_else_does_not() {
        let good = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="url(#a)"><path d="M0 0"/></g></svg>"#;
        assert_eq!(check(good), Ok(()));
        for bad in [
            "<p>no</p>",
            "<svg><script>1</script></svg>",
            "<svg onload=\"x()\"></svg>",
            "<svg><a/onclick='x'></a></svg>",
            "<svg><use href=\"https://x.example/a.svg#b\"/></svg>",
            "<svg><rect fill=\"url(https://x.example)\"/></svg>",
            "<svg><foreignObject/></svg>",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
        assert!(check(&format!("<svg>{}</svg>", " ".repeat(MAX_BYTES))).is_err());
    }
}
