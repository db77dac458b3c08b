//! What a browser downloads, and how much it may be.

use crate::{Done, say};

/// Kilobytes of 1,000 bytes, as browsers show them.
const PROGRAM_BUDGET: usize = 260_000;
const STYLE_BUDGET: usize = 20_000;

/// One file, in bytes.
#[derive(Clone, Copy)]
pub struct Size {
    /// As it is.
    pub raw: usize,
    /// As it travels.
    pub brotli: usize,
}

/// The files that have a budget.
pub struct Sizes {
    /// The program.
    pub wasm: Size,
    /// Its glue.
    pub js: Size,
    /// The style sheet.
    pub css: Size,
}

impl Sizes {
    /// Prints the table.
    pub fn print(&self) {
        say::line("Download          raw     brotli     budget");
        say::line(&row("WASM", self.wasm, None));
        say::line(&row("JS", self.js, None));
        say::line(&row("WASM + JS", self.program(), Some(PROGRAM_BUDGET)));
        say::line(&row("CSS", self.css, Some(STYLE_BUDGET)));
    }

    /// Prints the table and refuses what is over budget.
    pub fn within_budget(&self) -> Done {
        self.print();
        within("WASM and JS", self.program().brotli, PROGRAM_BUDGET)?;
        within("CSS", self.css.brotli, STYLE_BUDGET)
    }

    fn program(&self) -> Size {
        Size { raw: self.wasm.raw + self.js.raw, brotli: self.wasm.brotli + self.js.brotli }
    }
}

fn within(what: &str, bytes: usize, budget: usize) -> Done {
    if bytes <= budget {
        return Ok(());
    }
    Err(format!(
        "{what} are {} compressed, {} over the budget of {}: make the page smaller, or change the budget and say why.",
        kilobytes(bytes),
        kilobytes(bytes - budget),
        kilobytes(budget)
    ))
}

fn row(name: &str, size: Size, budget: Option<usize>) -> String {
    let budget = budget.map(kilobytes).unwrap_or_default();
    format!("{name:<10} {:>10} {:>10} {budget:>10}", kilobytes(size.raw), kilobytes(size.brotli))
        .trim_end()
        .to_owned()
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_over_is_over() {
        assert!(within("CSS", 20_000, 20_000).is_ok());
        assert!(within("CSS", 20_001, 20_000).is_err());
    }

    #[test]
    fn the_sentence_says_by_how_much() {
        let said = within("CSS", 21_500, 20_000).err().unwrap_or_default();
        assert!(said.contains("21.5 KB compressed, 1.5 KB over the budget of 20.0 KB"), "{said}");
    }
}
