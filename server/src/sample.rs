//! A small room for tests: its plan, its people, and a log in which every kind of reader sees
//! something else.

mod desk;

use domain::{
    Actor, Audience, Command, Event, Length, Person, PersonId, PhaseId, PlanDraft, Recorded, Role,
    RoomId, Seq, StepId, Timestamp, Zone,
    event::MessageKind,
    plan::{PhaseDraft, StepDraft, Window, WorkDraft},
    room::Stage,
    text::{Instructions, MessageText, PersonName, Title},
};

pub use desk::{Desk, within};

/// 2016-09-07 08:00 UTC: ten o'clock in Paris.
pub const TEN: Timestamp = Timestamp::from_seconds(1_473_235_200);

pub fn room_id() -> RoomId {
    RoomId::parse("aurora").unwrap()
}

pub fn step_id(number: usize) -> StepId {
    StepId::parse(&format!("step-{number}")).unwrap()
}

pub fn person(role: Role) -> Person {
    let name = PersonName::parse(role.slug()).unwrap();
    Person { id: PersonId::parse(role.slug()).unwrap(), name, role }
}

pub fn actor(role: Role) -> Actor {
    Actor::Person(person(role))
}

/// A plan of so many steps that wait for nothing, each with instructions only tech may read.
pub fn plan(steps: usize) -> PlanDraft {
    let step = |number| StepDraft {
        id: step_id(number),
        title: Title::parse(&format!("Step {number}")).unwrap(),
        owner: Some(person(Role::Tech).id),
        work: WorkDraft::Task { seconds: 60 },
        start: TEN,
        after: Vec::new(),
        instructions: Some(Instructions::parse("ssh rds-1.internal").unwrap()),
        effect: None,
        lags: Vec::new(),
        hold: None,
        run: Default::default(),
    };
    PlanDraft {
        title: Title::parse("RDS to Aurora").unwrap(),
        organisation: Title::parse("The marketplace").unwrap(),
        window: Window { start: TEN, length: Length::from_minutes(30) },
        interruption: Length::from_minutes(10),
        people: Role::ALL.map(person).to_vec(),
        phases: vec![PhaseDraft {
            id: PhaseId::parse("move").unwrap(),
            title: Title::parse("Move").unwrap(),
            steps: (1..=steps).map(step).collect(),
        }],
        watch: Default::default(),
        rehearsal: None,
    }
}

pub fn create(steps: usize) -> Command {
    Command::CreateRoom { room: room_id(), plan: Box::new(plan(steps)), zone: Zone::utc() }
}

pub fn post(audience: Audience, text: &str) -> Command {
    let text = MessageText::parse(text).unwrap();
    Command::PostMessage { message: MessageKind::Note, audience, text, asks: Vec::new() }
}

/// A number as a text to write.
pub fn number(number: usize) -> &'static str {
    ["zero", "one", "two", "three", "many"][number.min(4)]
}

pub fn recorded(seq: u64, by: Actor, event: Event) -> Recorded {
    let at = Timestamp::from_micros(TEN.micros() + i64::try_from(seq).unwrap());
    Recorded { seq: Seq(seq), at, by, event }
}

pub fn message(seq: u64, audience: Audience) -> Recorded {
    let text = MessageText::parse(&format!("Message {seq}")).unwrap();
    let event = Event::MessagePosted { message: MessageKind::Note, audience, text };
    recorded(seq, actor(Role::Lead), event)
}

/// Created, live, three steps of work, and messages to some only.
pub fn log() -> Vec<Recorded> {
    let plan = Box::new(plan(3).validate().unwrap());
    let created = Event::RoomCreated { room: room_id(), plan, zone: Zone::utc() };
    let started = |step| Event::StepStarted { step: step_id(step), anyway: None };
    let finished = |step| Event::StepFinished { step: step_id(step) };
    vec![
        recorded(1, Actor::Bascule, created),
        recorded(2, actor(Role::Lead), Event::StageReached { stage: Stage::Ready }),
        recorded(3, actor(Role::Lead), Event::StageReached { stage: Stage::Live }),
        message(4, Audience::Support),
        recorded(5, actor(Role::Tech), started(1)),
        message(6, Audience::Tech),
        recorded(7, actor(Role::Tech), finished(1)),
        message(8, Audience::Comms),
        recorded(9, actor(Role::Tech), started(2)),
        message(10, Audience::Lead),
    ]
}
