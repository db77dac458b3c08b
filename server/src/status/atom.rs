//! An edition as an Atom feed (RFC 4287): one entry a published notice.

use super::{
    Edition,
    json::instant,
    page::parts_in_language,
    words::{sentence, word},
};
use crate::page::shell::escape;
use domain::public::{Fate, Notice};
use frontend::boot::Locale;
use std::fmt::Write;

/// The feed. `page` is the whole address of the room's page.
#[must_use]
pub fn feed(edition: &Edition, locale: Locale, page: &str) -> String {
    let public = &edition.public;
    let organisation = escape(public.organisation.as_str());
    let (slug, page) = (locale.slug(), escape(page));
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{slug}\">\
         <id>{page}</id><title>{organisation} · {}</title><subtitle>{}</subtitle>\
         <updated>{}</updated><author><name>{organisation}</name></author>\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}?lang={slug}\"/>\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{page}.atom?lang={slug}\"/>",
        word(locale, "status", "état du service"),
        escape(&sentence(public, locale)),
        instant(edition.since),
    );
    for notice in &public.notices {
        entry(&mut feed, notice, locale, &page);
    }
    feed.push_str("</feed>\n");
    feed
}

fn entry(feed: &mut String, notice: &Notice, locale: Locale, page: &str) {
    let (lang, words) = parts_in_language(notice, locale);
    let title = match notice.fate {
        Fate::Stands => words.title,
        Fate::Replaced { .. } => {
            format!("{} ({})", words.title, word(locale, "replaced", "remplacée"))
        }
        Fate::Withdrawn { .. } => {
            format!("{} ({})", words.title, word(locale, "withdrawn", "retirée"))
        }
    };
    // The time of publication is its name: it says nothing of how many drafts there were.
    let _ = write!(
        feed,
        "<entry xml:lang=\"{}\"><id>{page}#{}</id><title>{}</title><published>{}</published>\
         <updated>{}</updated><link rel=\"alternate\" href=\"{page}\"/>\
         <content type=\"text\">{}</content></entry>",
        lang.slug(),
        notice.at.micros(),
        escape(&title),
        instant(notice.at),
        instant(notice.changed_at()),
        escape(&words.text),
    );
}
