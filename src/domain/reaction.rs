use std::{fmt, str::FromStr};

use icu_properties::{CodePointSetData, props};
use unicode_segmentation::UnicodeSegmentation;

use super::PersonId;

/// An emoji as people react with it: one grapheme, at most 35 bytes, made of characters that are emoji (Unicode TS 51)
/// and what joins or varies them.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Emoji(Box<str>);

/// Why a string is no [`Emoji`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reaction is one emoji")]
pub struct EmojiError;

/// Who reacted to a message with what: emoji in the order in which they first came, people in the order in which they
/// reacted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reactions(Vec<Reaction>);

/// Everybody who reacted to a message with one emoji; at least one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// With what.
    pub emoji: Emoji,
    /// Who, each once, in the order of reacting.
    pub people: Vec<PersonId>,
}

/// The longest that Unicode recommends: a kiss between two people of different skin tones.
const EMOJI_BYTES: usize = 35;

impl FromStr for Emoji {
    type Err = EmojiError;

    fn from_str(raw: &str) -> Result<Self, EmojiError> {
        let one = raw.len() <= EMOJI_BYTES && raw.graphemes(true).count() == 1;
        let emoji = CodePointSetData::new::<props::Emoji>();
        let component = CodePointSetData::new::<props::EmojiComponent>();
        let made_of_it = raw.chars().all(|c| emoji.contains(c) || component.contains(c));
        // Digits, # and * are the beginnings of keycaps, and alone no emoji; nor is what only joins or varies one.
        let begins = raw.chars().next().is_some_and(|c| emoji.contains(c) && !c.is_ascii());
        let keycap = raw.starts_with(|c: char| c.is_ascii()) && raw.ends_with('\u{20E3}');
        if one && made_of_it && (begins || keycap) { Ok(Self(raw.into())) } else { Err(EmojiError) }
    }
}

impl Emoji {
    /// An emoji that was parsed before it was stored.
    pub fn from_stored(stored: &str) -> Self {
        Self(stored.into())
    }

    /// The emoji itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Emoji {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Emoji {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Emoji({:?})", self.0)
    }
}

impl Reactions {
    /// The most that one message holds, counted over all emoji. They stand in the message's row, 33 bytes each, and the
    /// row is written anew with every batch that reacts to it.
    pub const LIMIT: usize = 2_000;

    /// From what was stored; a reaction of nobody is none.
    pub fn from_stored(stored: Vec<Reaction>) -> Self {
        Self(stored.into_iter().filter(|reaction| !reaction.people.is_empty()).collect())
    }

    /// Each emoji with its people.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Reaction> {
        self.0.iter()
    }

    /// Whether nobody reacted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether no more can be held.
    pub fn is_full(&self) -> bool {
        self.0.iter().map(|reaction| reaction.people.len()).sum::<usize>() >= Self::LIMIT
    }

    /// Whether that person reacted with that emoji.
    pub fn has(&self, emoji: &Emoji, person: PersonId) -> bool {
        self.0.iter().any(|reaction| reaction.emoji == *emoji && reaction.people.contains(&person))
    }

    /// Adds or takes back one person's reaction; where it is so already, nothing changes.
    pub fn set(&mut self, emoji: &Emoji, person: PersonId, on: bool) {
        if self.has(emoji, person) == on {
            return;
        }
        match self.0.iter_mut().find(|reaction| reaction.emoji == *emoji) {
            Some(reaction) if on => reaction.people.push(person),
            Some(reaction) => reaction.people.retain(|other| *other != person),
            None => self.0.push(Reaction { emoji: emoji.clone(), people: vec![person] }),
        }
        self.0.retain(|reaction| !reaction.people.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    use super::*;

    fn emoji(raw: &str) -> Emoji {
        raw.parse().unwrap_or_else(|_| panic!("{raw:?} is an emoji"))
    }

    #[test]
    fn an_emoji_is_one() {
        for raw in ["👍", "❤️", "❤", "😂", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇦🇿", "1️⃣", "#️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🧑🏻‍❤️‍💋‍🧑🏿"]
        {
            assert_eq!(raw.parse::<Emoji>().map(|emoji| emoji.to_string()), Ok(raw.to_owned()), "{raw:?}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        let long = format!("👩{}", "\u{200D}👩".repeat(5));
        for raw in [
            "",
            " ",
            "a",
            "1",
            "#",
            "1\u{FE0F}",
            "👍👍",
            "👍 ",
            "a👍",
            "é",
            "مر",
            "\u{200D}",
            "\u{FE0F}",
            "\u{20E3}",
            "👍\u{301}",
            "\u{1F3FD}\u{1F44D}",
            "<b>",
            "👍\n",
            "👍\u{202E}",
            &long,
        ] {
            assert_eq!(raw.parse::<Emoji>(), Err(EmojiError), "{raw:?}");
        }
    }

    #[test]
    fn the_order_is_that_of_reacting() {
        let (thumb, heart) = (emoji("👍"), emoji("❤️"));
        let person = |number| PersonId(Uuid::from_u128(number));
        let mut reactions = Reactions::default();
        for (emoji, by, on) in
            [(&heart, 1, true), (&thumb, 2, true), (&heart, 3, true), (&heart, 1, false), (&thumb, 1, true)]
        {
            reactions.set(emoji, person(by), on);
        }
        let expected = [(&heart, vec![3]), (&thumb, vec![2, 1])];
        let found: Vec<_> = reactions.iter().map(|r| (&r.emoji, r.people.clone())).collect();
        assert_eq!(found, expected.map(|(emoji, by)| (emoji, by.into_iter().map(person).collect::<Vec<_>>())));
        reactions.set(&heart, person(3), false);
        assert_eq!(reactions.iter().len(), 1, "an emoji of nobody is gone");
    }

    proptest! {
        #[test]
        fn they_are_a_set_of_people_for_each_emoji(steps in vec((0..3_usize, 0..5_u128, any::<bool>()), 0..60)) {
            let all = ["👍", "❤️", "🤔"].map(emoji);
            let mut model = BTreeSet::new();
            let mut reactions = Reactions::default();
            for (which, person, on) in steps {
                let person = PersonId(Uuid::from_u128(person));
                reactions.set(&all[which], person, on);
                if on { model.insert((all[which].clone(), person)) } else { model.remove(&(all[which].clone(), person)) };
            }
            let held: Vec<_> = reactions.iter().flat_map(|r| r.people.iter().map(|&by| (r.emoji.clone(), by))).collect();
            prop_assert_eq!(held.len(), model.len());
            prop_assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), model);
            prop_assert_eq!(Reactions::from_stored(reactions.iter().cloned().collect()), reactions);
        }
    }
}
