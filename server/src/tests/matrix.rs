//! Every command and every route, asked by everybody there is, over the real router. What must
//! come of it stands in `rights.csv`, which knows nothing of the code: answer and effect are
//! compared with it, cell by cell.

mod asked;
mod who;

use super::house::{Answer, House, request};
use crate::router::routes;
use asked::{Ask, Asked, Effect, everything, kind_of};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::{Seq, rights::Action, wire::CommandRequest};
use std::collections::{BTreeMap, BTreeSet};
use who::{Who, open_as};

/// The oracle.
const TABLE: &str = include_str!("rights.csv");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Yes,
    Own,
    No,
}

fn table() -> BTreeMap<&'static str, [Cell; 9]> {
    let mut rows = TABLE.lines();
    let head: Vec<&str> = rows.next().unwrap().split(',').skip(1).collect();
    assert_eq!(head, Who::ALL.map(Who::column));
    rows.map(|row| {
        let mut cells = row.split(',');
        let action = cells.next().unwrap();
        let cell = |word| match word {
            "yes" => Cell::Yes,
            "own" => Cell::Own,
            "no" => Cell::No,
            other => panic!("{action}: “{other}” is no answer"),
        };
        let cells: Vec<Cell> = cells.map(cell).collect();
        (action, <[Cell; 9]>::try_from(cells).unwrap())
    })
    .collect()
}

/// What can be seen of an effect from outside: the log, the invitations and tokens, the people let in.
#[derive(Debug, PartialEq)]
struct State {
    seq: Seq,
    links: Vec<crate::store::Link>,
    tokens: usize,
    sessions: usize,
}

impl State {
    async fn of(house: &House, who: &open_as::Principal) -> Self {
        use crate::store::{MetricTokenStore, PeopleStore};
        let room = super::house::room_id();
        let me = super::people::id(&who.person);
        Self {
            seq: house.room().await.seq,
            links: house.app.store.links_of(&room).await.unwrap(),
            tokens: house.app.store.metric_tokens_of(&room).await.unwrap().len(),
            sessions: house.app.store.sessions_of(&room, &me).await.unwrap().len(),
        }
    }
}

async fn send(house: &House, ask: &Ask, cookie: &str, room: &str) -> Answer {
    let path = |path: &str| path.replace("{room}", room);
    match ask {
        Ask::Get(address) => {
            if address.ends_with("/events") {
                return head_of_stream(house, &path(address), cookie).await;
            }
            house.get(&path(address), cookie).await
        }
        Ask::Form(address, fields) => {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            house.form(&path(address), cookie, &fields).await
        }
        Ask::Json(address, body) => house.json(&path(address), cookie, body).await,
        Ask::Command(command) => {
            let key = domain::Key::parse("matrix").unwrap();
            let command = asked::word::aimed(&*house.room().await, command.clone());
            let body = CommandRequest { key, expected: None, command };
            let request = request(Method::POST, &format!("/api/rooms/{room}/commands"), cookie)
                .header(header::CONTENT_TYPE, "application/json");
            // 0 stands for the latest message.
            let latest = house.latest_message().await;
            let body = serde_json::to_string(&body).unwrap();
            let body = body
                .replace("\"message\":0", &format!("\"message\":{latest}"))
                .replace("\"question\":0", &format!("\"question\":{latest}"));
            let body = Body::from(body);
            house.ask(request.body(body).unwrap()).await
        }
    }
}

