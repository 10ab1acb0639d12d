//! Addresses of the web in a text, as clients may make links of them.

/// The hosts of the addresses in a text, as they are written; empty where an address has none.
pub(super) fn hosts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "<>\"()[]{}|«»“”„‘’,;，。、（）".contains(c)).flat_map(|piece| {
        let schemed = piece.match_indices("://").map(|(at, mark)| authority(&piece[at + mark.len()..]));
        let bare = (!piece.contains("://")).then(|| bare(piece)).flatten();
        schemed.chain(bare)
    })
}

/// The host of what stands behind `://`.
fn authority(rest: &str) -> &str {
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    without_port(host).trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// The host of an address without a scheme: it begins with `www.`, or has a path.
fn bare(piece: &str) -> Option<&str> {
    let piece = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = piece.find(['/', '?', '#', '\\']).unwrap_or(piece.len());
    let has_path = piece[end..].starts_with('/');
    let host = without_port(&piece[..end]).trim_end_matches(|c: char| !c.is_alphanumeric());
    let (name, top) = host.rsplit_once('.')?;
    let named = !name.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    (named && (www || has_path)).then_some(host)
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    }
}
