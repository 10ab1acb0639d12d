//! Puts the web client into the binary, gives its folder a name that changes with its content, and lists the languages.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    let mut hash = Sha256::new();
    for served in ["web/built", "web/locales", "web/embed.js"] {
        add(Path::new(served), &mut hash)?;
        println!("cargo::rerun-if-changed={served}");
    }
    let [a, b, c, d, e, ..] = <[u8; 32]>::from(hash.finalize());
    println!("cargo::rustc-env=WEB_HASH={a:02x}{b:02x}{c:02x}{d:02x}{e:02x}");
    list_languages()?;
    // sqlx::migrate! reads the folders at build time but cannot say so itself.
    println!("cargo::rerun-if-changed=migrations");
    let embed = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    memory_serve::load_names_directories([("built", "web/built")], embed);
    Ok(())
}

/// Hashes a file, or every file below a folder in the order of names, each with its name.
fn add(path: &Path, hash: &mut Sha256) -> io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        entries.iter().try_for_each(|entry| add(entry, hash))
    } else {
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(fs::read(path)?);
        Ok(())
    }
}

/// Writes `languages.rs`: each file of `web/locales` as its language's tag and its content, so that a language is
/// added by adding its file.
fn list_languages() -> io::Result<()> {
    let folder = fs::canonicalize("web/locales")?;
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ftl"));
    files.sort();
    let entries: String = files
        .iter()
        .filter_map(|file| Some(format!("({:?}, include_str!({file:?})),", file.file_stem()?.to_str()?)))
        .collect();
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    fs::write(Path::new(&out).join("languages.rs"), format!("&[{entries}]"))
}
