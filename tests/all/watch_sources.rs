//! Sources that die and hang: what they measured is old, and nobody else waits for them.

use serde_json::Value;
use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::TcpListener,
};
use tests::{
    browser::Browser,
    driver::Driver,
    prometheus::Prometheus,
    serve::Room,
    wait::{SOON, eventually},
};

/// How often each number should come, in seconds.
const PERIOD: u64 = 4;

const PLAN: &str = r#"
title = "Three sources"
organisation = "A little Market"
day = "2016-09-07"
zone = "Europe/Paris"
interruption = "10 min"

[window]
start = "10:00"
length = "10 min"

[[people]]
name = "Jérôme"
role = "lead"

[[metrics]]
id = "killed"
title = "The one that is killed"
target = "at least 41"
period = "4 s"

[[metrics]]
id = "hung"
title = "The one that hangs"
target = "at most 42"
period = "4 s"

[[metrics]]
id = "sound"
title = "The one that goes on"
target = "at least 1"
period = "4 s"

[[phases]]
id = "move"
title = "Move"

[[phases.steps]]
id = "go"
title = "Go"
owner = "Jérôme"
start = "10:00"
length = "5 min"
"#;

/// A page that always answers; it ends with the test's process.
fn site() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (mut stream, mut question) = (stream, [0; 1_024]);
            let _asked = stream.read(&mut question);
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
            let _answered = stream.write_all(answer);
        }
    });
    port
}

fn sources(killed: &Prometheus, hung: &Prometheus, site: u16) -> String {
    let query = |metric: &str, at: &Prometheus, number: u32| {
        format!(
            "[[source]]\nroom = \"aurora\"\nmetric = \"{metric}\"\nkind = \"prometheus\"\n\
             url = \"{}\"\nquery = \"vector({number})\"\n",
            at.origin()
        )
    };
    format!(
        "allow = [\"127.0.0.1\"]\n{}{}[[source]]\nroom = \"aurora\"\nmetric = \"sound\"\n\
         kind = \"http\"\nurl = \"http://127.0.0.1:{site}/\"\n",
        query("killed", killed, 41),
        query("hung", hung, 42)
    )
}

/// How a widget stands, and when its number was taken, in microseconds.
async fn widget(page: &Browser, metric: &str) -> (String, i64) {
    let script = "const it = document.querySelector(`[data-metric=${arguments[0]}]`);
        const at = it?.querySelector('[data-tick=ago]')?.dataset.at ?? '0';
        return [it?.dataset.state ?? '', Number(at)]";
    let Value::Array(said) = page.script(script, [metric]).await else { panic!("no widget") };
    (said[0].as_str().unwrap_or_default().to_owned(), said[1].as_i64().unwrap_or_default())
}

#[tokio::test]
async fn a_source_that_is_killed_and_one_that_hangs_are_stale_and_delay_no_other() {
    let (mut killed, hung) = (Prometheus::start().await, Prometheus::start().await);
    let room = Room::planned(PLAN);
    let file = room.file("sources.toml", &sources(&killed, &hung, site()));
    let serve = room.serve(&[("BASCULE_SOURCES", file.as_str())]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&serve.origin()).await;
    serve.begin(&page).await;
    // Each is fine, and moves: the page hears of new numbers.
    for metric in ["killed", "hung", "sound"] {
        let mut seen = BTreeSet::new();
        eventually(format!("{metric} comes, and is as it should be"), 3 * SOON, async || {
            let (state, at) = widget(&page, metric).await;
            seen.insert(at);
            if state == "ok" && seen.len() > 2 { Ok(()) } else { Err(format!("{state} {seen:?}")) }
        })
        .await;
    }

    killed.kill();
    hung.freeze();
    // Every moment is looked at until both have been old for two more periods: what is fine must
    // be fresh, what was said to be old is never fine again, and the third comes at its pace.
    let two_periods = i64::try_from(2 * PERIOD * 1_000_000).expect("microseconds");
    let (mut old, mut came) = (BTreeSet::new(), BTreeSet::new());
    eventually("both are old, and stay so", 4 * SOON, async || {
        let (sound, at) = widget(&page, "sound").await;
        assert_eq!(sound, "ok", "the one that goes on");
        came.insert(at);
        for metric in ["killed", "hung"] {
            match widget(&page, metric).await {
                (state, _) if state == "stale" => drop(old.insert((metric, at))),
                (state, _) => {
                    let was_old = old.iter().any(|(known, _)| *known == metric);
                    assert!(!was_old, "{metric} was old, and is said to be {state}");
                }
            }
        }
        let since = |metric| old.iter().filter(|(it, _)| *it == metric).map(|(_, at)| *at).min();
        let for_long = |metric| since(metric).is_some_and(|first| at - first >= two_periods);
        let both = for_long("killed") && for_long("hung");
        if both { Ok(()) } else { Err(format!("{old:?} of {came:?}")) }
    })
    .await;
    let times: Vec<i64> = came.into_iter().collect();
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] < two_periods, "nothing came in between: {times:?}");
    }

    // In words, hatched, and by the clock: no more than two periods after the last number.
    for metric in ["killed", "hung"] {
        page.reads(&format!("[data-metric={metric}] .metric-state"), "no number since").await;
        let drawn = "const style = getComputedStyle(document.querySelector(
                `[data-metric=${arguments[0]}]`));
            return style.backgroundImage.includes('repeating-linear-gradient')";
        assert_eq!(page.script(drawn, [metric]).await, true, "{metric} is hatched");
    }
    page.reads(".happened", "has had no number for “The one that is killed” since").await;
    page.reads(".happened", "has had no number for “The one that hangs” since").await;
    page.open("/rooms/aurora/metrics/hung").await;
    page.reads("[data-metric=hung]", "no answer within 3200 ms").await;

    hung.thaw();
    eventually("what hung is back", 4 * SOON, async || {
        let (state, _) = widget(&page, "hung").await;
        if state == "ok" { Ok(()) } else { Err(state) }
    })
    .await;
    assert_eq!(page.faults().await, Vec::<String>::new());
}
