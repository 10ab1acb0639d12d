//! Real text in many scripts: the same sentence, so that what differs is the writing.

/// Language, tab, text; the first line says where from.
const ARTICLE: &str = include_str!("../texts/article-1.txt");

/// Article 1 of the Universal Declaration of Human Rights in this many languages and more (it starts over at the end).
#[must_use]
pub fn article(number: usize) -> &'static str {
    let all = || ARTICLE.lines().filter_map(|line| line.split_once('\t')).map(|(_, text)| text);
    all().nth(number % all().count().max(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_many_languages_and_each_text_fits_into_a_message() {
        let texts: HashSet<_> = (0..31).map(article).collect();
        assert_eq!(texts.len(), 31);
        assert!(texts.iter().all(|text| (20..1_000).contains(&text.chars().count()) && text.trim() == *text));
        assert_eq!(article(0), article(31));
    }
}
