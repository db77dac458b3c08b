//! What must be undone before the room closes: each with who sees to it, since when, and what can
//! be done about it.

use super::super::{
    Look,
    form::{ask_about, choice, hidden, line, opens, send},
};
use crate::{
    text::event::{name_of, title_of},
    ui::{
        icon::{Icon, Shape},
        whole::{IntoPieces, IntoWhole, Piece},
    },
};
use domain::{
    Role, Stage, Step,
    rights::Action,
    run::debt::{Debt, Standing, asks_for_debt},
};
use leptos::prelude::*;

/// The list, in one line until it is opened; nothing for readers while nothing is owed.
pub fn list(look: &Look<'_>) -> Option<Piece> {
    let debts = &look.room.run.debts.all;
    let keeps = look.may(Action::KeepDebts, None);
    let questions: Vec<Piece> = look
        .room
        .steps_in_order()
        .filter(|step| keeps && is_asked(look, step))
        .map(|step| question(look, step))
        .collect();
    let may_open = keeps && look.room.stage.is_running();
    let shown = |debt: &&Debt| debt.standing != Standing::TakenBack;
    if !may_open && questions.is_empty() && !debts.iter().any(|debt| shown(&debt)) {
        return None;
    }
    let open = look.room.run.debts.open().count();
    let unfolded = open > 0 && look.room.stage == Stage::Watching;
    let entries: Vec<Piece> =
        debts.iter().filter(shown).map(|debt| entry(look, debt, keeps)).collect();
    let label = match open {
        0 => look.word("Nothing left to undo", "Rien à défaire").to_owned(),
        1 => {
            look.word("1 thing to undo before closing", "1 chose à défaire avant de fermer").into()
        }
        n => format!(
            "{n} {}",
            look.word("things to undo before closing", "choses à défaire avant de fermer")
        ),
    };
    Some(
        view! {
            <section class="debts" aria-label=look.word("To undo before closing", "À défaire avant de fermer")>
                {questions}
                <details id="debts" open=unfolded data-open=(open > 0).to_string()>
                    <summary>
                        {(open > 0).then(|| view! { <Icon shape=Shape::Triangle /> })}
                        <span>{label}</span>
                    </summary>
                    <ul>{entries}</ul>
                    {may_open.then(|| new(look))}
                </details>
            </section>
        }
        .whole(),
    )
}

/// Whether this reader is asked what an unplanned step leaves: its owner and the lead are.
fn is_asked(look: &Look<'_>, step: &Step) -> bool {
    let mine = step.plan.owner == look.me.id || look.me.role == Role::Lead;
    mine && look.room.stage.is_running() && asks_for_debt(look.room, step)
}

fn question(look: &Look<'_>, step: &Step) -> Piece {
    let id = step.plan.id.to_string();
    let title = look.text().quoted(step.plan.title.as_str());
    let asked = match look.locale {
        crate::boot::Locale::En => format!("Does {title} leave something to undo?"),
        crate::boot::Locale::Fr => {
            format!("Faudra-t-il défaire quelque chose de {title}\u{202f}?")
        }
    };
    let owner = step.plan.owner.to_string();
    let yes = ask_about(
        look,
        "run.debt.open",
        &id,
        "debt-yes",
        vec![
            hidden("step", id.clone()),
            hidden("owner", owner),
            line("title", look.word("What must be undone", "Ce qu’il faudra défaire"), 160, true),
            send(look.word("Yes, note it", "Oui, le noter"), "btn"),
        ],
    );
    let no = ask_about(
        look,
        "run.debt.none",
        &id,
        "",
        vec![hidden("step", id.clone()), send(look.word("No, nothing", "Non, rien"), "btn")],
    );
    view! {
        <div class="debt-question" id=format!("debt-of-{id}")>
            <p>{asked}</p>
            {yes}
            {no}
        </div>
    }
    .whole()
}

