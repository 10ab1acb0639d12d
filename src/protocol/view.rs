/// How much of a room a connection is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// All of it.
    #[default]
    Full,
    /// What is said and what is removed: no reactions, and not how many are connected.
    LowData,
}

impl View {
    /// What a client asks for by `low_data`.
    pub fn low_data(asked: bool) -> Self {
        if asked { Self::LowData } else { Self::Full }
    }
}
