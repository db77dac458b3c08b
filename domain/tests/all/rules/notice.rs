//! Notices: from the first draft to what became of them.

use crate::{
    language::{Scene, finish, given, reason},
    story::{clock, lead, one_of, room_live, step, support, tech, title},
};
use domain::{
    Actor, Audience, Command, Event, Role, Room, Seq,
    audience::seen_by,
    evolve,
    id::ReadersId,
    promise::Language,
    text::MessageText,
    word::{
        WordCommand, WordEvent,
        notice::{
            Content, Fact, Fate, NoticeCommand, NoticeEvent, NoticeId, Replaces, Standing,
            Template, Wording, resolve, values,
        },
    },
};

pub const ONE: NoticeId = NoticeId(1);

pub fn comms() -> Actor {
    Actor::Person(one_of(Role::Comms))
}

pub fn notice(command: NoticeCommand) -> Command {
    Command::Word(WordCommand::Notice(command))
}

/// A whole text that says this in both languages.
pub fn saying(en: &str, fr: &str) -> Box<Content> {
    let wording = |text: &str| Wording {
        title: Some(title("Maintenance")),
        text: Some(MessageText::parse(text).unwrap()),
    };
    Box::new(Content { fr: wording(fr), en: wording(en), ..Content::default() })
}

pub fn true_words() -> Box<Content> {
    saying("Closed until {announced end}.", "Fermé jusqu’à {fin annoncée}.")
}

pub fn open(content: Box<Content>) -> Command {
    notice(NoticeCommand::Open { template: Template::Delay, content: Some(content) })
}

pub fn version(scene: &Scene) -> Seq {
    scene.room.word.notices.papers[&ONE].version
}

pub fn save(scene: &Scene, content: Box<Content>) -> Command {
    notice(NoticeCommand::Save { notice: ONE, from: version(scene), content })
}

pub fn ask(scene: &Scene) -> Command {
    notice(NoticeCommand::Ask { notice: ONE, version: version(scene), anyway: None })
}

pub fn approve(scene: &Scene) -> Command {
    notice(NoticeCommand::Approve { notice: ONE, version: version(scene) })
}

pub fn publish(scene: &Scene) -> Command {
    notice(NoticeCommand::Publish { notice: ONE, version: version(scene), anyway: None })
}

/// With each command made of the scene before it.
pub fn then(scene: Scene, actor: Actor, command: impl FnOnce(&Scene) -> Command) -> Scene {
    let command = command(&scene);
    scene.had(actor, command)
}

pub fn approved(content: Box<Content>) -> Scene {
    let scene = given(room_live()).had(comms(), open(content));
    let scene = then(scene, comms(), ask);
    then(scene, lead(), approve)
}

pub fn published(content: Box<Content>) -> Scene {
    then(approved(content), comms(), publish)
}

fn standing(scene: &Scene) -> &Standing {
    &scene.room.word.notices.papers[&ONE].standing
}

#[test]
fn a_notice_goes_from_draft_to_published_with_two_people() {
    let scene = given(room_live()).had(comms(), open(true_words()));
    assert_eq!(*standing(&scene), Standing::Draft);
    let scene = then(scene, comms(), ask);
    assert_eq!(standing(&scene).slug(), "in_review");
    let scene = then(scene, lead(), approve);
    assert_eq!(standing(&scene).slug(), "approved");
    let scene = then(scene, comms(), publish);
    assert_eq!(*standing(&scene), Standing::Published);
    let out = &scene.room.word.notices.published[&ONE];
    assert_eq!(out.text.en.text, "Closed until 10:36.");
    assert_eq!(out.text.fr.text, "Fermé jusqu’à 10h36.");
    let kept: Vec<Fact> = out.text.values.iter().map(|value| value.fact).collect();
    assert_eq!(kept, [Fact::AnnouncedEnd], "the values of its facts are kept with it");
    assert_eq!((out.at, out.by.clone()), (clock("10:07"), comms()));
}

