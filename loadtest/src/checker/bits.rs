//! A growing set of numbers, one bit each: what a thousand readers saw fits in a few hundred kilobytes.

/// How far beyond its base a set reaches. No run makes 67 million changes in a room; a larger number is
/// nonsense from outside, and must not make the driver reserve memory for it.
pub(super) const FURTHEST: u64 = 1 << 26;

/// A set of numbers from `base` on.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    base: u64,
    words: Vec<u64>,
    len: u64,
}

impl Bits {
    /// An empty set for numbers from `base` on.
    pub(super) fn starting_at(base: u64) -> Self {
        Self { base, ..Self::default() }
    }

    /// Adds a number; says whether it is new. Numbers outside the set's reach are never held.
    pub(super) fn insert(&mut self, number: u64) -> bool {
        let Some((word, bit)) = self.place(number) else { return false };
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        self.len += u64::from(new);
        new
    }

    /// Whether the number is held.
    pub(super) fn contains(&self, number: u64) -> bool {
        self.place(number).is_some_and(|(word, bit)| self.words.get(word).is_some_and(|bits| bits & bit != 0))
    }

    /// How many numbers are held.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// All numbers held, rising.
    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let first = self.base + index as u64 * 64;
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| first + bit)
        })
    }

    fn place(&self, number: u64) -> Option<(usize, u64)> {
        let offset = number.checked_sub(self.base).filter(|offset| *offset < FURTHEST)?;
        Some((usize::try_from(offset / 64).ok()?, 1 << (offset % 64)))
    }
}
