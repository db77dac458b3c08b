//! The server dies. Nobody is lied to, and nothing that was acknowledged is lost.

use domain::{Audience, Event, Role, wire::EventFrame};
use tests::{
    api::{Api, step},
    demo::Demo,
    driver::Driver,
    recorder::{record, recorded},
    wait::{HONEST, SOON, eventually},
};

#[tokio::test]
async fn a_killed_server_loses_nothing_doubles_nothing_and_is_never_shown_as_live() {
    let mut demo = Demo::start().await;
    let driver = Driver::start().await;
    let thierry = driver.browser(&demo.origin()).await;
    let jerome = driver.browser(&demo.origin()).await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    let olga = Api::join(&demo, Role::Observer, "Olga").await;
    let pages = [&thierry, &jerome];

    thierry.live().await;
    jerome.live().await;
    thierry.tick("crons").await;
    thierry.step("crons").is_recorded_as("done").await;
    let acknowledged = olga.log(0).await;

    // Dead, between two ticks.
    demo.kill_hard();
    for page in pages {
        page.says_it_is_old(HONEST).await;
        record(page, "monitoring").await;
    }
    thierry.tick("monitoring").await;
    thierry.step("monitoring").delivery_is("not-sent").await;
    thierry.write("Is the server still there?").await;
    thierry.reads(".msg.unsent", "Not sent yet").await;
    assert_eq!(thierry.step("monitoring").state().await, "ready", "what is not sent is not done");
    for page in pages {
        let lied = recorded(page).await.into_iter().find(|seen| seen.connection == "live");
        assert_eq!(lied, None, "a page called itself live while its server was dead");
        record(page, "monitoring").await;
    }

    demo.restart().await;
    for page in pages {
        page.live().await;
        page.step("monitoring").is_recorded_as("done").await;
        page.reads(".msg .words", "Is the server still there?").await;
    }
    thierry.there_is_no(".msg.unsent").await;
    let log = olga.log(0).await;
    assert_eq!(log[..acknowledged.len()], acknowledged, "what was acknowledged is still there");
    assert_eq!(ticks_of(&log, "monitoring"), 1);
    assert_eq!(words_of(&log, "Is the server still there?"), 1);
    assert!(log.windows(2).all(|two| two[0].recorded.seq < two[1].recorded.seq));

    // Again, the moment a tick is acknowledged.
    let seq = Api::join(&demo, Role::Tech, "Maxime").await.ticks("lag").await;
    demo.kill_hard();
    demo.restart().await;
    for page in pages {
        page.step("lag").is_recorded_as("done").await;
        page.live().await;
        assert_eq!(page.count(".msg").await, 1, "nothing is shown twice");
        let said = format!(".happened[data-seq=\"{seq}\"]");
        assert_eq!(page.count(&said).await, 1, "the tick is shown once");
    }
    let log = olga.log(0).await;
    let kept = log.iter().find(|frame| frame.recorded.seq == seq).expect("the tick is kept");
    assert_eq!(kept.recorded.event, Event::StepFinished { step: step("lag") });

    // The links that were printed at the first start still let people in.
    let late = Api::join(&demo, Role::Support, "Sophie").await;
    late.writes(Audience::Everyone, "Here I am").await;
    jerome.reads(".msg .words", "Here I am").await;
}

#[tokio::test]
async fn a_server_that_is_killed_while_ten_people_write_keeps_every_message_it_acknowledged() {
    let mut demo = Demo::start().await;
    let olga = Api::join(&demo, Role::Observer, "Olga").await;
    for round in 0..5 {
        let mut people = Vec::new();
        for n in 0..10 {
            let api = Api::join(&demo, Role::Tech, "Thierry").await;
            let words = move |m: usize| format!("round {round}, writer {n}, message {m}.");
            people.push(tokio::spawn(async move { write_until_cut(&api, words).await }));
        }
        // Killed once there is something to lose, at a point nobody chose.
        let mark = format!("round {round}");
        eventually("some messages are written", SOON, async || {
            let log = olga.log(0).await;
            let written = log.iter().filter(|frame| says(frame, &mark)).count();
            if written > 5 { Ok(()) } else { Err(format!("{written} messages")) }
        })
        .await;
        demo.kill_hard();
        let mut acknowledged = Vec::new();
        for person in people {
            acknowledged.extend(person.await.expect("a writer ends"));
        }
        demo.restart().await;
        let log = whole_log(&olga).await;
        for words in acknowledged {
            assert_eq!(words_of(&log, &words), 1, "{words:?} was acknowledged");
        }
    }
    let log = whole_log(&olga).await;
    let dense = log.windows(2).all(|two| two[0].recorded.seq.0 + 1 == two[1].recorded.seq.0);
    assert!(dense, "an observer sees every number");
    demo.kill_hard();
    let verified = demo.command(&["verify"]);
    assert!(verified.contains("nothing was changed"), "{verified}");
}

/// Writes until nobody answers; what was acknowledged.
async fn write_until_cut(api: &Api, words: impl Fn(usize) -> String) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for m in 0.. {
        let words = words(m);
        if api.tries_to_write(Audience::Everyone, &words).await.is_none() {
            break;
        }
        acknowledged.push(words);
    }
    acknowledged
}

/// The log in as many answers as it takes.
async fn whole_log(api: &Api) -> Vec<EventFrame> {
    let mut log: Vec<EventFrame> = Vec::new();
    loop {
        let after = log.last().map_or(0, |frame| frame.recorded.seq.0);
        let more = api.log(after).await;
        if more.is_empty() {
            return log;
        }
        log.extend(more);
    }
}

fn ticks_of(log: &[EventFrame], id: &str) -> usize {
    let tick = Event::StepFinished { step: step(id) };
    log.iter().filter(|frame| frame.recorded.event == tick).count()
}

fn words_of(log: &[EventFrame], words: &str) -> usize {
    log.iter().filter(|frame| says(frame, words)).count()
}

fn says(frame: &EventFrame, words: &str) -> bool {
    matches!(&frame.recorded.event, Event::MessagePosted { text, .. } if text.as_str().contains(words))
}
