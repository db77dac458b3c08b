//! A notice by e-mail: both languages in one message, the subscriber's first.

use super::{Mail, MailAddress, html};
use crate::channel::{
    Outgoing,
    words::{both, follow, headline, paragraphs},
};
use frontend::boot::Locale;
use std::fmt::Write;

/// Between the two languages of the text.
const RULE: &str = "\n----------------------------------------\n\n";

/// To whom it goes, and how they get off the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Where.
    pub address: MailAddress,
    /// Which language comes first.
    pub locale: Locale,
    /// The whole address that ends it.
    pub unsubscribe: Option<String>,
}

/// The e-mail.
#[must_use]
pub fn mail(outgoing: &Outgoing, to: &Addressee) -> Mail {
    let languages = both(to.locale);
    let subject = headline(outgoing, to.locale);
    let mut text = languages.map(|locale| in_text(outgoing, locale)).join(RULE);
    let mut body = languages.map(|locale| in_html(outgoing, locale)).join("<hr>");
    if let Some(url) = &to.unsubscribe {
        text.push_str(RULE);
        body.push_str("<hr>");
        for locale in languages {
            let (why, leave) = footer(locale);
            let _ = writeln!(text, "{why} {leave}{}", between(locale, url));
            let link = html::anchor(url, leave);
            let _ = write!(body, "<p lang=\"{}\"><small>{why} {link}</small></p>", locale.slug());
        }
    }
    let html = html::document(to.locale, &subject, &body);
    Mail { to: to.address.clone(), subject, text, html, unsubscribe: to.unsubscribe.clone() }
}

/// What it says in both languages, as HTML: what people read in it, wherever it goes.
#[must_use]
pub fn as_read(outgoing: &Outgoing, first: Locale) -> String {
    both(first).map(|locale| in_html(outgoing, locale)).join("<hr>")
}

fn in_text(outgoing: &Outgoing, locale: Locale) -> String {
    let mut text = format!("{}\n\n", headline(outgoing, locale));
    for paragraph in paragraphs(outgoing, locale) {
        let _ = write!(text, "{paragraph}\n\n");
    }
    if let Some(page) = &outgoing.page {
        let _ = writeln!(text, "{}{}", follow(locale), between(locale, page));
    }
    text
}

fn in_html(outgoing: &Outgoing, locale: Locale) -> String {
    let link = outgoing.page.as_deref().map(|page| (page, follow(locale)));
    html::section(locale, &headline(outgoing, locale), &paragraphs(outgoing, locale), link)
}

fn between(locale: Locale, url: &str) -> String {
    match locale {
        Locale::Fr => format!(" : {url}"),
        Locale::En => format!(": {url}"),
    }
}

const fn footer(locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::Fr => ("Vous recevez ce message parce que vous l’avez demandé.", "Se désabonner"),
        Locale::En => ("You get this message because you asked for it.", "Unsubscribe"),
    }
}
