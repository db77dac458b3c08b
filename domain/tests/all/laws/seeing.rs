//! What each role's view of the log can and cannot hold.

use super::{
    cases,
    play::{SECRET, plays, word::DRAFT},
};
use crate::story::room_id;
use domain::{Audience, Event, Recorded, Role, Room, audience::seen_by, evolve};
use proptest::prelude::*;
use std::sync::Arc;

/// Who reads instructions, written by hand.
const TECHNICAL: [Role; 2] = [Role::Lead, Role::Tech];

fn view(log: &[Recorded], role: Role) -> Vec<Recorded> {
    log.iter().filter_map(|recorded| seen_by(recorded, role)).collect()
}

/// Written by hand: lead and observers read every message, a team its own.
fn is_for(audience: Audience, role: Role) -> bool {
    match role {
        Role::Lead | Role::Observer => true,
        Role::Tech => [Audience::Everyone, Audience::Tech].contains(&audience),
        Role::Support => [Audience::Everyone, Audience::Support].contains(&audience),
        Role::Comms => [Audience::Everyone, Audience::Comms].contains(&audience),
    }
}

/// Who reads drafts, written by hand.
const READS_DRAFTS: [Role; 3] = [Role::Lead, Role::Comms, Role::Observer];

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn instructions_reach_tech_and_lead_only(play in plays()) {
        let (log, _) = play.run();
        for role in Role::ALL {
            let seen = view(&log, role);
            let room = Room::fold(room_id(), &seen);
            let text = serde_json::to_string(&(&seen, &room)).unwrap();
            prop_assert_eq!(text.contains(SECRET), TECHNICAL.contains(&role), "{:?}", role);
        }
    }

    #[test]
    fn a_message_reaches_its_audience_its_writer_and_nobody_else(play in plays()) {
        let (log, _) = play.run();
        for role in Role::ALL {
            let room = Room::fold(room_id(), &view(&log, role));
            let held: Vec<_> = room.feed.iter().map(|entry| entry.seq).collect();
            for recorded in &log {
                if let Event::MessagePosted { audience, .. } = recorded.event {
                    let meant = is_for(audience, role) || recorded.by.role() == Some(role);
                    let holds = held.contains(&recorded.seq);
                    prop_assert_eq!(holds, meant, "{:?}: {:?}", role, recorded);
                }
            }
        }
    }

    /// Whoever holds no right to drafts holds none, nor the word of one that never went out.
    #[test]
    fn drafts_reach_comms_lead_and_observers_only(play in plays()) {
        let (log, _) = play.run();
        let whole = Room::fold(room_id(), &log);
        for role in Role::ALL {
            let room = Room::fold(room_id(), &view(&log, role));
            let expected = if READS_DRAFTS.contains(&role) {
                whole.word.notices.clone()
            } else {
                let mut notices = whole.word.notices.clone();
                notices.papers.clear();
                notices
            };
            prop_assert_eq!(&room.word.notices, &expected, "{:?}", role);
            if !READS_DRAFTS.contains(&role) && whole.word.notices.published.is_empty() {
                let text = serde_json::to_string(&view(&log, role)).unwrap();
                prop_assert!(!text.contains(DRAFT), "{:?}", role);
            }
        }
    }

    /// Every role sees every step move: hiding never makes two people disagree about facts.
    #[test]
    fn a_view_differs_from_the_whole_in_instructions_and_messages_only(play in plays()) {
        let (log, _) = play.run();
        for role in Role::ALL {
            let mut seen = Room::empty(room_id());
            let mut whole = Room::empty(room_id());
            for recorded in &log {
                evolve(&mut whole, recorded);
                if let Some(recorded) = seen_by(recorded, role) {
                    evolve(&mut seen, &recorded);
                }
                let (seen, whole) = (without_details(&seen), without_details(&whole));
                prop_assert_eq!(seen, whole, "{:?} after {:?}", role, recorded);
            }
            prop_assert_eq!(seen, Room::fold(room_id(), &view(&log, role)));
        }
    }
}

/// The room without instructions, messages, what is only proposed, and the number of the last of them.
fn without_details(room: &Room) -> Room {
    let mut room = room.clone();
    room.seq = domain::Seq(0);
    // Drafts are for those who write notices, and for those who read everything inside.
    room.word.notices.papers.clear();
    // What becomes of messages reaches whoever may read them, and nobody else.
    (room.word.messages, room.word.questions) = Default::default();
    // A proposal is the leads'; the way back of a change holds instructions too.
    room.run.edits = Default::default();
    room.feed.retain(|entry| entry.event.step().is_some());
    room.feed.iter_mut().for_each(without_instructions);
    for entry in &mut room.watch.plan.entry_points {
        entry.way_in = None;
    }
    for step in room.steps.values_mut().map(Arc::make_mut) {
        step.plan.redact();
        step.history.iter_mut().for_each(without_instructions);
    }
    room
}

fn without_instructions(recorded: &mut Arc<Recorded>) {
    match &mut Arc::make_mut(recorded).event {
        Event::StepInserted { step, .. } => step.redact(),
        Event::Run(event) => event.redact(),
        _ => {}
    }
}
