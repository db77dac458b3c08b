//! How what happens to debts changes the room.

use super::{Debt, DebtEvent, DebtId, Standing};
use crate::{event::Recorded, room::Room};

/// Folds one event into the room.
pub fn evolve(room: &mut Room, event: &DebtEvent, recorded: &Recorded) {
    match event {
        DebtEvent::Opened { debt, title, owner, due, step } => room.run.debts.all.push(Debt {
            id: *debt,
            title: title.clone(),
            owner: owner.clone(),
            step: step.clone(),
            due: *due,
            since: recorded.at,
            standing: Standing::Open,
        }),
        DebtEvent::Paid { debt, step, word } => {
            let (by, at) = (recorded.by.clone(), recorded.at);
            let (step, word) = (step.clone(), word.clone());
            becomes(room, *debt, Standing::Paid { at, by, step, word });
        }
        DebtEvent::HandedOver { debt, name, date } => {
            becomes(room, *debt, Standing::HandedOver { name: name.clone(), date: *date });
        }
        DebtEvent::TakenBack { debt, step: _ } => becomes(room, *debt, Standing::TakenBack),
        DebtEvent::Reopened { debt, step: _ } => becomes(room, *debt, Standing::Open),
        DebtEvent::NothingLeft { step } => {
            if !room.run.debts.nothing_left.contains(step) {
                room.run.debts.nothing_left.push(step.clone());
            }
        }
    }
}

fn becomes(room: &mut Room, debt: DebtId, standing: Standing) {
    if let Some(known) = room.run.debts.all.iter_mut().find(|known| known.id == debt) {
        known.standing = standing;
    }
}
