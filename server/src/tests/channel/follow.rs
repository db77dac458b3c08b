//! From "Publish" to the receiver: the log is followed, once, in order, and only for real.

use super::{
    mail_server::MailServer,
    post_room::{add_subscriber, hook, mail_file},
    receiver::{Posted, Receiver, Reply},
};
use crate::{
    channel::{Channels, NoticeNumber, Office, Trouble},
    dispatch::{Delivery, Follower, State},
    outgoing::Guard,
    tests::house::{House, ORIGIN, room_id},
};
use domain::{
    Actor, ChannelId, Command, Role, Room, Seq,
    text::{MessageText, Reason, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Replaces, Template, Wording},
    },
};
use frontend::boot::Locale;
use serde_json::json;
use std::sync::Arc;

/// A house whose room has these channels, and somebody who follows its log.
pub struct Desk {
    pub house: House,
    follower: Follower,
}

impl Desk {
    pub async fn open(file: &str) -> Self {
        let house = House::open_with(|config| {
            let channels = Arc::new(Channels::read(file, &|_| None, &Guard::public(None)).unwrap());
            let office = Office::new(channels, config.clock.clone(), ORIGIN).unwrap();
            config.office = Arc::new(office);
        })
        .await;
        let follower = follower(&house).await;
        Self { house, follower }
    }

    async fn does(&self, role: Role, command: NoticeCommand) {
        let command = Command::Word(WordCommand::Notice(command));
        let who = somebody(&*self.house.room().await, role);
        self.house.order_as(who, command).await;
    }

    /// Written by comms, approved by the lead, published.
    pub async fn publish(&self, content: Content) -> NoticeId {
        let notice = self.draft(content).await;
        let version = self.house.room().await.word.notices.papers[&notice].version;
        let anyway = Reason::parse("Thierry said that RDS is late").ok();
        let ask = NoticeCommand::Ask { notice, version, anyway: anyway.clone() };
        self.does(Role::Comms, ask).await;
        self.does(Role::Lead, NoticeCommand::Approve { notice, version }).await;
        self.does(Role::Comms, NoticeCommand::Publish { notice, version, anyway }).await;
        notice
    }

    /// Written by comms.
    pub async fn draft(&self, content: Content) -> NoticeId {
        let notice = self.house.room().await.word.notices.next_id();
        let content = Some(Box::new(content));
        self.does(Role::Comms, NoticeCommand::Open { template: Template::Blank, content }).await;
        notice
    }

    async fn withdraw(&self, notice: NoticeId) {
        let reason = Reason::parse("the host db-rds-1 is back").unwrap();
        self.does(Role::Comms, NoticeCommand::Withdraw { notice, reason }).await;
    }

    pub async fn follow(&mut self) {
        self.follower.catch_up().await.unwrap();
    }

    pub async fn deliveries(&self, notice: NoticeId) -> Vec<Delivery> {
        let number = NoticeNumber(notice.0);
        self.house.app.dispatch.deliveries(&room_id(), number).await.unwrap()
    }

    /// Waits until all of a notice is over.
    pub async fn over(&self, notice: NoticeId) -> Vec<Delivery> {
        super::mail_server::eventually(async || {
            let all = self.deliveries(notice).await;
            let over = |it: &Delivery| matches!(it.state, State::Sent | State::Failed);
            (!all.is_empty() && all.iter().all(over)).then_some(all)
        })
        .await
    }
}

/// Somebody of a team of the story.
fn somebody(room: &Room, role: Role) -> Actor {
    Actor::Person(room.team(role).next().unwrap().clone())
}

async fn follower(house: &House) -> Follower {
    let live = house.app.rooms.open(&room_id()).await.unwrap().unwrap();
    Follower::new(house.app.clone(), live)
}

pub fn content(channels: &[&str]) -> Content {
    let wording = |title: &str, text: &str| Wording {
        title: Title::parse(title).ok(),
        text: MessageText::parse(text).ok(),
    };
    Content {
        fr: wording("Maintenance", "Le site est fermé jusqu’à {fin annoncée}."),
        en: wording("Maintenance", "The site is closed until {announced end}."),
        channels: channels.iter().map(|id| ChannelId::parse(id).unwrap()).collect(),
        ..Content::default()
    }
}

