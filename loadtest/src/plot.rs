//! Plots as SVG.

use anyhow::{Result, anyhow};
use plotters::{
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use crate::compare::Spread;

/// A plot's size in its own units; the page scales it.
const SIZE: (u32, u32) = (900, 320);

/// The height of a bar with the room around it.
const BAR: usize = 36;

/// Colours that differ also for those who see few (Okabe and Ito, 2008).
const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(86, 60, 92)];

/// A plot with its title, for a page.
#[derive(Debug)]
pub struct Plot {
    /// What it shows.
    pub title: &'static str,
    /// The drawing.
    pub svg: String,
}

/// One line: its name and its points by rising x.
pub type Line<'a> = (&'a str, Vec<(f64, f64)>);

/// A place on the x axis from which on something has this name.
pub type Mark<'a> = (f64, &'a str);

/// Draws lines over a common x; `None` where no line has two points.
///
/// # Errors
/// When the library cannot draw.
pub fn lines(axes: (&str, &str), lines: &[Line<'_>], marks: &[Mark<'_>]) -> Result<Option<String>> {
    let drawn: Vec<_> = lines.iter().filter(|(_, points)| points.len() > 1).collect();
    if drawn.is_empty() {
        return Ok(None);
    }
    let mut svg = String::new();
    draw_lines(&mut svg, axes, &drawn, marks).map_err(|error| anyhow!("a plot cannot be drawn: {error}"))?;
    Ok(Some(svg))
}

/// Draws bars from zero to each median, with a line from the least to the most; `None` where there is none.
///
/// # Errors
/// When the library cannot draw.
pub fn bars(unit: &str, bars: &[(String, Spread)]) -> Result<Option<String>> {
    if bars.is_empty() {
        return Ok(None);
    }
    let mut svg = String::new();
    draw_bars(&mut svg, unit, bars).map_err(|error| anyhow!("a plot cannot be drawn: {error}"))?;
    Ok(Some(svg))
}

fn draw_lines(
    svg: &mut String,
    (x, y): (&str, &str),
    lines: &[&Line<'_>],
    marks: &[Mark<'_>],
) -> Result<(), Box<dyn std::error::Error>> {
    let points = || lines.iter().flat_map(|(_, points)| points);
    let first = points().map(|point| point.0).fold(f64::INFINITY, f64::min);
    let last = points().map(|point| point.0).fold(first + f64::EPSILON, f64::max);
    // Room above the line, and a scale also where all is zero.
    let top = (points().map(|point| point.1).fold(0.0, f64::max) * 1.05).max(1e-9);
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(10)
        // For the names of the marks.
        .margin_top(if marks.is_empty() { 10 } else { 25 })
        .x_label_area_size(40)
        .y_label_area_size(80)
        .build_cartesian_2d(first..last, 0.0..top)?;
    chart.configure_mesh().x_desc(x).y_desc(y).light_line_style(TRANSPARENT).draw()?;
    let style = ("sans-serif", 13).into_font().color(&BLACK).pos(Pos::new(HPos::Left, VPos::Bottom));
    for (from, name) in marks.iter().filter(|(from, _)| (first..last).contains(from)) {
        chart.draw_series([PathElement::new([(*from, 0.0), (*from, top)], BLACK.mix(0.4))])?;
        chart.draw_series([Text::new((*name).to_owned(), (*from, top), style.clone())])?;
    }
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

fn draw_bars(svg: &mut String, unit: &str, bars: &[(String, Spread)]) -> Result<(), Box<dyn std::error::Error>> {
    let most = bars.iter().map(|(_, spread)| spread.most).fold(0.0, f64::max);
    let height = u32::try_from(bars.len() * BAR)? + 60;
    let area = SVGBackend::with_string(svg, (SIZE.0, height)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(10)
        .x_label_area_size(40)
        .y_label_area_size(210)
        // Both ends of the segments count.
        .build_cartesian_2d(0.0..(most * 1.05).max(1e-9), (0..bars.len().saturating_sub(1)).into_segmented())?;
    // The axis counts from the bottom, the bars come in the order of reading.
    let from_the_top = || bars.iter().rev();
    let name = |segment: &SegmentValue<usize>| match segment {
        SegmentValue::CenterOf(index) => from_the_top().nth(*index).map(|(name, _)| name.clone()).unwrap_or_default(),
        SegmentValue::Exact(_) | SegmentValue::Last => String::new(),
    };
    let mut mesh = chart.configure_mesh();
    mesh.x_desc(unit).y_labels(bars.len()).y_label_formatter(&name).disable_y_mesh();
    mesh.light_line_style(TRANSPARENT).draw()?;
    for (index, (_, spread)) in from_the_top().enumerate() {
        let (from, to) = (SegmentValue::Exact(index), SegmentValue::Exact(index + 1));
        let mut bar = Rectangle::new([(0.0, from), (spread.median, to)], COLOURS[0].filled());
        bar.set_margin(8, 8, 0, 0);
        chart.draw_series([bar])?;
        let whole = [spread.least, spread.most].map(|end| (end, SegmentValue::CenterOf(index)));
        chart.draw_series([PathElement::new(whole, COLOURS[1].stroke_width(3))])?;
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
        let svg = lines(("s", "a<b"), &[("one", points.clone()), ("two & more", points)], &[]).unwrap().unwrap();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert!(svg.matches("<polyline").count() >= 2, "{svg}");
        assert!(svg.contains("two &amp; more") && svg.contains("a&lt;b"), "{svg}");
    }

    #[test]
    fn marks_are_named_where_they_are_in_sight() {
        let points = vec![(1.0, 1.0), (3.0, 3.0)];
        let marks = [(0.5, "too early"), (1.0, "at first"), (2.0, "later"), (9.0, "too late")];
        let svg = lines(("s", "n"), &[("one", points)], &marks).unwrap().unwrap();
        assert!(svg.contains("at first") && svg.contains("later"), "{svg}");
        assert!(!svg.contains("too "), "{svg}");
    }

    #[test]
    fn bars_end_at_their_medians_and_are_named_from_the_top() {
        let spread = Spread { median: 1.0, least: 0.5, most: 2.0 };
        let named = [("bare & loop".to_owned(), spread), ("other".to_owned(), Spread { median: 2.0, ..spread })];
        let svg = bars("times", &named).unwrap().unwrap();
        assert!(svg.contains("bare &amp; loop") && svg.contains("other") && svg.contains("times"), "{svg}");
        let number = |rect: &str, name: &str| -> f64 {
            rect.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        let drawn: Vec<_> = svg
            .split("<rect")
            .filter(|rect| rect.contains("fill=\"#0072B2\""))
            .map(|rect| (number(rect, "y"), number(rect, "width")))
            .collect();
        let [(lower, long), (upper, short)] = drawn[..] else { panic!("two bars: {svg}") };
        assert!(upper < lower && (long / short - 2.0).abs() < 0.02, "{drawn:?}");
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(lines(("x", "y"), &[("one", vec![(1.0, 1.0)])], &[]).unwrap(), None);
        assert!(lines(("x", "y"), &[("flat", vec![(0.0, 0.0), (1.0, 0.0)])], &[]).unwrap().is_some());
        assert_eq!(bars("x", &[]).unwrap(), None);
    }
}