#[test]
fn nobody_approves_their_own_text() {
    let scene = given(room_live()).had(comms(), open(true_words()));
    let scene = then(scene, lead(), ask);
    let own = approve(&scene);
    scene.clone().when(comms(), own.clone()).then_no("needs_second_person");
    // Whoever changed it last is its author, whoever began it.
    let scene = then(scene, lead(), |s| save(s, saying("Soon: {forecast end}.", "Bientôt.")));
    let scene = then(scene, comms(), ask);
    let own = approve(&scene);
    scene.clone().when(lead(), own.clone()).then_no("needs_second_person");
    assert!(scene.when(comms(), own).decided.is_ok());
}

#[test]
fn what_the_product_wrote_needs_somebody_besides_who_asked() {
    let scene = given(room_live()).had(Actor::Bascule, open(true_words()));
    let scene = then(scene, lead(), ask);
    let yes = approve(&scene);
    scene.clone().when(lead(), yes.clone()).then_no("needs_second_person");
    scene.clone().when(Actor::Bascule, yes.clone()).then_no("needs_second_person");
    assert!(scene.when(comms(), yes).decided.is_ok());
}

#[test]
fn a_change_after_approval_needs_a_new_one() {
    let scene = approved(true_words());
    let old = approve(&scene);
    let scene = then(scene, comms(), |s| save(s, saying("Back at {forecast end}.", "Retour.")));
    assert_eq!(*standing(&scene), Standing::Draft);
    let now = publish(&scene);
    scene.clone().when(comms(), now).then_no("not_approved");
    // The approval of the text as it was is no approval of the text as it is.
    let scene = then(scene, comms(), ask);
    scene.when(lead(), old).then_no("notice_changed_since");
}

#[test]
fn both_languages_must_be_whole_before_anybody_is_asked() {
    let english = Content { fr: Wording::default(), ..*true_words() };
    let scene = given(room_live()).had(comms(), open(Box::new(english)));
    let asked = ask(&scene);
    scene.when(comms(), asked).then_no("notice_incomplete");
}

#[test]
fn a_text_that_contradicts_the_plan_goes_no_further_without_a_reason() {
    let short = saying("It takes 10 minutes.", "Cela dure 10 minutes.");
    let scene = given(room_live()).had(comms(), open(short));
    let asked = ask(&scene);
    scene.clone().when(comms(), asked).then_no("contradicts_plan");
    let anyway = Some(reason("the shop alone is closed"));
    let with = notice(NoticeCommand::Ask { notice: ONE, version: version(&scene), anyway });
    let scene = scene.had(comms(), with);
    let scene = then(scene, lead(), approve);
    let silent = publish(&scene);
    scene.clone().when(comms(), silent).then_no("contradicts_plan");
    let anyway = Some(reason("the shop alone is closed"));
    let said = notice(NoticeCommand::Publish { notice: ONE, version: version(&scene), anyway });
    let scene = scene.had(comms(), said);
    let out = &scene.room.word.notices.published[&ONE];
    assert_eq!(out.anyway, Some(reason("the shop alone is closed")), "and it is in the log");
}

#[test]
fn a_text_from_an_older_version_is_kept_beside_the_one_that_stands() {
    let (theirs, mine) = (saying("Theirs.", "Le leur."), saying("Mine.", "Le mien."));
    let scene = given(room_live()).had(comms(), open(true_words()));
    let from = version(&scene);
    let stale = notice(NoticeCommand::Save { notice: ONE, from, content: mine.clone() });
    let scene = then(scene, comms(), |s| save(s, theirs.clone()));
    let scene = scene.had(lead(), stale);
    let paper = &scene.room.word.notices.papers[&ONE];
    let rival = paper.rival.as_ref().unwrap();
    assert_eq!((&paper.content, &rival.content, rival.by.clone()), (&*theirs, &*mine, lead()));

    let drop = notice(NoticeCommand::DropRival { notice: ONE });
    let kept = scene.clone().had(lead(), drop.clone()).room;
    assert_eq!(kept.word.notices.papers[&ONE].content, *theirs);
    given(kept).when(lead(), drop).then_no("no_rival");

    let from = version(&scene);
    let taken = scene.had(lead(), notice(NoticeCommand::TakeRival { notice: ONE, from })).room;
    let paper = &taken.word.notices.papers[&ONE];
    assert_eq!((&paper.content, paper.rival.is_none()), (&*mine, true));
}

