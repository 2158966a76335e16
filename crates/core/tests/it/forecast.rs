//! What the forecast says of made-up histories.

use super::forecast_classes::{CLASSES, cases_of, compare, result};

#[test]
fn breakdown() {
    for (name, class) in CLASSES {
        for days in [3, 10, 21, 35, 56] {
            print!("{name:<14} {days:>3} d ");
            for tenths in [7, 25, 60, 140] {
                let r = result(name, &cases_of(class, 15, &[days], &[tenths]));
                print!(" | {:>6.1} {:>6.1} {:>4.0}%", r.ours * 100.0, r.naive * 100.0, r.coverage * 100.0);
            }
            println!();
        }
    }
}

#[test]
fn it_is_better_than_the_mean_of_the_last_seven_days_on_every_class() {
    let results = compare();
    println!("{:<14} {:>8} {:>8} {:>9} {:>6}", "class", "ours", "naive", "in range", "cases");
    for result in &results {
        println!(
            "{:<14} {:>7.1}% {:>7.1}% {:>8.0}% {:>6}",
            result.name,
            100.0 * result.ours,
            100.0 * result.naive,
            100.0 * result.coverage,
            result.cases
        );
    }
    for result in results.iter().filter(|result| result.name != "new pace") {
        assert!(result.ours < result.naive, "{result:?}");
        assert!(result.coverage >= 0.6, "{result:?}");
    }
}
