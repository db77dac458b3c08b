//! What is happening, in words that can be repeated to a customer.

use crate::{
    boot::Locale,
    panel::Look,
    ui::{
        icon::Shape,
        pill::{Pill, Tone},
        whole::{IntoWhole, Piece},
    },
};
use domain::{Audience, Progress, Stage, Timestamp, room::Interruption};
use leptos::prelude::*;

/// How far ahead the desk looks.
const AHEAD_SECONDS: i64 = 15 * 60;

/// Where things are: open or closed, until when, what is in the way.
pub fn happening(look: &Look<'_>) -> Piece {
    let forecast = look.forecast();
    let (done, all) = look.room.progress();
    let announced = look.room.charter.as_ref().map(|charter| charter.window.end());
    let over = announced.map_or(0, |announced| forecast.seconds_over(announced));
    let open = matches!(look.room.interruption(), Interruption::Over { .. });
    let label = look.text().over(over).unwrap_or_else(|| look.text().on_time.to_owned());
    let (tone, shape) =
        if over >= 60 { (Tone::Late, Shape::Triangle) } else { (Tone::Good, Shape::Check) };
    let fact = |label: &'static str, value: String| {
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.whole()
    };
    let announced =
        announced.map(|at| fact(look.word("Announced end", "Fin annoncée"), look.hour_minute(at)));
    let expected = (!open).then(|| {
        fact(look.word("Expected now", "Prévue maintenant"), look.hour_minute(forecast.open_again))
    });
    let progress = fact(
        look.word("Progress", "Avancement"),
        format!("{done} {} {all}", look.word("of", "sur")),
    );
    let phase = phase(look).map(|title| fact(look.word("Phase", "Phase"), title));
    view! {
        <section class="desk-part" aria-label=look.word("What is happening", "Ce qui se passe")>
            <div class="desk-part-head">
                <h2>{look.word("What is happening", "Ce qui se passe")}</h2>
                {(!open).then(|| view! { <Pill tone=tone shape=shape label=label.clone() /> })}
            </div>
            <p class="plainly">{plainly(look)}</p>
            {on_hold(look)}
            <dl class="desk-facts">{announced} {expected} {phase} {progress}</dl>
            {problems(look)}
        </section>
    }
    .whole()
}

fn plainly(look: &Look<'_>) -> String {
    let at = |moment: Timestamp| look.hour_minute(moment);
    let window = look.room.charter.as_ref().map(|charter| charter.window);
    match (look.room.interruption(), look.room.stage, window) {
        (Interruption::Since(since), _, _) => match look.locale {
            Locale::En => format!("The site has been in planned maintenance since {}.", at(since)),
            Locale::Fr => format!("Le site est en maintenance prévue depuis {}.", at(since)),
        },
        (Interruption::Over { until, .. }, _, _) => match look.locale {
            Locale::En => {
                format!("The site is open again since {}. We are watching it.", at(until))
            }
            Locale::Fr => format!("Le site a rouvert à {}. Nous le surveillons.", at(until)),
        },
        (Interruption::NotYet, Stage::Closed, _) => {
            look.word("The work is over.", "Les travaux sont terminés.").into()
        }
        (Interruption::NotYet, _, Some(window)) => {
            let (from, to) = (at(window.start), at(window.end()));
            match look.locale {
                Locale::En => {
                    format!("The site is open. Maintenance is planned from {from} to {to}.")
                }
                Locale::Fr => {
                    format!("Le site est ouvert. Une maintenance est prévue de {from} à {to}.")
                }
            }
        }
        (Interruption::NotYet, _, None) => String::new(),
    }
}

fn on_hold(look: &Look<'_>) -> Option<Piece> {
    let hold = look.room.on_hold()?;
    let (since, reason) = (look.hour_minute(hold.from), hold.reason.to_string());
    Some(
        view! {
            <p class="warning">
                <strong>{look.word("On hold since ", "En suspens depuis ")} {since}</strong>
                " · " {reason}
            </p>
        }
        .whole(),
    )
}

/// The phase in which something is still to be done.
fn phase(look: &Look<'_>) -> Option<String> {
    let open = |phase: &&domain::room::Phase| {
        phase
            .steps
            .iter()
            .any(|id| look.room.steps.get(id).is_some_and(|step| !step.progress.is_settled()))
    };
    look.room.phases.iter().find(open).map(|phase| phase.title.to_string())
}

/// What is stuck: its name and since when. Why is for those who can do something about it.
fn problems(look: &Look<'_>) -> Option<Piece> {
    let stuck: Vec<Piece> = look
        .room
        .steps_in_order()
        .filter_map(|step| match &step.progress {
            Progress::Blocked { since, .. } | Progress::Failed { at: since, .. } => {
                let (title, since) = (step.plan.title.to_string(), since.micros().to_string());
                Some(
                    view! {
                        <li>
                            <strong>{title}</strong> " "
                            <span class="quiet">
                                {look.word("stuck for ", "bloqué depuis ")}
                                <span data-tick="since" data-at=since></span>
                            </span>
                        </li>
                    }
                    .whole(),
                )
            }
            Progress::Waiting
            | Progress::Running { .. }
            | Progress::Done { .. }
            | Progress::Skipped { .. } => None,
        })
        .collect();
    (!stuck.is_empty()).then(|| {
        view! {
            <div class="problems">
                <h3>{look.word("Known problems", "Problèmes connus")}</h3>
                <ul>{stuck}</ul>
            </div>
        }
        .whole()
    })
}

/// What changes in the next minutes, and when support hears more.
pub fn next(look: &Look<'_>) -> Piece {
    let forecast = look.forecast();
    let mut soon: Vec<(Timestamp, String)> = look
        .room
        .steps_in_order()
        .filter(|step| !step.progress.is_settled())
        .filter_map(|step| {
            let end = forecast.steps.get(&step.plan.id)?.end;
            let soon = end.seconds_since(look.now) <= AHEAD_SECONDS;
            soon.then(|| (end, step.plan.title.to_string()))
        })
        .collect();
    soon.sort();
    let lines: Vec<Piece> = soon
        .into_iter()
        .take(4)
        .map(|(at, title)| {
            let at = format!("~{}", look.hour_minute(at));
            view! { <li><time>{at}</time> " " {title}</li> }.whole()
        })
        .collect();
    let nothing = lines.is_empty().then(|| {
        view! { <p class="quiet">{look.word("Nothing in the next 15 minutes.", "Rien dans les 15 prochaines minutes.")}</p> }
    });
    view! {
        <section class="desk-part" aria-label=look.word("Next", "Ensuite")>
            <h2>{look.word("What changes next", "Ce qui change ensuite")}</h2>
            {nothing}
            <ul class="soon">{lines}</ul>
            {update(look)}
        </section>
    }
    .whole()
}

fn update(look: &Look<'_>) -> Option<Piece> {
    let cadence = look.room.word.cadences.0.get(&Audience::Support)?;
    let owner = look.room.people.get(&cadence.owner).map(|who| who.name.to_string());
    let due = cadence.due();
    let label = if cadence.is_overdue(look.now) {
        look.word("Your next update was due at ", "Votre prochain point était attendu à ")
    } else {
        look.word("Your next update comes by ", "Votre prochain point arrive avant ")
    };
    let late = cadence.is_overdue(look.now).to_string();
    Some(
        view! {
            <p class="next-update" data-late=late>{label} <time>{look.hour_minute(due)}</time> " · " {owner}</p>
        }
        .whole(),
    )
}
