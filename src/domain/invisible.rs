//! What a reader cannot see: shared by the rules for texts and for names.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, WhiteSpace},
};

/// U+2800 BRAILLE PATTERN BLANK is a symbol by category, yet draws nothing.
const BRAILLE_BLANK: char = '\u{2800}';

/// Whether `c` never draws anything by itself: default ignorable (Unicode `DerivedCoreProperties`), format, control,
/// unassigned, or a blank that poses as a symbol. White space is not counted here.
pub(super) fn is_invisible(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || c == BRAILLE_BLANK
        || matches!(
            category(c),
            GeneralCategory::Format
                | GeneralCategory::Control
                | GeneralCategory::Unassigned
                | GeneralCategory::PrivateUse
        )
}

/// Whether `c` is white space in the sense of Unicode, line ends included.
pub(super) fn is_space(c: char) -> bool {
    CodePointSetData::new::<WhiteSpace>().contains(c)
}

/// Whether `c` sits on or around the character before it (general category M).
pub(super) fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(category(c))
}

/// Whether `c` can be seen standing alone.
pub(super) fn is_visible_base(c: char) -> bool {
    !is_invisible(c) && !is_space(c) && !is_mark(c)
}

/// The general category of `c`.
pub(super) fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}
