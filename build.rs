//! Puts the web client into the binary and gives its folder a name that changes with its content.

use std::{fs, io, path::Path};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    let mut hash = Sha256::new();
    add(Path::new("web"), &mut hash)?;
    let [a, b, c, d, e, ..] = <[u8; 32]>::from(hash.finalize());
    println!("cargo::rustc-env=WEB_HASH={a:02x}{b:02x}{c:02x}{d:02x}{e:02x}");
    println!("cargo::rerun-if-changed=web");
    // sqlx::migrate! reads the folders at build time but cannot say so itself.
    println!("cargo::rerun-if-changed=migrations");
    memory_serve::load_names_directories([("web", "web")], std::env::var("PROFILE").is_ok_and(|p| p == "release"));
    Ok(())
}

/// Hashes every file below a folder with its name, in the order of names.
fn add(folder: &Path, hash: &mut Sha256) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            add(&path, hash)?;
        } else {
            hash.update(path.to_string_lossy().as_bytes());
            hash.update(fs::read(&path)?);
        }
    }
    Ok(())
}
