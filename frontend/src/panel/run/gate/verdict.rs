//! The verdict that stands, and the lead's grip on the next one.

use super::super::super::{
    Look,
    form::{ask_about, hidden, line, opens, send},
};
use crate::{
    text::capital,
    ui::{
        icon::Shape,
        pill::{Pill, Tone},
        whole::{IntoPieces, IntoWhole, Piece},
    },
};
use domain::{
    Step,
    rights::Action,
    run::gate::{Against, GateRun, Verdict},
};
use leptos::prelude::*;

/// What was decided, while the gate still waits.
pub fn standing(look: &Look<'_>, known: &GateRun) -> Option<Piece> {
    let decided = known.verdict()?;
    let (tone, shape) = match decided.verdict {
        Verdict::Go => (Tone::Good, Shape::Check),
        Verdict::NoGo => (Tone::Stop, Shape::Cross),
        Verdict::Hold => (Tone::Late, Shape::Clock),
    };
    let label = format!(
        "{} · {} {}",
        look.text().verdict(decided.verdict),
        decided.by.name(),
        look.hour_minute(decided.at)
    );
    let reason = decided.reason.as_ref().map(ToString::to_string);
    Some(
        view! {
            <span class="gate-verdict" role="status">
                <Pill tone=tone shape=shape label=label />
                {reason.map(|reason| view! { <span>{reason}</span> })}
            </span>
        }
        .whole(),
    )
}

/// The lead's buttons. To go although something is against it asks for a reason; to hold and to
/// say no always does.
pub fn forms(look: &Look<'_>, gate: &Step, against: &[Against]) -> Option<Piece> {
    if !look.may(Action::DecideGate, None) {
        return None;
    }
    let id = gate.plan.id.to_string();
    let list: Vec<Piece> = against
        .iter()
        .filter(|one| !is_named_above(one))
        .map(|one| view! { <li>{capital(&look.text().against(look.room, one))}</li> })
        .pieces();
    let free = against.is_empty();
    let mut fields = vec![hidden("step", id.clone()), hidden("verdict", Verdict::Go.slug())];
    if free {
        fields.push(send(look.word("GO", "GO"), "btn primary big"));
    } else {
        let label = look.word("Go all the same, because", "Go quand même, parce que");
        fields.push(line("reason", label, 500, true));
        fields.push(send(look.word("GO all the same", "GO quand même"), "btn big"));
    }
    let go = ask_about(look, "run.gate.decide", &format!("{id}-go"), "gate-go", fields);
    let held: Vec<Piece> = [
        (Verdict::Hold, look.word("Hold: not now", "Suspendre\u{202f}: pas maintenant")),
        (Verdict::NoGo, look.word("No-go", "No-go")),
    ]
    .into_iter()
    .map(|(verdict, label)| {
        view! { <button class="btn big" type="submit" name="verdict" value=verdict.slug()>{label}</button> }
    })
    .pieces();
    let fields = vec![
        hidden("step", id.clone()),
        line("reason", look.word("Why", "Pourquoi"), 500, true),
        view! { <div class="gate-buttons">{held}</div> }.whole(),
    ];
    let other = ask_about(look, "run.gate.decide", &format!("{id}-not"), "gate-not", fields);
    let label = look.word("Hold or no-go", "Suspendre ou no-go");
    let other = opens(format!("not-{id}"), label, "btn big", other);
    let nothing_else = list.is_empty();
    let head = if free {
        look.word("Nothing is against it. You decide.", "Rien ne s’y oppose. À vous de décider.")
    } else if nothing_else {
        look.word(
            "Nothing else is against it. You decide.",
            "Rien d’autre ne s’y oppose. À vous de décider.",
        )
    } else {
        look.word("Against going on", "Contre le passage")
    };
    Some(
        view! {
            <div class="gate-decide">
                <h3>{head}</h3>
                {(!nothing_else).then(|| view! { <ul class="gate-against">{list}</ul> })}
                <div class="gate-buttons">{go}{other}</div>
            </div>
        }
        .whole(),
    )
}

/// What the list of gaps says already, above the verdict.
const fn is_named_above(against: &Against) -> bool {
    match against {
        Against::NoWayIn { .. } | Against::EntryPoint { .. } | Against::NotRehearsed { .. } => true,
        Against::EntryOpen { .. }
        | Against::Said { .. }
        | Against::Silent { .. }
        | Against::NotReadBack { .. }
        | Against::Differs { .. } => false,
    }
}
