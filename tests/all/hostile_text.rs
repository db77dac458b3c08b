//! The texts of the corpus in real browsers: on the public page while it is open, on the desks and
//! in the room. Nothing runs, nothing is fetched from elsewhere, no page complains.

use domain::{
    Audience, Command, Role,
    text::{MessageText, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, Template, Wording},
    },
};
use tests::{api::Api, demo::Demo, driver::Driver};

/// The same that the server's own test sends through every format.
const CORPUS: &str = include_str!("../../server/src/tests/hostile.txt");

/// What ran, and what was fetched from another house.
const TRACES: &str = "return [...(window.__xss ? ['a script ran'] : []),
    ...performance.getEntriesByType('resource').map(entry => entry.name)
        .filter(name => !name.startsWith(location.origin) && !name.startsWith('data:')),
    ...[...document.querySelectorAll('a[href]')].map(link => link.href.baseVal ?? link.href)
        .map(href => new URL(href, location.href).href)
        .filter(href => !/^https?:/.test(href))].join(' ')";

fn saying(text: &str) -> Option<Box<Content>> {
    let wording = Wording { title: Title::parse(text).ok(), text: MessageText::parse(text).ok() };
    Some(Box::new(Content { fr: wording.clone(), en: wording, ..Content::default() }))
}

#[tokio::test]
async fn nothing_that_people_write_runs_on_any_screen() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    let seller = driver.browser(&demo.origin()).await;
    seller.open("/status/aurora").await;
    seller.there_is("#fresh.live").await;
    let celine = Api::join(&demo, Role::Comms, "Céline").await;
    let all: Vec<&str> = CORPUS.lines().collect();
    for (number, text) in all.iter().enumerate() {
        let content = saying(text).expect("a text");
        let recorded = NoticeCommand::Record { content, at: None };
        celine.does(Command::Word(WordCommand::Notice(recorded))).await;
        if number % 4 == 0 {
            let open = NoticeCommand::Open { template: Template::Blank, content: saying(text) };
            celine.does(Command::Word(WordCommand::Notice(open))).await;
            celine.writes(Audience::Everyone, text).await;
        }
    }
    let last = all.last().expect("a text");
    let count = all.len() as u64 + 1;
    tests::wait::until_is("all of them are on the open page", &count.to_string(), async || {
        seller.count("#updates article").await.to_string()
    })
    .await;
    seller.reads("#updates article", last).await;
    assert_eq!(seller.script(TRACES, []).await, "");
    assert_eq!(seller.faults().await, Vec::<String>::new());

    page.join(&demo, Role::Lead, "Jérôme").await;
    for path in ["", "/comms", "/comms?notice=3", "/promises", "/support", "/feed", "/plan"] {
        page.open(&format!("/rooms/aurora{path}")).await;
        page.there_is(
            "[data-connection-pill][data-state=live], [data-connection=live], .feed-page",
        )
        .await;
        assert_eq!(page.script(TRACES, []).await, "", "on {path}");
        assert_eq!(page.faults().await, Vec::<String>::new(), "on {path}");
    }
}
