//! Runs one part of a message's way so many times, for `benches/instructions` to count what the processor did.

mod parts;

use std::{env, hint::black_box, process::ExitCode};

use parts::{BATCH, Parts};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [part, times] = arguments.as_slice() else { return misused() };
    let Ok(times) = times.parse::<usize>() else { return misused() };
    let mut parts = Parts::new();
    let change = parts.change();
    let (facts, commands) = parts.batch();
    // The commands are made once; the few facts are copied for each batch, as the store reads them for each.
    let mut batches = vec![facts; if part == "decide" { times / BATCH } else { 0 }];
    match part.as_str() {
        "decode" => (0..times).for_each(|_| drop(black_box(black_box(&parts).decode()))),
        "text" => (0..times).for_each(|_| drop(black_box(black_box(&parts).text()))),
        "decide" => batches.drain(..).for_each(|facts| _ = black_box(parts.decide((facts, black_box(&commands))))),
        "encode" => (0..times).for_each(|_| drop(black_box(parts.encode(black_box(&change))))),
        "push" => (0..times).for_each(|_| black_box(&mut parts).push()),
        "since" => (0..times).for_each(|_| _ = black_box(black_box(&parts).since())),
        "page" => (0..times).for_each(|_| _ = black_box(black_box(&parts).page())),
        _ => return misused(),
    }
    ExitCode::SUCCESS
}

fn misused() -> ExitCode {
    eprintln!("decode|text|decide|encode|push|since|page TIMES");
    ExitCode::from(2)
}
