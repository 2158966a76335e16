//! The popup on Wayland: a window cannot place itself there, but a layer surface can be tied to an edge of the screen.

use gtk_layer_shell::{Edge, KeyboardMode, Layer, LayerShell};

use super::placement::{self, Screen};

/// Free space between the popup and the edges.
const MARGIN: i32 = 8;
/// Some panels give the click within their icon instead of on the screen: nothing that near to the corner is believed.
const WITHIN_ICON: f64 = 64.0;

/// Makes a layer surface of a window that has not been shown yet. False where there is no such thing.
pub(crate) fn prepare(window: &gtk::ApplicationWindow) -> bool {
    if !gtk_layer_shell::is_supported() {
        return false;
    }
    window.init_layer_shell();
    window.set_namespace("lowtide");
    window.set_layer(Layer::Overlay);
    window.set_keyboard_mode(KeyboardMode::OnDemand);
    true
}

/// Whether the window is a layer surface.
pub(crate) fn is_layer(window: &gtk::ApplicationWindow) -> bool {
    window.is_layer_window()
}

/// Ties the popup to the corner nearest to the icon.
pub(crate) fn place(window: &gtk::ApplicationWindow, anchor: Option<(f64, f64)>, screens: &[Screen]) {
    let (vertical, horizontal) = corner(anchor, screens);
    for edge in [Edge::Top, Edge::Bottom, Edge::Left, Edge::Right] {
        window.set_anchor(edge, edge == vertical || edge == horizontal);
        window.set_layer_shell_margin(edge, MARGIN);
    }
}

fn corner(anchor: Option<(f64, f64)>, screens: &[Screen]) -> (Edge, Edge) {
    let believed = anchor.filter(|(x, y)| *x > WITHIN_ICON || *y > WITHIN_ICON);
    let Some((x, y)) = believed else { return (Edge::Top, Edge::Right) };
    let inside = |screen: &&Screen| {
        let Screen { bounds, .. } = screen;
        (bounds.x..=bounds.x + bounds.width).contains(&x) && (bounds.y..=bounds.y + bounds.height).contains(&y)
    };
    let Some(screen) = screens.iter().find(inside) else { return (Edge::Top, Edge::Right) };
    let vertical = match placement::panel_edge((x, y), screen) {
        placement::Edge::Top => Edge::Top,
        placement::Edge::Bottom => Edge::Bottom,
        placement::Edge::Left | placement::Edge::Right => {
            if y < screen.bounds.y + screen.bounds.height / 2.0 {
                Edge::Top
            } else {
                Edge::Bottom
            }
        }
    };
    let horizontal = if x < screen.bounds.x + screen.bounds.width / 2.0 { Edge::Left } else { Edge::Right };
    (vertical, horizontal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::placement::Area;

    #[test]
    fn the_corner_nearest_to_the_icon() {
        let all = Area { x: 0.0, y: 0.0, width: 1280.0, height: 800.0 };
        let screens = [Screen { bounds: all, work: all, scale: 1.0 }];
        let cases = [
            (None, Edge::Top, Edge::Right),
            (Some((12.0, 9.0)), Edge::Top, Edge::Right),
            (Some((1200.0, 10.0)), Edge::Top, Edge::Right),
            (Some((100.0, 10.0)), Edge::Top, Edge::Left),
            (Some((1200.0, 790.0)), Edge::Bottom, Edge::Right),
            (Some((9000.0, 10.0)), Edge::Top, Edge::Right),
        ];
        for (anchor, vertical, horizontal) in cases {
            assert!(corner(anchor, &screens) == (vertical, horizontal), "{anchor:?}");
        }
    }
}
