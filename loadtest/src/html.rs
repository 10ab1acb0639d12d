//! The report as one HTML page that needs nothing else.

use anyhow::Result;
use askama::Template as _;

use crate::{
    checker::Verdict,
    plot::{Line, Mark, Plot, lines},
    report::Report,
    timeline::Point,
};

#[derive(askama::Template)]
#[template(path = "report.html")]
struct Page {
    title: String,
    holds: bool,
    plots: Vec<Plot>,
    findings: Vec<Row>,
    table: String,
}

struct Row {
    name: &'static str,
    count: u64,
    examples: Vec<String>,
}

/// The page.
///
/// # Errors
/// When a plot cannot be drawn.
pub fn page(report: &Report) -> Result<String> {
    let findings = report.verdict.iter().flat_map(Verdict::findings);
    let page = Page {
        title: format!("Load run: {}, {} readers, {} writers", report.scenario, report.readers, report.writers),
        holds: report.holds(),
        plots: plots(report)?,
        findings: findings
            .map(|(name, finding)| Row { name, count: finding.count, examples: finding.examples.clone() })
            .collect(),
        table: report.to_string(),
    };
    Ok(page.render()?)
}

/// The x axis of what goes over the time of the run.
const OVER_TIME: &str = "seconds";

fn plots(report: &Report) -> Result<Vec<Plot>> {
    let over = |of: fn(&Point) -> Option<f64>| -> Vec<(f64, f64)> {
        report.timeline.iter().filter_map(|point| Some((point.seconds, of(point)?))).collect()
    };
    let steps = report.rising.iter().flat_map(|risen| &risen.steps);
    let storm = report.storm.iter().flat_map(|storm| &storm.curve);
    // The curve of a storm is read the other way round: how many are back by when.
    let back: Vec<_> = storm.map(|(quantile, ms)| (*ms, quantile * 100.0)).collect();
    let days = report.event.iter().flat_map(|day| &day.phases);
    let phases: Vec<Mark<'_>> = days.map(|phase| (phase.from_seconds, phase.name)).collect();
    let candidates: [(&'static str, &str, &str, Vec<Line<'_>>); 9] = [
        ("Everybody's return", "ms since the cut", "% are back", vec![("back", back)]),
        (
            "Delay at each rate",
            "posts a second",
            "ms",
            vec![
                ("p50", steps.clone().map(|step| (step.rate, step.p50_ms)).collect()),
                ("p99", steps.map(|step| (step.rate, step.p99_ms)).collect()),
            ],
        ),
        (
            "Delay from the intended send time to the delivery",
            "nines: 1 is 90 %, 2 is 99 %, 3 is 99.9 % of the deliveries",
            "ms",
            vec![("delivery", nines(&report.delivery_curve))],
        ),
        ("Deliveries", OVER_TIME, "a second", vec![("delivered", over(|point| Some(point.delivered_per_second)))]),
        (
            "Posts",
            OVER_TIME,
            "a second",
            vec![
                ("sent", over(|point| Some(point.sent_per_second))),
                ("acked", over(|point| Some(point.acked_per_second))),
            ],
        ),
        ("Delay over time", OVER_TIME, "p99, ms", vec![("p99", over(|point| point.p99_ms))]),
        ("Connected clients", OVER_TIME, "clients", vec![("connected", over(|point| Some(to_f64(point.connected))))]),
        (
            "The server's processor time",
            OVER_TIME,
            "% of a core",
            vec![("CPU", over(|point| point.server_cpu_percent))],
        ),
        (
            "The server's resident memory",
            OVER_TIME,
            "MiB",
            vec![("memory", over(|point| point.server_resident.map(|bytes| to_f64(bytes) / 1_048_576.0)))],
        ),
    ];
    let mut plots = Vec::new();
    for (title, x, y, drawn) in candidates {
        let nothing = drawn.iter().all(|(_, points)| points.iter().all(|(_, value)| *value == 0.0));
        let marks: &[_] = if x == OVER_TIME { &phases } else { &[] };
        if let Some(svg) = lines((x, y), &drawn, marks)?.filter(|_| !nothing) {
            plots.push(Plot { title, svg });
        }
    }
    Ok(plots)
}

/// Stretches the few worst: 0.9 becomes 1, 0.99 becomes 2, as far as there were enough deliveries to tell.
fn nines(curve: &[(f64, f64)]) -> Vec<(f64, f64)> {
    curve
        .iter()
        .filter(|(quantile, _)| *quantile < 1.0)
        .map(|(quantile, ms)| (-(1.0 - quantile).log10(), *ms))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
fn to_f64(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::Verdict;

    #[test]
    fn a_page_names_what_broke_and_needs_nothing_from_elsewhere() {
        let mut verdict = Verdict::default();
        verdict.lost.count = 1;
        verdict.lost.examples.push("post 3 <script>".to_owned());
        let report = Report {
            scenario: "fanout",
            delivery_curve: vec![(0.5, 1.0), (0.9, 2.0), (0.99, 9.0), (1.0, 9.0)],
            verdict: Some(verdict),
            ..Report::default()
        };
        let page = page(&report).unwrap();
        assert!(page.contains("a promise was broken") && page.contains("post 3 &#60;script&#62;"), "{page}");
        assert_eq!(page.matches("<svg").count(), 1);
        for outside in ["src=", "href=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn nines_stretch_the_tail() {
        let stretched = nines(&[(0.0, 1.0), (0.9, 2.0), (0.99, 3.0), (1.0, 4.0)]);
        let rounded: Vec<_> = stretched.iter().map(|(nines, ms)| (nines.round(), *ms)).collect();
        assert_eq!(rounded, [(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)]);
    }
}
