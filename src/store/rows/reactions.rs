//! How emoji and reactions are stored: as text, so that they can be read, and mended, with any tool.

use std::fmt::Write;

use uuid::Uuid;

use crate::{
    domain::{Emoji, PersonId, Reaction, Reactions},
    store::StoreError,
};

/// An id without hyphens.
const ID: usize = 32;

/// What an event offers, parted by spaces.
pub(in crate::store) fn emoji_to_stored(offered: &[Emoji]) -> String {
    offered.iter().map(Emoji::as_str).collect::<Vec<_>>().join(" ")
}

pub(super) fn emoji(raw: &str) -> Vec<Emoji> {
    raw.split_whitespace().map(Emoji::from_stored).collect()
}

/// One line for each emoji: the emoji, a space, and the people's ids on end. Nothing where nobody reacted.
pub(in crate::store) fn reactions_to_stored(reactions: &Reactions) -> Option<String> {
    let people = reactions.iter().map(|reaction| reaction.people.len()).sum::<usize>();
    let mut text = String::with_capacity(people * ID + reactions.iter().len() * 40);
    for Reaction { emoji, people } in reactions.iter() {
        // Writing into memory cannot fail.
        let _ = write!(text, "{emoji} ");
        people.iter().for_each(|person| _ = write!(text, "{}", person.0.simple()));
        text.push('\n');
    }
    (people > 0).then_some(text)
}

pub(super) fn reactions(raw: &str) -> Result<Reactions, StoreError> {
    let reaction = |line: &str| {
        let (emoji, people) = line.split_once(' ').ok_or_else(broken)?;
        let people = people.as_bytes().chunks(ID).map(|id| Uuid::try_parse_ascii(id).map(PersonId));
        let people = people.collect::<Result<_, _>>().map_err(|_| broken())?;
        Ok(Reaction { emoji: Emoji::from_stored(emoji), people })
    };
    Ok(Reactions::from_stored(raw.lines().map(reaction).collect::<Result<_, StoreError>>()?))
}

fn broken() -> StoreError {
    StoreError::broken("stored reactions cannot be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_the_same() {
        let mut all = Reactions::default();
        for (emoji, person) in [("❤️", 1), ("👩‍👩‍👧‍👦", 1), ("❤️", 2), ("1️⃣", 3)] {
            let emoji: Emoji = emoji.parse().expect("an emoji");
            all.set(&emoji, PersonId(Uuid::from_u128(person)), true);
            let text = reactions_to_stored(&all).expect("something");
            assert_eq!(reactions(&text).expect("it is read"), all);
        }
        assert_eq!(reactions_to_stored(&Reactions::default()), None);
        let offered: Vec<Emoji> = all.iter().map(|reaction| reaction.emoji.clone()).collect();
        assert_eq!(emoji(&emoji_to_stored(&offered)), offered);
    }

    #[test]
    fn what_this_program_did_not_write_is_an_error() {
        for raw in ["👍", "👍 123", "👍 0000000000000000000000000000000g"] {
            assert!(reactions(raw).is_err(), "{raw}");
        }
    }
}
