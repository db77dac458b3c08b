//! What of the page moves: the state and the updates.

use super::super::{
    Edition,
    words::{moment, sentence, word},
};
use crate::page::shell::escape;
use domain::{
    Timestamp,
    public::{Fate, Notice, Progress, Public, State, Words},
};
use frontend::boot::Locale;
use serde::Serialize;

/// HTML by the id of its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// The sentence, the bar, since when.
    pub state: String,
    /// What was published, the latest first.
    pub updates: String,
}

/// What of the page moves.
#[must_use]
pub fn parts(edition: &Edition, locale: Locale) -> Parts {
    let public = &edition.public;
    Parts { state: state(public, locale), updates: updates(public, locale) }
}

fn state(public: &Public, locale: Locale) -> String {
    let said = |en, fr| word(locale, en, fr);
    let below = match public.state {
        State::Planned if public.called_off => String::new(),
        State::Planned => {
            format!("<p>{}</p>", said("It has not started.", "Elle n’a pas commencé."))
        }
        State::Started { since, expected_end } => {
            let late = if expected_end.is_late {
                let announced = moment(public, public.announced.end, locale);
                let words = said("later than announced", "plus tard qu’annoncé");
                format!("<p class=\"late\">{words} ({announced})</p>")
            } else {
                String::new()
            };
            let since = format!("{} {}", said("since", "depuis"), time(public, since, locale));
            let (bar, step) = progress(public.progress, locale);
            format!("{bar}<p class=\"row\"><span>{since}</span><span>{step}</span></p>{late}")
        }
        State::Back { .. } => String::new(),
    };
    let (slug, sentence) = (public.slug(), escape(&sentence(public, locale)));
    format!("<h1 data-state=\"{slug}\">{sentence}</h1>{below}")
}

/// The bar, and the step people are at: one more than are over, as long as there is one.
fn progress(progress: Progress, locale: Locale) -> (String, String) {
    let Progress { done, of } = progress;
    let at = done.saturating_add(1).min(of);
    let step = match locale {
        Locale::En => format!("step {at} of {of}"),
        Locale::Fr => format!("étape {at} sur {of}"),
    };
    let max = of.max(1);
    (format!("<progress max=\"{max}\" value=\"{done}\" aria-label=\"{step}\"></progress>"), step)
}

fn updates(public: &Public, locale: Locale) -> String {
    if public.notices.is_empty() {
        return format!("<p>{}</p>", word(locale, "Nothing yet.", "Rien pour l’instant."));
    }
    public.notices.iter().map(|notice| update(public, notice, locale)).collect()
}

fn update(public: &Public, notice: &Notice, locale: Locale) -> String {
    let (lang, words) = in_language(notice, locale);
    let fate = match notice.fate {
        Fate::Stands => String::new(),
        Fate::Replaced { at } => {
            let words = word(locale, "replaced at", "remplacée à");
            format!("<p class=\"fate\">{words} {}</p>", moment(public, at, locale))
        }
        Fate::Withdrawn { at } => {
            let words = word(locale, "withdrawn at", "retirée à");
            format!("<p class=\"fate\">{words} {}</p>", moment(public, at, locale))
        }
    };
    let standing = if notice.fate == Fate::Stands { "" } else { " class=\"past\"" };
    let lang = if lang == locale { String::new() } else { format!(" lang=\"{}\"", lang.slug()) };
    let paragraphs: String = words
        .text
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| format!("<p{lang}>{}</p>", escape(paragraph.trim()).replace('\n', "<br>")))
        .collect();
    let title = escape(&words.title);
    let at = time(public, notice.at, locale);
    format!(
        "<article{standing}><p class=\"when\">{at}</p>{fate}<h3{lang}>{title}</h3>{paragraphs}</article>"
    )
}

/// The words in the reader's language, or else in the other, and which it is.
pub fn in_language(notice: &Notice, locale: Locale) -> (Locale, Words) {
    let of = |locale| match locale {
        Locale::Fr => notice.fr.clone(),
        Locale::En => notice.en.clone(),
    };
    let other = match locale {
        Locale::Fr => Locale::En,
        Locale::En => Locale::Fr,
    };
    let here = of(locale).map(|words| (locale, words));
    let found = here.or_else(|| of(other).map(|words| (other, words)));
    found.unwrap_or((locale, Words { title: String::new(), text: String::new() }))
}

fn time(public: &Public, at: Timestamp, locale: Locale) -> String {
    let machine = super::super::json::instant(at);
    format!("<time datetime=\"{machine}\">{}</time>", moment(public, at, locale))
}
