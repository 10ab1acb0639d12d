//! A floor uses what is below it, never what is above or beside it. Read from the source, file by file.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The modules of `src` by floor.
const FLOORS: &[(&str, u8)] = &[
    ("domain", 0),
    ("protocol", 1),
    ("store", 1),
    ("hub", 2),
    ("connection", 3),
    ("http", 4),
    ("app", 5),
    ("backup", 5),
    ("commands", 5),
    ("config", 5),
    ("event_file", 5),
    ("machine", 5),
    ("shutdown", 5),
    ("telemetry", 5),
];

/// Crates that only some modules may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("axum", &["http", "config", "event_file"]),
    ("axum_server", &["http"]),
    ("tower_http", &["http"]),
    ("ipnet", &["http", "config"]),
    ("serde_json", &["protocol", "http", "commands"]),
    ("tokio_tungstenite", &["connection", "http"]),
];

/// Crates that the lowest floor must not name.
const NOT_IN_DOMAIN: &[&str] = &["serde", "tokio", "sqlx", "axum", "metrics", "tracing"];

#[test]
fn floors_use_only_what_is_below_them() {
    let mut violations = Vec::new();
    let mut seen = BTreeSet::new();
    for file in sources(Path::new("src")) {
        let Some(module) = module_of(&file) else { continue };
        let source = fs::read_to_string(&file).expect("a readable source");
        seen.insert(module.clone());
        violations.extend(violations_in(&module, &source).into_iter().map(|v| format!("{}: {v}", file.display())));
    }
    let known: BTreeSet<String> = FLOORS.iter().map(|(module, _)| (*module).to_owned()).collect();
    assert_eq!(seen, known, "every module has a floor");
    assert!(violations.is_empty(), "{violations:#?}");
}

#[test]
fn violations_are_found() {
    assert!(violations_in("hub", "use crate::{domain::Seq, store::Store};").is_empty());
    for (module, source) in [
        ("domain", "use crate::store::Store;"),
        ("protocol", "use crate::{\n    domain::Seq,\n    store::Store,\n};"),
        ("hub", "fn f() { crate::http::serve() }"),
        ("store", "use crate::protocol::Encoded;"),
        ("connection", "use axum::Router;"),
        ("http", "use sqlx::Row;"),
        ("domain", "use serde::Serialize;"),
        ("domain", "async fn f() { tokio::spawn(g()); }"),
    ] {
        assert!(!violations_in(module, source).is_empty(), "{module}: {source}");
    }
    assert!(violations_in("domain", "// see crate::http\n/// tokio::spawn").is_empty(), "comments may point upwards");
}

fn violations_in(module: &str, source: &str) -> Vec<String> {
    let source = without_tests_and_comments(source);
    let floor = floor_of(module).expect("a module with a floor");
    let mut violations = Vec::new();
    for used in crate_modules(&source) {
        match floor_of(&used) {
            Some(other) if used != module && other >= floor && floor < 5 => violations.push(format!("uses {used}")),
            _ => {}
        }
    }
    for (name, allowed) in RESERVED {
        if names(&source, name) && !allowed.contains(&module) {
            violations.push(format!("names {name}"));
        }
    }
    if module == "domain" {
        violations.extend(NOT_IN_DOMAIN.iter().filter(|n| names(&source, n)).map(|n| format!("names {n}")));
    }
    violations
}

fn floor_of(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// What stands behind `crate::`, also within braces.
fn crate_modules(source: &str) -> BTreeSet<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let mut used = BTreeSet::new();
    for (at, found) in source.match_indices("crate::") {
        let rest = &source[at + found.len()..];
        let Some(list) = rest.trim_start().strip_prefix('{') else {
            used.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (index, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    used.insert(word(&list[start..index]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    used.insert(word(&list[start..index]));
                    start = index + 1;
                }
                _ => {}
            }
        }
    }
    used
}

/// Whether a path begins with that crate.
fn names(source: &str, name: &str) -> bool {
    source
        .match_indices(&format!("{name}::"))
        .any(|(at, _)| !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

/// Tests may stand on what they like.
fn without_tests_and_comments(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn module_of(file: &Path) -> Option<String> {
    let first = file.strip_prefix("src").expect("below src").components().next()?;
    let name = Path::new(first.as_os_str()).file_stem()?.to_str()?.to_owned();
    (name != "lib" && name != "main" && file.file_name()? != "tests.rs").then_some(name)
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
