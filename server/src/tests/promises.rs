//! What was promised outlives the process that heard it.

use super::house::{House, room_id};
use crate::promises::{look_at_all, open_all};
use domain::{
    Command,
    text::{MessageText, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Wording},
    },
};

/// Said elsewhere, and too short for the plan.
fn ten_minutes() -> Command {
    let wording = Wording {
        title: Title::parse("Maintenance").ok(),
        text: MessageText::parse("The site will be closed for 10 minutes.").ok(),
    };
    let content = Box::new(Content { en: wording, ..Content::default() });
    Command::Word(WordCommand::Notice(NoticeCommand::Record { content, at: None }))
}

#[tokio::test]
async fn a_promise_made_before_a_restart_is_looked_after_although_nobody_has_come_back() {
    let house = House::open().await;
    house.order(ten_minutes()).await;
    let (app, _folder) = house.after_a_crash().await;
    assert!(app.rooms.all_open().is_empty(), "nothing is in memory");
    look_at_all(&app).await;
    assert!(app.rooms.all_open().is_empty(), "a look alone opens nothing");

    assert_eq!(open_all(&app, None).await, Some(Vec::new()), "every room could be opened");
    look_at_all(&app).await;
    let room = app.rooms.open(&room_id()).await.unwrap().unwrap();
    let whole = room.views().whole().clone();
    let risk = whole.word.notices.published[&NoticeId(1)].at_risk.expect("it is said");
    assert!(whole.word.notices.papers.contains_key(&risk.draft), "with a draft at hand");
    look_at_all(&app).await;
    assert_eq!(room.head().seq, whole.seq, "and said once");
}