fn entry(look: &Look<'_>, debt: &Debt, keeps: bool) -> Piece {
    let (standing, shape) = match &debt.standing {
        Standing::Open => ("open", Shape::Triangle),
        Standing::HandedOver { .. } => ("handed-over", Shape::Clock),
        Standing::Paid { .. } => ("paid", Shape::Check),
        Standing::TakenBack => ("taken-back", Shape::Back),
    };
    let owner = debt.owner.as_ref().map(|owner| name_of(look.room, owner).to_owned());
    let since = format!("{} {}", look.word("since", "depuis"), look.hour_minute(debt.since));
    let step = debt.step.as_ref().map(|step| title_of(look.room, step).to_owned());
    let due =
        debt.due.map(|due| format!("{} {}", look.word("by", "pour le"), look.text().date(due)));
    let about: Vec<String> = [owner, Some(since), due, step].into_iter().flatten().collect();
    let became = became(look, &debt.standing);
    let forms = (keeps && debt.standing.is_owed()).then(|| forms(look, debt));
    view! {
        <li class="debt" id=format!("debt-{}", debt.id) data-standing=standing>
            <Icon shape=shape />
            <div>
                <strong>{debt.title.to_string()}</strong>
                <span class="about">{about.join(" · ")}</span>
                {became.map(|became| view! { <span class="about">{became}</span> })}
                {forms}
            </div>
        </li>
    }
    .whole()
}

fn became(look: &Look<'_>, standing: &Standing) -> Option<String> {
    match standing {
        Standing::Open | Standing::TakenBack => None,
        Standing::HandedOver { name, date } => Some(format!(
            "{} {name}, {} {}",
            look.word("handed to", "confié à"),
            look.word("by", "pour le"),
            look.text().date(*date)
        )),
        Standing::Paid { at, by, step: _, word } => {
            let done = look.word("undone", "défait");
            let word = word
                .as_ref()
                .map_or_else(String::new, |word| format!("{} {word}", look.text().colon()));
            Some(format!("{done} {} · {}{word}", look.hour_minute(*at), by.name()))
        }
    }
}

fn forms(look: &Look<'_>, debt: &Debt) -> Piece {
    let id = debt.id.to_string();
    let pay = ask_about(
        look,
        "run.debt.pay",
        &id,
        "",
        vec![
            hidden("debt#number", id.clone()),
            send(look.word("It is undone", "C’est défait"), "btn"),
        ],
    );
    let name = line("name", look.word("To whom", "À qui"), 60, true);
    let date = view! {
        <label class="stack">
            <span>{look.word("By when", "Pour quand")}</span>
            <input type="date" name="date" required=true />
        </label>
    }
    .whole();
    let hand = ask_about(
        look,
        "run.debt.hand_over",
        &id,
        "debt-hand-over",
        vec![
            hidden("debt#number", id.clone()),
            name,
            date,
            send(look.word("Hand over", "Confier"), "btn primary"),
        ],
    );
    let label = look.word("Hand over…", "Confier…");
    let hand = opens(format!("hand-over-{id}"), label, "btn", hand);
    view! { <div class="debt-forms">{pay}{hand}</div> }.whole()
}

fn new(look: &Look<'_>) -> Piece {
    let acts = |role: Role| role != Role::Observer;
    let people: Vec<(String, String)> = look
        .room
        .people
        .values()
        .filter(|person| look.room.part_of(&person.id).is_some() && acts(person.role))
        .map(|person| (person.id.to_string(), person.name.to_string()))
        .collect();
    let fields = vec![
        line("title", look.word("What must be undone", "Ce qu’il faudra défaire"), 160, true),
        choice(
            "owner",
            look.word("Who sees to it", "Qui s’en charge"),
            people,
            look.me.id.as_str(),
        ),
        send(look.word("Note it", "Le noter"), "btn primary"),
    ];
    let form = ask_about(look, "run.debt.open", "new", "debt-new", fields);
    opens("debt-new", look.word("Note something to undo", "Noter une chose à défaire"), "btn", form)
}

/// Under a step's title: what it has left to undo.
pub fn mark(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let owed: Vec<Piece> = look
        .room
        .run
        .debts
        .all
        .iter()
        .filter(|debt| debt.step.as_ref() == Some(&step.plan.id) && debt.standing == Standing::Open)
        .map(|debt| {
            let label = look.word("to undo", "à défaire");
            let words = format!("{label}{} {}", look.text().colon(), debt.title);
            view! { <span class="chip" data-tone="late"><Icon shape=Shape::Triangle /> {words}</span> }
        })
        .pieces();
    (!owed.is_empty()).then(|| view! { <div class="marks">{owed}</div> }.whole())
}
