//! Chance that can be repeated, and sizes that can be raised, from the environment.

use super::world::SeededRandom;

/// The number in an environment variable, or the default.
pub(crate) fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |raw| raw.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Chance by `SEED`, or by one of its own, which is printed: cargo shows it when the test fails.
pub(crate) fn seeded() -> SeededRandom {
    let seed = number("SEED", u64::from(std::process::id()));
    println!("SEED={seed}");
    SeededRandom::new(seed)
}
