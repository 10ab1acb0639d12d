//! The log of acts as a file for elsewhere.

use super::Act;

/// The columns of the CSV.
const COLUMNS: [&str; 19] = [
    "number",
    "at",
    "by_id",
    "by_name",
    "kind",
    "on_id",
    "on_name",
    "room",
    "message",
    "messages",
    "until",
    "then",
    "role_before",
    "role",
    "reason",
    "undoes",
    "undone_by",
    "switched",
    "network_until",
];

/// One JSON object a line (JSON Lines).
pub fn acts_as_lines(acts: &[Act]) -> String {
    let mut text = String::new();
    for act in acts {
        // These types have string keys only and cannot fail.
        text.push_str(&serde_json::to_string(act).unwrap_or_default());
        text.push('\n');
    }
    text
}

/// CSV (RFC 4180) with a line of headings.
pub fn acts_as_csv(acts: &[Act]) -> String {
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for act in acts {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let cells = [
            act.number.to_string(),
            act.at.clone(),
            act.by.id.clone(),
            act.by.name.clone(),
            act.kind.as_str().to_owned(),
            act.on.as_ref().map(|on| on.id.clone()).unwrap_or_default(),
            act.on.as_ref().map(|on| on.name.clone()).unwrap_or_default(),
            act.room.clone().unwrap_or_default(),
            act.message.clone().unwrap_or_default(),
            number(act.messages),
            act.until.clone().unwrap_or_default(),
            act.then.unwrap_or_default().to_owned(),
            act.role_before.unwrap_or_default().to_owned(),
            act.role.unwrap_or_default().to_owned(),
            act.reason.clone().unwrap_or_default(),
            number(act.undoes),
            number(act.undone_by),
            act.switched.clone().unwrap_or_default(),
            act.network_until.clone().unwrap_or_default(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it (OWASP, "CSV
/// Injection").
fn quoted(cell: &str) -> String {
    let inert = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{inert}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_out() {
        for (cell, expected) in [
            ("Ann", "\"Ann\""),
            ("=1+1", "\"'=1+1\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("say \"hi\", Ann", "\"say \"\"hi\"\", Ann\""),
            ("1=1", "\"1=1\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
