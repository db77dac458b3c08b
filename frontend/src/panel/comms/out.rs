//! A notice that went out: what readers got, what it promised, and what became of it.

use super::{Look, channel_named, delivery, lang_of, notice_path, pill, preview, readers_named};
use crate::{
    boot::Locale,
    panel::form::{ask, hidden, line, opens, send},
    ui::{
        icon::Shape,
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    promise::Language,
    rights::Action,
    word::{
        notice::{Fate, NoticeId, Published},
        promise::ledger,
    },
};
use leptos::prelude::*;

/// What went out; nothing when no such notice did.
pub fn out(look: &Look<'_>, notice: NoticeId) -> Option<Piece> {
    let it = look.notices().published.get(&notice)?;
    let (tone, shape, word) = match &it.fate {
        Fate::Out => ("good", Some(Shape::Check), look.word("published", "publiée")),
        Fate::Superseded { .. } => ("plain", None, look.word("replaced", "remplacée")),
        Fate::Withdrawn { .. } => ("plain", None, look.word("taken back", "retirée")),
    };
    let mut languages = [Language::En, Language::Fr];
    if look.language() == Language::Fr {
        languages.reverse();
    }
    let texts: Vec<Piece> = languages
        .into_iter()
        .filter(|language| !it.text.of(*language).text.is_empty())
        .map(|language| {
            let said = it.text.of(language);
            view! {
                <section class="as-read" lang=lang_of(language)>
                    <h3>{said.title.clone()}</h3>
                    <p class="as-read-text">{said.text.clone()}</p>
                </section>
            }
            .whole()
        })
        .collect();
    let zone = look.zone_of_room();
    let broken: Vec<Piece> = ledger(look.room, look.now)
        .into_iter()
        .filter(|entry| entry.notice == notice && it.fate.is_out())
        .filter_map(|entry| {
            let said = look.text().promise_verdict(&entry.mark.verdict, &zone)?;
            let tone = if entry.mark.verdict.contradicts() { "stop" } else { "late" };
            Some(view! { <p class="finding" data-tone=tone><strong>{said}</strong></p> }.whole())
        })
        .collect();
    Some(
        view! {
            <div class="notice-head">
                <h2>{look.notice_title(notice)}</h2>
                {pill(tone, shape, word)}
                {pill("plain", None, readers_named(look, &it.readers))}
                <span class="quiet saved">{published_by(look, it)}</span>
            </div>
            {fate(look, it)}
            <div class="two-languages previews">{texts}</div>
            {broken}
            {delivery::delivered(look, notice, it)}
            {values(look, it)}
            {preview::previews(look, notice)}
            {take_back(look, notice, it)}
        }
        .whole(),
    )
}

fn published_by(look: &Look<'_>, it: &Published) -> String {
    let ways = it.channels.iter().map(|channel| channel_named(look, channel.as_str()));
    let ways = ways.collect::<Vec<_>>().join(", ");
    let (by, at) = (it.by.name(), look.moment(it.at));
    if ways.is_empty() { format!("{by}, {at}") } else { format!("{by}, {at}, {ways}") }
}

fn fate(look: &Look<'_>, it: &Published) -> Option<Piece> {
    let words = match &it.fate {
        Fate::Out => return None,
        Fate::Superseded { by, at, reason } => {
            let (title, at) = (look.text().quoted(&look.notice_title(*by)), look.moment(*at));
            let why = reason.as_ref().map(|reason| format!(" {reason}")).unwrap_or_default();
            match look.locale {
                Locale::En => format!("Replaced by {title} at {at}.{why}"),
                Locale::Fr => format!("Remplacée par {title} à {at}.{why}"),
            }
        }
        Fate::Withdrawn { by, at, reason } => {
            let (by, at) = (by.name(), look.moment(*at));
            match look.locale {
                Locale::En => format!("{by} took it back at {at}: {reason}"),
                Locale::Fr => format!("{by} l’a retirée à {at}\u{202f}: {reason}"),
            }
        }
    };
    Some(view! { <p class="finding" data-tone="late">{words}</p> }.whole())
}

/// What the facts in it were when it went out.
fn values(look: &Look<'_>, it: &Published) -> Option<Piece> {
    if it.text.values.is_empty() {
        return None;
    }
    let language = look.language();
    let lines: Vec<Piece> = it
        .text
        .values
        .iter()
        .map(|value| {
            let named = super::editor::fact_named(look, value.fact);
            view! { <li><b>{value.of(language).to_owned()}</b> <span>{named}</span></li> }.whole()
        })
        .collect();
    Some(
        view! {
            <section class="facts-card">
                <h3>{look.word("Facts when it was sent", "Les faits à l’envoi")}</h3>
                <ul class="fact-list">{lines}</ul>
            </section>
        }
        .whole(),
    )
}

fn take_back(look: &Look<'_>, notice: NoticeId, it: &Published) -> Option<Piece> {
    (it.fate.is_out() && look.may(Action::PublishNotice, None)).then(|| {
        let fields = vec![
            hidden("notice#number", notice.to_string()),
            hidden("back", notice_path(look, notice)),
            line("reason", look.word("Why", "Pourquoi"), 500, true),
            send(look.word("Take back", "Retirer"), "btn"),
        ];
        let form = ask(look, "word.notice.withdraw", "stack", fields);
        let label = look.word("Take back", "Retirer");
        let opener = opens(format!("take-back-{notice}"), label, "btn", form);
        view! { <footer class="notice-foot"><div class="notice-acts">{opener}</div></footer> }
            .whole()
    })
}