#[test]
fn a_notice_waits_for_its_step_and_then_goes_out_by_itself() {
    let mut content = true_words();
    (content.waits_for, content.by_itself) = (Some(step("drain")), true);
    let scene = approved(content);
    let early = publish(&scene);
    scene.clone().when(comms(), early.clone()).then_no("notice_waits");
    scene.clone().when(Actor::Bascule, early).then_no("notice_waits");
    assert_eq!(domain::word::due(&scene.room, clock("10:08")), []);
    let scene = scene.had(lead(), finish("drain"));
    let due = domain::word::due(&scene.room, clock("10:08"));
    assert_eq!(due, [publish(&scene)]);
    let out = scene.had(Actor::Bascule, due[0].clone()).room;
    assert!(out.word.notices.published[&ONE].fate.is_out());
    assert_eq!(domain::word::due(&out, clock("10:08")), [], "once");
}

#[test]
fn the_product_publishes_nothing_that_was_not_approved_to_go_out_by_itself() {
    let scene = approved(true_words());
    let command = publish(&scene);
    assert_eq!(domain::word::due(&scene.room, clock("10:08")), []);
    scene.when(Actor::Bascule, command).then_no("not_by_itself");
}

#[test]
fn a_later_notice_takes_the_place_of_an_earlier_one() {
    let scene = published(true_words());
    let mut content = saying("Back around {forecast end}.", "Retour vers {fin prévue}.");
    let why = Some(reason("it takes longer"));
    content.replaces = Some(Replaces { notice: ONE, reason: why.clone() });
    let scene = scene.had(comms(), open(content));
    let two = NoticeId(2);
    let at = scene.room.word.notices.papers[&two].version;
    let ask = NoticeCommand::Ask { notice: two, version: at, anyway: None };
    let publish = NoticeCommand::Publish { notice: two, version: at, anyway: None };
    let scene = scene
        .had(comms(), notice(ask))
        .had(lead(), notice(NoticeCommand::Approve { notice: two, version: at }))
        .had(comms(), notice(publish));
    let Fate::Superseded { by, reason, .. } = &scene.room.word.notices.published[&ONE].fate else {
        panic!("it still stands");
    };
    assert_eq!((*by, reason), (two, &why));
    let back =
        notice(NoticeCommand::Withdraw { notice: ONE, reason: crate::language::reason("x") });
    scene.when(lead(), back).then_no("not_out");
}

#[test]
fn a_published_notice_is_taken_back_and_a_draft_given_up_with_a_reason() {
    let back = || notice(NoticeCommand::Withdraw { notice: ONE, reason: reason("wrong day") });
    let scene = published(true_words()).had(lead(), back());
    assert!(matches!(scene.room.word.notices.published[&ONE].fate, Fate::Withdrawn { .. }));
    let scene = given(room_live()).had(comms(), open(true_words())).had(comms(), back());
    assert_eq!(*standing(&scene), Standing::Dropped);
    let late = ask(&scene);
    scene.when(comms(), late).then_no("no_draft");
}

#[test]
fn what_it_names_must_be_there() {
    let scene = given(room_live());
    let naming = |with: &dyn Fn(&mut Content)| {
        let mut content = true_words();
        with(&mut content);
        open(content)
    };
    let sellers = ReadersId::parse("sellers").unwrap();
    let to_sellers = naming(&|it| it.readers = vec![ReadersId::parse("sellers").unwrap()]);
    scene.clone().when(comms(), to_sellers.clone()).then_no("unknown_readers");
    let lead_time = domain::Length::from_minutes(15);
    let described =
        NoticeCommand::DescribeReaders { readers: sellers, title: title("Sellers"), lead_time };
    let described = scene.clone().had(comms(), notice(described));
    assert!(described.when(comms(), to_sellers).decided.is_ok());
    let waiting = naming(&|it| it.waits_for = Some(step("nothing")));
    scene.clone().when(comms(), waiting).then_no("unknown_step");
    let replacing =
        |n| naming(&move |it| it.replaces = Some(Replaces { notice: NoticeId(n), reason: None }));
    scene.clone().when(comms(), replacing(1)).then_no("replaces_itself");
    scene.when(comms(), replacing(9)).then_no("unknown_notice");
}