fn kinds(posted: &[Posted]) -> Vec<String> {
    posted.iter().map(|it| it.json()["data"]["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_is_published_goes_out_with_its_values_and_nothing_of_the_house_is_in_it() {
    let receiver = Receiver::start([]).await;
    let mut desk = Desk::open(&hook("partners", "webhook", &receiver.url())).await;
    // A draft that never goes out: the number of the one that does is not the first.
    let content_of_draft = Some(Box::new(content(&["partners"])));
    let open = NoticeCommand::Open { template: Template::Blank, content: content_of_draft };
    desk.does(Role::Comms, open).await;
    desk.house.order(Command::Word(WordCommand::PublishRoom { on: true })).await;
    let notice = desk.publish(content(&["partners"])).await;
    assert_eq!(notice, NoticeId(2));
    desk.follow().await;
    let published = receiver.takes(1).await.remove(0).json();
    desk.withdraw(notice).await;
    desk.follow().await;
    let withdrawn = receiver.takes(2).await.remove(1).json();

    let at = desk.house.room().await.word.notices.published[&notice].at.micros();
    let moment = "2016-09-07T08:00:00Z";
    let body = |kind: &str, (fr, en): (&str, &str), end: Option<&str>| {
        let at = published["timestamp"].as_str().unwrap();
        assert!(at.starts_with(&moment[..18]), "{at}");
        json!({
            "type": format!("notice.{kind}"),
            "timestamp": if kind == "published" { &published["timestamp"] } else { &withdrawn["timestamp"] },
            "data": {
                "kind": kind,
                "room": "aurora",
                "notice": published["data"]["notice"],
                "replaces": null,
                "fr": { "title": "Maintenance", "text": fr },
                "en": { "title": "Maintenance", "text": en },
                "promised_end": end,
                "page": format!("{ORIGIN}/status/aurora"),
                "test": false,
            },
        })
    };
    assert_eq!(published["data"]["notice"], at.to_string());
    let (fr, en) = ("Le site est fermé jusqu’à 10 h 36.", "The site is closed until 10:36.");
    let said_fr = published["data"]["fr"]["text"].as_str().unwrap().to_owned();
    assert!(!said_fr.contains('{') && said_fr.contains("36"), "{said_fr} is not {fr}");
    let texts = (said_fr.as_str(), en);
    assert_eq!(published, body("published", texts, Some("2016-09-07T08:36:00Z")));
    let before_fr = format!("Cette annonce n’est plus valable. Elle disait\u{202f}:\n\n{said_fr}");
    let before_en = format!("This notice no longer holds. It said:\n\n{en}");
    assert_eq!(withdrawn, body("withdrawn", (&before_fr, &before_en), None));
}

#[tokio::test]
async fn a_correction_goes_out_as_one_and_names_what_it_replaces() {
    let receiver = Receiver::start([]).await;
    let mut desk = Desk::open(&hook("partners", "webhook", &receiver.url())).await;
    let first = desk.publish(content(&["partners"])).await;
    desk.house.clock.advance(60);
    let replaces = Some(Replaces { notice: first, reason: None });
    desk.publish(Content { replaces, ..content(&["partners"]) }).await;
    desk.follow().await;
    let posted = receiver.takes(2).await;
    assert_eq!(kinds(&posted), ["published", "corrected"]);
    let name = |place: usize, field: &str| posted[place].json()["data"][field].clone();
    assert_eq!(name(1, "replaces"), name(0, "notice"));
    assert_ne!(name(1, "notice"), name(0, "notice"));
}

#[tokio::test]
async fn what_was_said_without_the_product_is_neither_sent_nor_taken_back() {
    let receiver = Receiver::start([]).await;
    let mut desk = Desk::open(&hook("partners", "webhook", &receiver.url())).await;
    let mut said = content(&["partners"]);
    said.en.text = MessageText::parse("The site is closed for 10 minutes.").ok();
    let record = NoticeCommand::Record { content: Box::new(said), at: None };
    desk.does(Role::Comms, record).await;
    desk.withdraw(NoticeId(1)).await;
    // What goes out after it is the first thing that arrives.
    let sent = desk.publish(content(&["partners"])).await;
    desk.follow().await;
    desk.over(sent).await;
    assert_eq!(receiver.posted().len(), 1);
    assert!(desk.deliveries(NoticeId(1)).await.is_empty());
}

#[tokio::test]
async fn a_log_that_is_followed_again_from_its_beginning_sends_nothing_twice() {
    let receiver = Receiver::start([]).await;
    let mut desk = Desk::open(&hook("partners", "webhook", &receiver.url())).await;
    let first = desk.publish(content(&["partners"])).await;
    desk.follow().await;
    desk.over(first).await;
    let store = &desk.house.app.store;
    let at = crate::store::LetterStore::followed(store, &room_id()).await.unwrap();
    assert_eq!(at, desk.house.room().await.seq, "the place is on disk with the letters");
    store.tamper("UPDATE followed SET seq = 0").await.unwrap();
    desk.follower = follower(&desk.house).await;
    let second = desk.publish(content(&["partners"])).await;
    desk.follow().await;
    desk.over(second).await;
    assert_eq!(receiver.posted().len(), 2);
    assert_eq!(desk.deliveries(first).await.len(), 1);
    assert!(at > Seq(0));
}

#[tokio::test]
async fn a_notice_names_the_channels_it_went_to_and_mail_counts_its_readers() {
    let (mail, receiver) = (MailServer::start().await, Receiver::start([]).await);
    let file = mail_file(mail.port) + &hook("partners", "webhook", &receiver.url());
    let mut desk = Desk::open(&file).await;
    for name in ["a", "b", "c"] {
        let address = format!("{name}@example.org");
        add_subscriber(&desk.house.app.store, &address, Locale::Fr).await;
    }
    let notice = desk.publish(content(&["sellers-mail", "not-set-up"])).await;
    desk.follow().await;
    mail.takes(3).await;
    desk.over(notice).await;
    let tallies = desk.house.app.dispatch.tallies(&room_id(), NoticeNumber(notice.0)).await;
    let tallies = tallies.unwrap();
    assert_eq!(tallies.len(), 1, "{tallies:?}");
    assert_eq!((tallies[0].channel.as_str(), tallies[0].letters), ("sellers-mail", 3));
    assert_eq!((tallies[0].state, tallies[0].attempts), (State::Sent, 1));
    assert!(receiver.posted().is_empty());
}

#[tokio::test]
async fn old_news_is_given_up_and_goes_out_when_a_person_sends_it_again() {
    let receiver = Receiver::start([]).await;
    let mut desk = Desk::open(&hook("partners", "webhook", &receiver.url())).await;
    let notice = desk.publish(content(&["partners"])).await;
    // The server was down for longer than the six hours that it is news.
    desk.house.clock.advance(6 * 3_600 + 60);
    desk.follow().await;
    let given_up = desk.over(notice).await.remove(0);
    assert_eq!(given_up.state, State::Failed);
    assert!(matches!(given_up.trouble, Some(Trouble::TooOld { last: None, .. })));
    assert!(receiver.posted().is_empty());

    let channel = ChannelId::parse("partners").unwrap();
    let dispatch = &desk.house.app.dispatch;
    let again = dispatch.again(&room_id(), NoticeNumber(notice.0), &channel).await.unwrap();
    assert_eq!(again, 1);
    let sent = desk.over(notice).await.remove(0);
    assert_eq!((sent.state, sent.message_id), (State::Sent, given_up.message_id));
    assert_eq!(receiver.takes(1).await.len(), 1);
    // There is nothing left to send again.
    let again = dispatch.again(&room_id(), NoticeNumber(notice.0), &channel).await.unwrap();
    assert_eq!(again, 0);
}

#[tokio::test]
async fn a_gone_receiver_is_not_asked_again_and_a_broken_one_is() {
    let gone = Receiver::start([Reply::Say(410, vec![], "gone")]).await;
    let broken = Receiver::start([Reply::Say(500, vec![], "oops")]).await;
    let file = hook("gone", "webhook", &gone.url()) + &hook("broken", "webhook", &broken.url());
    let mut desk = Desk::open(&file).await;
    let notice = desk.publish(content(&["gone", "broken"])).await;
    desk.follow().await;
    broken.takes(1).await;
    // The clock of the house stands still: the next attempt is due when it is told so.
    super::mail_server::eventually(async || {
        let all = desk.deliveries(notice).await;
        all.iter().any(|it| it.trouble.is_some() && it.state == State::Waiting).then_some(())
    })
    .await;
    desk.house.clock.advance(10);
    desk.house.app.dispatch.wake(&ChannelId::parse("broken").unwrap());
    let over = desk.over(notice).await;
    let of = |id: &str| over.iter().find(|it| it.channel.as_str() == id).unwrap();
    assert_eq!((of("gone").state, of("gone").attempts), (State::Failed, 1));
    assert_eq!((of("broken").state, of("broken").attempts), (State::Sent, 2));
    let ids: Vec<String> =
        broken.posted().iter().map(|it| it.header("webhook-id").to_owned()).collect();
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_rehearsal_sends_nothing() {
    let receiver = Receiver::start([]).await;
    let file = hook("partners", "webhook", &receiver.url()).replace("\"aurora\"", "\"rehearsal\"")
        + &hook("real", "webhook", &receiver.url());
    let mut desk = Desk::open(&file).await;
    let rehearsal = desk.house.rehearsal("rehearsal").await;
    let content_here = Some(Box::new(content(&["partners"])));
    let notice = NoticeId(1);
    let open = NoticeCommand::Open { template: Template::Blank, content: content_here };
    let order = async |role, command| {
        let command = Command::Word(WordCommand::Notice(command));
        let who = somebody(&*desk.house.room().await, role);
        desk.house.order_in(&rehearsal, who, command).await;
    };
    order(Role::Comms, open).await;
    let live = desk.house.app.rooms.open(&rehearsal).await.unwrap().unwrap();
    let version = live.views().whole().word.notices.papers[&notice].version;
    order(Role::Comms, NoticeCommand::Ask { notice, version, anyway: None }).await;
    order(Role::Lead, NoticeCommand::Approve { notice, version }).await;
    order(Role::Comms, NoticeCommand::Publish { notice, version, anyway: None }).await;
    Follower::new(desk.house.app.clone(), live).catch_up().await.unwrap();
    let sent = desk.publish(content(&["real"])).await;
    desk.follow().await;
    desk.over(sent).await;
    assert_eq!(receiver.posted().len(), 1, "the real one alone");
    let kept = desk.house.app.dispatch.deliveries(&rehearsal, NoticeNumber(1)).await.unwrap();
    assert!(kept.is_empty(), "{kept:?}");
}
