//! The poll: who answered what, and the reader's own answer.

use super::{
    super::super::{
        Look,
        form::{ask_about, hidden},
    },
    short,
};
use crate::{
    text::capital,
    ui::whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    Step,
    rights::Action,
    run::gate::{Answer, GateRun},
};
use leptos::prelude::*;

/// Who is asked, and what they said.
pub fn table(look: &Look<'_>, gate: &Step, known: &GateRun) -> Option<Piece> {
    let poll = &gate.plan.run.gate.poll;
    if poll.is_empty() {
        return None;
    }
    let rows: Vec<Piece> = poll
        .iter()
        .map(|seat| {
            let answered = known.answer_of(seat);
            let slug = answered.map_or("none", |answered| answered.answer.slug());
            let answer = answered.map_or_else(
                || look.word("no answer", "pas de réponse"),
                |answered| look.text().answer(answered.answer),
            );
            let word = answered.and_then(|answered| answered.word.as_ref());
            let word = word.map_or_else(String::new, ToString::to_string);
            let said = answered.map(|answered| {
                format!("{} {}", answered.by.name(), look.hour_minute(answered.at))
            });
            view! {
                <tr data-answer=slug>
                    <th scope="row">{capital(&short(look, seat))}</th>
                    <td class="said">{answer}</td>
                    <td class="word">{word}</td>
                    <td class="since">{said}</td>
                </tr>
            }
        })
        .pieces();
    Some(
        view! {
            <div class="gate-poll">
                <h3>{look.word("The poll", "Le tour de table")}</h3>
                <table>
                    <thead class="unseen">
                        <tr>
                            <th scope="col">{look.word("Who", "Qui")}</th>
                            <th scope="col">{look.word("Answer", "Réponse")}</th>
                            <th scope="col">{look.word("In a word", "En un mot")}</th>
                            <th scope="col">{look.word("Since", "Depuis")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .whole(),
    )
}

/// The buttons of whoever is asked; an answer may change until the gate is passed.
pub fn own_answer(look: &Look<'_>, gate: &Step, known: &GateRun) -> Option<Piece> {
    let seat = gate.plan.run.gate.seat_of(look.me)?;
    if !look.may(Action::AnswerGate, None) {
        return None;
    }
    let mine = known.answer_of(seat).map(|answered| answered.answer);
    let buttons: Vec<Piece> = Answer::ALL
        .into_iter()
        .map(|answer| {
            let pressed = (mine == Some(answer)).to_string();
            let label = capital(look.text().answer(answer));
            view! {
                <button
                    class="btn big"
                    type="submit"
                    name="answer"
                    value=answer.slug()
                    data-answer=answer.slug()
                    aria-pressed=pressed
                >
                    {label}
                </button>
            }
        })
        .pieces();
    let asked = match mine {
        None => look
            .word("You are asked: go or no-go?", "On vous demande\u{202f}: go ou no-go\u{202f}?"),
        Some(_) => {
            look.word("Your answer; it may change", "Votre réponse\u{202f}; elle peut changer")
        }
    };
    let asked = format!("{asked} ({})", short(look, seat));
    let fields = vec![
        hidden("step", gate.plan.id.to_string()),
        view! {
            <fieldset>
                <legend>{asked}</legend>
                <div class="gate-buttons">{buttons}</div>
                <label class="stack">
                    <span>{look.word("In a word, if you like", "En un mot, si vous voulez")}</span>
                    <input type="text" name="word" maxlength="500" autocomplete="off" />
                </label>
            </fieldset>
        }
        .whole(),
    ];
    let about = gate.plan.id.as_str();
    Some(ask_about(look, "run.gate.answer", about, "gate-answer", fields))
}
