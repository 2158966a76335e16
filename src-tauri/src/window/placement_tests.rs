//! Where the popup goes, as tables.

use super::*;

const fn area(x: f64, y: f64, width: f64, height: f64) -> Area {
    Area { x, y, width, height }
}

/// One screen with a panel of the given thickness at one edge.
fn screen(bounds: Area, panel: Edge, thickness: f64, scale: f64) -> Screen {
    let work = match panel {
        Edge::Top => area(bounds.x, bounds.y + thickness, bounds.width, bounds.height - thickness),
        Edge::Bottom => area(bounds.x, bounds.y, bounds.width, bounds.height - thickness),
        Edge::Left => area(bounds.x + thickness, bounds.y, bounds.width - thickness, bounds.height),
        Edge::Right => area(bounds.x, bounds.y, bounds.width - thickness, bounds.height),
    };
    Screen { bounds, work, scale }
}

const HD: Area = area(0.0, 0.0, 1920.0, 1080.0);
const SIZE: (f64, f64) = (380.0, 500.0);

#[test]
fn beside_the_icon_and_inside_the_work_area() {
    let cases = [
        // panel, thickness, click, expected left and top edge
        ("top, middle", Edge::Top, 28.0, (900.0, 14.0), (710.0, 36.0)),
        ("top, right end", Edge::Top, 28.0, (1900.0, 14.0), (1532.0, 36.0)),
        ("top, left end", Edge::Top, 28.0, (5.0, 14.0), (8.0, 36.0)),
        ("bottom, right end", Edge::Bottom, 40.0, (1800.0, 1060.0), (1532.0, 532.0)),
        ("left", Edge::Left, 48.0, (24.0, 900.0), (56.0, 572.0)),
        ("right", Edge::Right, 48.0, (1900.0, 500.0), (1484.0, 250.0)),
        ("bottom without reserved space", Edge::Bottom, 0.0, (960.0, 1065.0), (770.0, 543.0)),
    ];
    for (name, edge, thickness, click, expected) in cases {
        let place = place(Some(click), SIZE, &[screen(HD, edge, thickness, 1.0)]).unwrap();
        assert_eq!((place.x, place.y), expected, "{name}");
        assert_eq!((place.width, place.height), SIZE, "{name}");
    }
}

#[test]
fn on_the_screen_that_was_clicked() {
    let left = screen(area(-1280.0, 200.0, 1280.0, 800.0), Edge::Top, 24.0, 1.0);
    let right = screen(area(1920.0, 0.0, 2560.0, 1440.0), Edge::Bottom, 48.0, 1.0);
    let screens = [screen(HD, Edge::Top, 0.0, 1.0), left, right];
    let on_left = place(Some((-20.0, 210.0)), SIZE, &screens).unwrap();
    assert_eq!((on_left.screen, on_left.x, on_left.y), (1, -388.0, 232.0));
    let on_right = place(Some((4400.0, 1420.0)), SIZE, &screens).unwrap();
    assert_eq!((on_right.screen, on_right.x, on_right.y), (2, 4092.0, 884.0));
    let outside = place(Some((5000.0, 5000.0)), SIZE, &screens).unwrap();
    assert_eq!(outside.screen, 2, "a click outside every screen belongs to the nearest");
}

#[test]
fn sizes_follow_the_screens_scale() {
    let scaled = screen(area(0.0, 0.0, 3840.0, 2160.0), Edge::Top, 56.0, 2.0);
    let place = place(Some((3000.0, 28.0)), SIZE, &[scaled]).unwrap();
    assert_eq!((place.x, place.y), (2620.0, 72.0));
    assert_eq!((place.width, place.height), SIZE, "CSS pixels stay CSS pixels");
}

