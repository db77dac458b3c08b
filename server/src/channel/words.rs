//! The few words around an approved text: what happened to it, and whether it is a test. Nothing
//! that could be taken for a fact of the plan.

use super::{Outgoing, Said};
use frontend::boot::Locale;

/// The title in one language, with what happened to the notice in front.
pub fn headline(outgoing: &Outgoing, locale: Locale) -> String {
    let title = one_line(&outgoing.words(locale).title);
    let said = match (outgoing.said, locale) {
        (Said::Published, _) => title,
        (Said::Corrected, Locale::Fr) => format!("Correction : {title}"),
        (Said::Corrected, Locale::En) => format!("Correction: {title}"),
        (Said::Withdrawn, Locale::Fr) => format!("Annonce retirée : {title}"),
        (Said::Withdrawn, Locale::En) => format!("Notice withdrawn: {title}"),
    };
    match (outgoing.is_test, locale) {
        (false, _) => said,
        (true, Locale::Fr) => format!("[ESSAI] {said}"),
        (true, Locale::En) => format!("[TEST] {said}"),
    }
}

/// The paragraphs in one language; of a test, the first one says so.
pub fn paragraphs(outgoing: &Outgoing, locale: Locale) -> Vec<String> {
    let warning = outgoing.is_test.then(|| test_warning(locale).to_owned());
    let text = outgoing.words(locale).text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(printable);
    let said = paragraphs.filter(|paragraph| !paragraph.is_empty());
    warning.into_iter().chain(said).collect()
}

const fn test_warning(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "Ceci est un essai. Il ne se passe rien : n’en tenez pas compte.",
        Locale::En => "This is a test. Nothing is happening: please ignore it.",
    }
}

/// Both languages, the first one first.
pub const fn both(first: Locale) -> [Locale; 2] {
    match first {
        Locale::Fr => [Locale::Fr, Locale::En],
        Locale::En => [Locale::En, Locale::Fr],
    }
}

/// What leads to the public page.
pub const fn follow(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "Suivre en direct",
        Locale::En => "Follow it live",
    }
}

/// One line without control characters: nothing in it can end a header or begin another one.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines without control characters.
fn printable(text: &str) -> String {
    let kept = text.trim().chars().filter(|c| *c == '\n' || !c.is_control());
    kept.collect()
}
