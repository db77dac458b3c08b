//! A table as text (RFC 4180), safe to open in a spreadsheet.

/// What makes a spreadsheet take a text for a formula: people type these texts, and others open
/// them (OWASP, "CSV Injection").
const STARTS_A_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A line. Every cell is in quotes: a text may hold commas, quotes and line breaks.
pub(super) fn row<const N: usize>(cells: &[String; N]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

fn cell(text: &str) -> String {
    // Spreadsheets pass over spaces before a formula.
    let formula = text.trim_start_matches(' ').starts_with(STARTS_A_FORMULA);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_formula_and_none_leaves_its_cell() {
        for (text, written) in [
            ("plain, with \"quotes\"\nand lines", "\"plain, with \"\"quotes\"\"\nand lines\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+33 1", "\"'+33 1\""),
            ("-1", "\"'-1\""),
            ("@SUM(1)", "\"'@SUM(1)\""),
            ("\t=1", "\"'\t=1\""),
            ("  =1", "\"'  =1\""),
            ("a=1", "\"a=1\""),
            ("", "\"\""),
        ] {
            assert_eq!(cell(text), written);
        }
        assert_eq!(row(&["a".into(), "=b".into()]), "\"a\",\"'=b\"\r\n");
    }
}
