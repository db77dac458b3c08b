//! Who takes part: role, presence, open steps, and for the lead what can be changed.

use super::{cell, choice, hidden, line, plain, send, words};
use crate::{
    boot::people::{PeoplePage, PersonRow, Whereabouts},
    part::face::Face,
    text::{messages, people::people_text},
    ui::{
        icon::Shape,
        pill::{Pill, Tone},
        whole::{IntoWhole, Piece},
    },
};
use domain::{Person, Role, text::Reason};
use leptos::prelude::*;

/// Everybody by role, then those whose part has ended.
#[must_use]
pub fn person_list(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let leads = page.me.role == Role::Lead;
    let rows: Vec<Piece> = page.people.iter().map(|row| person(page, row, leads)).collect();
    let gone = (!page.revoked.is_empty()).then(|| {
        let lines: Vec<Piece> = page.revoked.iter().map(|row| gone(page, row, leads)).collect();
        view! {
            <h2>{text.gone}</h2>
            <ul class="gone">{lines}</ul>
        }
        .whole()
    });
    view! {
        <table class="people-table">
            <thead>
                <tr>
                    <th scope="col">{text.name}</th>
                    <th scope="col">{text.role}</th>
                    <th scope="col">{text.whereabouts}</th>
                    <th scope="col">{text.last_act}</th>
                    <th scope="col">{text.open_steps}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="quiet">{text.presence_what}</p>
        {gone}
    }
    .whole()
}

fn person(page: &PeoplePage, row: &PersonRow, leads: bool) -> Piece {
    let (text, messages) = (people_text(page.locale), messages(page.locale));
    let who = &row.person;
    let you =
        (who.id == page.me.id).then(|| view! { <span class="quiet">" (" {text.you} ")"</span> });
    let name = view! {
        <Face name=who.name.to_string() />
        <strong>{who.name.to_string()}</strong>
        {you}
    };
    let acted = row.acted.clone().unwrap_or_else(|| text.never.to_owned());
    let cells = vec![
        cell(text.role, words(messages.role(who.role))),
        cell(text.whereabouts, whereabouts(page, &row.whereabouts)),
        cell(text.last_act, words(acted)),
        cell(text.open_steps, words(row.open_steps.to_string())),
    ];
    let changes = leads.then(|| {
        view! { <tr class="changes"><td colspan="5">{changes(page, row)}</td></tr> }.whole()
    });
    view! {
        <tr>
            <th scope="row"><span class="who">{name}</span></th>
            {cells}
        </tr>
        {changes}
    }
    .whole()
}

fn whereabouts(page: &PeoplePage, whereabouts: &Whereabouts) -> Piece {
    let label = people_text(page.locale).is(whereabouts);
    match whereabouts {
        Whereabouts::Here => {
            view! { <Pill tone=Tone::Good shape=Shape::Dot label=label /> }.whole()
        }
        Whereabouts::Idle(_) => {
            view! { <Pill tone=Tone::Plain shape=Shape::Clock label=label /> }.whole()
        }
        Whereabouts::Gone(_) => {
            view! { <Pill tone=Tone::Late shape=Shape::Clock label=label /> }.whole()
        }
        Whereabouts::Unseen => view! { <Pill tone=Tone::Plain label=label /> }.whole(),
    }
}

/// Everything the lead may change about somebody, folded away until it is wanted.
fn changes(page: &PeoplePage, row: &PersonRow) -> Piece {
    let text = people_text(page.locale);
    let who = &row.person;
    let me = who.id == page.me.id;
    let mut forms = vec![change_role(page, who), revoke(page, who), end_sessions(page, who)];
    if row.open_steps > 0 {
        forms.push(substitute(page, who));
    }
    if !me && who.role != Role::Lead {
        let inside = vec![
            hidden("person", who.id.as_str()),
            view! { <p class="quiet">{text.offer_what}</p> }.whole(),
            send(text.offer, "btn"),
        ];
        forms.push(plain(page, "handover", "stack", inside));
    }
    let open = ["role", "revoke", "substitute", "sign-out", "handover"]
        .iter()
        .any(|form| page.typed.of(form, "person") == who.id.as_str());
    let label = format!("{} {}", text.look_after, who.name);
    view! {
        <details open=open>
            <summary class="btn" aria-label=label>{text.look_after}</summary>
            <div class="people-forms">{forms}</div>
        </details>
    }
    .whole()
}

fn change_role(page: &PeoplePage, who: &Person) -> Piece {
    let (text, messages) = (people_text(page.locale), messages(page.locale));
    let roles = Role::ALL.map(|role| (role.slug().to_owned(), messages.role(role).to_owned()));
    let chosen = typed(page, "role", who, "to");
    let chosen = if chosen.is_empty() { who.role.slug() } else { chosen.as_str() };
    let inside = vec![
        hidden("person", who.id.as_str()),
        choice("to", text.new_role, roles.into(), chosen),
        line("reason", text.why_optional, Reason::MAX, typed(page, "role", who, "reason"), false),
        send(text.change_role, "btn"),
    ];
    plain(page, "role", "stack", inside)
}

fn revoke(page: &PeoplePage, who: &Person) -> Piece {
    let text = people_text(page.locale);
    let inside = vec![
        hidden("person", who.id.as_str()),
        line("reason", text.why, Reason::MAX, typed(page, "revoke", who, "reason"), true),
        view! { <p class="quiet">{text.revoke_what}</p> }.whole(),
        send(text.revoke, "btn"),
    ];
    plain(page, "revoke", "stack", inside)
}

fn end_sessions(page: &PeoplePage, who: &Person) -> Piece {
    let text = people_text(page.locale);
    let inside = vec![hidden("person", who.id.as_str()), send(text.end_sessions, "btn")];
    plain(page, "sign-out", "stack", inside)
}

fn substitute(page: &PeoplePage, who: &Person) -> Piece {
    let (text, messages) = (people_text(page.locale), messages(page.locale));
    let able = page.people.iter().map(|row| &row.person);
    let able = able.filter(|person| person.role != Role::Observer && person.id != who.id);
    let option = |person: &Person| {
        (person.id.to_string(), format!("{} · {}", person.name, messages.role(person.role)))
    };
    let inside = vec![
        hidden("person", who.id.as_str()),
        choice(
            "to",
            text.substitute_by,
            able.map(option).collect(),
            &typed(page, "substitute", who, "to"),
        ),
        send(text.substitute, "btn"),
    ];
    plain(page, "substitute", "stack", inside)
}

/// What was typed about this person.
fn typed(page: &PeoplePage, form: &str, who: &Person, field: &str) -> String {
    if page.typed.of(form, "person") == who.id.as_str() {
        page.typed.of(form, field)
    } else {
        String::new()
    }
}

/// Somebody whose part has ended; their open steps still want somebody.
fn gone(page: &PeoplePage, row: &PersonRow, leads: bool) -> Piece {
    let messages = messages(page.locale);
    let name = row.person.name.to_string();
    let form = (leads && row.open_steps > 0).then(|| substitute(page, &row.person));
    view! {
        <li>
            <strong>{name}</strong>
            <span class="quiet">" · " {messages.role(row.person.role)}</span>
            {form}
        </li>
    }
    .whole()
}
