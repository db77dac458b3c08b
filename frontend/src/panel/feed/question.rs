//! One question: who asks, how long they have waited, who owes the answer, and the form for it.

use super::prose::prose;
use crate::{
    panel::{
        Look,
        form::{area, ask_about, hidden, opens, send, time},
    },
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    rights::Action,
    text::{CardText, MessageText},
    word::question::Question,
};
use leptos::prelude::*;

/// How a question is shown.
#[derive(Debug, Clone, Copy)]
pub struct QuestionCard<'a> {
    /// The question.
    pub question: &'a Question,
    /// The page that its forms lead back to without a script.
    pub back: Option<&'a str>,
}

/// The question with what may be done about it.
pub fn question_card(look: &Look<'_>, card: QuestionCard<'_>) -> Option<Piece> {
    let question = card.question;
    let entry = &question.message;
    let text = look.room.word.messages.text_of(entry)?.to_string();
    let name = entry.by.name().to_owned();
    let to = look.text().audience(question.audience());
    let at = look.hour_minute(entry.at);
    let open = question.answers.is_empty();
    let state = if open { waiting(look, question) } else { answered(look, question) };
    let mine = look.may(Action::PostMessage, None) && question.may_answer(look.me.role);
    let forms = (open && mine).then(|| forms(look, card));
    let as_card = (!open && look.may(Action::PublishCard, None))
        .then(|| crate::panel::card::from_answer(look, question))
        .flatten();
    let key = format!("q-{}", entry.seq);
    Some(
        view! {
            <li class="question" data-key=key data-open=open.to_string()>
                <p class="meta"><b>{name}</b> " → " {to} " " <time>{at}</time></p>
                {prose(look, &text)}
                {state}
                {forms}
                {as_card}
            </li>
        }
        .whole(),
    )
}

fn waiting(look: &Look<'_>, question: &Question) -> Piece {
    let since = question.message.at.micros().to_string();
    let owner = match &question.taken {
        Some(person) => format!(" · {} {}", person.name, look.word("answers", "répond")),
        None => format!(
            " · {} {}",
            look.word("with", "chez"),
            look.text().audience(question.audience())
        ),
    };
    view! {
        <p class="waits">
            {look.word("waiting for an answer, ", "en attente d’une réponse, ")}
            <span data-tick="since" data-at=since></span>
            {owner}
        </p>
    }
    .whole()
}

fn answered(look: &Look<'_>, question: &Question) -> Piece {
    let answers: Vec<Piece> = question
        .answers
        .iter()
        .map(|answer| {
            let by = answer.by.name().to_owned();
            let at = look.hour_minute(answer.at);
            view! {
                <div class="answer">
                    <p class="meta"><b>{by}</b> " " <time>{at}</time></p>
                    {prose(look, answer.text.as_str())}
                </div>
            }
            .whole()
        })
        .collect();
    answers.whole()
}

fn forms(look: &Look<'_>, card: QuestionCard<'_>) -> Piece {
    let seq = card.question.message.seq.to_string();
    let about = || {
        let mut fields = vec![hidden("question#number", seq.clone())];
        fields.extend(card.back.map(|back| hidden("back", back)));
        fields
    };
    let taken = card.question.taken.as_ref().is_some_and(|taken| taken.id == look.me.id);
    let take = (!taken).then(|| {
        let mut fields = about();
        fields.push(send(look.word("I answer", "Je réponds"), "btn small"));
        ask_about(look, "word.question.take", &seq, "inline-form", fields)
    });
    let mut fields = about();
    let label = look.word("Answer", "Répondre");
    fields.push(area("text", look.word("The answer", "La réponse"), "", MessageText::MAX, true));
    if look.may(Action::PublishCard, None) {
        fields.push(as_card(look));
    }
    fields.push(send(look.word("Send the answer", "Envoyer la réponse"), "btn small primary"));
    let form = ask_about(look, "word.question.answer", &seq, "stack", fields);
    view! {
        <div class="question-forms">
            {opens(format!("answer-{seq}"), label, "btn small primary", form)}
            {take}
        </div>
    }
    .whole()
}

/// Both sentences filled in make the answer the answer card.
fn as_card(look: &Look<'_>) -> Piece {
    view! {
        <fieldset class="stack">
            <legend>{look.word("Make it the answer card (both, or neither)", "En faire la fiche de réponse (les deux, ou rien)")}</legend>
            {area("as_card.say_fr", look.word("To say, in French", "À dire, en français"), "", CardText::MAX, false)}
            {area("as_card.say_en", look.word("To say, in English", "À dire, en anglais"), "", CardText::MAX, false)}
            {time("as_card.valid_until#time", look.word("Valid until", "Valable jusqu’à"), "")}
        </fieldset>
    }
    .whole()
}
