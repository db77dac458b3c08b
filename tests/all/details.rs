//! Everything that can be done to a step, by mouse, in its details; and what is not offered.

use domain::{Command, Role, step::Moment};
use tests::{
    api::{Api, reason, step},
    browser::Browser,
    demo::Demo,
    driver::Driver,
};

#[tokio::test]
async fn the_lead_can_do_everything_to_a_step_by_mouse() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;

    let monitoring = page.step("monitoring");
    monitoring.open().await;
    monitoring.does_because("block", "the dashboard asks for a password").await;
    monitoring.is_recorded_as("blocked").await;
    page.reads(".details .facts", "“the dashboard asks for a password”").await;
    monitoring.does("unblock").await;
    monitoring.is_recorded_as("ready").await;
    monitoring.does("start").await;
    monitoring.is_recorded_as("running").await;
    monitoring.does_because("fail", "nobody knows the password").await;
    monitoring.is_recorded_as("failed").await;
    page.reads(&monitoring.row(".do button"), "Try again").await;
    monitoring.does("start").await;
    monitoring.is_recorded_as("running").await;
    monitoring.does("finish").await;
    monitoring.is_recorded_as("done").await;
    monitoring.does_because("undo", "it was another dashboard").await;
    monitoring.is_recorded_as("running").await;
    page.reads(".details .history", "it was another dashboard").await;

    // A time that was wrong: both values, who and why.
    let shown = page.text(".details .facts .fact-lines span:nth-child(2)").await;
    let was = shown.trim_start_matches("Started at ").to_owned();
    correct(&page, "started", "09:50", "I had begun before I said so").await;
    page.reads(".details .facts", &format!("09:50:00 (corrected: {was} · Jérôme, I had begun"))
        .await;
    page.reads(&monitoring.row(".chip"), "corrected").await;

    page.choose_in(&monitoring.unfold("reassign").await, "select[name=to]", "sylvain-m").await;
    page.press(".details .action[data-action=reassign] button").await;
    page.reads(&monitoring.row(".who"), "Sylvain M").await;

    let lag = page.step("lag");
    lag.open().await;
    lag.does_because("skip", "seen by everybody on the big screen").await;
    lag.is_recorded_as("skipped").await;
    page.reads(&lag.row(".sub"), "seen by everybody").await;

    // Before its turn: only with a reason, and only the lead.
    let drain = page.step("drain");
    drain.open().await;
    drain.does_because("start", "we look at the connections now").await;
    drain.is_recorded_as("running").await;
    page.reads(".details .history", "before its turn: we look at the connections now").await;
    page.press(".details [data-key=close]").await;
    page.there_is_no(".details").await;
}

#[tokio::test]
async fn the_lead_can_put_in_an_unplanned_step_and_others_wait_for_it() {
    let demo = Demo::start_with(&["--at", "10:15"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.press("[data-key=insert]").await;
    page.type_in(".details input[name=title]", "Switch the mobile API off").await;
    page.choose(".details select[name=owner]", "maxime").await;
    page.choose(".details select[name=after]", "drain").await;
    page.choose(".details select[name=before]", "replication").await;
    page.press(".details form button[type=submit]").await;
    page.there_is_no(".details input[name=title]").await;

    let new = page.step("switch-the-mobile-api-off");
    new.is("ready").await;
    page.reads(&new.row(".sub"), "unplanned").await;
    page.reads(&new.row(".who"), "Maxime").await;
    page.reads(&page.step("replication").row(".sub"), "Switch the mobile API off").await;
    page.reads(".happened", "Jérôme put in an unplanned step: “Switch the mobile API off”").await;
    let below =
        "return document.querySelector('[data-step=drain]').nextElementSibling.dataset.step";
    assert_eq!(page.script(below, []).await, "switch-the-mobile-api-off");
    new.tick().await;
    new.is_recorded_as("done").await;
}

#[tokio::test]
async fn nobody_is_offered_what_they_may_not_do() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    for (role, name) in
        [(Role::Tech, "Thierry"), (Role::Support, "Sophie"), (Role::Observer, "Olga")]
    {
        page.join(&demo, role, name).await;
        page.live().await;
        assert!(!page.has("[data-key=insert]").await, "{name} may not put in steps");
        assert!(!page.has("form[action$=\"/stage\"]").await, "{name} may not move the room");
        assert_eq!(
            page.has(".composer textarea").await,
            role != Role::Observer,
            "{name} and messages"
        );
        assert!(
            !page.has(".composer select[name=kind] option[value=decision]:not([disabled])").await,
            "{name} decides not"
        );
        let drain = page.step("drain");
        drain.open().await;
        page.there_is(".details .history li").await;
        for verb in ["skip", "reassign"] {
            assert!(!drain.offers(verb).await, "{name} may not {verb}");
        }
        for verb in ["unblock", "correct"] {
            assert_eq!(drain.offers(verb).await, role == Role::Tech, "{name} and {verb}");
        }
        assert_eq!(page.has("button.box").await, role == Role::Tech, "{name} and boxes");
        let technical = page.texts(".details .prose").await.join(" ").contains("processlist");
        assert_eq!(technical, role == Role::Tech, "{name} and technical details");
        page.press(".details [data-key=close]").await;
    }
    page.open_room("").await;
    page.step("enter").open().await;
    assert!(!page.has(".details form").await, "an observer changes nothing");
    page.reads(".details .actions", "your role changes nothing here").await;
}

#[tokio::test]
async fn what_is_not_offered_is_refused_too() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let why = || reason("because");
    let of_the_lead = || {
        let to = domain::PersonId::parse("maxime").expect("a slug");
        [
            Command::SkipStep { step: step("drain"), reason: why() },
            Command::ReassignStep { step: step("drain"), to },
            Command::ReachStage { stage: domain::Stage::Watching },
            Command::FinishStep { step: step("dns"), anyway: Some(why()) },
            Command::FinishStep { step: step("enter"), anyway: None },
        ]
    };
    let of_tech = || {
        let to = domain::Timestamp::default();
        [
            Command::UnblockStep { step: step("drain") },
            Command::FinishStep { step: step("drain"), anyway: None },
            Command::CorrectTime {
                step: step("drain"),
                moment: Moment::Started,
                to,
                reason: why(),
            },
        ]
    };
    let before = Api::join(&demo, Role::Lead, "Jérôme").await;
    let people = [
        (Role::Tech, "Thierry"),
        (Role::Support, "Sophie"),
        (Role::Comms, "Céline"),
        (Role::Observer, "Olga"),
    ];
    for (role, name) in people {
        let api = Api::join(&demo, role, name).await;
        let head = before.snapshot().await.room.seq;
        let own = (role != Role::Tech).then(of_tech);
        for command in of_the_lead().into_iter().chain(own.into_iter().flatten()) {
            let asked = format!("{name}: {command:?}");
            let (status, body) = api.ask(command).await.expect_err(&asked);
            assert_eq!((status, body.code.as_str()), (422, "not_allowed"), "{asked}");
        }
        assert_eq!(before.snapshot().await.room.seq, head, "{name} has changed something");
    }
}

async fn correct(page: &Browser, which: &str, time: &str, why: &str) {
    let action = page.step("monitoring").unfold("correct").await;
    page.choose_in(&action, "select[name=moment]", which).await;
    let field = format!("{action} input[name=to]");
    page.script("document.querySelector(arguments[0]).value = arguments[1]", [&field, time]).await;
    page.type_in(&format!("{action} input[name=reason]"), why).await;
    page.press(&format!("{action} button[type=submit]")).await;
}