#[test]
fn at_every_scale_the_popup_is_as_far_from_the_icon_and_no_less_wide() {
    for scale in [1.0, 1.25, 1.5, 1.75, 2.0] {
        let bounds = area(0.0, 0.0, 1920.0 * scale, 1080.0 * scale);
        let place =
            place(Some((1000.0 * scale, 14.0 * scale)), SIZE, &[screen(bounds, Edge::Top, 28.0 * scale, scale)]);
        let place = place.unwrap();
        assert_eq!((place.width, place.height), SIZE, "{scale}");
        assert_eq!((place.x, place.y), ((810.0 * scale).round(), (36.0 * scale).round()), "{scale}");
    }
}

#[test]
fn between_screens_of_different_scales_each_counts_in_its_own() {
    let coarse = screen(HD, Edge::Bottom, 40.0, 1.0);
    let fine = screen(area(1920.0, -400.0, 3840.0, 2160.0), Edge::Top, 64.0, 2.0);
    let screens = [coarse, fine];
    let on_fine = place(Some((5700.0, -370.0)), SIZE, &screens).unwrap();
    // Sixteen physical pixels from the edge, and the popup twice as many of them wide.
    assert_eq!((on_fine.screen, on_fine.x, on_fine.y), (1, 4984.0, -320.0));
    let on_coarse = place(Some((1910.0, 1060.0)), SIZE, &screens).unwrap();
    assert_eq!((on_coarse.screen, on_coarse.x, on_coarse.y), (0, 1532.0, 532.0));
    assert_eq!((on_fine.width, on_coarse.width), (380.0, 380.0));
}

#[test]
fn a_panel_at_the_seam_of_two_screens_opens_away_from_the_other() {
    let left = screen(area(0.0, 0.0, 1280.0, 1000.0), Edge::Right, 48.0, 1.0);
    let right = screen(area(1280.0, 0.0, 1280.0, 1000.0), Edge::Left, 48.0, 1.0);
    let screens = [left, right];
    let at_left = place(Some((1256.0, 300.0)), SIZE, &screens).unwrap();
    assert_eq!((at_left.screen, at_left.x + at_left.width), (0, 1224.0));
    let at_right = place(Some((1304.0, 300.0)), SIZE, &screens).unwrap();
    assert_eq!((at_right.screen, at_right.x), (1, 1336.0));
}

#[test]
fn sixty_accounts_end_where_the_screen_ends() {
    for (edge, click) in [(Edge::Top, (1800.0, 14.0)), (Edge::Bottom, (1800.0, 760.0))] {
        let screen = screen(area(0.0, 0.0, 1366.0, 768.0), edge, 28.0, 1.0);
        let place = place(Some(click), (380.0, 5_000.0), &[screen]).unwrap();
        assert_eq!((place.y, place.height), (screen.work.y + 8.0, 768.0 - 28.0 - 16.0), "{edge:?}");
    }
}

#[test]
fn a_popup_taller_than_the_screen_is_cut_to_it() {
    let small = screen(area(0.0, 0.0, 320.0, 240.0), Edge::Top, 20.0, 1.0);
    let place = place(Some((300.0, 10.0)), SIZE, &[small]).unwrap();
    assert_eq!(place, Place { x: 8.0, y: 28.0, width: 304.0, height: 204.0, screen: 0 });
}

#[test]
fn without_a_click_at_the_top_right() {
    let place = place(None, SIZE, &[screen(HD, Edge::Top, 28.0, 1.0)]).unwrap();
    assert_eq!((place.x, place.y), (1532.0, 50.0));
    assert_eq!(super::place(None, SIZE, &[]), None);
}

#[test]
fn the_pointer_tells_what_the_panel_counts_in() {
    assert_eq!(physical((600.0, 10.0), Some((1201.0, 22.0)), 2.0), (1200.0, 20.0));
    assert_eq!(physical((1200.0, 20.0), Some((1201.0, 22.0)), 2.0), (1200.0, 20.0));
    assert_eq!(physical((600.0, 10.0), None, 2.0), (600.0, 10.0));
}
