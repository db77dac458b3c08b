//! Asking the tech team, and what became of the questions.

use crate::{
    panel::{
        Look,
        feed::{QuestionCard, question_card},
        form::{area, ask_about, choice, hidden, opens, send},
    },
    ui::whole::{IntoWhole, Piece},
};
use domain::{Audience, rights::Action, text::MessageText, word::question::Question};
use leptos::prelude::*;
use std::sync::Arc;

/// The latest questions of the reader's team; those that wait come first.
const SHOWN: usize = 12;

/// The form, and the questions.
pub fn questions(look: &Look<'_>, back: &str) -> Piece {
    let role = Some(look.me.role);
    let ours = |question: &&Arc<Question>| {
        question.message.by.role() == role || question.may_answer(look.me.role)
    };
    let mut known: Vec<&Arc<Question>> = look.room.word.questions.0.values().filter(ours).collect();
    known.sort_by_key(|question| {
        (!question.answers.is_empty(), std::cmp::Reverse(question.message.seq))
    });
    let open = known.iter().filter(|question| question.answers.is_empty()).count();
    let cards: Vec<Piece> = known
        .into_iter()
        .take(SHOWN)
        .filter_map(|question| question_card(look, QuestionCard { question, back: Some(back) }))
        .collect();
    let count = (open > 0).then(|| view! { <span class="pill" data-tone="late">{open}</span> });
    view! {
        <section class="desk-part" aria-label=look.word("Questions", "Questions")>
            <h2>{look.word("Questions", "Questions")} " " {count}</h2>
            {look.may(Action::PostMessage, None).then(|| form(look, back))}
            <ul class="question-list">{cards}</ul>
        </section>
    }
    .whole()
}

/// The same form, folded away, for another desk.
pub fn ask_the_team(look: &Look<'_>, back: &str) -> Piece {
    let label = look.word("Ask the tech team", "Demander à la technique");
    opens("ask-tech", label, "btn", form(look, back))
}

fn form(look: &Look<'_>, back: &str) -> Piece {
    let whom = [Audience::Tech, Audience::Lead, Audience::Comms]
        .map(|audience| (audience.slug().to_owned(), look.text().audience(audience).to_owned()));
    let fields = vec![
        hidden("message", "question"),
        hidden("back", back),
        area(
            "text",
            look.word("Ask the tech team", "Demander à la technique"),
            "",
            MessageText::MAX,
            true,
        ),
        choice("audience", look.word("Who answers", "Qui répond"), whom.into(), "tech"),
        send(look.word("Ask", "Demander"), "btn primary"),
    ];
    ask_about(look, "post_message", "ask", "question-form", fields)
}
