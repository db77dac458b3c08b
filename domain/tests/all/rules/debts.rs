//! Debts: what steps and people leave to be undone, and what keeps a room from closing.

use crate::{
    language::{Scene, finish, finished, given, reach, undo},
    rules::insertion::insert_block,
    story::{clock, create, draft, lead, person, plan, room_id, step, tech, title},
};
use domain::{
    Actor, Command, Event, Rejection, Room, Stage,
    run::{
        RunCommand, RunEvent, RunRejection,
        debt::{Day, DebtCommand, DebtEvent, DebtId, DebtRejection, Standing, asks_for_debt},
    },
    text::PersonName,
};

/// The story, in which draining leaves the crons off and the end switches them on again.
fn live() -> Scene {
    let mut plan = plan();
    plan.phases[0].steps[0].run.opens_debt = Some(title("crons are off"));
    plan.phases[1].steps[1].run.pays_debt = vec![step("drain")];
    plan.phases[1].steps[1].after = Vec::new();
    given(Room::empty(room_id()))
        .had(Actor::Bascule, create(plan))
        .had(lead(), reach(Stage::Ready))
        .had(lead(), reach(Stage::Live))
}

fn debt(command: DebtCommand) -> Command {
    Command::Run(RunCommand::Debt(command))
}

fn of(event: DebtEvent) -> Event {
    Event::Run(RunEvent::Debt(event))
}

fn no(rejection: DebtRejection) -> Rejection {
    Rejection::Run(RunRejection::Debt(rejection))
}

fn open(what: &str) -> Command {
    debt(DebtCommand::Open { title: title(what), owner: None, due: None, step: None })
}

fn pay(number: u32) -> Command {
    debt(DebtCommand::Pay { debt: DebtId(number), word: None })
}

fn hand_over(number: u32, date: &str) -> Command {
    let (name, date) = (PersonName::parse("Sylvain A").unwrap(), Day::parse(date).unwrap());
    debt(DebtCommand::HandOver { debt: DebtId(number), name, date })
}

fn crons_off() -> Event {
    of(DebtEvent::Opened {
        debt: DebtId(1),
        title: title("crons are off"),
        owner: Some(person("thierry")),
        due: None,
        step: Some(step("drain")),
    })
}

fn standing(scene: &Scene, number: u32) -> Standing {
    scene.room.run.debts.get(DebtId(number)).unwrap().standing.clone()
}

#[test]
fn a_step_opens_its_debt_with_its_tick_and_a_later_one_pays_it() {
    let started = |id| Event::StepStarted { step: step(id), anyway: None };
    let scene = live()
        .when(tech(), finish("drain"))
        .then_events([started("drain"), finished("drain"), crons_off()])
        .then();
    let paid =
        of(DebtEvent::Paid { debt: DebtId(1), step: Some(step("maintenance-off")), word: None });
    scene.when(lead(), finish("maintenance-off")).then_events([
        started("maintenance-off"),
        finished("maintenance-off"),
        paid,
    ]);
}

#[test]
fn an_undone_tick_takes_its_debt_back_and_owes_again_what_it_had_paid() {
    let scene = live().had(tech(), finish("drain")).had(lead(), finish("maintenance-off"));
    let scene = scene.had(lead(), undo("maintenance-off"));
    assert_eq!(standing(&scene, 1), Standing::Open);
    let scene = scene.had(tech(), undo("drain"));
    assert_eq!(standing(&scene, 1), Standing::TakenBack);
    let scene = scene.had(tech(), finish("drain"));
    assert_eq!(standing(&scene, 2), Standing::Open, "a new tick leaves a new debt");
    assert_eq!(scene.room.run.debts.open().count(), 1);
}

#[test]
fn what_somebody_has_paid_or_opened_by_hand_outlives_an_undone_tick() {
    let by_hand = debt(DebtCommand::Open {
        title: title("a firewall rule"),
        owner: None,
        due: None,
        step: Some(step("drain")),
    });
    let scene = live().had(tech(), finish("drain")).had(tech(), pay(1)).had(tech(), by_hand);
    let scene = scene.had(tech(), undo("drain"));
    assert!(matches!(standing(&scene, 1), Standing::Paid { .. }));
    assert_eq!(standing(&scene, 2), Standing::Open);
}

