//! The contract on real files, and what is SQLite's own.

use super::{super::contract, *};
use crate::{
    sample::{log, person, room_id},
    store::{EditionStore, Link, Member, PeopleStore, Session, TokenHash},
};
use domain::{Role, Timestamp};
use tempfile::TempDir;

async fn fresh() -> (TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = connect(folder.path()).await.unwrap();
    (folder, store)
}

macro_rules! contract {
    ($($rule:ident)*) => {$(
        #[tokio::test]
        async fn $rule() {
            let (_folder, store) = fresh().await;
            contract::$rule(&store).await;
        }
    )*};
}

contract! {
    a_batch_is_read_back_in_order
    what_was_never_written_is_not_there
    a_number_is_given_once_and_a_clash_writes_nothing
    a_hole_is_refused
    a_key_belongs_to_a_person_in_a_room
    a_later_snapshot_takes_the_place_of_an_earlier_one
}

#[tokio::test]
async fn editions_are_counted_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let edition = async |store: &SqliteStore, shown: u8, second: i64| {
        let now = Timestamp::from_seconds(second);
        EditionStore::edition(store, &room_id(), &[shown; 32], now).await.unwrap()
    };
    let store = connect(folder.path()).await.unwrap();
    assert_eq!(edition(&store, 1, 10).await, (1, Timestamp::from_seconds(10)));
    assert_eq!(edition(&store, 2, 20).await, (2, Timestamp::from_seconds(20)));
    store.close().await;
    drop(store);
    let store = connect(folder.path()).await.unwrap();
    assert_eq!(edition(&store, 2, 30).await, (2, Timestamp::from_seconds(20)), "the same is shown");
    assert_eq!(edition(&store, 3, 40).await, (3, Timestamp::from_seconds(40)));
}

#[tokio::test]
async fn an_append_survives_its_caller() {
    let (_folder, store) = fresh().await;
    contract::an_append_survives_its_caller(Arc::new(store)).await;
}

fn first_events() -> Batch {
    Batch { rows: contract::rows(&room_id(), &log()), answers: Vec::new() }
}