#[test]
fn what_was_said_elsewhere_is_written_down_as_it_was() {
    let content = saying("Tomorrow, 10 minutes.", "Demain, 10 minutes.");
    let record = |at| notice(NoticeCommand::Record { content: content.clone(), at });
    let scene = given(room_live()).had(comms(), record(Some(clock("09:00"))));
    assert_eq!(scene.room.word.notices.published[&ONE].at, clock("09:00"));
    // Two of one minute stay two: outside, a notice goes by its time.
    let scene = scene.had(comms(), record(Some(clock("09:00"))));
    let second = scene.room.word.notices.published[&NoticeId(2)].at;
    assert_eq!(second.micros() - clock("09:00").micros(), 1);
    scene.when(comms(), record(Some(clock("11:00")))).then_no("time_in_future");
}

#[test]
fn a_draft_reaches_lead_comms_and_observers_and_a_published_notice_everybody() {
    let opened =
        NoticeEvent::Opened { notice: ONE, template: Template::Blank, content: true_words() };
    assert_eq!(opened.audience(), Audience::Comms);
    let scene = published(true_words());
    let known = |role: Role| {
        let mut room = Room::empty(scene.room.id.clone());
        for recorded in &scene.room.feed {
            if let Some(seen) = seen_by(recorded, role) {
                evolve(&mut room, &seen);
            }
        }
        (room.word.notices.papers.len(), room.word.notices.published.len())
    };
    for role in [Role::Lead, Role::Comms, Role::Observer] {
        assert_eq!(known(role), (1, 1), "{role:?}");
    }
    for role in [Role::Tech, Role::Support] {
        assert_eq!(known(role), (0, 1), "{role:?}");
    }
}

#[test]
fn only_lead_and_comms_write_approve_and_publish() {
    for actor in [tech(), support()] {
        given(room_live()).when(actor, open(true_words())).then_no("not_allowed");
    }
}

#[test]
fn facts_are_read_in_both_spellings_and_what_is_none_stays_as_it_was_typed() {
    let values = values(&room_live(), clock("10:07"));
    let text = "{start} {Début} { forecast end } {fin prévue} {nothing} {{window} {steps done";
    let resolved = resolve(text, Language::En, &values);
    assert_eq!(resolved.text, "10:06 10:06 10:36 10:36 {nothing} {30 minutes {steps done");
    for placed in &resolved.facts {
        let value = values.iter().find(|value| value.fact == placed.fact).unwrap();
        assert_eq!(&resolved.text[placed.from..placed.to], value.en);
    }
}

#[test]
fn every_template_but_the_empty_one_is_whole_and_agrees_with_the_plan() {
    for template in Template::ALL.into_iter().filter(|it| *it != Template::Blank) {
        // "Tomorrow" is true the day before.
        let shown = if template == Template::DayBefore { "-7:00" } else { "10:07" };
        let scene = given(room_live()).at(shown);
        let begin = notice(NoticeCommand::Open { template, content: None });
        let scene = scene.had(comms(), begin);
        let asked = ask(&scene);
        assert!(scene.when(comms(), asked).decided.is_ok(), "{template:?}");
    }
}

#[test]
fn a_reader_without_drafts_finds_no_title_of_one() {
    let scene = given(room_live()).had(comms(), open(true_words()));
    let mut blind = scene.room.clone();
    blind.word.notices.papers.clear();
    assert_eq!(blind.word.notices.title(ONE, Language::En), None);
    let events: Vec<&Event> = scene.room.feed.iter().map(|recorded| &recorded.event).collect();
    assert!(matches!(events.last(), Some(Event::Word(WordEvent::Notice(_)))));
}
