mod foreseen;

use super::*;
use crate::{execute::Refused, store::EventStore};
use domain::{
    Recorded, Role, Seq, StepId,
    audience::seen_by,
    event::MessageKind,
    evolve,
    room::Interruption,
    step::{Origin, Progress},
    wire::EventFrame,
};
use frontend::told::page_view;
use std::sync::Arc;

fn options(folder: &std::path::Path, at: Option<&str>) -> DemoOptions {
    DemoOptions {
        folder: DemoFolder::named(folder.to_path_buf()),
        fresh: false,
        at: at.map(str::to_owned),
        replay: false,
        speed: 1,
        public_url: None,
        origin: "http://127.0.0.1".into(),
    }
}

async fn open(folder: &std::path::Path, at: Option<&str>) -> Demo {
    Demo::open(&options(folder, at), CancellationToken::new()).await.unwrap()
}

fn ten(minute: i64) -> Timestamp {
    Timestamp::from_seconds(1_473_235_200 + minute * 60)
}

fn step<'a>(room: &'a Room, id: &str) -> &'a domain::Step {
    &room.steps[&StepId::parse(id).unwrap()]
}

#[tokio::test]
async fn what_was_published_has_arrived_outside_at_its_time_and_the_record_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(folder.path(), Some("10:36")).await;
    let page = reqwest::get(format!("{}arrived", demo.sellers_page())).await.unwrap();
    let page = page.text().await.unwrap();
    // Two notices have gone out by 10:36, each to three subscribers and to the seller space.
    let room = demo.whole().await.unwrap().unwrap();
    let sent =
        room.word.notices.published.iter().filter(|(id, it)| {
            room.word.notices.papers.contains_key(id) && !it.channels.is_empty()
        });
    let sent: Vec<_> = sent.map(|(id, it)| (*id, it.at)).collect();
    assert!(!sent.is_empty());
    assert_eq!(page.matches("data-by=\"mail\"").count(), 3 * sent.len(), "{page}");
    assert_eq!(page.matches("data-by=\"post\"").count(), sent.len(), "{page}");
    assert!(page.contains("Maintenance has started") && page.contains("10:36"), "{page}");
    for (notice, at) in sent {
        let number = crate::channel::NoticeNumber(notice.0);
        let record = demo.app.dispatch.deliveries(&demo.room, number).await.unwrap();
        assert_eq!(record.len(), 4);
        for delivery in record {
            let done = delivery.done_at.unwrap();
            assert!(done >= at && done.seconds_since(at) < 60, "{delivery:?} of {at:?}");
        }
    }
}

#[tokio::test]
async fn the_whole_story_plays_without_a_refusal_and_ends_with_its_facts() {
    let (_, script) = story().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let demo = open(folder.path(), Some("11:01")).await;
    let room = demo.whole().await.unwrap().unwrap();
    for line in script.lines() {
        // What was played is answered again; a line that had been refused would be refused now.
        let played: Result<(), Refused> = line.play(&demo.app, &demo.room).await;
        assert_eq!(played, Ok(()), "{:?}", line.deed);
    }
    assert_eq!(demo.whole().await.unwrap().unwrap().seq, room.seq, "a line was played twice");

    assert_eq!(room.interruption(), Interruption::Over { since: ten(6), until: ten(36) });
    assert_eq!(room.stage, domain::Stage::Watching);
    let Progress::Done { started, finished } = &step(&room, "dns").progress else { panic!() };
    assert_eq!((started.at, finished.at), (ten(25), ten(27)));
    let was: Vec<_> = finished.corrections.iter().map(|correction| correction.was).collect();
    assert_eq!(was, [ten(27), ten(37)], "every value it had is kept");
    assert_eq!(finished.corrections[1].by.name(), "Sylvain A");
    let Progress::Done { started, finished } = &step(&room, "drain").progress else { panic!() };
    assert_eq!((started.at, finished.at), (ten(6), ten(21)));
    for unplanned in ["sg-block", "curl"] {
        assert_eq!(step(&room, unplanned).origin, Origin::Unplanned);
        assert_eq!(step(&room, unplanned).progress.slug(), "done");
    }
    assert_eq!(step(&room, "smoke").progress.slug(), "skipped");
    assert_eq!(step(&room, "no-rollback").progress.finished().map(|f| f.at), Some(ten(60)));
    assert_eq!(step(&room, "dismantle").progress.slug(), "waiting");
    let order: Vec<&str> = room.phases[1].steps.iter().map(StepId::as_str).collect();
    assert_eq!(
        order,
        [
            "maintenance-on",
            "drain",
            "sg-block",
            "replication",
            "dns",
            "smoke",
            "curl",
            "maintenance-off"
        ]
    );
}

