//! `cargo bench --bench pure`: how long the pure parts of a message's way take.

mod parts;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use parts::{BATCH, Parts};

fn pure(criterion: &mut Criterion) {
    let mut parts = Parts::new();
    criterion.bench_function("decode a post", |bencher| bencher.iter(|| black_box(&parts).decode()));
    criterion.bench_function("check a text", |bencher| bencher.iter(|| black_box(&parts).text()));
    let change = parts.change();
    criterion.bench_function("encode a message", |bencher| bencher.iter(|| parts.encode(black_box(&change))));
    criterion.bench_function("since: one new message", |bencher| bencher.iter(|| black_box(&parts).since()));
    criterion.bench_function("page: the newest 50", |bencher| bencher.iter(|| black_box(&parts).page()));
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(BATCH as u64));
    group.bench_function("decide 50 posts", |bencher| {
        let (facts, commands) = parts.batch();
        bencher.iter_batched(|| facts.clone(), |facts| parts.decide((facts, &commands)), BatchSize::SmallInput);
    });
    group.finish();
    criterion.bench_function("encode and push", |bencher| bencher.iter(|| parts.push()));
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    pure(&mut criterion);
    criterion.final_summary();
}
