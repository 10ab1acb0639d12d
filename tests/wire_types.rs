//! The web client's types are those of the server.

use std::fs;

const FILE: &str = "web/types/wire.d.ts";

#[test]
fn wire_types_are_fresh() {
    let fresh = social_stream::protocol::typescript::declarations();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(FILE, &fresh).expect("the file can be written");
    }
    let held = fs::read_to_string(FILE).expect("the file is there");
    assert!(held == fresh, "{FILE} is not what src/protocol says; UPDATE=1 cargo test wire_types writes it anew");
}
