//! Promises: what was told outside, and when it begins to break.

use super::notice::{ONE, comms, notice, open, published, saying, then, true_words};
use crate::{
    language::{Scene, block, finish, given, start},
    story::{clock, lead, room_live, title},
};
use domain::{
    Actor, Command, Length, Room,
    id::ReadersId,
    promise::{Language, Measure, Verdict},
    word::{
        WordCommand, due,
        notice::{NoticeCommand, NoticeId, Template},
        promise::{PromiseCommand, Reading, ledger},
    },
};

fn review() -> Command {
    Command::Word(WordCommand::Promise(PromiseCommand::Review {}))
}

/// The draft says so, and its words from here to there mean this.
fn correct(scene: &Scene, phrase: &str, reading: Reading) -> Command {
    let text = scene.room.word.notices.papers[&ONE].content.en.text.clone().unwrap();
    let from = u32::try_from(text.as_str().find(phrase).unwrap()).unwrap();
    let to = from + u32::try_from(phrase.len()).unwrap();
    let (notice, language, in_title) = (ONE, Language::En, false);
    let correct = PromiseCommand::Correct { notice, language, from, to, in_title, reading };
    Command::Word(WordCommand::Promise(correct))
}

/// Sellers were told this on the seller space, 15 minutes ahead of any change.
fn told(en: &str, fr: &str, at: &str) -> Scene {
    let readers = ReadersId::parse("sellers").unwrap();
    let lead_time = Length::from_minutes(15);
    let described = NoticeCommand::DescribeReaders {
        readers: readers.clone(),
        title: title("Sellers"),
        lead_time,
    };
    let mut content = saying(en, fr);
    content.readers = vec![readers];
    let record = NoticeCommand::Record { content, at: Some(clock(at)) };
    given(room_live()).had(comms(), notice(described)).had(comms(), notice(record))
}

fn verdicts(room: &Room, shown: &str) -> Vec<Verdict> {
    ledger(room, clock(shown)).into_iter().map(|entry| entry.mark.verdict).collect()
}

#[test]
fn ten_minutes_told_against_thirty_planned_are_red_from_the_first_second() {
    let scene = told("Tomorrow, 10 minutes.", "Demain, 10 minutes.", "-7:00");
    let entries = ledger(&scene.room, clock("10:07"));
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    let Verdict::TooShort { said, planned, against, .. } = entry.mark.verdict else {
        panic!("{entry:?}")
    };
    assert_eq!((said.minutes(), planned.minutes(), against), (10, 30, Measure::Window));
    let languages: Vec<Language> = entry.said.iter().map(|(language, _)| *language).collect();
    assert_eq!(languages, [Language::Fr, Language::En], "said in both, listed once");
    assert_eq!(entry.say_by, Some(clock("10:01")), "10:16 less a quarter of an hour");
}

#[test]
fn a_promise_breaks_once_with_a_draft_at_hand() {
    let scene = published(true_words());
    assert_eq!(due(&scene.room, clock("10:08")), []);
    let scene = scene.at("10:08").had(lead(), start("drain")).at("10:20");
    let scene = scene.had(lead(), block("drain", "mobile apps?"));
    // Drain alone is eight minutes late, so the end moves past 10:36.
    assert_eq!(due(&scene.room, clock("10:25")), [review()]);
    let scene = scene.at("10:25").had(Actor::Bascule, review());
    let notices = &scene.room.word.notices;
    let risk = notices.published[&ONE].at_risk.unwrap();
    assert_eq!((risk.promised, risk.say_by), (clock("10:36"), clock("10:26")));
    assert!(risk.expected > clock("10:37"));
    let draft = &notices.papers[&risk.draft];
    assert_eq!(draft.template, Template::Delay);
    assert_eq!(draft.content.replaces.as_ref().map(|it| it.notice), Some(ONE));
    assert_eq!(due(&scene.room, clock("10:26")), [], "it is said once");
    scene.when(Actor::Bascule, review()).then_no("nothing_new");
}

#[test]
fn a_draft_that_is_there_already_is_used() {
    let scene = published(true_words());
    let mut content = saying("Longer: {forecast end}.", "Plus long : {fin prévue}.");
    content.replaces = Some(domain::word::notice::Replaces { notice: ONE, reason: None });
    let scene = scene.had(comms(), open(content)).at("10:30").had(Actor::Bascule, review());
    let notices = &scene.room.word.notices;
    assert_eq!(notices.published[&ONE].at_risk.unwrap().draft, NoticeId(2));
    assert_eq!(notices.papers.len(), 2, "no third one");
}

#[test]
fn a_promise_that_holds_after_all_is_said_to() {
    let scene = published(true_words()).at("10:30").had(Actor::Bascule, review());
    assert!(scene.room.word.notices.published[&ONE].at_risk.is_some());
    let scene = ["drain", "replication", "dns", "smoke"]
        .into_iter()
        .fold(scene, |scene, step| scene.had(lead(), finish(step)));
    assert_eq!(due(&scene.room, clock("10:31")), [review()]);
    let scene = scene.at("10:31").had(Actor::Bascule, review());
    assert!(scene.room.word.notices.published[&ONE].at_risk.is_none());
}

#[test]
fn what_was_taken_back_breaks_no_more() {
    let reason = crate::language::reason("wrong");
    let scene = published(true_words());
    let scene = scene.had(lead(), notice(NoticeCommand::Withdraw { notice: ONE, reason }));
    assert_eq!(due(&scene.room, clock("10:30")), []);
}

#[test]
fn the_author_corrects_what_was_found() {
    let text = saying("A coffee lasts 10 minutes.", "Le temps d’un café.");
    let scene = given(room_live()).had(comms(), open(text));
    let asked = super::notice::ask(&scene);
    scene.clone().when(comms(), asked.clone()).then_no("contradicts_plan");
    let nothing = correct(&scene, "10 minutes", Reading::NoPromise);
    let scene = scene.had(comms(), nothing);
    assert!(scene.clone().when(comms(), asked).decided.is_ok());
    // And the other way round: words that no table knows.
    let words = saying("Back after the tea break.", "De retour après le thé.");
    let scene = then(scene, comms(), |s| super::notice::save(s, words));
    let end = clock("10:20");
    let scene = then(scene, comms(), |s| correct(s, "the tea break", Reading::EndsAt { end }));
    let asked = super::notice::ask(&scene);
    scene.when(comms(), asked).then_no("contradicts_plan");
}

#[test]
fn words_that_are_not_there_cannot_be_corrected() {
    let scene = given(room_live()).had(comms(), open(saying("Cafés fermés", "Cafés fermés")));
    for (from, to) in [(4, 4), (5, 3), (0, 4), (3, 900)] {
        let correct = PromiseCommand::Correct {
            notice: ONE,
            language: Language::En,
            from,
            to,
            in_title: false,
            reading: Reading::NoPromise,
        };
        let correct = Command::Word(WordCommand::Promise(correct));
        scene.clone().when(comms(), correct).then_no("no_such_words");
    }
}

#[test]
fn a_ledger_changes_with_the_plan_and_the_clock_and_stores_nothing() {
    let scene = published(true_words());
    let holds = |verdicts: &[Verdict]| verdicts.iter().all(|it| !it.contradicts());
    assert!(holds(&verdicts(&scene.room, "10:07")));
    assert!(!holds(&verdicts(&scene.room, "10:20")), "nothing was begun by then");
    assert!(holds(&verdicts(&scene.room, "10:07")), "and the room is the same");
}
