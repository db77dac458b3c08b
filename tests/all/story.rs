//! The story, played to its end.

use domain::{Event, Role};
use std::time::Duration;
use tests::{api::Api, demo::Demo, driver::Driver, wait::eventually};

/// From 09:59:30 to 10:36 at sixty times the speed, and some air.
const PLAYED: Duration = Duration::from_secs(60);

/// Paris in September is two hours ahead.
const PARIS: i64 = 2 * 3_600;

const DAY: i64 = 24 * 3_600;

#[tokio::test]
async fn the_replay_ends_in_thirty_minutes_of_maintenance() {
    let demo = Demo::start_with(&["--replay", "--speed", "60"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Observer, "Olga").await;
    page.live().await;
    page.reads(".clock small", "story time").await;

    eventually("the maintenance is over", PLAYED, async || {
        let said = page.texts(".clock").await.join(" | ");
        if said.contains("30:00 maintenance lasted") { Ok(()) } else { Err(said) }
    })
    .await;
    page.reads(".header .pill", "Watching").await;
    page.reads(".clock", "10:36 open again, announced 10:36").await;
    page.connection_is("live").await;
    for (step, state) in
        [("drain", "done"), ("sg-block", "done"), ("smoke", "skipped"), ("curl", "done")]
    {
        assert_eq!(page.step(step).state().await, state, "{step}");
    }
    page.reads(".happened", "Jérôme corrected the end of “Switch the database name").await;

    let olga = Api::join(&demo, Role::Observer, "Olga").await;
    let log = olga.log(0).await;
    let finished = |id: &str| {
        let of =
            |event: &Event| matches!(event, Event::StepFinished { step } if step.as_str() == id);
        let frame = log.iter().find(|frame| of(&frame.recorded.event));
        let frame = frame.unwrap_or_else(|| panic!("{id} is finished"));
        frame.recorded.at.seconds() + PARIS
    };
    assert_eq!(finished("maintenance-on") % DAY, (10 * 60 + 6) * 60);
    assert_eq!(finished("maintenance-off") % DAY, (10 * 60 + 36) * 60);
    assert_eq!(page.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_time_that_was_corrected_shows_what_it_was_and_why() {
    let demo = Demo::start_with(&["--at", "10:53"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.reads(&page.step("dns").row(".when"), "10:25 → 10:27").await;
    page.reads(&page.step("dns").row(".chip"), "corrected").await;
    page.reads(".happened", "10:37 → 10:27").await;
    page.step("dns").open().await;
    let both =
        "(corrected: 10:37:00 · Sylvain A, 10:37 cannot be: the smoke test had begun by then)";
    page.reads(".details .facts", both).await;
}
