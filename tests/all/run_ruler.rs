//! What the room says of the way back and of the slack, at the worst minute of the story.

use domain::Role;
use tests::{demo::Demo, driver::Driver};

/// The sums are in `server/src/demo/tests/foreseen.rs`: back at :17, until :28, 2 minutes over.
#[tokio::test]
async fn at_10_16_the_room_says_until_when_one_can_turn_back_and_what_the_end_hangs_on() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Support, "Sophie").await;
    page.live().await;
    page.reads("[data-clock=forecast]", "10:38").await;
    page.reads("[data-ruler=until]", "10:28").await;
    page.reads(".ruler", "Last minute to abort and keep 10:36: 10:28").await;
    // The hand moves on while the browser starts: one minute after now, to the minute.
    let minute = |shown: &str| {
        let (hours, rest) = shown.split_once(':').expect("a time");
        let minutes = rest.get(..2).expect("minutes");
        hours.parse::<i64>().expect("hours") * 60 + minutes.parse::<i64>().expect("minutes")
    };
    let now = minute(&page.text("[data-clock=now]").await);
    let back = minute(&page.text("[data-ruler=back]").await);
    assert!((1..=2).contains(&(back - now)), "back {back}, now {now}");
    page.reads("[data-slack]", "2 min over, no slack left").await;
    page.reads(".slack-line", "critical path: drain → replication → dns → smoke → maintenance-off")
        .await;
    page.reads(&page.step("drain").row("[data-mark=remaining]"), "4 min more, said 10:12").await;
    page.reads(&page.step("drain").row("[data-mark=plan-b]"), "plan B ready").await;
    page.reads(&page.step("replication").row("[data-mark=undo]"), "undo 5 min").await;
    let line = page.step("maintenance-off").row("[data-mark=no-return]");
    page.reads(&line, "Point of no return").await;
    page.reads(&line, "orders are on Aurora alone").await;
    // Support reads it all and decides none of it.
    assert!(!page.has("#abort").await && !page.has("#hold").await);
    assert_eq!(page.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn past_the_point_of_no_return_the_room_says_fix_forward_and_what_is_left() {
    let demo = Demo::start_with(&["--at", "10:35:30"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.reads("[data-ruler=forward]", "Fix forward only").await;
    page.reads("[data-ruler=forward]", "“Maintenance off” has begun and cannot be undone").await;
    page.press("#fix-forward > summary").await;
    page.reads(".fix-forward", "Watch that the site works").await;
    assert!(!page.has("#abort").await, "there is nothing to abort any more");
}
