//! Eight tabs of one browser.

use domain::Role;
use tests::{
    api::Api,
    browser::Browser,
    demo::Demo,
    driver::Driver,
    wait::{BACK, eventually},
    wire::Wire,
};
use thirtyfour::WindowHandle;

const TABS: usize = 8;

#[tokio::test]
async fn eight_tabs_share_one_stream_which_moves_when_its_tab_is_closed() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let wire = Wire::to(&demo).await;
    let maxime = Api::join(&demo, Role::Tech, "Maxime").await;
    let page = driver.browser(&wire.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    let mut tabs = vec![page.this_tab().await];
    while tabs.len() < TABS {
        tabs.push(page.new_tab().await);
        page.open_room("").await;
    }
    one_stream(&wire).await;

    maxime.ticks("crons").await;
    in_each(&page, &tabs, "crons").await;
    one_stream(&wire).await;

    // Which tab leads cannot be seen from outside: they are closed one by one until the stream
    // has moved, and those that are left go on.
    let opened = wire.streams_opened();
    while wire.streams_opened() == opened {
        assert!(tabs.len() > 1, "the stream never moved");
        page.tab(&tabs.remove(0)).await;
        page.close_tab().await;
        page.tab(&tabs[0]).await;
        eventually("some tab has a stream", BACK, async || match wire.streams() {
            0 => Err("there is none".to_owned()),
            _ => Ok(()),
        })
        .await;
    }
    one_stream(&wire).await;
    maxime.ticks("lag").await;
    in_each(&page, &tabs, "lag").await;
    for tab in &tabs {
        page.tab(tab).await;
        page.live().await;
    }

    // One present person, however many tabs.
    let here = maxime.snapshot().await.presence.here;
    assert_eq!(here.iter().filter(|person| person.name.as_str() == "Jérôme").count(), 1);
}

/// Every tab shows the tick.
async fn in_each(page: &Browser, tabs: &[WindowHandle], ticked: &str) {
    for tab in tabs {
        page.tab(tab).await;
        page.step(ticked).is("done").await;
    }
}

async fn one_stream(wire: &Wire) {
    eventually("all tabs share one stream", BACK, async || match wire.streams() {
        1 => Ok(()),
        other => Err(format!("{other} streams")),
    })
    .await;
}