#[tokio::test]
async fn the_middle_of_the_story_is_what_had_happened_by_then() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(folder.path(), Some("10:16")).await;
    let room = demo.whole().await.unwrap().unwrap();
    assert_eq!(step(&room, "drain").progress.slug(), "blocked");
    assert!(!room.steps.contains_key(&StepId::parse("sg-block").unwrap()));
    assert!(room.feed.iter().any(|entry| matches!(
        &entry.event,
        domain::Event::MessagePosted { message: MessageKind::Question, .. }
    )));
    let shown = demo.app.clock.now();
    assert!((ten(16)..ten(17)).contains(&shown), "{shown:?}");
}

#[tokio::test]
async fn a_demo_goes_on_where_it_was_and_begins_anew_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(folder.path(), None).await;
    let room = demo.whole().await.unwrap().unwrap();
    assert_eq!(room.stage, domain::Stage::Live);
    // Those who send hold the store until the server is told to stop.
    demo.app.stop.cancel();
    demo.app.sent().await;
    demo.app.store.close().await;
    drop(demo);
    let second = reopen(&options(folder.path(), None)).await;
    assert_eq!(second.whole().await.unwrap().unwrap().seq, room.seq);
    assert!((ten(-2)..ten(-1)).contains(&second.app.clock.now()));
    second.app.stop.cancel();
    second.app.sent().await;
    drop(second);
    let mut fresh = options(folder.path(), Some("10:30"));
    fresh.fresh = true;
    let third = reopen(&fresh).await;
    assert!(third.whole().await.unwrap().unwrap().seq > room.seq);
}

/// The folder is let go of when the last task of the server before has ended, an instant later.
async fn reopen(options: &DemoOptions) -> Demo {
    for _ in 0..100 {
        match Demo::open(options, CancellationToken::new()).await {
            Ok(demo) => return demo,
            Err(
                DemoError::Server(Fatal::Store(crate::store::StoreError::Taken { .. }))
                | DemoError::Folder(_),
            ) => {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            Err(error) => panic!("{error}"),
        }
    }
    panic!("the folder was not let go of")
}

#[tokio::test]
async fn a_replay_plays_what_the_clock_has_reached() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(folder.path(), Some("10:14"));
    options.speed = 600;
    let demo = Demo::open(&options, CancellationToken::new()).await.unwrap();
    demo.script.play_on(&demo.app, &demo.room, &demo.clock, 600).await;
    let room = demo.whole().await.unwrap().unwrap();
    assert_eq!(step(&room, "no-rollback").progress.slug(), "done");
    let off = step(&room, "maintenance-off").progress.finished().unwrap().at.seconds();
    assert_eq!(off % 60, 0, "each line is recorded at its own time, however fast it is played");
}

/// What a page makes of its frames from the first event on is the room as its role's page is
/// written by the server: what it folds itself and what it is told of come to the same.
#[tokio::test]
async fn a_page_that_follows_the_whole_story_shows_what_a_fresh_one_shows() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(folder.path(), Some("11:01")).await;
    let live = demo.app.rooms.open(&demo.room).await.unwrap().unwrap();
    let log = demo.app.store.events(&demo.room, Seq(0), 10_000).await.unwrap();
    for role in Role::ALL {
        let first = seen_by(&log[0], role).unwrap();
        let mut page = page_view(&Room::fold(demo.room.clone(), [&first]));
        let ahead = live.frames_after(role, Seq(1), usize::MAX).unwrap();
        for (_, bytes) in ahead.frames {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
            let frame: EventFrame = serde_json::from_str(data).unwrap();
            assert_eq!(frame.prev, page.seq, "a hole for {role:?}");
            assert!(frame.recorded.event.is_of_the_page(), "{data}");
            evolve(&mut page, &frame.recorded);
        }
        assert_eq!(shown(page), shown(page_view(live.views().of(role))), "{role:?}");
    }
}

/// A page's room without the sentences it was told: they name things as they were called then.
fn shown(mut page: Room) -> (Room, Vec<Seq>, Vec<Vec<Seq>>) {
    let numbers = |log: &[Arc<Recorded>]| log.iter().map(|recorded| recorded.seq).collect();
    let feed = page.feed.drain(..).map(|recorded| recorded.seq).collect();
    let histories = page.steps.values().map(|step| numbers(&step.history)).collect();
    page.steps.values_mut().for_each(|step| Arc::make_mut(step).history.clear());
    (page, feed, histories)
}
