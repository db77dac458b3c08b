//! The page of the plan, what it says while a form is filled in, and rehearsals.

use super::house::House;
use crate::execute::Order;
use axum::http::{StatusCode, header};
use domain::{Actor, Command, Key, Length, Role, RoomId, Stage, StepId};

fn drain(length: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("do", "run.edit.change.revise_step"),
        ("step", "drain"),
        ("to.title", "Connections to RDS fall to zero"),
        ("to.owner", "thierry"),
        ("to.start#moment", "2016-09-07T10:07"),
        ("to.length#length", length),
        ("to.after#entry", "maintenance-on"),
        ("to.lags#lag/maintenance-on", "1"),
        ("to.undo#undo", "2 min"),
    ]
}

#[tokio::test]
async fn the_plan_is_read_by_all_and_its_instructions_by_few() {
    let house = House::open().await;
    for role in Role::ALL {
        let cookie = house.sign_in(role, &format!("Somebody {}", role.slug())).await;
        let page = house.get("/rooms/aurora/plan?edit=drain", &cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("no proven way in"), "{}", role.slug());
        let technical = matches!(role, Role::Lead | Role::Tech);
        assert_eq!(page.body.contains("SHOW MASTER STATUS"), technical, "{}", role.slug());
        assert_eq!(page.body.contains("id=\"editor\""), role == Role::Lead, "{}", role.slug());
    }
}

#[tokio::test]
async fn a_form_is_told_what_would_be_wrong_and_nothing_happens() {
    let house = House::open().await;
    let lead = house.lead().await;
    let before = house.room().await.seq;
    let check = async |fields: &[(&str, &str)]| {
        let answer = house.form("/rooms/aurora/plan/check", &lead, fields).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.json()
    };
    let good = check(&drain("9 min")).await;
    assert_eq!(good["ok"], true, "{good}");
    assert!(good["says"].as_str().unwrap().contains("forecast end"), "{good}");
    assert_eq!(check(&drain("soon")).await["ok"], false);
    let mut circle = drain("9 min");
    circle.push(("to.after#entry", "smoke"));
    let said = check(&circle).await;
    assert_eq!(said["ok"], false);
    assert!(said["says"].as_str().unwrap().contains("→"), "{said}");
    assert_eq!(house.room().await.seq, before);
}

#[tokio::test]
async fn a_form_proposes_and_another_applies() {
    let house = House::open().await;
    let lead = house.lead().await;
    let proposed = house.form("/rooms/aurora/commands", &lead, &drain("9 min")).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    let page = house.get("/rooms/aurora/plan", &lead).await;
    assert!(page.body.contains("id=\"proposal\""));
    let applied = house.form("/rooms/aurora/commands", &lead, &[("do", "run.edit.apply")]).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.body);
    let room = house.room().await;
    let step = &room.steps[&StepId::parse("drain").unwrap()];
    assert_eq!(step.plan.length(), Length::from_minutes(9));
    assert_eq!(step.plan.lags[0].length, Length::from_minutes(1));
}

#[tokio::test]
async fn a_rehearsal_says_so_on_every_page_and_brings_its_lengths_home() {
    let house = House::open().await;
    let lead = house.lead().await;
    let made = house.form("/rooms/aurora/rehearsals", &lead, &[]).await;
    assert_eq!(made.header(header::LOCATION), "/rooms/aurora-rehearsal-1", "{}", made.body);
    for path in ["", "/plan", "/people"] {
        let page = house.get(&format!("/rooms/aurora-rehearsal-1{path}"), &lead).await;
        assert!(page.body.contains("rehearsal-band"), "{path}");
        let real = house.get(&format!("/rooms/aurora{path}"), &lead).await;
        assert!(!real.body.contains("rehearsal-band"), "{path}");
    }
    let room = RoomId::parse("aurora-rehearsal-1").unwrap();
    let mut number = 0;
    let mut does = async |command: Command| {
        number += 1;
        let key = Key::parse(&format!("r-{number}")).unwrap();
        let actor = Actor::Bascule;
        let order = Order { room: room.clone(), actor, key, expected: None, command };
        house.app.executor.execute(order).await.unwrap();
    };
    let step = || StepId::parse("monitoring").unwrap();
    does(Command::ReachStage { stage: Stage::Ready }).await;
    does(Command::ReachStage { stage: Stage::Live }).await;
    does(Command::StartStep { step: step(), anyway: None }).await;
    house.clock.advance(180);
    does(Command::FinishStep { step: step(), anyway: None }).await;
    does(Command::ReachStage { stage: Stage::Watching }).await;
    let close = [("stage", "closed")];
    let closed = house.form("/rooms/aurora-rehearsal-1/stage", &lead, &close).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    let origin = house.room().await;
    assert_eq!(domain::run::rehearsal::lengths_of(&origin, &step()), [Length::from_minutes(3)]);
    let page = house.get("/rooms/aurora/plan", &lead).await;
    assert!(page.body.contains("rehearsed 1×"), "the length is not on the plan");
}

