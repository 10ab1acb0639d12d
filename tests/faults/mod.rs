//! What breaks at real events, done to real servers on purpose; `docs/guarantees.md` lists what is promised.
//! Random parts print their seed; `SEED=…` repeats them.
