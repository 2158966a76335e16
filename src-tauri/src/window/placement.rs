//! Where the popup goes: pure geometry in physical pixels of the screen, y growing downwards.

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    fn right(&self) -> f64 {
        self.x + self.width
    }

    fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// How far a point lies outside; zero inside.
    fn distance(&self, (x, y): (f64, f64)) -> f64 {
        let horizontal = (self.x - x).max(x - self.right()).max(0.0);
        let vertical = (self.y - y).max(y - self.bottom()).max(0.0);
        horizontal.hypot(vertical)
    }
}

/// A monitor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Screen {
    /// All of it.
    pub(crate) bounds: Area,
    /// What panels leave free.
    pub(crate) work: Area,
    /// Physical pixels in a CSS pixel.
    pub(crate) scale: f64,
}

/// The edge of the screen that the panel sits at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

/// The place found for the popup.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// The left edge, in physical pixels.
    pub(crate) x: f64,
    /// The top edge, in physical pixels.
    pub(crate) y: f64,
    /// The width that fits, in CSS pixels.
    pub(crate) width: f64,
    /// The height that fits, in CSS pixels.
    pub(crate) height: f64,
    /// Which of the screens.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only GTK counts in the screen's logical pixels"))]
    pub(crate) screen: usize,
}

/// Free space between the popup and the edges, in CSS pixels.
const GAP: f64 = 8.0;
/// From the middle of a tray icon to its edge, in CSS pixels: for panels that reserve no space.
const ICON: f64 = 14.0;

/// Places a popup of a size in CSS pixels beside the icon; without an icon at the top right of the first screen.
/// None only when there is no screen at all.
pub(crate) fn place(anchor: Option<(f64, f64)>, size: (f64, f64), screens: &[Screen]) -> Option<Place> {
    let index = anchor.map_or(0, |anchor| nearest(anchor, screens));
    let screen = screens.get(index)?;
    let gap = GAP * screen.scale;
    let width = (size.0 * screen.scale).min(screen.work.width - 2.0 * gap);
    let height = (size.1 * screen.scale).min(screen.work.height - 2.0 * gap);
    let inner = Area {
        x: screen.work.x + gap,
        y: screen.work.y + gap,
        width: screen.work.width - 2.0 * gap - width,
        height: screen.work.height - 2.0 * gap - height,
    };
    let anchor = anchor.unwrap_or((screen.work.right(), screen.work.y));
    let reach = (ICON + GAP) * screen.scale;
    let (x, y) = match panel_edge(anchor, screen) {
        Edge::Top => (anchor.0 - width / 2.0, anchor.1 + reach),
        Edge::Bottom => (anchor.0 - width / 2.0, anchor.1 - reach - height),
        Edge::Left => (anchor.0 + reach, anchor.1 - height / 2.0),
        Edge::Right => (anchor.0 - reach - width, anchor.1 - height / 2.0),
    };
    Some(Place {
        x: x.clamp(inner.x, inner.right().max(inner.x)).round(),
        y: y.clamp(inner.y, inner.bottom().max(inner.y)).round(),
        width: width / screen.scale,
        height: height / screen.scale,
        screen: index,
    })
}

/// The edge whose panel the icon sits in: the one beyond which it lies, else the nearest.
pub(crate) fn panel_edge(anchor: (f64, f64), screen: &Screen) -> Edge {
    let work = &screen.work;
    let inside = [
        (anchor.1 - work.y, Edge::Top),
        (work.bottom() - anchor.1, Edge::Bottom),
        (anchor.0 - work.x, Edge::Left),
        (work.right() - anchor.0, Edge::Right),
    ];
    // Outside the work area the distance is negative; in a corner the panel along the top or bottom wins.
    inside
        .into_iter()
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .map_or(Edge::Top, |(_, edge)| edge)
}

fn nearest(anchor: (f64, f64), screens: &[Screen]) -> usize {
    let mut best = (0, f64::INFINITY);
    for (index, screen) in screens.iter().enumerate() {
        let distance = screen.bounds.distance(anchor);
        if distance < best.1 {
            best = (index, distance);
        }
    }
    best.0
}

/// The click in physical pixels. Panels on a scaled screen may give it in logical ones; the pointer, which has just
/// clicked there, tells which.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "elsewhere the click is always in physical pixels"))]
pub(crate) fn physical(anchor: (f64, f64), pointer: Option<(f64, f64)>, scale: f64) -> (f64, f64) {
    let scaled = (anchor.0 * scale, anchor.1 * scale);
    match pointer {
        Some(pointer) if distance(scaled, pointer) < distance(anchor, pointer) => scaled,
        _ => anchor,
    }
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
#[path = "placement_tests.rs"]
mod tests;
