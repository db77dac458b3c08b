//! The promise ledger: what was told to whom, when, and whether it is still true.

use super::{Look, channel_named, language_named, notice_path, pill, readers_named};
use crate::ui::{
    icon::Shape,
    whole::{IntoWhole, Piece},
};
use domain::{
    promise::Verdict,
    rights::Action,
    word::{
        notice::Fate,
        promise::{Entry, ledger},
    },
};
use leptos::prelude::*;

/// The table; on a phone each line is a card.
pub fn table(look: &Look<'_>) -> Piece {
    let rows: Vec<Piece> =
        ledger(look.room, look.now).iter().map(|entry| row(look, entry)).collect();
    if rows.is_empty() {
        let words = look.word(
            "No time and no length has been told to anybody outside yet.",
            "Aucun horaire ni aucune durée n’a encore été annoncé au public.",
        );
        return view! { <p class="quiet">{words}</p> }.whole();
    }
    let heads = [
        look.word("Audience", "Public"),
        look.word("Channel", "Canal"),
        look.word("Value", "Valeur"),
        look.word("Said by", "Dit par"),
        look.word("When", "Quand"),
        look.word("Still true?", "Encore vrai ?"),
        look.word("What to do", "À faire"),
    ];
    let heads: Vec<Piece> =
        heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.whole()).collect();
    view! {
        <table class="ledger">
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .whole()
}

fn row(look: &Look<'_>, entry: &Entry<'_>) -> Piece {
    let it = entry.published;
    let ways = it.channels.iter().map(|channel| channel_named(look, channel.as_str()));
    let ways = ways.collect::<Vec<_>>().join(", ");
    let ways = if ways.is_empty() { channel_named(look, "public-page") } else { ways };
    let languages: Vec<&str> =
        entry.said.iter().map(|(language, _)| language_named(look, *language)).collect();
    let value = look.text().quoted(entry.phrase(look.language()));
    let title = look.notice_title(entry.notice);
    let reads_drafts = look.may(Action::ReadDrafts, None);
    let title = if reads_drafts {
        view! { <a href=notice_path(look, entry.notice)>{title}</a> }.whole()
    } else {
        view! { <span>{title}</span> }.whole()
    };
    let cell =
        |label: &'static str, inside: Piece| view! { <td data-label=label>{inside}</td> }.whole();
    let text = |text: String| view! { <span>{text}</span> }.whole();
    let corrected = entry.mark.corrected.then(|| {
        view! { <small class="quiet">" " {look.word("(corrected)", "(corrigé)")}</small> }.whole()
    });
    let said = view! {
        <div>
            <b>{value}</b>
            {corrected}
            <small class="quiet">{format!("{} · ", languages.join(", "))} {title}</small>
        </div>
    }
    .whole();
    view! {
        <tr data-promise=entry.notice.to_string() data-verdict=verdict_slug(entry)>
            {cell(look.word("Audience", "Public"), text(readers_named(look, &it.readers)))}
            {cell(look.word("Channel", "Canal"), text(ways))}
            {cell(look.word("Value", "Valeur"), said)}
            {cell(look.word("Said by", "Dit par"), text(it.by.name().to_owned()))}
            {cell(look.word("When", "Quand"), text(look.moment(it.at)))}
            {cell(look.word("Still true?", "Encore vrai ?"), still_true(look, entry))}
            {cell(look.word("What to do", "À faire"), to_do(look, entry))}
        </tr>
    }
    .whole()
}

const fn verdict_slug(entry: &Entry<'_>) -> &'static str {
    match (&entry.published.fate, &entry.mark.verdict) {
        (Fate::Superseded { .. } | Fate::Withdrawn { .. }, _) => "over",
        (Fate::Out, verdict) if verdict.contradicts() => "broken",
        (Fate::Out, Verdict::Unclear(_)) => "unclear",
        (Fate::Out, _) => "holds",
    }
}

fn still_true(look: &Look<'_>, entry: &Entry<'_>) -> Piece {
    match &entry.published.fate {
        Fate::Superseded { .. } => {
            return pill("plain", None, look.word("replaced", "remplacée"));
        }
        Fate::Withdrawn { .. } => {
            return pill("plain", None, look.word("taken back", "retirée"));
        }
        Fate::Out => {}
    }
    let said = look.text().promise_verdict(&entry.mark.verdict, &look.zone_of_room());
    let (tone, shape, word) = match &entry.mark.verdict {
        verdict if verdict.contradicts() => {
            ("stop", Shape::Triangle, look.word("not true", "faux"))
        }
        Verdict::Unclear(_) => ("late", Shape::Alert, look.word("unclear", "pas clair")),
        _ => ("good", Shape::Check, look.word("true", "vrai")),
    };
    view! {
        <div>
            {pill(tone, Some(shape), word)}
            {said.map(|said| view! { <small>{said}</small> })}
        </div>
    }
    .whole()
}

fn to_do(look: &Look<'_>, entry: &Entry<'_>) -> Piece {
    let broken = entry.published.fate.is_out() && entry.mark.verdict.contradicts();
    let risk = entry.published.at_risk.filter(|_| broken);
    let edits = look.may(Action::EditNotice, None);
    match (broken, risk, entry.say_by) {
        (true, Some(risk), _) if edits => {
            let words =
                format!("{} {}", look.word("say by", "à dire avant"), look.moment(risk.say_by));
            let open = look.word("Open the draft", "Ouvrir le brouillon");
            let href = notice_path(look, risk.draft);
            view! { <div><small>{words}</small> <a class="btn" href=href>{open}</a></div> }.whole()
        }
        (true, _, Some(say_by)) => {
            let words = format!("{} {}", look.word("say by", "à dire avant"), look.moment(say_by));
            view! { <span>{words}</span> }.whole()
        }
        (true, _, None) => view! { <span>{look.word("correct it", "à corriger")}</span> }.whole(),
        (false, ..) => view! { <span class="quiet">{look.word("nothing", "rien")}</span> }.whole(),
    }
}