/// The server falls after the rehearsal is closed and before its lengths are home.
#[tokio::test]
async fn a_rehearsal_that_was_closed_as_the_server_fell_is_recorded_at_the_next_start() {
    let house = House::open().await;
    let lead = house.lead().await;
    house.form("/rooms/aurora/rehearsals", &lead, &[]).await;
    let room = RoomId::parse("aurora-rehearsal-1").unwrap();
    let step = StepId::parse("monitoring").unwrap();
    let does = async |key: &str, command: Command| {
        let (key, actor) = (Key::parse(key).unwrap(), Actor::Bascule);
        let order = Order { room: room.clone(), actor, key, expected: None, command };
        house.app.executor.execute(order).await.unwrap();
    };
    does("ready", Command::ReachStage { stage: Stage::Ready }).await;
    does("live", Command::ReachStage { stage: Stage::Live }).await;
    does("start", Command::StartStep { step: step.clone(), anyway: None }).await;
    house.clock.advance(120);
    does("finish", Command::FinishStep { step: step.clone(), anyway: None }).await;
    does("watching", Command::ReachStage { stage: Stage::Watching }).await;
    // By the executor alone: nobody brings the lengths home, as when the process ends here.
    does("closed", Command::ReachStage { stage: Stage::Closed }).await;
    let lengths = async || domain::run::rehearsal::lengths_of(&*house.room().await, &step);
    assert!(lengths().await.is_empty());
    crate::rehearse::catch_up(&house.app).await.unwrap();
    assert_eq!(lengths().await, [Length::from_minutes(2)]);
    let seq = house.room().await.seq;
    crate::rehearse::catch_up(&house.app).await.unwrap();
    assert_eq!(house.room().await.seq, seq, "what is home is not brought again");
}

#[tokio::test]
async fn what_nobody_has_made_sure_of_is_named_and_an_owner_who_comes_in_is_not_missed_any_more() {
    let house = House::open().await;
    let lead = house.lead().await;
    let plan = async || house.get("/rooms/aurora/plan", &lead).await.body;
    let before = plan().await;
    for named in ["how this way in is blocked", "iOS app API", "nobody has joined", "Maxime (3)"] {
        assert!(before.contains(named), "{named} is not on the page");
    }
    house.sign_in(Role::Tech, "Maxime").await;
    assert!(!plan().await.contains("Maxime (3)"));
}

#[tokio::test]
async fn how_a_step_is_run_is_edited_by_its_form_and_lags_and_holds_come_from_the_file() {
    let house = House::open().await;
    let lead = house.lead().await;
    let room = house.room().await;
    let step = |id: &str| StepId::parse(id).unwrap();
    let crons_on = &room.steps[&step("crons-on")].plan;
    assert_eq!(crons_on.lags[0].length, Length::from_minutes(10));
    let hold = room.steps[&step("no-rollback")].plan.hold.as_ref().unwrap();
    assert_eq!(hold.length, Length::from_minutes(1));

    let mut form = drain("5 min");
    form.extend([
        ("to.run.point_of_no_return#flag", "no"),
        ("to.run.hold", "One more look"),
        ("to.run.hold_length#length", "2 min"),
        ("to.run.plan_b", "Block it"),
        ("to.run.plan_b_steps.0.title", "Close the port"),
        ("to.run.plan_b_steps.0.length#length", "90 s"),
        ("to.run.plan_b_steps.0.owner", "maxime"),
        ("to.run.plan_b_steps.0.rehearsed#flag", "on"),
        ("to.run.opens_debt", "The port is closed"),
    ]);
    let proposed = house.form("/rooms/aurora/commands", &lead, &form).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    house.form("/rooms/aurora/commands", &lead, &[("do", "run.edit.apply")]).await;
    let room = house.room().await;
    let plan = &room.steps[&step("drain")].plan;
    assert_eq!(plan.hold.as_ref().unwrap().length, Length::from_minutes(2));
    let plan_b = plan.run.contingency.as_ref().unwrap();
    assert_eq!((plan_b.seconds(), plan_b.steps[0].rehearsed), (90, true));
    assert!(plan.run.opens_debt.is_some() && plan.run.point_of_no_return.is_none());

    let mut half = drain("5 min");
    half.push(("to.run.hold", "One more look"));
    let said = house.form("/rooms/aurora/plan/check", &lead, &half).await.json();
    assert_eq!(said["ok"], false);
    assert!(said["says"].as_str().unwrap().contains("a name and a length"), "{said}");
}
