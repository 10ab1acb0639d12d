//! Names for writers that no server may confuse with each other.
//!
//! Spelled-out words of five letters, none of which differ only by look-alikes (`l`/`1`, `rn`/`m`, `vv`/`w`):
//! three for the run, so that a second run on the same event finds its names free, and two for the writer.

/// Five letters each, so that also without their spaces no two names become one.
const WORDS: [&str; 64] = [
    "actor", "agent", "alpha", "apple", "arrow", "badge", "beach", "berry", "birch", "board", "brave", "bread",
    "brick", "brook", "cabin", "candy", "cedar", "chair", "chess", "cider", "cloud", "coast", "coral", "crane",
    "daisy", "delta", "eagle", "ember", "fable", "feast", "field", "flute", "forge", "fresh", "fruit", "giant",
    "globe", "grace", "grape", "green", "happy", "heart", "honey", "house", "ivory", "jelly", "koala", "large",
    "maple", "night", "ocean", "olive", "paper", "peach", "piano", "quiet", "river", "robin", "salad", "sheep",
    "solar", "tiger", "vivid", "zebra",
];

/// How many names one run has.
pub const NAMES: usize = WORDS.len() * WORDS.len();

/// The names of one run.
#[derive(Clone, Debug)]
pub struct Names {
    run: String,
}

impl Names {
    /// Names that no other run is likely to have.
    #[must_use]
    pub fn random() -> Self {
        let run: Vec<_> = (0..3).map(|_| WORDS[fastrand::usize(..WORDS.len())]).collect();
        Self { run: run.join(" ") }
    }

    /// The name of the writer with this number, below [`NAMES`].
    #[must_use]
    pub fn of(&self, writer: usize) -> String {
        let (first, second) = (writer / WORDS.len() % WORDS.len(), writer % WORDS.len());
        format!("{} {} {}", WORDS[first], WORDS[second], self.run)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_security::skeleton;

    use super::*;

    #[test]
    fn no_two_names_look_alike_also_without_spaces_and_case() {
        let names = Names::random();
        let looks: HashSet<String> = (0..NAMES)
            .map(|writer| names.of(writer).replace(' ', ""))
            .map(|name| skeleton(&skeleton(&name).collect::<String>().to_lowercase()).collect())
            .collect();
        assert_eq!(looks.len(), NAMES);
    }

    #[test]
    fn a_name_is_short_enough() {
        let names = Names::random();
        assert!((0..NAMES).all(|writer| names.of(writer).chars().count() <= 40));
    }
}
