//! An unplanned step takes its place in a running plan.

use crate::{
    language::{Outcome, finish, given, reach, skip, start, started},
    story::{
        create, draft, lead, person, phase, plan, room_drafted, room_id, room_live, step, tech,
    },
};
use domain::{
    Actor, Command, Event, PlanFault, Progress, Rejection, Room, Stage,
    plan::{Effect, LINKS_MAX, STEPS_MAX, StepDraft, StepPlan, Work, WorkDraft},
    step::Origin,
    time::Length,
};

/// Puts a step first in the phase "cut"; nothing waits for it.
pub fn insert_block(step: StepDraft) -> Command {
    insert(step, None, &[])
}

fn insert(draft: StepDraft, below: Option<&str>, before: &[&str]) -> Command {
    Command::InsertStep {
        phase: phase("cut"),
        below: below.map(step),
        step: Box::new(draft),
        before: before.iter().map(|id| step(id)).collect(),
    }
}

/// The story's unplanned step: block RDS by its security group.
fn block_rds(after: &[&str]) -> StepDraft {
    draft("block-rds", "thierry", "10:16", 4, after)
}

fn inserting(command: Command) -> Outcome {
    given(room_live()).at("10:16").when(lead(), command)
}

fn refused(command: Command, faults: &[PlanFault]) {
    inserting(command).then_rejected(Rejection::BadPlan { faults: faults.to_vec() });
}

#[test]
fn an_unplanned_step_takes_its_place_and_others_wait_for_it() {
    let planned = StepPlan {
        id: step("block-rds"),
        title: block_rds(&[]).title,
        owner: person("thierry"),
        work: Work::Task { length: Length::from_minutes(4) },
        start: block_rds(&[]).start,
        after: vec![],
        instructions: None,
        effect: None,
        lags: Vec::new(),
        hold: None,
        run: Default::default(),
    };
    let (below, before) = (Some(step("drain")), vec![step("replication")]);
    let event = Event::StepInserted { phase: phase("cut"), below, step: Box::new(planned), before };
    let command = insert(block_rds(&[]), Some("drain"), &["replication"]);
    let scene = inserting(command).then_events([event]).then();
    let order: Vec<_> = scene.room.phases[0].steps.iter().map(|id| id.as_str()).collect();
    assert_eq!(order, ["drain", "block-rds", "replication", "dns"]);
    assert_eq!(scene.step("block-rds").origin, Origin::Unplanned);
    assert_eq!(scene.step("block-rds").progress, Progress::Waiting);
    let waits_for = scene.room.waits_for(scene.step("replication"));
    assert_eq!(waits_for, [step("drain"), step("block-rds")]);
    scene.when(tech(), start("block-rds")).then_events([started("block-rds")]);
}

#[test]
fn without_a_step_above_it_comes_first_in_its_phase() {
    let scene = inserting(insert(block_rds(&[]), None, &[])).then();
    assert_eq!(scene.room.phases[0].steps[0], step("block-rds"));
}

#[test]
fn a_place_that_does_not_exist_is_refused() {
    let unknown = |id: &str| Rejection::UnknownStep { step: step(id) };
    inserting(insert(block_rds(&[]), Some("nope"), &[])).then_rejected(unknown("nope"));
    inserting(insert(block_rds(&[]), Some("smoke"), &[])).then_rejected(unknown("smoke"));
    inserting(insert(block_rds(&[]), None, &["nope"])).then_rejected(unknown("nope"));
    let command = Command::InsertStep {
        phase: phase("nope"),
        below: None,
        step: Box::new(block_rds(&[])),
        before: vec![],
    };
    inserting(command).then_rejected(Rejection::UnknownPhase { phase: phase("nope") });
}

#[test]
fn a_circle_is_refused_and_named_in_order() {
    let steps = ["block-rds", "dns", "replication"].map(step).to_vec();
    let named = PlanFault::Cycle { steps: steps.clone() };
    refused(insert(block_rds(&["dns"]), None, &["replication"]), std::slice::from_ref(&named));
    assert_eq!(
        named.to_string(),
        "steps wait for each other in a circle: block-rds → dns → replication → block-rds"
    );
    let itself = PlanFault::Cycle { steps: vec![step("block-rds")] };
    refused(insert(block_rds(&["block-rds"]), None, &[]), &[itself]);
}

