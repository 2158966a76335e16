//! How wrong the forecast is on accounts whose future is known, beside dividing what is left by the last seven days' mean.
#![expect(clippy::print_stdout, reason = "a bench speaks on its standard output")]
#![allow(dead_code, reason = "the tests use more of the pretended accounts than the bench does")]

#[path = "../tests/it/forecast_classes.rs"]
mod forecast_classes;

fn main() {
    println!("{:<16} {:>8} {:>8} {:>9} {:>6}", "accounts", "error", "naive", "in range", "cases");
    for class in forecast_classes::compare() {
        println!(
            "{:<16} {:>7.1}% {:>7.1}% {:>8.0}% {:>6}{}",
            class.name,
            class.ours * 100.0,
            class.naive * 100.0,
            class.coverage * 100.0,
            class.cases,
            if class.ours < class.naive { "" } else { "  WORSE THAN NAIVE" }
        );
    }
}