#[tokio::test]
async fn the_log_refuses_to_be_changed() {
    let (_folder, store) = fresh().await;
    store.append(first_events()).await.unwrap();
    let update = store.tamper("UPDATE events SET at = 0 WHERE seq = 2").await.unwrap_err();
    assert!(update.to_string().contains("the log is never changed"), "{update}");
    let delete = store.tamper("DELETE FROM events WHERE seq = 10").await.unwrap_err();
    assert!(delete.to_string().contains("the log is never shortened"), "{delete}");
    let replace =
        store.tamper("INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 10").await;
    assert!(replace.is_err(), "a row was replaced");
    assert_eq!(store.events(&room_id(), Seq(0), 100).await.unwrap(), log());
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_crash_and_the_epoch_stays() {
    let (folder, store) = fresh().await;
    store.append(first_events()).await.unwrap();
    // The files as a crash leaves them: nobody has closed anything.
    let image = tempfile::tempdir().unwrap();
    for file in ["bascule.db", "bascule.db-wal"] {
        std::fs::copy(folder.path().join(file), image.path().join(file)).unwrap();
    }
    let after = connect(image.path()).await.unwrap();
    assert_eq!(after.events(&room_id(), Seq(0), 100).await.unwrap(), log());
    assert_eq!(after.epoch(), store.epoch());
    assert_ne!(fresh().await.1.epoch(), store.epoch());
}

#[tokio::test]
async fn a_full_disk_is_a_clear_no_and_the_next_write_works() {
    let (_folder, store) = fresh().await;
    store.fill_the_disk().await;
    let mut big = log();
    big.extend((11..400).map(|seq| crate::sample::message(seq, domain::Audience::Everyone)));
    let rows = contract::rows(&room_id(), &big);
    let big = || Batch { rows: rows.clone(), answers: Vec::new() };
    match store.append(big()).await {
        Err(AppendError::Failed(error)) => assert!(error.to_string().contains("full"), "{error}"),
        other => panic!("a full disk gave {other:?}"),
    }
    assert_eq!(store.head(&room_id()).await.unwrap(), None);
    store.append(big()).await.unwrap();
}

#[tokio::test]
async fn a_damaged_row_is_named() {
    let (_folder, store) = fresh().await;
    store.append(first_events()).await.unwrap();
    store.tamper("DROP TRIGGER events_are_never_changed").await.unwrap();
    store.tamper("UPDATE events SET event = '{\"kind\":\"?\"}' WHERE seq = 6").await.unwrap();
    let error = store.events(&room_id(), Seq(0), 100).await.unwrap_err().to_string();
    assert!(
        error.starts_with("table events, room aurora, event 6: column event cannot be read"),
        "{error}"
    );
}

#[tokio::test]
async fn every_statement_is_one_that_sqlite_understands() {
    let (_folder, store) = fresh().await;
    let statements = include_str!("../sql.rs").split("\";").filter_map(|text| {
        let statement = text.split_once("&str = \"")?.1;
        Some(format!("EXPLAIN {}", statement.trim()))
    });
    let mut count = 0;
    for statement in statements {
        let explained = sqlx::raw_sql(sqlx::AssertSqlSafe(statement.clone()));
        explained.execute(&store.write).await.unwrap_or_else(|e| panic!("{statement}: {e}"));
        count += 1;
    }
    assert!(count >= 23, "only {count} statements were found");
}

#[tokio::test]
async fn links_and_sessions_are_known_by_their_hash_only() {
    let (folder, store) = fresh().await;
    let at = Timestamp::from_seconds;
    let link = Link {
        token_hash: TokenHash::of(b"an-invitation"),
        room: room_id(),
        role: Role::Support,
        created_at: at(1),
        expires_at: at(9),
        uses: Some(1),
        used: 0,
        name: Some(person(Role::Support).name),
        created_by: "Sylvain M".into(),
        revoked_at: None,
    };
    store.add_link(&link).await.unwrap();
    assert_eq!(store.link_by_hash(&link.token_hash).await.unwrap(), Some(link.clone()));
    assert!(!store.use_link(&link.token_hash, at(9)).await.unwrap(), "it has run out");
    assert!(store.use_link(&link.token_hash, at(8)).await.unwrap());
    assert!(!store.use_link(&link.token_hash, at(8)).await.unwrap(), "it was good for once");
    store.unuse_link(&link.token_hash).await.unwrap();
    store.revoke_link(&room_id(), &link.token_hash, at(7)).await.unwrap();
    assert!(!store.use_link(&link.token_hash, at(8)).await.unwrap(), "it was taken back");
    let kept = store.links_of(&room_id()).await.unwrap();
    assert_eq!(kept, [Link { revoked_at: Some(at(7)), ..link }]);
    assert_eq!(store.link_by_hash(&TokenHash::of(b"a guess")).await.unwrap(), None);

    let token = TokenHash::of(b"a-session");
    let session =
        Session { token_hash: token, created_at: at(2), seen_at: at(2), expires_at: at(9) };
    store.add_session(&session).await.unwrap();
    store.touch_session(&token, at(5)).await.unwrap();
    store.touch_session(&token, at(3)).await.unwrap();
    let seen = store.session_by_hash(&token).await.unwrap().unwrap();
    assert_eq!(seen, Session { seen_at: at(5), ..session });

    let member = |role| Member { room: room_id(), person: person(role) };
    store.add_member(&token, &member(Role::Tech)).await.unwrap();
    store.add_member(&token, &member(Role::Lead)).await.unwrap();
    assert_eq!(store.members_of(&token).await.unwrap(), [member(Role::Lead)]);

    let me = person(Role::Lead).id;
    assert_eq!(store.sessions_of(&room_id(), &me).await.unwrap().len(), 1);
    store.remove_member(&token, &room_id()).await.unwrap();
    assert!(store.sessions_of(&room_id(), &me).await.unwrap().is_empty());
    store.add_member(&token, &member(Role::Lead)).await.unwrap();

    store.remove_session(&token).await.unwrap();
    assert_eq!(store.session_by_hash(&token).await.unwrap(), None);
    assert!(store.members_of(&token).await.unwrap().is_empty());

    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [&b"an-invitation"[..], b"a-session"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "kept in clear");
        }
    }
}
