//! Invitations: what they let in, how often, and how they end.

use super::house::{Answer, House};
use axum::http::StatusCode;
use domain::{Event, Role};

const ONCE: [(&str, &str); 3] = [("role", "tech"), ("hours", "12"), ("uses", "1")];

/// The path of a link on the page that shows it once.
fn link_in(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let (_, rest) = answer.body.split_once("/join/").expect("no link is shown");
    format!("/join/{}", &rest[..64])
}

#[tokio::test]
async fn a_link_is_shown_once_and_kept_by_its_hash_only() {
    let house = House::open().await;
    let lead = house.lead().await;
    let link = link_in(&house.people(&lead, "invite", &ONCE).await);
    let page = house.get("/rooms/aurora/people", &lead).await.body;
    assert!(!page.contains(&link) && page.contains("0 / 1") && page.contains("Jérôme"));
    assert_eq!(house.get(&link, "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_single_use_link_lets_exactly_one_of_many_in() {
    let house = House::open().await;
    let lead = house.lead().await;
    for round in 0..10 {
        let link = link_in(&house.people(&lead, "invite", &ONCE).await);
        let names = ["Ana", "Bo", "Cy"].map(|name| format!("{name} {round}"));
        let tries = names.iter().map(|name| {
            let (house, link) = (&house, &link);
            async move { house.form(link, "", &[("name", name)]).await.status }
        });
        let mut answers = futures::future::join_all(tries).await;
        answers.sort_unstable();
        assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::GONE, StatusCode::GONE]);
        let late = house.get(&link, "").await;
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.body.contains("used as often as it may be"), "{}", late.body);
        let here = house.room().await;
        let joined = here.people.values().filter(|p| p.name.as_str().ends_with(&round.to_string()));
        assert_eq!(joined.count(), 1, "somebody joined without coming in");
    }
}

#[tokio::test]
async fn a_refused_name_spends_no_use() {
    let house = House::open().await;
    let lead = house.lead().await;
    let link = link_in(&house.people(&lead, "invite", &ONCE).await);
    let taken = house.form(&link, "", &[("name", "Céline")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good = house.form(&link, "", &[("name", "Thierry")]).await;
    assert_eq!(good.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_link_in_a_name_lets_in_exactly_this_person() {
    let house = House::open().await;
    let lead = house.lead().await;
    let mut fields = ONCE.to_vec();
    fields.push(("name", "Thierry"));
    let link = link_in(&house.people(&lead, "invite", &fields).await);
    let page = house.get(&link, "").await.body;
    assert!(page.contains("Thierry") && !page.contains("id=\"name\""), "the name is asked for");
    let cookie = house.form(&link, "", &[("name", "Maxime")]).await.cookie();
    let me = house.get("/api/me", &cookie).await.json();
    assert_eq!(me["rooms"][0]["person"]["id"], "thierry");
}

#[tokio::test]
async fn a_link_that_was_taken_back_says_so() {
    let house = House::open().await;
    let lead = house.lead().await;
    let link = link_in(&house.people(&lead, "invite", &ONCE).await);
    let page = house.get("/rooms/aurora/people", &lead).await.body;
    let ids = page.split("name=\"link\" value=\"").skip(1);
    let ids: Vec<&str> = ids.map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(house.people(&lead, "uninvite", &[("link", "0")]).await.status, 303);
    assert_eq!(house.get(&link, "").await.status, StatusCode::OK);
    for id in ids {
        assert_eq!(house.people(&lead, "uninvite", &[("link", id)]).await.status, 303);
    }
    for answer in [house.get(&link, "").await, house.form(&link, "", &[("name", "Ana")]).await] {
        assert_eq!(answer.status, StatusCode::GONE);
        assert!(answer.body.contains("was taken back"), "{}", answer.body);
    }
}

#[tokio::test]
async fn whoever_was_put_out_comes_back_by_an_invitation_in_their_name_only() {
    let house = House::open().await;
    let lead = house.lead().await;
    let known = house.link(Role::Tech).await;
    let in_name = [("role", "tech"), ("hours", "1"), ("uses", "5"), ("name", "THIERRY")];
    let in_name = link_in(&house.people(&lead, "invite", &in_name).await);
    let old = house.form(&known, "", &[("name", "Thierry")]).await.cookie();
    house.people(&lead, "revoke", &[("person", "thierry"), ("reason", "left")]).await;
    assert_eq!(house.form(&in_name, "", &[]).await.status, StatusCode::GONE);
    // The link they know is closed, even under another name; so is a new one to everybody.
    assert_eq!(house.form(&known, "", &[("name", "Mallory")]).await.status, StatusCode::GONE);
    let open = house.link(Role::Tech).await;
    let refused = house.form(&open, "", &[("name", "thierry")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("The part of Thierry in this room has ended"));

    let fields = [("role", "support"), ("hours", "1"), ("uses", "1"), ("name", "Thierry")];
    let link = link_in(&house.people(&lead, "invite", &fields).await);
    let back = house.form(&link, "", &[]).await.cookie();
    assert_eq!(house.role_of("thierry").await, Some(Role::Support));
    let room = house.room().await;
    assert!(matches!(room.feed.back().unwrap().event, Event::PersonRestored { .. }));
    assert_eq!(house.get("/rooms/aurora", &back).await.status, StatusCode::OK);
    let stale = house.get("/rooms/aurora", &old).await.status;
    assert_eq!(stale, StatusCode::NOT_FOUND, "an old session came back with its person");
}