#[test]
fn a_person_opens_a_debt_for_themselves_or_for_somebody_who_acts() {
    let scene = live().had(tech(), open("a firewall rule"));
    let opened = scene.room.run.debts.get(DebtId(1)).unwrap();
    assert_eq!((opened.owner.clone(), opened.since), (Some(person("thierry")), clock("10:07")));
    let to = |who: &str| {
        let owner = Some(person(who));
        debt(DebtCommand::Open { title: title("x"), owner, due: None, step: None })
    };
    live().when(tech(), to("nobody")).then_no("unknown_person");
    live().when(tech(), to("jerome")).then_no("only_observes");
    let due = Some(Day::parse("2016-09-06").unwrap());
    let late = debt(DebtCommand::Open { title: title("x"), owner: None, due, step: None });
    let date = Day::parse("2016-09-06").unwrap();
    live().when(tech(), late).then_rejected(no(DebtRejection::DayOver { date }));
    let unknown = Some(step("nothing"));
    let odd = debt(DebtCommand::Open { title: title("x"), owner: None, due: None, step: unknown });
    live().when(tech(), odd).then_no("unknown_step");
}

#[test]
fn what_is_settled_is_not_settled_again_and_what_is_handed_over_can_still_be_paid() {
    let scene = live().had(tech(), open("a rule"));
    let settled = DebtRejection::Settled { debt: DebtId(1), title: title("a rule") };
    let paid = scene.clone().had(tech(), pay(1));
    paid.clone().when(tech(), pay(1)).then_rejected(no(settled.clone()));
    paid.when(lead(), hand_over(1, "2016-09-14")).then_rejected(no(settled));
    let later = scene.clone().had(lead(), hand_over(1, "2016-09-14"));
    assert!(matches!(standing(&later.had(tech(), pay(1)), 1), Standing::Paid { .. }));
    scene
        .clone()
        .when(tech(), pay(7))
        .then_rejected(no(DebtRejection::Unknown { debt: DebtId(7) }));
    let date = Day::parse("2016-09-06").unwrap();
    scene
        .when(lead(), hand_over(1, "2016-09-06"))
        .then_rejected(no(DebtRejection::DayOver { date }));
}

#[test]
fn a_room_closes_only_when_each_debt_is_paid_or_handed_to_a_name_and_a_date() {
    let scene = live()
        .had(tech(), finish("drain"))
        .had(tech(), open("the RDS machines run"))
        .had(lead(), reach(Stage::Watching));
    let titles = vec![title("crons are off"), title("the RDS machines run")];
    scene
        .clone()
        .when(lead(), reach(Stage::Closed))
        .then_rejected(no(DebtRejection::StillOpen { titles }));
    let scene = scene.had(tech(), pay(1));
    let titles = vec![title("the RDS machines run")];
    scene
        .clone()
        .when(lead(), reach(Stage::Closed))
        .then_rejected(no(DebtRejection::StillOpen { titles }));
    let scene = scene.had(lead(), hand_over(2, "2016-09-07")).had(lead(), reach(Stage::Closed));
    assert_eq!(scene.room.stage, Stage::Closed);
    // Days later: the room is closed, and the debt is paid all the same.
    assert!(matches!(standing(&scene.had(tech(), pay(2)), 2), Standing::Paid { .. }));
}

#[test]
fn an_unplanned_step_asks_whether_it_leaves_something_until_somebody_says() {
    let block = insert_block(draft("block", "thierry", "10:16", 4, &[]));
    let scene = live().had(lead(), block);
    let asks = |scene: &Scene| asks_for_debt(&scene.room, scene.step("block"));
    assert!(asks(&scene));
    assert!(!asks_for_debt(&scene.room, scene.step("dns")), "planned ones do not");
    let none = debt(DebtCommand::NothingLeft { step: step("block") });
    let said = scene.clone().had(tech(), none.clone());
    assert!(!asks(&said));
    let not_asked = no(DebtRejection::NotAsked { step: step("block") });
    said.when(tech(), none).then_rejected(not_asked);
    let planned = debt(DebtCommand::NothingLeft { step: step("dns") });
    scene.clone().when(tech(), planned).then_no("debt_not_asked");
    let yes = debt(DebtCommand::Open {
        title: title("a firewall rule"),
        owner: None,
        due: None,
        step: Some(step("block")),
    });
    assert!(!asks(&scene.had(tech(), yes)));
}

#[test]
fn a_day_is_one_of_the_calendar() {
    for good in ["2016-02-29", "2000-02-29", "1970-01-01", "2199-12-31"] {
        assert_eq!(Day::parse(good).map(|day| day.to_string()), Ok(good.to_owned()));
    }
    for bad in [
        "",
        "2016-9-14",
        "2016-02-30",
        "2017-02-29",
        "1900-02-29",
        "2016-00-10",
        "2016-13-01",
        "2016-04-31",
        "2016-01-00",
        "1969-12-31",
        "2200-01-01",
        "14/09/2016",
        "2016-09-14T10:00",
        "é016-09-1",
    ] {
        assert!(Day::parse(bad).is_err(), "{bad:?} was accepted");
    }
}
