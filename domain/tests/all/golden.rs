//! One stored sample of every kind of event. They are never edited: what was once recorded stays
//! readable. A change of meaning gets a new version and a second sample.

use domain::{
    Event, Recorded,
    event::EVENT_VERSION,
    run::{
        RunEvent, abort::AbortEvent, contingency::ContingencyEvent, debt::DebtEvent,
        gate::GateEvent,
    },
    watch::WatchEvent,
    word::{
        WordEvent, cadence::CadenceEvent, card::CardEvent, message::MessageEvent,
        notice::NoticeEvent, promise::PromiseEvent, question::QuestionEvent,
    },
};
use serde_json::Value;

/// Names each kind once: the match does not compile without a new one, nor the line without its
/// file. A family's kinds stand behind its name, those of a part of it behind a `+`.
macro_rules! samples {
    ($($kind:ident = $file:literal;)* $(@ $family:ident $event:ident {
        $($of:ident = $its:literal;)* $(+ $part:ident $sub:ident { $($sort:ident = $own:literal;)* })*
    })*) => {
        pub const SAMPLES: &[(&str, &str)] = &[
            $(($file, include_str!(concat!("../golden/", $file, ".json"))),)*
            $($(($its, include_str!(concat!("../golden/", $its, ".json"))),)*)*
            $($($(($own, include_str!(concat!("../golden/", $own, ".json"))),)*)*)*
        ];

        pub const fn file_of(event: &Event) -> &'static str {
            match event {
                $(Event::$kind { .. } => $file,)*
                $(Event::$family(event) => match *event {
                    $($event::$of { .. } => $its,)*
                    $($event::$part(ref event) => match *event {
                        $($sub::$sort { .. } => $own,)*
                    },)*
                },)*
                Event::Told(_) => "never stored",
            }
        }
    };
}

samples! {
    RoomCreated = "room_created";
    RoomRemoved = "room_removed";
    PersonJoined = "person_joined";
    StageReached = "stage_reached";
    StepStarted = "step_started";
    StepFinished = "step_finished";
    StepSkipped = "step_skipped";
    StepBlocked = "step_blocked";
    StepUnblocked = "step_unblocked";
    StepFailed = "step_failed";
    TickUndone = "tick_undone";
    TimeCorrected = "time_corrected";
    StepInserted = "step_inserted";
    StepReassigned = "step_reassigned";
    RoleChanged = "role_changed";
    PersonRevoked = "person_revoked";
    PersonRestored = "person_restored";
    SessionsEnded = "sessions_ended";
    HandoverProposed = "handover_proposed";
    HandoverDeclined = "handover_declined";
    MessagePosted = "message_posted";
    @Run RunEvent {
        HoldBegan = "run_hold_began";
        HoldEnded = "run_hold_ended";
        RemainingStated = "run_remaining_stated";
        Edit = "run_edit";
        Rehearsal = "run_rehearsal";
        + Abort AbortEvent {
            Proposed = "run_abort_proposed";
            Withdrawn = "run_abort_withdrawn";
            Confirmed = "run_abort_confirmed";
        }
        + Contingency ContingencyEvent {
            Used = "run_contingency_used";
        }
        + Gate GateEvent {
            Answered = "run_gate_answered";
            ReadBack = "run_gate_read_back";
            Decided = "run_gate_decided";
        }
        + Debt DebtEvent {
            Opened = "run_debt_opened";
            Paid = "run_debt_paid";
            HandedOver = "run_debt_handed_over";
            TakenBack = "run_debt_taken_back";
            Reopened = "run_debt_reopened";
            NothingLeft = "run_debt_nothing_left";
        }
    }
    @Watch WatchEvent {
        Metric = "watch_metric";
        Proof = "watch_proof";
        Stop = "watch_stop";
        Entry = "watch_entry";
        Alert = "watch_alert";
    }
    @Word WordEvent {
        PageSwitched = "word_page_switched";
        + Message MessageEvent {
            AcknowledgementAsked = "word_message_acknowledgement_asked";
            Acknowledged = "word_message_acknowledged";
            Corrected = "word_message_corrected";
            Pinned = "word_message_pinned";
            Unpinned = "word_message_unpinned";
        }
        + Question QuestionEvent {
            Asked = "word_question_asked";
            Taken = "word_question_taken";
            Answered = "word_question_answered";
        }
        + Card CardEvent {
            Published = "word_card_published";
            Acknowledged = "word_card_acknowledged";
        }
        + Cadence CadenceEvent {
            Set = "word_cadence_set";
            Snoozed = "word_cadence_snoozed";
            Stopped = "word_cadence_stopped";
            Updated = "word_cadence_updated";
        }
        + Notice NoticeEvent {
            ReadersDescribed = "word_notice_readers_described";
            Opened = "word_notice_opened";
            Saved = "word_notice_saved";
            Clashed = "word_notice_clashed";
            RivalDropped = "word_notice_rival_dropped";
            Asked = "word_notice_asked";
            Approved = "word_notice_approved";
            SentBack = "word_notice_sent_back";
            Published = "word_notice_published";
            Withdrawn = "word_notice_withdrawn";
            Dropped = "word_notice_dropped";
        }
        + Promise PromiseEvent {
            Corrected = "word_promise_corrected";
            AtRisk = "word_promise_at_risk";
            Kept = "word_promise_kept";
        }
    }
}

fn load(text: &str) -> Recorded {
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_stored_event_loads_and_is_written_the_same() {
    for (file, text) in SAMPLES {
        let stored: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(load(text)).unwrap(), stored, "{file}.json");
    }
}

#[test]
fn every_sample_is_of_the_kind_it_is_named_after() {
    for (file, text) in SAMPLES {
        let recorded = load(text);
        assert_eq!(file_of(&recorded.event), *file);
        let mut written = serde_json::to_value(&recorded.event).unwrap();
        let mut name = *file;
        // A family's name stands before its kinds', and again before those of a family within.
        while let Some((family, rest)) = name.split_once('_')
            && let Some(inner) = written.get_mut(family)
        {
            written = inner.take();
            name = rest;
        }
        assert!(written.get(name).is_some(), "{file}");
    }
}

/// The samples are of this version; whoever raises it adds samples and keeps these.
#[test]
fn the_samples_are_of_the_version_that_is_written() {
    assert_eq!(EVENT_VERSION, 1);
}

#[test]
fn a_reason_that_was_not_needed_is_not_written_and_not_missed() {
    for file in ["step_started", "tick_undone", "role_changed"] {
        let text = SAMPLES.iter().find(|(name, _)| *name == file).unwrap().1;
        let mut stored: Value = serde_json::from_str(text).unwrap();
        let event = stored["event"][file].as_object_mut().unwrap();
        assert!(event.remove("anyway").or(event.remove("reason")).is_some());
        let recorded: Recorded = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(serde_json::to_value(recorded).unwrap(), stored);
    }
}

/// A later version may add a field; an older reader passes over it.
#[test]
fn an_event_with_a_field_of_tomorrow_still_loads() {
    let text = SAMPLES.iter().find(|(name, _)| *name == "step_finished").unwrap().1;
    let mut stored: Value = serde_json::from_str(text).unwrap();
    stored["event"]["step_finished"]["mood"] = "calm".into();
    assert_eq!(serde_json::from_value::<Recorded>(stored).unwrap(), load(text));
}
