//! Who comes back is told what changed since they left, until they say that they have seen it.

use domain::Role;
use tests::{axe::violations, demo::Demo, driver::Driver};

const STRIP: &str = "#since";

#[tokio::test]
async fn whoever_comes_back_reads_what_the_others_did_meanwhile_and_says_that_it_is_seen() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let (jerome, thierry) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    jerome.live().await;
    thierry.live().await;
    assert!(!jerome.has(STRIP).await, "nobody has been away yet");

    // Away, on another page; what others do there is not seen on the room's.
    jerome.open("/rooms/aurora/people").await;
    thierry.tick("drain").await;
    thierry.step("drain").is_recorded_as("done").await;
    jerome.open("/rooms/aurora").await;
    jerome.reads(STRIP, "Since you left").await;
    jerome.reads(STRIP, "Thierry ticked “Connections to RDS fall to zero”").await;
    assert!(!thierry.has(STRIP).await, "he was here, and did it himself");
    jerome.live().await;
    assert_eq!(violations(&jerome).await, Vec::<String>::new());
    jerome.size(390, 844).await;
    let wide = "return Math.max(0, document.documentElement.scrollWidth - innerWidth)";
    assert_eq!(jerome.script(wide, []).await, 0, "it fits a phone");
    jerome.size(1440, 900).await;

    // It stays over a reload, and goes by a key.
    jerome.reload().await;
    jerome.reads(STRIP, "Thierry ticked").await;
    jerome.live().await;
    jerome.keys("v").await;
    jerome.there_is_no(STRIP).await;
    jerome.reload().await;
    jerome.live().await;
    assert!(!jerome.has(STRIP).await, "what is seen is not told again");
    for page in [&jerome, &thierry] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_somebody_did_themselves_in_another_place_is_not_told_to_them() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let thierry = driver.browser(&demo.origin()).await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    thierry.live().await;
    thierry.tick("drain").await;
    thierry.step("drain").is_recorded_as("done").await;
    thierry.reload().await;
    thierry.live().await;
    assert!(!thierry.has(STRIP).await);
}
