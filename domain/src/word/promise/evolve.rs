//! How events about promises change the notices.

use super::{AtRisk, Correction, PromiseEvent};
use crate::{event::Recorded, word::notice::Notices};

/// Folds one event into the notices.
pub fn evolve(notices: &mut Notices, event: &PromiseEvent, recorded: &Recorded) {
    match event {
        PromiseEvent::Corrected { notice, published: _, correction } => {
            if let Some(paper) = notices.papers.get_mut(notice) {
                correct(&mut paper.corrections, correction);
            }
            if let Some(published) = notices.published.get_mut(notice) {
                correct(&mut published.corrections, correction);
            }
        }
        PromiseEvent::AtRisk { notice, promised, expected, say_by, draft } => {
            if let Some(published) = notices.published.get_mut(notice) {
                let since = recorded.at;
                let (promised, expected, say_by, draft) = (*promised, *expected, *say_by, *draft);
                published.at_risk = Some(AtRisk { since, promised, expected, say_by, draft });
            }
        }
        PromiseEvent::Kept { notice } => {
            if let Some(published) = notices.published.get_mut(notice) {
                published.at_risk = None;
            }
        }
    }
}

fn correct(all: &mut Vec<Correction>, new: &Correction) {
    all.retain(|known| known.language != new.language || known.phrase != new.phrase);
    all.push(new.clone());
}
