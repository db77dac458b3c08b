//! The rules of debts.

use super::{Day, Debt, DebtCommand, DebtEvent, DebtId, DebtRejection, Standing, asks_for_debt};
use crate::{
    command::Context,
    event::Event,
    id::{PersonId, StepId},
    person::{Actor, Role},
    rejection::Rejection,
    room::Room,
    run::RunEvent,
    step::Progress,
    text::Title,
    time::Zone,
};

/// The most debts a room can hold, settled ones included; more is not a list people read.
const DEBTS_MAX: usize = 500;

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about debts makes happen.
pub fn decide(room: &Room, command: DebtCommand, context: &Context) -> Decision {
    match command {
        DebtCommand::Open { title, owner, due, step } => {
            room.runs()?;
            let owner = match owner {
                Some(owner) => Some(somebody_who_acts(room, owner)?),
                None => myself(context),
            };
            if let Some(due) = due {
                not_over(room, due, context)?;
            }
            if room.run.debts.all.len() >= DEBTS_MAX {
                return Err(DebtRejection::TooMany { max: DEBTS_MAX }.into());
            }
            let debt = next(room, 0);
            happened(DebtEvent::Opened { debt, title, owner, due, step })
        }
        DebtCommand::Pay { debt, word } => {
            owed(room, debt)?;
            happened(DebtEvent::Paid { debt, step: None, word })
        }
        DebtCommand::HandOver { debt, name, date } => {
            owed(room, debt)?;
            not_over(room, date, context)?;
            happened(DebtEvent::HandedOver { debt, name, date })
        }
        DebtCommand::NothingLeft { step } => {
            let known = room.steps.get(&step);
            if known.is_some_and(|known| asks_for_debt(room, known)) {
                happened(DebtEvent::NothingLeft { step })
            } else {
                Err(DebtRejection::NotAsked { step }.into())
            }
        }
    }
}

/// What the end of a step does to debts: it opens its own, as planned, and pays others'. `opened`
/// is how many the same decision has opened before.
pub fn finished(room: &Room, step: &StepId, opened: usize) -> Vec<Event> {
    let Some(known) = room.steps.get(step) else { return Vec::new() };
    let (plan, all) = (&known.plan.run, &room.run.debts.all);
    let its_own = |debt: &&Debt| debt.step.as_ref() == Some(step) && debt.standing.is_owed();
    let mut events = Vec::new();
    if let Some(title) = &plan.opens_debt
        && !all.iter().filter(its_own).any(|debt| debt.title == *title)
        && all.len() + opened < DEBTS_MAX
    {
        let (debt, title) = (next(room, opened), title.clone());
        let (owner, step) = (Some(known.plan.owner.clone()), Some(step.clone()));
        events.push(of(DebtEvent::Opened { debt, title, owner, due: None, step }));
    }
    let left_by_those =
        |debt: &&Debt| debt.step.as_ref().is_some_and(|left_by| plan.pays_debt.contains(left_by));
    for debt in all.iter().filter(left_by_those).filter(|debt| debt.standing.is_owed()) {
        let (debt, step) = (debt.id, Some(step.clone()));
        events.push(of(DebtEvent::Paid { debt, step, word: None }));
    }
    events
}

/// What an undone tick does to debts: what it had opened is taken back, what it had paid is owed
/// again. A debt that somebody has settled since, or had opened by hand, stays.
pub fn undone(room: &Room, step: &StepId) -> Vec<Event> {
    let Some(known) = room.steps.get(step) else { return Vec::new() };
    if !matches!(known.progress, Progress::Done { .. }) {
        return Vec::new();
    }
    let planned: Option<&Title> = known.plan.run.opens_debt.as_ref();
    let mut events = Vec::new();
    for debt in &room.run.debts.all {
        let (id, by_the_tick) = (debt.id, debt.step.as_ref() == Some(step));
        match &debt.standing {
            Standing::Open if by_the_tick && planned == Some(&debt.title) => {
                events.push(of(DebtEvent::TakenBack { debt: id, step: step.clone() }));
            }
            Standing::Paid { step: Some(paid_by), .. } if paid_by == step => {
                events.push(of(DebtEvent::Reopened { debt: id, step: step.clone() }));
            }
            Standing::Open
            | Standing::Paid { .. }
            | Standing::HandedOver { .. }
            | Standing::TakenBack => {}
        }
    }
    events
}

/// Whether the room may close.
pub fn closes(room: &Room) -> Result<(), Rejection> {
    let titles: Vec<Title> = room.run.debts.open().map(|debt| debt.title.clone()).collect();
    if titles.is_empty() { Ok(()) } else { Err(DebtRejection::StillOpen { titles }.into()) }
}

fn owed(room: &Room, debt: DebtId) -> Result<(), Rejection> {
    let known = room.run.debts.get(debt).ok_or(DebtRejection::Unknown { debt })?;
    if known.standing.is_owed() {
        return Ok(());
    }
    Err(DebtRejection::Settled { debt, title: known.title.clone() }.into())
}

fn not_over(room: &Room, date: Day, context: &Context) -> Result<(), Rejection> {
    let zone = room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone());
    if date < Day::at(&zone, context.now) {
        return Err(DebtRejection::DayOver { date }.into());
    }
    Ok(())
}

/// Somebody who takes part and does more than read.
fn somebody_who_acts(room: &Room, person: PersonId) -> Result<PersonId, Rejection> {
    match room.part_of(&person) {
        None => Err(Rejection::UnknownPerson { person }),
        Some(known) if known.role == Role::Observer => Err(Rejection::OnlyObserves { person }),
        Some(_) => Ok(person),
    }
}

fn myself(context: &Context) -> Option<PersonId> {
    match &context.actor {
        Actor::Person(person) => Some(person.id.clone()),
        Actor::Bascule => None,
    }
}

fn next(room: &Room, opened: usize) -> DebtId {
    let last = room.run.debts.all.iter().map(|debt| debt.id.0).max().unwrap_or_default();
    DebtId(last.saturating_add(1).saturating_add(u32::try_from(opened).unwrap_or(u32::MAX)))
}

fn happened(event: DebtEvent) -> Decision {
    Ok(vec![of(event)])
}

const fn of(event: DebtEvent) -> Event {
    Event::Run(RunEvent::Debt(event))
}
