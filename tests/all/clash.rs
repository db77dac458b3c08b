//! Two people on the same step.

use domain::{Command, Event, Role, wire::ErrorDetails};
use futures::future::join_all;
use tests::{
    api::{Api, fresh_key, step},
    demo::Demo,
    driver::Driver,
    wire::Wire,
};

#[tokio::test]
async fn when_two_tick_a_step_at_once_one_is_told_who_was_quicker() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let wire = Wire::to(&demo).await;
    let maxime = Api::join(&demo, Role::Tech, "Maxime").await;
    let thierry = driver.browser(&wire.origin()).await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    thierry.live().await;

    // Thierry's page does not know yet that Maxime has ticked.
    wire.hold_streams();
    maxime.ticks("crons").await;
    thierry.tick("crons").await;
    thierry.step("crons").delivery_is("refused").await;
    let told = thierry.text(&thierry.step("crons").row(".pending")).await;
    assert!(told.contains("Maxime ticked this step"), "{told}");

    wire.pass();
    thierry.step("crons").is("done").await;
    thierry.reads(".happened", "Maxime ticked").await;
    thierry.press(&thierry.step("crons").row(".pending button")).await;
    thierry.there_is_no(".pending").await;
    assert_eq!(ticks_of(&maxime, "crons").await, 1);
}

#[tokio::test]
async fn of_twenty_ticks_at_once_one_counts_and_the_others_hear_who_it_was() {
    let demo = Demo::start().await;
    let names = ["Maxime", "Thierry"];
    let people = join_all(names.map(|name| Api::join(&demo, Role::Tech, name))).await;
    let seen = people[0].snapshot().await.room.seq;
    let tick = || Command::FinishStep { step: step("monitoring"), anyway: None };
    let asked = (0..20).map(|n| people[n % 2].ask_with(fresh_key(), Some(seen), tick()));
    let answers = join_all(asked).await;

    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    for (status, body) in answers.into_iter().filter_map(Result::err) {
        assert_eq!((status, body.code.as_str()), (409, "clash"), "{}", body.message);
        let Some(ErrorDetails::Clash { by, .. }) = body.details else { panic!("no details") };
        assert!(body.message.starts_with(by.name()), "{}", body.message);
    }
    assert_eq!(ticks_of(&people[0], "monitoring").await, 1);
}

async fn ticks_of(api: &Api, id: &str) -> usize {
    let id = step(id);
    let log = api.log(0).await;
    let ticked = |event: &Event| matches!(event, Event::StepFinished { step } if *step == id);
    log.iter().filter(|frame| ticked(&frame.recorded.event)).count()
}
