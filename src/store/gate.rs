use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

/// Decides, once, whether a batch may still be called off or is being committed. Somebody who has waited long enough can
/// answer "nothing stored" truthfully although a statement still hangs: whoever is first through the gate, the writer
/// with [`begin_commit`](Self::begin_commit) or the waiting with [`abandon`](Self::abandon), bars it to the other.
///
/// One gate serves one attempt; clones are the same gate.
#[derive(Clone, Debug, Default)]
pub struct CommitGate(Arc<AtomicU8>);

const OPEN: u8 = 0;
const ABANDONED: u8 = 1;
const COMMITTING: u8 = 2;

impl CommitGate {
    /// An open gate.
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls the attempt off. `true`: it will certainly not be committed. `false`: its COMMIT may be on the way, only
    /// the end of [`Store::write`](super::Store::write) or a repetition tells what became of it.
    pub fn abandon(&self) -> bool {
        self.pass(ABANDONED) || self.0.load(Ordering::SeqCst) == ABANDONED
    }

    /// What the writer asks right before COMMIT; `false`: it must roll back.
    pub fn begin_commit(&self) -> bool {
        self.pass(COMMITTING)
    }

    fn pass(&self, to: u8) -> bool {
        self.0.compare_exchange(OPEN, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_first_bars_the_gate_to_the_other() {
        let gate = CommitGate::new();
        assert!(gate.abandon());
        assert!(!gate.clone().begin_commit());
        assert!(gate.abandon(), "still abandoned");

        let gate = CommitGate::new();
        assert!(gate.clone().begin_commit());
        assert!(!gate.abandon());
        assert!(!gate.begin_commit(), "one gate, one attempt");
    }
}
