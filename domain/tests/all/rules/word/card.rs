use super::{by, says};
use crate::{
    language::{Scene, block, given, start},
    story::{clock, lead, room_live, support, tech},
};
use domain::{
    Command, Role, Timestamp, forecast,
    word::{
        WordCommand,
        card::{CardCommand, Stale},
    },
};

fn publish(fr: &str, en: &str, valid_until: Option<Timestamp>) -> Command {
    Command::Word(WordCommand::Card(CardCommand::Publish {
        say_fr: says(fr),
        say_en: says(en),
        can_fr: None,
        can_en: None,
        cannot_fr: None,
        cannot_en: None,
        valid_until,
    }))
}

fn acknowledge(version: u32) -> Command {
    Command::Word(WordCommand::Card(CardCommand::Acknowledge { version }))
}

fn stale(scene: &Scene, shown: &str) -> Option<Stale> {
    let now = clock(shown);
    let card = scene.room.word.cards.current.as_ref().unwrap();
    card.stale(&scene.room, &forecast(&scene.room, now), now)
}

#[test]
fn a_card_is_published_by_lead_or_comms_and_counted() {
    let scene = given(room_live());
    let card = || publish("Jusqu’à 10h36.", "Until 10:36.", None);
    scene.clone().when(support(), card()).then_no("not_allowed");
    scene.clone().when(tech(), card()).then_no("not_allowed");
    scene.clone().when(support(), acknowledge(1)).then_no("no_card");
    let scene = scene.had(by(Role::Comms), card()).had(support(), acknowledge(1));
    scene.clone().when(support(), acknowledge(1)).then_no("card_seen");
    let scene = scene.had(lead(), card());
    let current = scene.room.word.cards.current.as_ref().unwrap();
    assert_eq!((current.version, current.seen.len()), (2, 0), "a new card is read anew");
    scene.when(support(), acknowledge(1)).then_no("card_replaced");
}

#[test]
fn a_card_cannot_hold_until_a_moment_that_is_over() {
    let over = publish("Oui.", "Yes.", Some(clock("10:06")));
    given(room_live()).when(lead(), over).then_no("validity_over");
}

/// The plan ends at 10:36; a step that is not done in time moves the end past what the card says.
#[test]
fn a_card_is_stale_when_the_forecast_passes_what_it_says() {
    let card = publish("Jusqu’à 10h36.", "We are back at 10:36.", None);
    let scene = given(room_live()).had(lead(), card).had(tech(), start("drain"));
    assert_eq!(stale(&scene, "10:08"), None);
    let scene = scene.at("10:14").had(tech(), block("drain", "mobile apps?"));
    let (said, at) = (clock("10:36"), "10:17");
    match stale(&scene, at) {
        Some(Stale::ForecastPassed { said: of, expected }) => {
            assert_eq!(of, said);
            assert!(expected > said);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_is_stale_when_the_forecast_passes_its_validity() {
    let card = publish("Oui.", "Yes.", Some(clock("10:36")));
    let scene = given(room_live()).had(lead(), card).had(tech(), start("drain"));
    assert_eq!(stale(&scene, "10:08"), None);
    assert!(matches!(
        stale(&scene, "10:20"),
        Some(Stale::ForecastPassed { said, .. }) if said == clock("10:36")
    ));
}

/// The story's mistake, on the card: ten minutes for a window of thirty.
#[test]
fn a_card_that_promises_too_little_says_so_at_once() {
    let card = publish("Environ 10 minutes.", "About 10 minutes.", None);
    let scene = given(room_live()).had(lead(), card);
    assert!(matches!(
        stale(&scene, "10:08"),
        Some(Stale::TooShort { said, .. }) if said.minutes() == 10
    ));
}
