use super::*;
use crate::sample::{Desk, actor, create, post, room_id, step_id, within};
use domain::{Audience, Role, room::Stage};
use futures::future::join_all;

fn start(step: usize) -> Command {
    Command::StartStep { step: step_id(step), anyway: None }
}

fn finish(step: usize) -> Command {
    Command::FinishStep { step: step_id(step), anyway: None }
}

#[tokio::test]
async fn a_room_is_made_by_the_same_path_as_everything_else() {
    let desk = Desk::new().await;
    let early = desk.does(actor(Role::Lead), post(Audience::Everyone, "too early")).await;
    assert_eq!(early, Err(Refused::NoSuchRoom));
    assert!(desk.rooms.open(&room_id()).await.unwrap().is_none());

    let made = desk.does(Actor::Bascule, create(2)).await;
    assert_eq!(made, Ok(Receipt { seq: Seq(1) }));
    let again = desk.does(Actor::Bascule, create(2)).await;
    let exists = Rejection::RoomExists { room: room_id() };
    assert_eq!(again, Err(Refused::Rejected(exists)));
    assert_eq!(desk.room().await.views().whole().steps.len(), 2);
}

#[tokio::test]
async fn a_room_with_a_faulty_plan_is_not_found_by_anybody() {
    let desk = Desk::new().await;
    let faulty = desk.does(Actor::Bascule, create(0)).await;
    assert!(matches!(faulty, Err(Refused::Rejected(Rejection::BadPlan { .. }))));
    assert!(desk.rooms.open(&room_id()).await.unwrap().is_none());
    assert!(desk.does(Actor::Bascule, create(1)).await.is_ok());
}

#[tokio::test]
async fn sixty_four_orders_at_once_share_a_transaction() {
    let desk = Desk::live(1).await;
    let before = commits(&desk);
    let all = (0..64).map(|_| desk.says(Audience::Everyone, "all at once"));
    let mut seqs = join_all(all).await;
    seqs.sort();
    assert_eq!(seqs, (4..68).map(Seq).collect::<Vec<_>>());
    let transactions = commits(&desk) - before;
    assert!((1..=3).contains(&transactions), "{transactions} transactions");
    assert_eq!(desk.log().await.len(), 67);
}

/// Transactions in the write-ahead file: a page that ends one holds the size of the database.
fn commits(desk: &Desk) -> usize {
    const PAGE: usize = 4096;
    let wal = std::fs::read(desk.path().join("bascule.db-wal")).unwrap();
    let frames = wal[32..].chunks_exact(24 + PAGE);
    frames.filter(|frame| frame[4..8] != [0; 4]).count()
}

#[tokio::test]
async fn a_retry_gets_the_same_receipt_even_after_a_restart() {
    let desk = Desk::live(1).await;
    let order = desk.order(actor(Role::Tech), start(1));
    let receipt = desk.executor.execute(order.clone()).await.unwrap();
    assert_eq!(desk.executor.execute(order.clone()).await, Ok(receipt));

    let desk = desk.restart().await;
    assert_eq!(desk.executor.execute(order.clone()).await, Ok(receipt));
    assert_eq!(desk.log().await.len(), 4, "it happened once");

    let other_words = Order { command: finish(1), ..order.clone() };
    assert_eq!(desk.executor.execute(other_words).await, Err(Refused::KeyReused));
    let somebody_else = Order { actor: actor(Role::Lead), command: finish(1), ..order };
    assert_eq!(desk.executor.execute(somebody_else).await, Ok(Receipt { seq: Seq(5) }));
}

#[tokio::test]
async fn the_same_order_twice_in_one_batch_happens_once() {
    let desk = Desk::live(1).await;
    let order = desk.order(actor(Role::Lead), post(Audience::Everyone, "twice"));
    let both = join_all([order.clone(), order].map(|order| desk.executor.execute(order))).await;
    assert_eq!(both, [Ok(Receipt { seq: Seq(4) }), Ok(Receipt { seq: Seq(4) })]);
    assert_eq!(desk.log().await.len(), 4);
}

#[tokio::test]
async fn an_order_without_effect_is_answered_with_the_head_and_keeps_its_key() {
    let desk = Desk::live(1).await;
    let join = Command::Join { person: crate::sample::person(Role::Tech) };
    let order = desk.order(Actor::Bascule, join);
    assert_eq!(desk.executor.execute(order.clone()).await, Ok(Receipt { seq: Seq(3) }));
    desk.says(Audience::Everyone, "meanwhile").await;
    assert_eq!(desk.executor.execute(order).await, Ok(Receipt { seq: Seq(3) }));
}

