//! Gates: who is asked, what each team believes, and what the lead decides.

mod readiness;

use crate::{
    language::{
        Outcome, Scene, finish, finish_anyway, finished, given, reach, reason, skip, start_anyway,
        undo, undo_because,
    },
    story::{clock, create, draft, lead, one_of, person, plan, room_id, step, tech, title},
};
use domain::{
    Actor, Command, Event, Length, Rejection, Role, Room, Stage,
    event::BackTo,
    plan::{StepDraft, WorkDraft},
    rights::Action,
    run::{
        RunCommand, RunEvent, RunRejection,
        gate::{
            Against, Answer, Belief, GateCommand, GateEvent, GatePlan, GateRejection, Seat, Verdict,
        },
    },
};

fn gate_plan() -> GatePlan {
    GatePlan {
        question: Some(title("Do we close the site now?")),
        poll: vec![Seat::Team(Role::Tech), Seat::Team(Role::Comms)],
        read_back: vec![Belief::Start, Belief::Length],
    }
}

/// The plan of the story with a gate between the replication and the rest.
fn at_the_gate(gate: GatePlan) -> Scene {
    let mut plan = plan();
    let mut enter = StepDraft {
        work: WorkDraft::Gate,
        ..draft("enter", "sylvain-m", "10:18", 0, &["replication"])
    };
    enter.run.gate = gate;
    plan.phases[0].steps.insert(2, enter);
    plan.phases[0].steps[3].after = vec![step("enter")];
    given(Room::empty(room_id()))
        .had(Actor::Bascule, create(plan))
        .had(lead(), reach(Stage::Ready))
        .had(lead(), reach(Stage::Live))
}

/// With what the gate waits for done.
fn ready(gate: GatePlan) -> Scene {
    at_the_gate(gate).had(lead(), finish("drain")).had(lead(), finish("replication"))
}

fn comms() -> Actor {
    Actor::Person(one_of(Role::Comms))
}

fn answer(answer: Answer) -> Command {
    let (step, word) = (step("enter"), None);
    Command::Run(RunCommand::Gate(GateCommand::Answer { step, answer, word }))
}

fn read_back(team: Role, start: &str, minutes: u32) -> Command {
    Command::Run(RunCommand::Gate(GateCommand::ReadBack {
        step: step("enter"),
        team,
        start: Some(clock(start)),
        length: Some(Length::from_minutes(minutes)),
        will_not_work: None,
    }))
}

fn decide(verdict: Verdict, why: Option<&str>) -> Command {
    let (step, reason) = (step("enter"), why.map(reason));
    Command::Run(RunCommand::Gate(GateCommand::Decide { step, verdict, reason }))
}

fn decided(verdict: Verdict, why: Option<&str>, against: &[Against]) -> Event {
    let (step, reason, against) = (step("enter"), why.map(reason), against.to_vec());
    Event::Run(RunEvent::Gate(GateEvent::Decided { step, verdict, reason, against }))
}

fn no(rejection: GateRejection) -> Rejection {
    Rejection::Run(RunRejection::Gate(rejection))
}

/// Everybody says go and believes what the plan says.
fn all_go() -> Scene {
    ready(gate_plan())
        .had(tech(), answer(Answer::Go))
        .had(comms(), answer(Answer::Go))
        .had(tech(), read_back(Role::Tech, "10:06", 30))
        .had(comms(), read_back(Role::Comms, "10:06", 30))
}

fn go(scene: &Scene, why: Option<&str>) -> Outcome {
    scene.clone().when(lead(), decide(Verdict::Go, why))
}

#[test]
fn when_nothing_is_against_it_go_needs_no_word_and_ends_the_gate() {
    let went = decided(Verdict::Go, None, &[]);
    let started = Event::StepStarted { step: step("enter"), anyway: None };
    let room = go(&all_go(), None).then_events([went, started, finished("enter")]).then_room();
    assert_eq!(room.steps[&step("enter")].progress.slug(), "done");
}

#[test]
fn a_silence_a_no_go_and_a_read_back_that_is_missing_each_need_a_reason() {
    let silent = [
        Against::Silent { seat: Seat::Team(Role::Tech) },
        Against::Said { seat: Seat::Team(Role::Comms), answer: Answer::NotYet },
        Against::NotReadBack { team: Role::Tech },
        Against::NotReadBack { team: Role::Comms },
    ];
    let scene = ready(gate_plan()).had(comms(), answer(Answer::NotYet));
    let against = silent.to_vec();
    go(&scene, None).then_rejected(no(GateRejection::Against { step: step("enter"), against }));
    let events = go(&scene, Some("they are on the phone")).decided.unwrap();
    assert_eq!(events[0], decided(Verdict::Go, Some("they are on the phone"), &silent));
}

