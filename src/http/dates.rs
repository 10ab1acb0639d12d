use super::language::Language;
use crate::domain::Timestamp;

/// From when to when, in the event's own zone, each part said once: `3 November 2012, 09:00 – 4 November 2012, 18:00`.
pub(super) fn span(
    starts: Option<Timestamp>,
    ends: Option<Timestamp>,
    zone: &str,
    language: &Language,
) -> Option<String> {
    let starts = starts.and_then(|at| zoned(at, zone));
    let ends = ends.and_then(|at| zoned(at, zone));
    Some(match (starts, ends) {
        (None, None) => return None,
        (Some(at), None) => moment(&at, language),
        (None, Some(at)) => language.with("until", [("moment", moment(&at, language).into())]),
        (Some(from), Some(to)) if from.date() == to.date() => {
            format!("{}–{}", moment(&from, language), time(&to))
        }
        (Some(from), Some(to)) => format!("{} – {}", moment(&from, language), moment(&to, language)),
    })
}

/// A moment not far from now, in the event's own zone: of today by its time alone.
pub(super) fn near(at: Timestamp, now: Timestamp, zone: &str, language: &Language) -> String {
    match (zoned(at, zone), zoned(now, zone)) {
        (Some(at), Some(now)) if at.date() == now.date() => time(&at),
        (Some(at), _) => moment(&at, language),
        (None, _) => String::new(),
    }
}

fn zoned(at: Timestamp, zone: &str) -> Option<jiff::ZonedDateTime> {
    jiff::Timestamp::from_millisecond(at.as_millis()).ok()?.in_tz(zone).ok()
}

fn moment(at: &jiff::ZonedDateTime, language: &Language) -> String {
    language.with("moment", [("date", date(at, language).into()), ("time", time(at).into())])
}

fn date(at: &jiff::ZonedDateTime, language: &Language) -> String {
    language.with(
        "date",
        [
            ("day", at.day().into()),
            ("month", at.month().into()),
            // As text: a year is not to be grouped like a number.
            ("year", at.year().to_string().into()),
        ],
    )
}

/// The day with its name: `Saturday, 3 November 2012`.
pub(super) fn day(at: &jiff::ZonedDateTime, language: &Language) -> String {
    let weekday = at.weekday().to_monday_one_offset();
    language.with("day", [("weekday", weekday.into()), ("date", date(at, language).into())])
}

/// The time of day: `09:00`.
pub(super) fn time(at: &jiff::ZonedDateTime) -> String {
    at.strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language;

    #[test]
    fn times_are_shown_in_the_events_zone_as_each_language_writes_them() {
        let (from, to) = (Timestamp::from_millis(1_351_918_800_000), Timestamp::from_millis(1_352_037_600_000));
        let hour_later = Timestamp::from_millis(1_351_922_400_000);
        let shown = |from, to, tag| span(from, to, "Asia/Baku", language::find(tag)?);
        for (tag, days) in [
            ("en", "3 November 2012, 09:00 – 4 November 2012, 18:00"),
            ("fr", "3 novembre 2012 à 09:00 – 4 novembre 2012 à 18:00"),
            ("es", "3 de noviembre de 2012, 09:00 – 4 de noviembre de 2012, 18:00"),
            ("pt", "3 de novembro de 2012, 09:00 – 4 de novembro de 2012, 18:00"),
            ("ar", "3 نوفمبر 2012، 09:00 – 4 نوفمبر 2012، 18:00"),
            ("ru", "3 ноября 2012 г., 09:00 – 4 ноября 2012 г., 18:00"),
            ("zh-Hans", "2012年11月3日 09:00 – 2012年11月4日 18:00"),
            ("az", "3 noyabr 2012, 09:00 – 4 noyabr 2012, 18:00"),
        ] {
            assert_eq!(shown(Some(from), Some(to), tag).as_deref(), Some(days));
        }
        let hour = shown(Some(from), Some(hour_later), "en");
        assert_eq!(hour.as_deref(), Some("3 November 2012, 09:00–10:00"));
        assert_eq!(shown(None, Some(to), "en").as_deref(), Some("until 4 November 2012, 18:00"));
        assert_eq!(shown(None, None, "en"), None);
        let first = Timestamp::from_millis(1_351_746_000_000);
        assert_eq!(shown(Some(first), None, "fr").as_deref(), Some("1er novembre 2012 à 09:00"));
    }

    #[test]
    fn a_moment_near_now_says_its_date_only_where_that_is_another() {
        let (now, late) = (Timestamp::from_millis(1_351_918_800_000), Timestamp::from_millis(1_351_972_800_000));
        let shown = |at| language::find("en").map(|english| near(at, now, "Asia/Baku", english));
        assert_eq!(shown(Timestamp::from_millis(1_351_922_400_000)).as_deref(), Some("10:00"));
        assert_eq!(shown(late).as_deref(), Some("4 November 2012, 00:00"));
    }

    #[test]
    fn days_have_their_names_in_each_language() {
        let at = jiff::Timestamp::from_millisecond(1_351_918_800_000).and_then(|at| at.in_tz("Asia/Baku"));
        let at = at.expect("a moment in Baku");
        for (tag, named) in [
            ("en", "Saturday, 3 November 2012"),
            ("fr", "samedi 3 novembre 2012"),
            ("es", "sábado, 3 de noviembre de 2012"),
            ("pt", "sábado, 3 de novembro de 2012"),
            ("ar", "السبت، 3 نوفمبر 2012"),
            ("ru", "суббота, 3 ноября 2012 г."),
            ("zh-Hans", "2012年11月3日星期六"),
            ("az", "3 noyabr 2012, şənbə"),
        ] {
            assert_eq!(language::find(tag).map(|language| day(&at, language)).as_deref(), Some(named));
        }
    }
}
