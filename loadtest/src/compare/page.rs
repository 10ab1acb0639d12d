//! A comparison as one HTML page that needs nothing else.

use anyhow::Result;
use askama::Template as _;

use super::{Comparison, Figures, Measured, Spread};
use crate::plot::{Plot, bars};

#[derive(askama::Template)]
#[template(path = "comparison.html")]
struct Page {
    title: String,
    holds: bool,
    plots: Vec<Plot>,
    table: String,
}

/// The page: each server's ratio to the first and its delay, with their spread over the rounds.
///
/// # Errors
/// When a plot cannot be drawn.
pub fn page(comparison: &Comparison) -> Result<String> {
    let Comparison { readers, rate, rising, .. } = comparison;
    let rising = if *rising { " at first, rising" } else { "" };
    let page = Page {
        title: format!("Comparison: {readers} readers, {rate} messages a second{rising}"),
        holds: comparison.missing() == 0,
        plots: plots(comparison)?,
        table: comparison.to_string(),
    };
    Ok(page.render()?)
}

fn plots(comparison: &Comparison) -> Result<Vec<Plot>> {
    let (title, ratio): (_, fn(&Measured) -> Spread) = if comparison.rising {
        ("Deliveries a second at the highest rate that held: more is better", |result| result.rate_ratio)
    } else {
        ("Processor time for each delivery: less is better", |result| result.cpu_ratio)
    };
    let ratios: Vec<_> = comparison.results.iter().map(|result| (result.name.clone(), ratio(result))).collect();
    let over = |result: &Measured, of: fn(&Figures) -> f64| Spread::of(result.rounds.iter().map(of));
    let mut delays = Vec::new();
    for result in &comparison.results {
        delays.push((format!("{}, p50", result.name), over(result, |figures| figures.p50_ms)));
        delays.push((format!("{}, p99", result.name), over(result, |figures| figures.p99_ms)));
    }
    let candidates = [
        (title, "× the first (bar: median of the rounds, line: least to most)", ratios),
        ("Delay from the intended time to the delivery", "ms (bar: median of the rounds, line: least to most)", delays),
    ];
    let mut plots = Vec::new();
    for (title, unit, rows) in candidates {
        plots.extend(bars(unit, &rows)?.map(|svg| Plot { title, svg }));
    }
    Ok(plots)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(name: &str) -> Measured {
        let figures = Figures {
            rate: 1.0,
            delivered_per_second: 1.0,
            cpu_us_per_delivery: 1.0,
            p50_ms: 1.0,
            p99_ms: 2.0,
            kib_per_connection: 5.0,
            missing: 1,
        };
        let one = Spread::of([1.0]);
        Measured { name: name.to_owned(), rounds: vec![figures], cpu_ratio: one, rate_ratio: one }
    }

    #[test]
    fn a_page_has_a_bar_for_every_ratio_and_delay_and_needs_nothing_from_elsewhere() {
        let results = vec![measured("bare loop"), measured("<b>other</b>")];
        let comparison = Comparison { readers: 5, rate: 10.0, rising: false, results };
        let page = page(&comparison).unwrap();
        assert_eq!((page.matches("<svg").count(), page.matches("fill=\"#0072B2\"").count()), (2, 6), "{page}");
        assert!(page.contains("bare loop, p99") && page.contains("did not come"), "{page}");
        for outside in ["<b>", "src=", "href=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}: {page}");
        }
    }

    #[test]
    fn where_the_rate_rose_the_highest_is_compared() {
        let comparison = Comparison { readers: 5, rate: 10.0, rising: true, results: vec![measured("bare loop")] };
        let page = page(&comparison).unwrap();
        assert!(page.contains("highest rate that held") && page.contains("Nothing was missing"), "{page}");
    }
}
