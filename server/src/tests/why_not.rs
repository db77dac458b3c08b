//! Where somebody may not do something, the page says so in words, in both languages.

use super::house::House;
use domain::{Command, Role, Stage};

#[tokio::test]
async fn the_room_says_why_somebody_can_do_nothing() {
    let house = House::open().await;
    let page = async |role: Role, locale: &str| {
        let cookie = house.sign_in(role, &format!("Reader {}", role.slug())).await;
        let cookie = format!("{cookie}; bascule_locale={locale}");
        house.get("/rooms/aurora?step=crons", &cookie).await.body
    };
    for (role, locale, words) in [
        (Role::Observer, "en", ["You read along", "Instructions are for tech and the lead"]),
        (Role::Observer, "fr", ["Vous suivez en lecture", "Les consignes sont pour la technique"]),
        (Role::Support, "en", ["it belongs to another team", "decision · lead"]),
        (Role::Support, "fr", ["elle appartient à une autre équipe", "décision · pilotage"]),
        (Role::Comms, "en", ["it belongs to another team", "Instructions are for tech"]),
        (Role::Tech, "en", ["it belongs to another team", "decision · lead"]),
    ] {
        let body = page(role, locale).await;
        for word in words {
            assert!(body.contains(word), "{role:?} in {locale} is not told: {word}");
        }
    }
    let observer = page(Role::Observer, "en").await;
    assert!(observer.contains("title=\"You read along"), "the box of a step does not say why");
    assert!(!observer.contains("id=\"message\""), "an observer is offered a field to write in");
}

#[tokio::test]
async fn before_and_after_the_cutover_the_steps_say_that_it_is_not_the_hour() {
    let house = House::open().await;
    let lead = house.lead().await;
    for stage in [Stage::Watching, Stage::Closed] {
        house.order(Command::ReachStage { stage }).await;
    }
    let page = house.get("/rooms/aurora?step=crons", &lead).await.body;
    assert!(page.contains("Steps move only while the cutover is under way"), "nothing is said");
}

#[tokio::test]
async fn the_page_of_people_lists_what_the_readers_role_may_do() {
    let house = House::open().await;
    let tech = house.sign_in(Role::Tech, "Thierry").await;
    let page = house.get("/rooms/aurora/people", &tech).await.body;
    let after = |head: &str| page.split_once(head).unwrap_or_else(|| panic!("no {head}")).1;
    let (may, own, not) = (after("You may<"), after("for your own team"), after("You may not ("));
    assert!(may.split("</ul>").next().unwrap().contains("write in the feed"));
    assert!(own.split("</ul>").next().unwrap().contains("tick this step"));
    let not = not.split("</ul>").next().unwrap();
    for word in ["move the room on", "record a decision", "remove this room", "leave a step out"] {
        assert!(not.contains(word), "{word} is not listed: {not}");
    }
    let french = house.get("/rooms/aurora/people", &format!("{tech}; bascule_locale=fr")).await;
    assert!(french.body.contains("Vous ne pouvez pas (demandez au pilotage)"));
}
