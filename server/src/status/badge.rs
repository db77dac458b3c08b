//! An edition as a small picture to put on another site. It says in words what it shows, and its
//! colours are not needed to read it.

use super::{Edition, words::briefly};
use crate::page::shell::escape;
use domain::public::State;
use frontend::boot::Locale;

/// The width of a letter of 11 pixels, in tenths of a pixel: wide enough for any usual font.
const LETTER: usize = 68;

/// Space on both sides of a text, in pixels.
const SPACE: usize = 20;

/// The picture. Nothing in it is styled inline: it can be opened by itself as well.
#[must_use]
pub fn svg(edition: &Edition, locale: Locale) -> String {
    let public = &edition.public;
    let who: String = public.organisation.as_str().chars().take(40).collect();
    let what = briefly(public, locale);
    let (left, right) = (width(&who), width(&what));
    let (all, at) = (left + right, left + right / 2);
    let colour = match public.state {
        State::Planned => "#50575c",
        State::Started { expected_end, .. } if expected_end.is_late => "#855000",
        State::Started { .. } => "#1f50c8",
        State::Back { .. } => "#0b6b44",
    };
    let (who, what) = (escape(&who), escape(&what));
    let label = format!("{who}: {what}");
    let middle = left / 2;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"22\" role=\"img\" \
         aria-label=\"{label}\" xml:lang=\"{}\"><title>{label}</title>\
         <rect width=\"{all}\" height=\"22\" rx=\"5\" fill=\"{colour}\"/>\
         <path d=\"M5 0h{}v22H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5z\" fill=\"#16191b\"/>\
         <g fill=\"#fff\" font-family=\"system-ui,sans-serif\" font-size=\"11\" \
         text-anchor=\"middle\"><text x=\"{middle}\" y=\"15\">{who}</text>\
         <text x=\"{at}\" y=\"15\">{what}</text></g></svg>",
        locale.slug(),
        left.saturating_sub(5),
    )
}

fn width(text: &str) -> usize {
    text.chars().count() * LETTER / 10 + SPACE
}