#[test]
fn a_step_that_is_not_done_is_against_it_and_named_in_the_log() {
    let scene = at_the_gate(GatePlan::default()).had(lead(), finish("drain"));
    let open = Against::EntryOpen { step: step("replication") };
    let against = vec![open.clone()];
    go(&scene, None).then_rejected(no(GateRejection::Against { step: step("enter"), against }));
    let why = "it is as good as done";
    let events = go(&scene, Some(why)).decided.unwrap();
    let started = Event::StepStarted { step: step("enter"), anyway: Some(reason(why)) };
    assert_eq!(events, [decided(Verdict::Go, Some(why), &[open]), started, finished("enter")]);
}

#[test]
fn comms_believes_10_minutes_and_that_blocks_the_gate_until_they_read_it_back_again() {
    let scene = all_go().had(comms(), read_back(Role::Comms, "10:06", 10));
    let against = vec![Against::Differs { team: Role::Comms, belief: Belief::Length }];
    let refused = no(GateRejection::Against { step: step("enter"), against: against.clone() });
    go(&scene, None).then_rejected(refused);
    let overruled = go(&scene, Some("the banner is changed already")).decided.unwrap();
    assert_eq!(
        overruled[0],
        decided(Verdict::Go, Some("the banner is changed already"), &against),
        "the lead may overrule it, and the log says what"
    );
    let settled = scene.had(comms(), read_back(Role::Comms, "10:06", 30));
    assert!(go(&settled, None).decided.is_ok());
}

#[test]
fn a_start_is_compared_by_the_minute() {
    let scene = all_go().had(comms(), read_back(Role::Comms, "10:06:40", 30));
    assert!(go(&scene, None).decided.is_ok());
    let scene = scene.had(comms(), read_back(Role::Comms, "10:07", 30));
    let against = vec![Against::Differs { team: Role::Comms, belief: Belief::Start }];
    go(&scene, None).then_rejected(no(GateRejection::Against { step: step("enter"), against }));
}

#[test]
fn a_later_answer_supersedes_and_the_history_of_the_step_keeps_both() {
    let scene =
        ready(gate_plan()).had(comms(), answer(Answer::NoGo)).had(comms(), answer(Answer::Go));
    let gate = &scene.room.run.gates[&step("enter")];
    assert_eq!(gate.answers.len(), 1);
    assert_eq!(gate.answer_of(&Seat::Team(Role::Comms)).unwrap().answer, Answer::Go);
    assert_eq!(scene.step("enter").history.len(), 2);
}

#[test]
fn only_those_who_are_asked_answer() {
    let of_support = Actor::Person(one_of(Role::Support));
    ready(gate_plan())
        .when(of_support.clone(), answer(Answer::Go))
        .then_rejected(no(GateRejection::NotAsked { step: step("enter") }));
    let (action, role) = (Action::AnswerGate, Role::Lead);
    ready(gate_plan())
        .when(lead(), answer(Answer::Go))
        .then_rejected(Rejection::NotAllowed { action, role });
    let team = Role::Comms;
    ready(gate_plan())
        .when(tech(), read_back(team, "10:06", 30))
        .then_rejected(no(GateRejection::NotOfTeam { step: step("enter"), team }));
    ready(gate_plan())
        .when(of_support, read_back(Role::Support, "10:06", 30))
        .then_no("not_of_team");
    ready(GatePlan::default())
        .when(tech(), read_back(Role::Tech, "10:06", 30))
        .then_no("not_of_team");
}

#[test]
fn a_person_who_is_named_answers_for_themselves_and_not_for_their_team() {
    let seat = Seat::Person(person("maxime"));
    let poll = vec![Seat::Team(Role::Tech), seat.clone()];
    let plan = GatePlan { poll, read_back: Vec::new(), ..gate_plan() };
    let maxime = Actor::Person(crate::story::roster().remove(2));
    let scene = ready(plan).had(maxime, answer(Answer::Go));
    let gate = &scene.room.run.gates[&step("enter")];
    assert_eq!(gate.answers[0].seat, seat);
    let against = vec![Against::Silent { seat: Seat::Team(Role::Tech) }];
    go(&scene, None).then_rejected(no(GateRejection::Against { step: step("enter"), against }));
}

#[test]
fn what_is_asked_must_be_typed() {
    let command = GateCommand::ReadBack {
        step: step("enter"),
        team: Role::Comms,
        start: Some(clock("10:06")),
        length: None,
        will_not_work: None,
    };
    let missing = Belief::Length;
    ready(gate_plan())
        .when(comms(), Command::Run(RunCommand::Gate(command)))
        .then_rejected(no(GateRejection::Incomplete { step: step("enter"), missing }));
}

