//! The people and the plan of the story: Wednesday 7 September 2016, Europe/Paris.

use domain::{
    Actor, Command, Length, Person, PersonId, PhaseId, PlanDraft, Role, Room, RoomId, Stage,
    StepId, Timestamp, Zone,
    plan::{Effect, PhaseDraft, StepDraft, Window, WorkDraft},
    text::{Instructions, PersonName, Title},
    time::OffsetFrom,
};

use crate::language::{given, reach};

/// The moment at which the wall showed `hh:mm` or `hh:mm:ss`.
pub fn clock(shown: &str) -> Timestamp {
    let midnight = 1_473_199_200; // 2016-09-07 00:00 in Paris, 2016-09-06 22:00 UTC
    let parts = shown.split(':').map(|part| part.parse::<i64>().unwrap());
    let seconds = parts.zip([3600, 60, 1]).map(|(part, unit)| part * unit).sum::<i64>();
    Timestamp::from_seconds(midnight + seconds)
}

pub fn step(id: &str) -> StepId {
    StepId::parse(id).unwrap()
}

pub fn phase(id: &str) -> PhaseId {
    PhaseId::parse(id).unwrap()
}

pub fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

pub fn room_id() -> RoomId {
    RoomId::parse("aurora").unwrap()
}

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub fn somebody(id: &str, name: &str, role: Role) -> Person {
    Person { id: person(id), name: PersonName::parse(name).unwrap(), role }
}

/// One person of each role, and a second one of tech.
pub fn roster() -> Vec<Person> {
    vec![
        somebody("sylvain-m", "Sylvain M", Role::Lead),
        somebody("thierry", "Thierry", Role::Tech),
        somebody("maxime", "Maxime", Role::Tech),
        somebody("alexandrine", "Alexandrine", Role::Support),
        somebody("celine", "Céline", Role::Comms),
        somebody("jerome", "Jérôme", Role::Observer),
    ]
}

/// The first of the roster who has this role.
pub fn one_of(role: Role) -> Person {
    roster().into_iter().find(|person| person.role == role).unwrap()
}

pub fn lead() -> Actor {
    Actor::Person(one_of(Role::Lead))
}

pub fn tech() -> Actor {
    Actor::Person(one_of(Role::Tech))
}

pub fn support() -> Actor {
    Actor::Person(one_of(Role::Support))
}

pub fn zone() -> Zone {
    let summer = OffsetFrom { from: Timestamp::from_seconds(1_459_040_400), seconds: 7200 };
    Zone { name: "Europe/Paris".into(), offsets: vec![summer] }
}

/// A step of the draft: id, owner, planned start, minutes, what it waits for.
pub fn draft(id: &str, owner: &str, start: &str, minutes: i64, after: &[&str]) -> StepDraft {
    StepDraft {
        id: step(id),
        title: title(id),
        owner: Some(person(owner)),
        work: WorkDraft::Task { seconds: minutes * 60 },
        start: clock(start),
        after: after.iter().map(|id| step(id)).collect(),
        instructions: None,
        effect: None,
        lags: Vec::new(),
        hold: None,
        run: Default::default(),
    }
}

/// The plan: a window of 30 minutes from 10:06, in which each step waits for the one before.
pub fn plan() -> PlanDraft {
    let drain = StepDraft {
        instructions: Some(Instructions::parse("`SHOW PROCESSLIST` on rds-1").unwrap()),
        effect: Some(Effect::InterruptionStarts),
        ..draft("drain", "thierry", "10:07", 5, &[])
    };
    let replication = draft("replication", "maxime", "10:12", 6, &["drain"]);
    let dns = draft("dns", "thierry", "10:18", 7, &["replication"]);
    let smoke = draft("smoke", "alexandrine", "10:25", 7, &["dns"]);
    let off = StepDraft {
        effect: Some(Effect::InterruptionEnds),
        ..draft("maintenance-off", "sylvain-m", "10:34", 2, &["smoke"])
    };
    let phases = [("cut", vec![drain, replication, dns]), ("open", vec![smoke, off])];
    PlanDraft {
        title: title("RDS to Aurora"),
        organisation: title("A marketplace for handmade goods"),
        window: Window { start: clock("10:06"), length: Length::from_minutes(30) },
        interruption: Length::from_minutes(10),
        people: roster(),
        phases: phases
            .into_iter()
            .map(|(id, steps)| PhaseDraft { id: phase(id), title: title(id), steps })
            .collect(),
        watch: Default::default(),
        rehearsal: None,
    }
}

pub fn create(plan: PlanDraft) -> Command {
    Command::CreateRoom { room: room_id(), plan: Box::new(plan), zone: zone() }
}

/// The room with its plan, still a draft.
pub fn room_drafted() -> Room {
    given(Room::empty(room_id())).had(Actor::Bascule, create(plan())).room
}

/// The room at 10:07, live, with nothing begun.
pub fn room_live() -> Room {
    given(room_drafted()).had(lead(), reach(Stage::Ready)).had(lead(), reach(Stage::Live)).room
}
