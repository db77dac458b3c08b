//! What everybody outside may know of a room.

use crate::{
    language::{Scene, block, fail, finish, given, publish_room, reach, skip, start, undo},
    story::{clock, create, lead, plan, room_id, room_live, tech},
};
use domain::{
    Actor, Event, Room, Stage, Timestamp,
    public::{ExpectedEnd, Progress, Public, State, public, would_be_public},
    word::WordEvent,
};

fn shown() -> Scene {
    given(room_live()).had(lead(), publish_room(true))
}

fn at(scene: &Scene, time: &str) -> Public {
    public(&scene.room, clock(time)).unwrap()
}

fn until(time: &str, is_guess: bool, is_late: bool) -> ExpectedEnd {
    ExpectedEnd { at: clock(time), is_guess, is_late }
}

#[test]
fn nothing_is_shown_until_the_lead_says_so_nor_after_the_lead_has_taken_it_back() {
    let hidden = given(room_live());
    assert_eq!(public(&hidden.room, clock("10:07")), None);
    let scene = hidden.when(lead(), publish_room(true));
    let scene = scene.then_events([Event::Word(WordEvent::PageSwitched { on: true })]).then();
    assert!(public(&scene.room, clock("10:07")).is_some());
    scene.clone().when(lead(), publish_room(true)).then_no("page_is_so");
    let scene = scene.had(lead(), publish_room(false));
    assert_eq!(public(&scene.room, clock("10:07")), None);
    scene.when(lead(), publish_room(false)).then_no("page_is_so");
}

#[test]
fn what_the_page_would_show_is_what_it_shows_once_it_is_on() {
    let hidden = given(room_live()).at("10:12").had(tech(), finish("drain"));
    let before = would_be_public(&hidden.room, clock("10:12"));
    let scene = hidden.had(lead(), publish_room(true));
    assert!(before.is_some());
    assert_eq!(public(&scene.room, clock("10:12")), before);
}

#[test]
fn the_state_moves_with_what_was_done_and_never_by_the_clock() {
    let scene = shown();
    for time in ["10:00", "10:20", "11:59"] {
        assert_eq!(at(&scene, time).state, State::Planned, "{time}");
    }
    let scene = scene.at("10:12").had(tech(), finish("drain"));
    let since = clock("10:12");
    let expected_end = until("10:36", false, false);
    assert_eq!(at(&scene, "10:12").state, State::Started { since, expected_end });
    assert!(matches!(at(&scene, "23:00").state, State::Started { .. }), "it has not ended");
    let rest = ["replication", "dns", "smoke"];
    let scene = rest.into_iter().fold(scene, |scene, id| scene.had(lead(), finish(id)));
    let scene = scene.at("10:34").had(lead(), finish("maintenance-off"));
    assert_eq!(at(&scene, "10:34").state, State::Back { at: clock("10:34") });
    let scene = scene.had(lead(), undo("maintenance-off"));
    assert!(matches!(at(&scene, "10:35").state, State::Started { .. }), "not back after all");
}

#[test]
fn the_expected_end_is_a_whole_minute_and_never_before_what_was_announced() {
    let scene = shown().at("10:08").had(tech(), finish("drain"));
    let end = |scene: &Scene, now: Timestamp| match public(&scene.room, now).unwrap().state {
        State::Started { expected_end, .. } => expected_end,
        other => panic!("{other:?}"),
    };
    assert_eq!(end(&scene, clock("10:09")), until("10:36", false, false));
    let late = Timestamp::from_seconds(clock("10:18").seconds() + 30);
    assert_eq!(end(&scene, late), until("10:41", false, true), "22 minutes are left, and 30 s");
    assert_eq!(end(&scene, Timestamp::from_seconds(late.seconds() + 20)), end(&scene, late));
    let stuck = scene.had(lead(), block("replication", "the firewall of the office"));
    assert_eq!(end(&stuck, late), until("10:41", true, true));
    let failed = stuck.had(lead(), start("replication")).had(lead(), fail("replication", "no"));
    assert!(end(&failed, late).is_guess);
}

#[test]
fn progress_counts_what_is_done_or_left_out() {
    let scene = shown().had(tech(), finish("drain")).had(lead(), skip("replication", "none"));
    assert_eq!(at(&scene, "10:20").progress, Progress { done: 2, of: 5 });
}

/// Of a plan that names no step for it, all of the room's live time counts.
#[test]
fn without_marked_steps_the_stage_of_the_room_says_where_it_stands() {
    let mut draft = plan();
    for phase in &mut draft.phases {
        phase.steps.iter_mut().for_each(|step| step.effect = None);
    }
    let scene = given(Room::empty(room_id())).at("10:00").had(Actor::Bascule, create(draft));
    let scene = scene.had(lead(), reach(Stage::Ready)).had(lead(), publish_room(true));
    assert_eq!(at(&scene, "10:30").state, State::Planned);
    let scene = scene.at("10:07").had(lead(), reach(Stage::Live));
    assert!(
        matches!(at(&scene, "10:30").state, State::Started { since, .. } if since == clock("10:07"))
    );
    let scene = scene.at("10:40").had(lead(), reach(Stage::Watching));
    assert_eq!(at(&scene, "10:50").state, State::Back { at: clock("10:40") });
}
