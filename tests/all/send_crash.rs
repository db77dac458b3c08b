//! The server dies between "Publish" and the sending. Everybody outside is told all the same.

use domain::{Command, Role, Stage, word::WordCommand};
use std::{collections::BTreeMap, time::Duration};
use tests::{
    api::Api,
    notice::publish,
    outside::{MailServer, Receiver},
    serve::{Room, Serve},
    wait::{SOON, eventually},
};

const READERS: [&str; 2] = ["pottery@example.org", "knitting@example.org"];

/// How long after the publication the server dies, in milliseconds: before anything is written for
/// the channels, and while it is being sent.
const DEATHS: [u64; 5] = [0, 40, 100, 115, 140];

fn channels(mail: &MailServer, hooks: &Receiver) -> String {
    format!(
        "[smtp]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"notices@example.org\"\n\
         [[channel]]\nid = \"email\"\nroom = \"aurora\"\nkind = \"email\"\nlead_time = \"5 min\"\n\
         [[channel]]\nid = \"partners\"\nroom = \"aurora\"\nkind = \"webhook\"\n\
         lead_time = \"5 min\"\nurl = \"{}\"\nallow = [\"127.0.0.1\"]\n\
         secret = \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\n",
        mail.port,
        hooks.url()
    )
}

async fn subscribe(serve: &Serve, mail: &MailServer, address: &str) {
    let nobody = Api::nobody_at(&serve.origin());
    let form = [("email", address), ("language", "en")];
    let asked = nobody.post("/status/aurora/subscribe").form(&form).send().await;
    assert_eq!(asked.expect("an answer").status().as_u16(), 202);
    let text = mail.delivers(address, 1).await.remove(0).text;
    let link = text.split_whitespace().find(|word| word.contains("/subscription/"));
    let link = link.expect("a link").trim_start_matches(&serve.origin()).to_owned();
    let yes = nobody.post(&link).send().await.expect("an answer");
    assert!(yes.status().is_success());
}

#[tokio::test]
async fn a_server_that_is_killed_after_a_publication_tells_everybody_once_it_is_back() {
    let (mail, hooks) = (MailServer::start().await, Receiver::start().await);
    let room = Room::new();
    let (lead, comms) = (room.link(Role::Lead), room.link(Role::Comms));
    let file = room.file("channels.toml", &channels(&mail, &hooks));
    let mut serve = room.serve(&[("BASCULE_CHANNELS", &file)]).await;
    let lead = Api::join_at(&serve.origin(), &lead, "Jérôme").await;
    let comms = Api::join_at(&serve.origin(), &comms, "Céline").await;
    lead.does(Command::ReachStage { stage: Stage::Ready }).await;
    lead.does(Command::Word(WordCommand::PublishRoom { on: true })).await;
    for address in READERS {
        subscribe(&serve, &mail, address).await;
    }

    for (number, after) in (1_u32..).zip(DEATHS) {
        let title = format!("Notice {number}");
        publish(&comms, &lead, &title, &["email", "partners"]).await;
        tokio::time::sleep(Duration::from_millis(after)).await;
        serve.dies_and_comes_back().await;
    }

    for address in READERS {
        for number in 1..=DEATHS.len() {
            let subject = format!("Notice {number}");
            eventually(format!("{address} reads {subject}"), 3 * SOON, async || {
                let taken = mail.taken();
                let mine = taken.iter().filter(|it| it.to == [address] && it.subject == subject);
                if mine.count() > 0 { Ok(()) } else { Err(format!("{}", taken.len())) }
            })
            .await;
        }
    }
    eventually("the receiver has them all", 3 * SOON, async || {
        let got = hooks.posted().len();
        if got >= DEATHS.len() { Ok(()) } else { Err(got.to_string()) }
    })
    .await;

    // What came twice came under one number: whoever counts numbers counts each notice once.
    let mut numbers: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for it in mail.taken().into_iter().filter(|it| it.subject.starts_with("Notice ")) {
        numbers.entry((it.to.concat(), it.subject)).or_default().push(it.message_id);
    }
    for it in hooks.posted() {
        let title = it.body["data"]["en"]["title"].as_str().unwrap_or_default().to_owned();
        numbers.entry(("partners".into(), title)).or_default().push(it.id);
    }
    assert_eq!(numbers.len(), 3 * DEATHS.len(), "{numbers:?}");
    for (to, ids) in &numbers {
        assert!(ids.iter().all(|id| *id == ids[0]), "{to:?} has several numbers: {ids:?}");
    }
}