#[test]
fn no_go_and_hold_always_carry_a_word() {
    for verdict in [Verdict::NoGo, Verdict::Hold] {
        all_go()
            .when(lead(), decide(verdict, None))
            .then_rejected(no(GateRejection::WordNeeded { step: step("enter"), verdict }));
    }
    let why = Some("replication is behind");
    let room = all_go()
        .when(lead(), decide(Verdict::NoGo, why))
        .then_events([decided(Verdict::NoGo, why, &[])])
        .then_room();
    assert!(room.on_hold().is_none());
    assert_eq!(room.steps[&step("enter")].progress.slug(), "waiting");
}

#[test]
fn hold_begins_a_hold_and_the_go_after_it_ends_it() {
    let why = Some("waiting for the provider");
    let held =
        Event::Run(RunEvent::HoldBegan { reason: reason("waiting for the provider"), until: None });
    let scene = all_go()
        .when(lead(), decide(Verdict::Hold, why))
        .then_events([decided(Verdict::Hold, why, &[]), held])
        .then();
    assert!(scene.room.on_hold().is_some());
    let room = go(&scene, None).then_room();
    assert!(room.on_hold().is_none());
    assert_eq!(room.steps[&step("enter")].progress.slug(), "done");
}

#[test]
fn a_hold_that_began_elsewhere_is_not_ended_by_a_go() {
    let why = reason("a word with the provider");
    let hold = Command::Run(RunCommand::BeginHold { reason: why });
    let scene = all_go().had(lead(), hold);
    assert!(go(&scene, None).then_room().on_hold().is_some());
}

#[test]
fn a_verdict_is_superseded_and_never_taken_back() {
    let passed = go(&all_go(), None).then();
    let stands = no(GateRejection::VerdictStands { step: step("enter") });
    passed.clone().when(lead(), undo("enter")).then_rejected(stands.clone());
    passed.clone().when(lead(), undo_because("enter", "too early")).then_rejected(stands);
    let why = Some("comms calls: not yet");
    let undone = Event::TickUndone {
        step: step("enter"),
        back_to: BackTo::Waiting,
        reason: Some(reason("comms calls: not yet")),
    };
    let room = passed
        .clone()
        .when(lead(), decide(Verdict::NoGo, why))
        .then_events([undone, decided(Verdict::NoGo, why, &[])])
        .then_room();
    let verdicts = &room.run.gates[&step("enter")].verdicts;
    assert_eq!(verdicts.len(), 2, "both are kept");
    // Behind a gate that was passed somebody has begun: too late to close it.
    passed
        .had(lead(), finish("dns"))
        .when(lead(), decide(Verdict::NoGo, why))
        .then_no("begun_since");
}

#[test]
fn the_plain_tick_of_a_gate_that_asks_is_a_go_of_the_lead() {
    let went = decided(Verdict::Go, None, &[]);
    let started = Event::StepStarted { step: step("enter"), anyway: None };
    all_go().when(lead(), finish("enter")).then_events([went, started, finished("enter")]);
    let scene = all_go().had(comms(), answer(Answer::NotYet));
    scene.clone().when(lead(), finish("enter")).then_no("against");
    let events = scene.when(lead(), finish_anyway("enter", "now")).decided.unwrap();
    let against = Against::Said { seat: Seat::Team(Role::Comms), answer: Answer::NotYet };
    assert_eq!(events[0], decided(Verdict::Go, Some("now"), &[against]));
}

#[test]
fn a_team_that_owns_a_gate_does_not_decide_at_it() {
    let scene = all_go().had(lead(), crate::language::reassign("enter", "thierry"));
    let (action, role) = (Action::DecideGate, Role::Tech);
    scene.when(tech(), finish("enter")).then_rejected(Rejection::NotAllowed { action, role });
}

#[test]
fn a_gate_that_asks_nobody_is_ticked_as_before() {
    ready(GatePlan::default())
        .when(lead(), finish("enter"))
        .then_events([Event::StepStarted { step: step("enter"), anyway: None }, finished("enter")]);
}

#[test]
fn work_is_no_gate_and_what_is_settled_is_not_asked_again() {
    let command = GateCommand::Decide { step: step("drain"), verdict: Verdict::Go, reason: None };
    ready(gate_plan()).when(lead(), Command::Run(RunCommand::Gate(command))).then_no("not_a_gate");
    let passed = go(&all_go(), None).then();
    passed.clone().when(comms(), answer(Answer::NoGo)).then_no("already_there");
    passed.clone().when(comms(), read_back(Role::Comms, "10:06", 10)).then_no("already_there");
    go(&passed, None).then_no("already_there");
    let skipped = ready(gate_plan()).had(lead(), skip("enter", "decided on the phone"));
    skipped.when(lead(), decide(Verdict::NoGo, Some("no"))).then_no("already_there");
}

#[test]
fn a_gate_that_was_begun_before_its_turn_is_still_decided() {
    let scene = at_the_gate(gate_plan()).had(lead(), start_anyway("enter", "we begin to ask"));
    let room = go(&scene, Some("all said yes aloud")).then_room();
    assert_eq!(room.steps[&step("enter")].progress.slug(), "done");
}
