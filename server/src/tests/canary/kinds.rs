//! Every kind of event there is, so that none is forgotten.

use domain::{
    Event,
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

macro_rules! kinds {
    ($($kind:ident)* $(; $family:ident $event:ident $($of:ident)* $(/ $sub:ident $subevent:ident $($ofsub:ident)*)*)*) => {
        pub const KINDS: &[&str] = &[
            $(stringify!($kind),)*
            $($(stringify!($of),)*)*
            $($($(concat!(stringify!($sub), stringify!($ofsub)),)*)*)*
        ];

        /// Does not compile without a new kind, nor does the test pass before it happens here.
        pub const fn kind_of(event: &Event) -> &'static str {
            match event {
                $(Event::$kind { .. } => stringify!($kind),)*
                $(Event::$family(event) => match *event {
                    $($event::$of { .. } => stringify!($of),)*
                    $($event::$sub(ref event) => match *event {
                        $($subevent::$ofsub { .. } => concat!(stringify!($sub), stringify!($ofsub)),)*
                    },)*
                },)*
                Event::Told(_) => "never stored",
            }
        }
    };
}

kinds! {
    RoomCreated RoomRemoved PersonJoined StageReached StepStarted StepFinished StepSkipped StepBlocked
    StepUnblocked StepFailed TickUndone TimeCorrected StepInserted StepReassigned RoleChanged
    PersonRevoked PersonRestored SessionsEnded HandoverProposed HandoverDeclined MessagePosted;
    Run RunEvent HoldBegan HoldEnded RemainingStated Edit Rehearsal
        / Abort AbortEvent Proposed Withdrawn Confirmed
        / Contingency ContingencyEvent Used
        / Gate GateEvent Answered ReadBack Decided
        / Debt DebtEvent Opened Paid HandedOver TakenBack Reopened NothingLeft;
    Watch WatchEvent Metric Proof Stop Entry Alert;
    Word WordEvent PageSwitched
        / Message MessageEvent AcknowledgementAsked Acknowledged Corrected Pinned Unpinned
        / Question QuestionEvent Asked Taken Answered
        / Card CardEvent Published Acknowledged
        / Cadence CadenceEvent Set Snoozed Stopped Updated
        / Notice NoticeEvent ReadersDescribed Opened Saved Clashed RivalDropped Asked Approved SentBack Published Withdrawn Dropped
        / Promise PromiseEvent Corrected AtRisk Kept
}
