//! kill -9 in the middle of sending, as often as it takes: nothing is lost, and nothing arrives
//! twice that the record does not own up to, and then under one number.
//!
//! The process that is killed is this test's own program, started a second time to do nothing but
//! send: the same store, the same workers, a death without a word.

use super::{
    mail_server::{MailServer, eventually},
    post_room::{PostRoom, add_subscriber, hook, mail_file, notice},
    receiver::{Receiver, Reply},
};
use crate::{
    channel::Said,
    dispatch::{Again, State},
    store::connect,
};
use frontend::boot::Locale;
use std::{
    collections::BTreeMap,
    env, fs,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Names the folder in which the second process works; without it, that test does nothing.
const FOLDER: &str = "BASCULE_TEST_DISPATCH";

const SUBSCRIBERS: usize = 40;
const NOTICES: u64 = 12;

#[tokio::test]
#[ignore = "the process that the tests below kill"]
async fn sends_until_it_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let file = fs::read_to_string(folder.join("channels.toml")).unwrap();
    let room = PostRoom::open_in(&folder.join("data"), &file).await;
    room.ended.await.unwrap();
}

fn second_process(folder: &Path) -> Child {
    let name = "tests::channel::crash::sends_until_it_is_killed";
    Command::new(env::current_exe().unwrap())
        .args([name, "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// `Child::kill` is SIGKILL.
fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A full dispatch whose process is to be killed, in a folder.
async fn fill(folder: &Path, file: &str, subscribers: usize, notices: u64, to: &[&str]) {
    fs::write(folder.join("channels.toml"), file).unwrap();
    let data = folder.join("data");
    fs::create_dir_all(&data).unwrap();
    let store = connect(&data).await.unwrap();
    for number in 0..subscribers {
        add_subscriber(&store, &format!("seller-{number}@example.org"), Locale::Fr).await;
    }
    store.close().await;
    drop(store);
    // Workers that are told to stop before they begin: what is put in stays in.
    let room = PostRoom::open_in(&data, file).await;
    room.stop.cancel();
    room.ended.await.unwrap();
    for seq in 1..=notices {
        let to: Vec<_> = to.iter().map(|id| domain::ChannelId::parse(id).unwrap()).collect();
        let outgoing = notice(Said::Published);
        let run = crate::dispatch::Run::ForReal;
        let since = room.office.now();
        room.dispatch.enqueue(run, domain::Seq(seq), &outgoing, &to, since).await.unwrap();
    }
}

#[tokio::test]
async fn killed_in_the_middle_again_and_again_it_loses_nothing_and_sends_nothing_twice() {
    let (mail, hooks) = (MailServer::start().await, Receiver::start([]).await);
    let folder = tempfile::tempdir().unwrap();
    let file = mail_file(mail.port) + &hook("partners", "webhook", &hooks.url());
    fill(folder.path(), &file, SUBSCRIBERS, NOTICES, &["sellers-mail", "partners"]).await;
    let all = (SUBSCRIBERS + 1) * usize::try_from(NOTICES).unwrap();

    let arrived = || mail.taken().len() + hooks.posted().len();
    for part in 1..=6 {
        let child = second_process(folder.path());
        eventually(async || (arrived() >= part * all / 8).then_some(())).await;
        kill(child);
    }
    let room = PostRoom::open_in(&folder.path().join("data"), &file).await;
    let deliveries = room.all_over().await;

    assert_eq!(deliveries.len(), all);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for taken in mail.taken() {
        let id = taken.message_id.trim_matches(['<', '>']).split('@').next().unwrap().to_owned();
        *times.entry(id).or_default() += 1;
    }
    for posted in hooks.posted() {
        let id = posted.header("webhook-id").strip_prefix("msg_").unwrap().to_owned();
        *times.entry(id).or_default() += 1;
    }
    assert_eq!(times.len(), all, "another number than was put in, or something lost");
    for delivery in &deliveries {
        assert_eq!(delivery.state, State::Sent, "{delivery:?}");
        let arrived = times.get(&delivery.message_id).copied().unwrap_or(0);
        match delivery.again {
            None => assert_eq!((arrived, delivery.attempts), (1, 1), "{delivery:?}"),
            Some(_) => assert!(arrived >= 1, "{delivery:?}"),
        }
    }
    let owned_up = deliveries.iter().filter(|delivery| delivery.again.is_some()).count();
    assert!(owned_up <= 6 * 5, "at most what was on its way at each death: {owned_up}");
}

#[tokio::test]
async fn killed_between_the_hand_over_and_the_record_it_sends_again_under_the_same_number_and_says_so()
 {
    let mail = MailServer::start().await;
    let hooks = Receiver::start([Reply::Hold]).await;
    let folder = tempfile::tempdir().unwrap();
    let file = mail_file(mail.port) + &hook("partners", "webhook", &hooks.url());
    fill(folder.path(), &file, 0, 0, &[]).await;
    let store = connect(&folder.path().join("data")).await.unwrap();
    add_subscriber(&store, "held@example.org", Locale::Fr).await;
    drop(store);
    fill(folder.path(), &file, 0, 1, &["sellers-mail", "partners"]).await;

    // Both have the whole message and have not answered: nobody can have written it down.
    let child = second_process(folder.path());
    mail.takes(1).await;
    hooks.takes(1).await;
    kill(child);

    let room = PostRoom::open_in(&folder.path().join("data"), &file).await;
    for delivery in room.all_over().await {
        assert_eq!((delivery.state, delivery.attempts), (State::Sent, 2));
        assert_eq!(delivery.again, Some(Again::Restart));
    }
    let (mails, posts) = (mail.takes(2).await, hooks.takes(2).await);
    assert_eq!((mails.len(), posts.len()), (2, 2));
    assert_eq!(mails[0].message_id, mails[1].message_id);
    assert_eq!(posts[0].header("webhook-id"), posts[1].header("webhook-id"));
}
