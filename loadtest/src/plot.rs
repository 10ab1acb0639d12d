//! Line plots as SVG.

use anyhow::{Result, anyhow};
use plotters::prelude::*;

/// A plot's size in its own units; the page scales it.
const SIZE: (u32, u32) = (900, 320);

/// Colours that differ also for those who see few (Okabe and Ito, 2008).
const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(86, 60, 92)];

/// One line: its name and its points by rising x.
pub type Line<'a> = (&'a str, Vec<(f64, f64)>);

/// Draws lines over a common x; `None` where no line has two points.
///
/// # Errors
/// When the library cannot draw.
pub fn lines(x: &str, y: &str, lines: &[Line<'_>]) -> Result<Option<String>> {
    let drawn: Vec<_> = lines.iter().filter(|(_, points)| points.len() > 1).collect();
    if drawn.is_empty() {
        return Ok(None);
    }
    let points = || drawn.iter().flat_map(|(_, points)| points);
    let first = points().map(|point| point.0).fold(f64::INFINITY, f64::min);
    let last = points().map(|point| point.0).fold(f64::NEG_INFINITY, f64::max);
    let top = points().map(|point| point.1).fold(0.0, f64::max);
    let mut svg = String::new();
    draw(&mut svg, (x, y), (first, last.max(first + f64::EPSILON)), top, &drawn)
        .map_err(|error| anyhow!("a plot cannot be drawn: {error}"))?;
    Ok(Some(svg))
}

fn draw(
    svg: &mut String,
    (x, y): (&str, &str),
    (first, last): (f64, f64),
    top: f64,
    lines: &[&Line<'_>],
) -> Result<(), Box<dyn std::error::Error>> {
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(10)
        .x_label_area_size(40)
        .y_label_area_size(80)
        // Room above the line, and a scale also where all is zero.
        .build_cartesian_2d(first..last, 0.0..(top * 1.05).max(1e-9))?;
    chart.configure_mesh().x_desc(x).y_desc(y).light_line_style(TRANSPARENT).draw()?;
    for ((name, points), colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let line = LineSeries::new(points.iter().copied(), colour.stroke_width(2));
        chart
            .draw_series(line)?
            .label(*name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2)));
    }
    if lines.len() > 1 {
        let legend = SeriesLabelPosition::UpperLeft;
        chart.configure_series_labels().position(legend).background_style(WHITE.mix(0.8)).border_style(BLACK).draw()?;
    }
    area.present()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_drawn_with_their_names_escaped() {
        let points = vec![(0.0, 1.0), (1.0, 3.0)];
        let svg = lines("s", "a<b", &[("one", points.clone()), ("two & more", points)]).unwrap().unwrap();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert!(svg.matches("<polyline").count() >= 2, "{svg}");
        assert!(svg.contains("two &amp; more") && svg.contains("a&lt;b"), "{svg}");
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(lines("x", "y", &[("one", vec![(1.0, 1.0)])]).unwrap(), None);
        assert!(lines("x", "y", &[("flat", vec![(0.0, 0.0), (1.0, 0.0)])]).unwrap().is_some());
    }
}
