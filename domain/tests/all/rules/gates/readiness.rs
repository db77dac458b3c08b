//! What nobody has made sure of, asked at the gate that users feel.

use super::{decided, go, no};
use crate::{
    language::{Scene, finish, given, reach},
    story::{create, draft, lead, plan, room_id, step, title},
};
use domain::{
    Actor, Command, Length, Room, RoomId, Stage,
    id::EntryId,
    plan::{StepDraft, WorkDraft},
    run::{
        Gap, Rehearsal, RehearsalCommand, Rehearsed, RunCommand,
        gate::{Against, GateRejection, Verdict, opens_the_interruption},
        readiness,
    },
    watch::{EntryKind, EntryPoint, Missing},
};

/// The plan of the story with a gate before everything, behind which users feel it. It asks nobody.
fn before_the_window(change: impl FnOnce(&mut domain::PlanDraft)) -> Scene {
    let mut plan = plan();
    let enter = StepDraft { work: WorkDraft::Gate, ..draft("enter", "sylvain-m", "10:06", 0, &[]) };
    plan.phases[0].steps.insert(0, enter);
    plan.phases[0].steps[1].after = vec![step("enter")];
    change(&mut plan);
    given(Room::empty(room_id()))
        .had(Actor::Bascule, create(plan))
        .had(lead(), reach(Stage::Ready))
        .had(lead(), reach(Stage::Live))
}

fn rehearsed(steps: &[&str]) -> Command {
    let lengths = steps.iter().map(|id| Rehearsed {
        step: step(id),
        length: Length::from_minutes(5),
        waited: Length::default(),
    });
    Command::Run(RunCommand::Rehearsal(RehearsalCommand::Record {
        rehearsal: RoomId::parse("r-1").unwrap(),
        lengths: lengths.collect(),
    }))
}

const ALL_WORK: [&str; 5] = ["drain", "replication", "dns", "smoke", "maintenance-off"];

#[test]
fn users_do_not_feel_it_without_a_reason_while_something_is_not_made_sure_of() {
    let scene = before_the_window(|plan| {
        let smoke = &mut plan.phases[1].steps[0];
        smoke.run.smoke_test = true;
        plan.watch.entry_points.push(app_without_a_block());
    });
    let scene = scene.had(Actor::Bascule, rehearsed(&["drain", "replication", "dns"]));
    let against = vec![
        Against::NoWayIn { step: step("smoke") },
        Against::EntryPoint { entry: EntryId::parse("ios").unwrap(), missing: Missing::Block },
        Against::EntryPoint { entry: EntryId::parse("ios").unwrap(), missing: Missing::Proof },
        Against::NotRehearsed { steps: vec![step("smoke"), step("maintenance-off")] },
    ];
    let refused = no(GateRejection::Against { step: step("enter"), against: against.clone() });
    go(&scene, None).then_rejected(refused.clone());
    // Its plain tick is a verdict too, although the gate asks nobody.
    scene.clone().when(lead(), finish("enter")).then_rejected(refused);
    let why = Some("the office tries by curl");
    let events = go(&scene, why).decided.unwrap();
    assert_eq!(events[0], decided(Verdict::Go, why, &against));
}

fn app_without_a_block() -> EntryPoint {
    EntryPoint {
        id: EntryId::parse("ios").unwrap(),
        title: title("iOS app API"),
        kind: EntryKind::Ios,
        block: None,
        way_in: None,
        owner: None,
        outside: None,
        inside: None,
        counted: None,
    }
}

#[test]
fn what_is_made_sure_of_needs_no_reason_and_how_it_is_undone_is_not_asked_there() {
    let scene = before_the_window(|_| ()).had(Actor::Bascule, rehearsed(&ALL_WORK));
    assert!(readiness(&scene.room).iter().any(|gap| matches!(gap, Gap::NoUndo { .. })));
    let room = go(&scene, None).then_room();
    assert_eq!(room.steps[&step("enter")].progress.slug(), "done");
}

#[test]
fn only_the_last_gate_before_the_interruption_asks_about_the_plan() {
    let scene = before_the_window(|plan| {
        let week_before = StepDraft {
            work: WorkDraft::Gate,
            ..draft("week-before", "sylvain-m", "10:00", 0, &[])
        };
        plan.phases[0].steps.insert(0, week_before);
        plan.phases[0].steps[1].after = vec![step("week-before")];
    });
    let opens = |id| opens_the_interruption(&scene.room, scene.step(id));
    assert!(opens("enter"));
    assert!(!opens("week-before"));
    assert!(!opens("drain"), "work is no gate");
}

#[test]
fn a_plan_that_names_no_interruption_is_asked_at_every_gate_before_its_window() {
    let scene = before_the_window(|plan| {
        plan.phases[0].steps[1].effect = None;
        let later = StepDraft {
            work: WorkDraft::Gate,
            ..draft("later", "sylvain-m", "10:30", 0, &["dns"])
        };
        plan.phases[0].steps.push(later);
    });
    let opens = |id| opens_the_interruption(&scene.room, scene.step(id));
    assert!(opens("enter"));
    assert!(!opens("later"));
}

#[test]
fn a_rehearsal_does_not_ask_for_rehearsals() {
    let scene = before_the_window(|plan| plan.rehearsal = Some(Rehearsal::default()));
    assert!(go(&scene, None).decided.is_ok());
}

#[test]
fn what_spoke_against_a_verdict_is_written_like_this() {
    let against = [
        Against::NoWayIn { step: step("smoke") },
        Against::EntryPoint { entry: EntryId::parse("ios").unwrap(), missing: Missing::Block },
        Against::NotRehearsed { steps: vec![step("smoke")] },
    ];
    let written = serde_json::json!([
        {"no_way_in": {"step": "smoke"}},
        {"entry_point": {"entry": "ios", "missing": "block"}},
        {"not_rehearsed": {"steps": ["smoke"]}},
    ]);
    assert_eq!(serde_json::to_value(&against).unwrap(), written);
    assert_eq!(serde_json::from_value::<Vec<Against>>(written).unwrap(), against);
}
