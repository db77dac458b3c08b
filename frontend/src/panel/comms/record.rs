//! What was said outside the product: on the telephone, by a banner, in somebody's own mail. Written
//! down here, it is compared with plan and forecast like any notice.

use super::{Look, editor::wording, whom};
use crate::{
    panel::form::{ask_about, hidden, opens, send, time},
    ui::whole::{IntoWhole, Piece},
};
use domain::{promise::Language, rights::Action, word::notice::Content};
use leptos::prelude::*;

/// The form; nothing for those who only read.
pub fn record(look: &Look<'_>, back: &str) -> Option<Piece> {
    look.may(Action::EditNotice, None).then(|| {
        let nothing = Content::default();
        let mut languages = [Language::En, Language::Fr];
        if look.language() == Language::Fr {
            languages.reverse();
        }
        let words: Vec<Piece> =
            languages.into_iter().map(|language| wording(look, &nothing, language)).collect();
        let said = look.word(
            "A sentence that people outside have heard already: by telephone, on a banner, in a mail. One language is enough. It joins the ledger, and the published notices.",
            "Une phrase que le public a déjà entendue\u{202f}: au téléphone, sur un bandeau, dans un e-mail. Une seule langue suffit. Elle rejoint le registre et les annonces publiées.",
        );
        let now = look.hour_minute(look.now);
        let fields = vec![
            view! { <p class="quiet">{said}</p> }.whole(),
            view! { <div class="two-languages">{words}</div> }.whole(),
            view! {
                <div class="notice-settings">
                    {whom::readers(look, &nothing)}
                    {whom::said_by(look)}
                    {time("at#time", look.word("Said at", "Dite à"), &now)}
                    {whom::replaces(look, None, &nothing)}
                </div>
            }
            .whole(),
            hidden("back", back),
            send(look.word("Write it down", "Consigner"), "btn primary"),
        ];
        let form = ask_about(look, "word.notice.record", "record", "notice-form", fields);
        let label = look.word(
            "Write down what was said elsewhere",
            "Consigner ce qui a été dit ailleurs",
        );
        opens("record", label, "btn quiet-btn", form)
    })
}
