//! One notice: its text in both languages, what it says, and what comes next.

use super::{
    Look, act, checked::checked, lang_of, language_named, out, pill, preview, readers_named, rival,
    whom,
};
use crate::ui::area::inside_area;
use crate::{
    panel::form::opens,
    text::when,
    ui::{
        icon::Shape,
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    promise::Language,
    rights::Action,
    text::{MessageText, Title},
    wire::form_path,
    word::notice::{Content, Fact, NoticeId, Paper, Standing, values},
};
use leptos::prelude::*;

/// The open notice: a draft to work on, or what went out.
pub fn editor(look: &Look<'_>, notice: NoticeId) -> Option<Piece> {
    let paper = look.notices().papers.get(&notice).filter(|paper| paper.standing.is_open());
    match paper {
        Some(paper) => Some(draft(look, notice, paper)),
        None => out::out(look, notice),
    }
}

fn draft(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Piece {
    let edits = look.may(Action::EditNotice, None);
    let written = edits.then(|| match paper.standing {
        Standing::InReview { .. } | Standing::Approved { .. } => {
            let label = look.word(
                "Change the text (it then needs a new approval)",
                "Modifier le texte (il faudra l’approuver à nouveau)",
            );
            opens(format!("edit-{notice}"), label, "btn", form(look, notice, paper))
        }
        Standing::Draft | Standing::Published | Standing::Dropped => form(look, notice, paper),
    });
    let sent_back = paper.sent_back.as_ref().map(|reason| {
        let word = look.word("Not approved", "Pas approuvée");
        view! {
            <p class="finding" data-tone="late">
                <strong>{word} {look.text().colon()}</strong>
                " "
                {reason.to_string()}
            </p>
        }
        .whole()
    });
    view! {
        {head(look, notice, paper)}
        {rival::rival(look, notice, paper)}
        {sent_back}
        {written}
        <div id=format!("checked-{notice}") data-key=format!("checked-{notice}") data-kept=edits.then_some("") aria-live="polite">
            {checked(look, notice, &paper.content, &paper.corrections, true)}
        </div>
        {edits.then(|| insertable(look))}
        {preview::previews(look, notice)}
        {act::next(look, notice, paper)}
    }
    .whole()
}

fn head(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Piece {
    let zone = look.zone_of_room();
    let saved = format!(
        "{} {}",
        look.word("saved", "enregistrée"),
        when::hour_minute_second(&zone, paper.edited_at)
    );
    let (tone, shape) = match paper.standing {
        Standing::InReview { .. } => ("run", Some(Shape::Clock)),
        Standing::Approved { .. } => ("good", Some(Shape::Check)),
        Standing::Draft | Standing::Published | Standing::Dropped => ("plain", None),
    };
    view! {
        <div class="notice-head">
            <h2>{look.notice_title(notice)}</h2>
            {pill(tone, shape, look.text().notice_standing(&paper.standing))}
            {pill("plain", None, readers_named(look, &paper.content.readers))}
            <span class="quiet saved" data-saved=notice.to_string()>
                {format!("{}, {saved}", paper.edited_by.name())}
            </span>
        </div>
    }
    .whole()
}

/// The text and to whom it goes. It is saved by itself when its writer pauses.
fn form(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Piece {
    let content = &paper.content;
    let room = &look.room.id;
    let (fr, en) = (look.locale == crate::boot::Locale::Fr, Language::En);
    let mut languages = [en, Language::Fr];
    if fr {
        languages.reverse();
    }
    let words: Vec<Piece> =
        languages.into_iter().map(|language| wording(look, content, language)).collect();
    let settings = opens(
        format!("settings-{notice}"),
        look.word("To whom, where and when", "À qui, où et quand"),
        "btn quiet-btn",
        whom::settings(look, notice, content),
    );
    view! {
        <form
            method="post"
            action=form_path(room)
            class="notice-form"
            id=format!("editor-{notice}")
            data-marks=format!("/rooms/{room}/notices/check")
            data-into=format!("checked-{notice}")
            data-saves="from#number"
            data-draft=format!("{room}-notice-{notice}")
            data-saved-word=look.word("saved", "enregistrée")
        >
            <input type="hidden" name="do" value="word.notice.save" />
            <input type="hidden" name="back" value=super::notice_path(look, notice) />
            <input type="hidden" name="notice#number" value=notice.to_string() />
            <input type="hidden" name="from#number" value=paper.version.to_string() />
            <div class="two-languages">{words}</div>
            <div class="notice-form-foot">
                {settings}
                <button class="btn" type="submit">{look.word("Save", "Enregistrer")}</button>
            </div>
        </form>
    }
    .whole()
}

/// Title and text in one language.
pub fn wording(look: &Look<'_>, content: &Content, language: Language) -> Piece {
    let slug = lang_of(language);
    let wording = content.of(language);
    let title = wording.title.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = wording.text.as_ref().map(ToString::to_string).unwrap_or_default();
    view! {
        <fieldset class="wording" lang=slug>
            <legend>{language_named(look, language)}</legend>
            <label>
                <span>{look.word("Title", "Titre")}</span>
                <input type="text" name=format!("content.{slug}.title") value=title maxlength=Title::MAX autocomplete="off" />
            </label>
            <label>
                <span>{look.word("Text", "Texte")}</span>
                <textarea name=format!("content.{slug}.text") rows="5" maxlength=MessageText::MAX>{inside_area(&text)}</textarea>
            </label>
        </fieldset>
    }
    .whole()
}

/// The facts with their values as they are now; a press puts one where the writer is.
fn insertable(look: &Look<'_>) -> Piece {
    let language = look.language();
    let lines: Vec<Piece> = values(look.room, look.now)
        .into_iter()
        .map(|value| {
            let token = value.fact.token(language);
            let label = fact_named(look, value.fact);
            view! {
                <li>
                    <button class="fact" type="button" data-insert=token data-fact=value.fact.name(Language::En)>
                        <b>{value.of(language).to_owned()}</b>
                        <span>{label}</span>
                    </button>
                </li>
            }
            .whole()
        })
        .collect();
    view! {
        <section class="facts-card js-only" aria-labelledby="facts-title">
            <h3 id="facts-title">{look.word("Facts you can insert", "Faits à insérer")}</h3>
            <ul class="fact-list">{lines}</ul>
        </section>
    }
    .whole()
}

/// What a fact is called beside its value.
pub fn fact_named(look: &Look<'_>, fact: Fact) -> &'static str {
    match fact {
        Fact::Start => look.word("start of the interruption", "début de l’interruption"),
        Fact::AnnouncedEnd => look.word("announced end", "fin annoncée"),
        Fact::ForecastEnd => {
            look.word("forecast end, true every second", "fin prévue, à jour à la seconde")
        }
        Fact::Window => look.word("announced length", "durée annoncée"),
        Fact::Interruption => look.word("expected interruption", "interruption attendue"),
        Fact::StepsDone => look.word("steps done", "étapes faites"),
    }
}
