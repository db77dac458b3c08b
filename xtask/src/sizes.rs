//! What a browser downloads, and how much it may be.

use crate::{Done, say};

/// Kilobytes of 1,000 bytes, as browsers show them.
const PROGRAM_BUDGET: usize = 260_000;
const STYLE_BUDGET: usize = 20_000;

/// The whole public page may be 25 KB. What the server writes of it is left this much room; a
/// test of the server holds the two together.
const OUTSIDE_BUDGET: usize = 25_000;
const OUTSIDE_PAGE: usize = 15_000;

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
    /// A program a language; a reader downloads one of them.
    pub programs: Vec<Program>,
    /// The script of the panels, which every page of a room downloads.
    pub panel: Size,
    /// The style sheet.
    pub css: Size,
    /// What a page for people outside downloads.
    pub outside: Outside,
}

/// What a page for people outside downloads beside itself.
pub struct Outside {
    /// Its style sheet.
    pub css: Size,
    /// Its script.
    pub js: Size,
}

/// What runs in a browser, in one language.
pub struct Program {
    /// Which.
    pub language: &'static str,
    /// The program.
    pub wasm: Size,
    /// Its glue.
    pub js: Size,
}

impl Sizes {
    /// Prints the table.
    pub fn print(&self) {
        say::line("Download             raw     brotli     budget");
        for program in &self.programs {
            let language = program.language;
            say::line(&row(&format!("WASM {language}"), program.wasm, None));
            say::line(&row(&format!("JS {language}"), program.js, None));
            say::line(&row(&program.name(), program.with(self.panel), Some(PROGRAM_BUDGET)));
        }
        say::line(&row("JS panels", self.panel, None));
        say::line(&row("CSS", self.css, Some(STYLE_BUDGET)));
        say::line(&row("JS public", self.outside.js, None));
        say::line(&row("CSS public", self.outside.css, None));
        let (outside, left) = (self.outside.whole(), OUTSIDE_BUDGET - OUTSIDE_PAGE);
        say::line(&row("Public page", outside, Some(left)));
    }

    /// Prints the table and refuses what is over budget.
    pub fn within_budget(&self) -> Done {
        self.print();
        for program in &self.programs {
            within(&program.name(), program.with(self.panel).brotli, PROGRAM_BUDGET)?;
        }
        let outside = self.outside.whole().brotli;
        within("Public page", outside, OUTSIDE_BUDGET - OUTSIDE_PAGE)?;
        within("CSS", self.css.brotli, STYLE_BUDGET)
    }
}

impl Outside {
    const fn whole(&self) -> Size {
        Size { raw: self.css.raw + self.js.raw, brotli: self.css.brotli + self.js.brotli }
    }
}

impl Program {
    fn name(&self) -> String {
        format!("WASM + JS {}", self.language)
    }

    /// All that is downloaded to run a page.
    const fn with(&self, panel: Size) -> Size {
        Size {
            raw: self.wasm.raw + self.js.raw + panel.raw,
            brotli: self.wasm.brotli + self.js.brotli + panel.brotli,
        }
    }
}

fn within(what: &str, bytes: usize, budget: usize) -> Done {
    if bytes <= budget {
        return Ok(());
    }
    Err(format!(
        "{what}: {} compressed, {} over the budget of {}: make the page smaller, or change the budget and say why.",
        kilobytes(bytes),
        kilobytes(bytes - budget),
        kilobytes(budget)
    ))
}

fn row(name: &str, size: Size, budget: Option<usize>) -> String {
    let budget = budget.map(kilobytes).unwrap_or_default();
    format!("{name:<13} {:>10} {:>10} {budget:>10}", kilobytes(size.raw), kilobytes(size.brotli))
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
        assert!(
            said.contains("CSS: 21.5 KB compressed, 1.5 KB over the budget of 20.0 KB"),
            "{said}"
        );
    }
}