#[test]
fn an_id_in_use_an_unknown_step_a_bad_length_and_an_unknown_owner_are_all_named() {
    let bad = StepDraft {
        owner: Some(person("nobody")),
        work: WorkDraft::Task { seconds: 0 },
        ..draft("dns", "thierry", "10:16", 4, &["nope"])
    };
    let dns = step("dns");
    refused(
        insert(bad, None, &[]),
        &[
            PlanFault::DuplicateStep { step: dns.clone() },
            PlanFault::UnknownDependency { step: dns.clone(), after: step("nope") },
            PlanFault::BadLength { step: dns.clone(), seconds: 0 },
            PlanFault::UnknownOwner { step: dns, owner: person("nobody") },
        ],
    );
}

#[test]
fn what_has_begun_or_is_over_cannot_wait_for_a_new_step() {
    let live = given(room_live()).at("10:16");
    let running = live.clone().had(tech(), start("drain"));
    let done = live.clone().had(tech(), finish("drain"));
    let skipped = live.had(lead(), skip("drain", "x"));
    for scene in [running, done, skipped] {
        let no = Rejection::AlreadyBegun { step: step("drain") };
        scene.when(lead(), insert(block_rds(&[]), None, &["drain"])).then_rejected(no);
    }
}

#[test]
fn nothing_is_inserted_before_the_room_is_live() {
    let no = Rejection::RoomNotLive { stage: Stage::Draft };
    given(room_drafted()).when(lead(), insert(block_rds(&[]), None, &[])).then_rejected(no);
}

/// Or the end of the interruption, and with it the forecast, would jump to another step.
#[test]
fn an_unplanned_step_cannot_take_over_the_start_or_end_of_the_interruption() {
    for (effect, first) in
        [(Effect::InterruptionStarts, "drain"), (Effect::InterruptionEnds, "maintenance-off")]
    {
        let bad = StepDraft { effect: Some(effect), ..block_rds(&[]) };
        let (first, second) = (step(first), step("block-rds"));
        refused(insert(bad, None, &[]), &[PlanFault::TwoEffects { first, second }]);
    }
}

#[test]
fn an_observer_cannot_own_an_unplanned_step() {
    let command = insert(draft("block-rds", "jerome", "10:16", 4, &[]), None, &[]);
    inserting(command).then_rejected(Rejection::OnlyObserves { person: person("jerome") });
}

#[test]
fn a_step_named_twice_is_waited_for_once() {
    let command = insert(block_rds(&["drain", "drain"]), None, &["dns", "dns"]);
    let scene = inserting(command).then();
    assert_eq!(scene.room.waits_for(scene.step("block-rds")), [step("drain")]);
    let waits_for = scene.room.waits_for(scene.step("dns"));
    assert_eq!(waits_for, [step("replication"), step("block-rds")]);
}

#[test]
fn a_plan_does_not_outgrow_its_links_by_an_unplanned_step() {
    let many = vec!["drain"; LINKS_MAX];
    refused(insert(block_rds(&many), None, &[]), &[PlanFault::TooLarge]);
}

#[test]
fn a_plan_does_not_outgrow_its_steps_by_an_unplanned_step() {
    let mut full = plan();
    let spare = |n: usize| draft(&format!("s-{n}"), "thierry", "10:07", 1, &[]);
    full.phases[0].steps.extend((5..STEPS_MAX).map(spare));
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(full));
    let scene = scene.had(lead(), reach(Stage::Ready)).had(lead(), reach(Stage::Live));
    assert_eq!(scene.room.steps.len(), STEPS_MAX);
    let no = Rejection::BadPlan { faults: vec![PlanFault::TooLarge] };
    scene.when(lead(), insert(block_rds(&[]), None, &[])).then_rejected(no);
}