#[tokio::test]
async fn whoever_was_quicker_is_named() {
    let desk = Desk::live(2).await;
    desk.does(actor(Role::Tech), start(1)).await.unwrap();
    let late = Order { expected: Some(Seq(3)), ..desk.order(actor(Role::Lead), finish(1)) };
    match desk.executor.execute(late).await {
        Err(Refused::Clash { step, recorded }) => {
            assert_eq!((step, recorded.seq), (step_id(1), Seq(4)));
            assert_eq!(recorded.by, actor(Role::Tech));
        }
        other => panic!("expected a clash: {other:?}"),
    }
    let elsewhere = Order { expected: Some(Seq(3)), ..desk.order(actor(Role::Lead), finish(2)) };
    assert!(desk.executor.execute(elsewhere).await.is_ok(), "another step is no clash");
    let up_to_date = Order { expected: Some(Seq(4)), ..desk.order(actor(Role::Lead), finish(1)) };
    assert!(desk.executor.execute(up_to_date).await.is_ok());
}

#[tokio::test]
async fn a_refusal_leaves_no_trace_and_the_others_of_its_batch_go_on() {
    let desk = Desk::live(1).await;
    let orders = [
        desk.order(actor(Role::Tech), start(1)),
        desk.order(actor(Role::Observer), post(Audience::Everyone, "may not")),
        desk.order(actor(Role::Tech), start(1)),
        desk.order(actor(Role::Tech), finish(1)),
    ];
    let answers = join_all(orders.map(|order| desk.executor.execute(order))).await;
    assert_eq!(answers[0], Ok(Receipt { seq: Seq(4) }));
    assert!(matches!(&answers[1], Err(Refused::Rejected(Rejection::NotAllowed { .. }))));
    assert!(matches!(&answers[2], Err(Refused::Rejected(Rejection::AlreadyThere { .. }))));
    assert_eq!(answers[3], Ok(Receipt { seq: Seq(5) }));
}

#[tokio::test]
async fn two_servers_on_one_log_decide_again_instead_of_overwriting() {
    let desk = Desk::live(1).await;
    let other = desk.beside();
    let mut woken = other.room().await.woken();
    desk.does(actor(Role::Tech), start(1)).await.unwrap();
    // The other one still believes that nobody has begun.
    assert_eq!(other.room().await.head().seq, Seq(3));
    let second = other.does(actor(Role::Tech), start(1)).await;
    assert!(matches!(second, Err(Refused::Rejected(Rejection::AlreadyThere { .. }))));
    let said = other.says(Audience::Everyone, "after the other").await;
    assert_eq!(said, Seq(5));
    assert_eq!(*woken.borrow_and_update(), Seq(5));
    assert_eq!(desk.says(Audience::Everyone, "and back").await, Seq(6));
    assert_eq!(desk.log().await.len(), 6);
}

#[tokio::test]
async fn a_full_disk_refuses_and_the_next_order_works_without_a_restart() {
    let desk = Desk::live(1).await;
    desk.store.fill_the_disk().await;
    let long = "x".repeat(4000);
    let mut refused = 0;
    let mut last = Seq(3);
    for _ in 0..40 {
        match desk.does(actor(Role::Lead), post(Audience::Everyone, &long)).await {
            Ok(receipt) => {
                assert_eq!(receipt.seq, last.next(), "a refused event took a number");
                last = receipt.seq;
            }
            Err(refusal) => {
                assert_eq!(refusal, Refused::Busy);
                refused += 1;
            }
        }
    }
    assert_eq!(refused, 1, "the first one that did not fit, and only that");
    assert!(!desk.fatal.is_cancelled());
    assert_eq!(desk.room().await.head().seq, last);
}

#[tokio::test]
async fn an_order_is_carried_out_when_its_sender_goes_away() {
    let desk = Desk::live(1).await;
    let mut woken = desk.room().await.woken();
    let mut order = Box::pin(desk.does(actor(Role::Lead), post(Audience::Everyone, "gone")));
    futures::future::poll_fn(|cx| {
        assert!(order.as_mut().poll(cx).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    drop(order);
    within(woken.wait_for(|seq| *seq == Seq(4))).await.unwrap();
    assert_eq!(desk.log().await.len(), 4);
}

#[tokio::test]
async fn time_in_a_log_never_runs_backwards() {
    let desk = Desk::live(1).await;
    desk.clock.advance(600);
    desk.says(Audience::Everyone, "ten minutes later").await;
    desk.clock.advance(-3600);
    desk.says(Audience::Everyone, "the clock was set back").await;
    let log = desk.log().await;
    assert_eq!(log[4].at, log[3].at);
}

#[tokio::test]
async fn when_the_log_cannot_be_read_nothing_is_written() {
    let desk = Desk::live(1).await;
    desk.store.close().await;
    let refused =
        desk.does(actor(Role::Lead), Command::ReachStage { stage: Stage::Watching }).await;
    assert_eq!(refused, Err(Refused::Busy));
    assert_eq!(desk.room().await.head().seq, Seq(3));
}