/// A stream does not end: its head is the answer.
async fn head_of_stream(house: &House, path: &str, cookie: &str) -> Answer {
    use tower::ServiceExt;
    let request = request(Method::GET, path, cookie).body(Body::empty()).unwrap();
    let response = house.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = if parts.status == StatusCode::OK {
        String::new()
    } else {
        let bytes = axum::body::to_bytes(body, 100_000).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Answer { status: parts.status, headers: parts.headers, body }
}

fn is_refusal(answer: &Answer, asked: &Asked) -> bool {
    match answer.status.as_u16() {
        401 | 403 | 404 => true,
        // The rules of the room said it, or the door to what only the server may ask.
        422 if matches!(asked.ask, Ask::Command(_)) => {
            ["not_allowed", "server_only"].contains(&answer.code().as_str())
        }
        422 => answer.body.contains("You may not"),
        _ => false,
    }
}

#[test]
fn every_action_and_route_and_command_is_in_the_oracle() {
    let table = table();
    for action in Action::ALL {
        let name = serde_json::to_value(action).unwrap();
        assert!(table.contains_key(name.as_str().unwrap()), "{name} is not in rights.csv");
    }
    assert_eq!(table.len(), Action::ALL.len() + 2);
    let all = everything("crons", "dns", "thierry");
    let tried: BTreeSet<&str> = all.iter().map(|asked| asked.action).collect();
    assert_eq!(tried, table.keys().copied().collect(), "an action is never tried");
    let commands: BTreeSet<&str> = all
        .iter()
        .filter_map(|asked| match &asked.ask {
            Ask::Command(command) => Some(kind_of(command)),
            Ask::Get(_) | Ask::Form(..) | Ask::Json(..) => None,
        })
        .collect();
    assert_eq!(commands, asked::KINDS.iter().copied().collect(), "a command is never tried");
}

#[tokio::test]
async fn everybody_may_do_what_the_oracle_says_and_nothing_else() {
    let (table, mut tried, mut let_through) = (table(), 0, 0);
    let mut paths = BTreeSet::new();
    for (column, who) in Who::ALL.into_iter().enumerate() {
        for own in [true, false] {
            // What is refused changes nothing, so one house serves all refusals.
            let shared = open_as::house(who, own).await;
            for (place, asked) in shared.everything().into_iter().enumerate() {
                let cell = table[asked.action][column];
                let may = cell == Cell::Yes || (cell == Cell::Own && own);
                let fresh;
                let at = if may && asked.effect != Effect::None || asked.setup.is_some() {
                    fresh = open_as::house(who, own).await;
                    fresh.prepare(place).await;
                    &fresh
                } else {
                    &shared
                };
                let asked = at.everything().swap_remove(place);
                let label =
                    format!("{} asks {} of {own}: {:?}", who.column(), asked.action, asked.ask);
                let before = State::of(&at.house, at).await;
                let answer = send(&at.house, &asked.ask, &at.cookie, "aurora").await;
                let after = State::of(&at.house, at).await;
                if may {
                    let fine = answer.status.is_success() || answer.status.is_redirection();
                    assert!(fine, "{label} → {} {:.300}", answer.status, answer.body);
                    if asked.effect == Effect::Log {
                        assert!(after.seq > before.seq, "{label} changed nothing");
                    }
                    if asked.effect == Effect::None {
                        assert_eq!(after, before, "{label} changed something");
                    }
                    let_through += 1;
                } else {
                    assert!(
                        is_refusal(&answer, &asked),
                        "{label} → {} {}",
                        answer.status,
                        answer.body
                    );
                    assert_eq!(after, before, "{label} was refused and changed something");
                }
                if who == Who::Foreign && !may && asked.action != "make_room" {
                    let missing = send(&at.house, &asked.ask, &at.cookie, "nowhere").await;
                    assert_eq!(missing.status, answer.status, "{label}");
                    assert_eq!(
                        missing.body, answer.body,
                        "{label}: a foreign room shows that it is there"
                    );
                }
                paths.insert(asked.ask.path());
                tried += 1;
            }
        }
    }
    let house = House::open().await;
    for declared in routes(&house.app).declared() {
        let pattern = declared.path.replace("{step}", "*");
        // The same files for everybody: no cookie is looked at, and a build may have none.
        if pattern.ends_with("/{file}") {
            continue;
        }
        // Open to everybody who has no session yet; `tests/oidc.rs` asks them, with a provider.
        if pattern.starts_with("/oidc/") {
            continue;
        }
        // The same, once the room sends e-mail; `tests/status.rs` asks them.
        if pattern.starts_with("/status/{room}/subscri") {
            continue;
        }
        // They need channels to say yes: `tests/channel/desk.rs` has some, and asks as everybody.
        if pattern.starts_with("/rooms/{room}/notices/{notice}/") {
            continue;
        }
        let known = paths.iter().any(|path| matches_pattern(&pattern, path));
        assert!(known, "{} is never asked", declared.path);
    }
    println!("{tried} requests, {let_through} let through, the others refused without effect");
    assert!(tried >= 900, "only {tried} requests were tried");
}

fn matches_pattern(pattern: &str, path: &str) -> bool {
    let (mut a, mut b) = (pattern.split('/'), path.split('/'));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y || x == "*" || (x.starts_with('{') && x != "{room}") => {}
            _ => return false,
        }
    }
}
