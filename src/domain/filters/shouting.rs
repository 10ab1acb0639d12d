/// Letters that have capitals, below which a text is too short to tell shouting from an acronym.
const LETTERS: usize = 16;

/// Of a hundred such letters, so many capitals are shouting.
const CAPITALS: usize = 80;

/// Whether nearly all letters that could be small are capitals. Scripts without capitals cannot shout.
pub(super) fn is_shouted(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    capitals + small >= LETTERS && capitals * 100 >= (capitals + small) * CAPITALS
}
