/// Gives unpredictable bytes. The machine's own source is only asked by the implementation in `app`; everywhere
/// else it comes in as a value, so that tests can repeat a run.
pub trait Random: Send + Sync + 'static {
    /// Fills `bytes` from a source fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Random + '_ {
    /// `N` unpredictable bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number in `0..below`, close enough to even for spreading load; 0 where `below` is 0.
    pub fn below(&self, below: u64) -> u64 {
        u64::from_le_bytes(self.bytes()).checked_rem(below).unwrap_or(0)
    }
}
