//! The popup's height as the page asks for it, guarded against a page that answers every resize with another wish.

use std::time::{Duration, Instant};

/// Lower than this is no popup.
const LEAST: f64 = 96.0;
/// Higher than this is no popup either.
const MOST: f64 = 720.0;
/// A wish for a height that has just been left is a loop.
const LOOP: Duration = Duration::from_millis(250);

/// The height, and the one before.
#[derive(Debug, Default)]
pub(crate) struct Fit {
    current: Option<f64>,
    left: Option<(f64, Instant)>,
}

impl Fit {
    /// What to begin with, until the page has measured itself.
    pub(crate) const INITIAL: f64 = 420.0;

    /// The height in force.
    pub(crate) fn height(&self) -> f64 {
        self.current.unwrap_or(Self::INITIAL)
    }

    /// Takes the page's wish: the height to change to, or none when nothing is to change. Of two heights that
    /// alternate the larger stays, so that nothing is cut off.
    pub(crate) fn wish(&mut self, height: f64, now: Instant) -> Option<f64> {
        if !height.is_finite() {
            return None;
        }
        let height = height.ceil().clamp(LEAST, MOST);
        let current = self.height();
        if self.current.is_some() && (height - current).abs() < 1.0 {
            return None;
        }
        let looping = self.left.is_some_and(|(left, when)| (left - height).abs() < 1.0 && now - when < LOOP);
        if looping && height < current {
            return None;
        }
        if self.current.is_some() {
            self.left = Some((current, now));
        }
        self.current = Some(height);
        Some(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_height_once_and_within_bounds() {
        let (mut fit, now) = (Fit::default(), Instant::now());
        assert_eq!(fit.wish(300.2, now), Some(301.0));
        assert_eq!(fit.wish(301.0, now), None);
        assert_eq!(fit.wish(5.0, now), Some(LEAST));
        assert_eq!(fit.wish(9000.0, now), Some(MOST));
        assert_eq!(fit.wish(f64::NAN, now), None);
        assert!((fit.height() - MOST).abs() < 0.5);
    }

    #[test]
    fn the_initial_height_counts_as_a_wish_of_nobody() {
        let mut fit = Fit::default();
        assert_eq!(fit.wish(Fit::INITIAL, Instant::now()), Some(Fit::INITIAL));
    }

    #[test]
    fn a_loop_ends_at_the_larger_height() {
        let (mut fit, now) = (Fit::default(), Instant::now());
        fit.wish(400.0, now);
        let mut changes = 0;
        for _ in 0..50 {
            changes += usize::from(fit.wish(300.0, now).is_some());
            changes += usize::from(fit.wish(400.0, now).is_some());
        }
        assert_eq!(changes, 2);
        assert!((fit.height() - 400.0).abs() < 0.5);
    }

    #[test]
    fn later_the_same_height_is_taken_again() {
        let (mut fit, now) = (Fit::default(), Instant::now());
        fit.wish(400.0, now);
        fit.wish(300.0, now);
        fit.wish(400.0, now);
        assert_eq!(fit.wish(300.0, now + LOOP), Some(300.0));
    }
}
