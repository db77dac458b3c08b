//! The page, whole without a script. What a script may renew stands in [`parts`].

mod frame;
mod parts;

use super::{
    Edition,
    words::{sentence, word},
};
use crate::{page::shell::escape, subscriber::status_path};
use domain::Timestamp;
use frontend::{boot::Locale, text::when::hour_minute_second};

pub use frame::{Around, Frame};
pub use parts::{Parts, in_language as parts_in_language, parts};

/// The page of an edition, made at this time of the room's clock. `mail` says whether people can
/// ask for notices by e-mail.
#[must_use]
pub fn html(edition: &Edition, locale: Locale, now: Timestamp, mail: bool) -> String {
    let public = &edition.public;
    let said = |en, fr| word(locale, en, fr);
    let organisation = escape(public.organisation.as_str());
    let here = status_path(&edition.room);
    let Parts { state, updates } = parts(edition, locale);
    let made = hour_minute_second(&public.zone, now);
    let subscribe = if mail {
        let words = said("Get the notices by e-mail", "Recevoir les annonces par e-mail");
        format!("<a href=\"{here}/subscribe?lang={}\">{words}</a>", locale.slug())
    } else {
        String::new()
    };
    let body = format!(
        "<section class=\"card now\"><p class=\"who\">{organisation} · {}</p>\
         <div id=\"state\" role=\"status\">{state}</div>\
         <p class=\"row\"><span id=\"fresh\">{} <time>{made}</time></span>\
         <span class=\"ways\"><a href=\"{here}.atom\">Atom</a> · <a href=\"{here}.ics\">iCal</a> · \
         <a href=\"{here}.json\">JSON</a></span></p></section>\
         <section class=\"card\"><h2>{}</h2><div id=\"updates\">{updates}</div></section>\
         <footer><p>{} {}.</p><p>{subscribe}</p></footer>",
        said("status", "état du service"),
        said("as of", "à"),
        said("Updates", "Annonces"),
        said("All times are those of", "Les heures sont celles de"),
        escape(&public.zone.name),
    );
    let title = format!("{} · {}", public.organisation, sentence(public, locale));
    let live = Around {
        stream: format!("{here}/events?lang={}", locale.slug()),
        fresh: said("up to date, {} s ago", "à jour, il y a {} s"),
        stale: said(
            "not up to date: nothing heard since {}",
            "pas à jour\u{202f}: plus de nouvelles depuis {}",
        ),
        made,
    };
    Frame { locale, title: &title, here: &here, live: Some(live), index: true }.around(&body)
}
