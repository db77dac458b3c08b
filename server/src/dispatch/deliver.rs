//! One attempt: who it is for now, what they get, and what came back.

use super::{Keeping, Letter, Payload, Recipient};
use crate::{
    channel::{
        Channel, Office, Trouble,
        email::{
            Mail,
            notice::{self, Addressee},
            subscription::{self, Purpose},
        },
        http::{Answer, Untaken},
    },
    store::{LinkUse, StoreError, Subscriber},
    subscriber,
};

/// Hands one letter over.
///
/// # Errors
/// When the store cannot be read or written: nothing was handed over then.
pub async fn deliver(
    store: &dyn Keeping,
    office: &Office,
    channel: &Channel,
    letter: &Letter,
) -> Result<Result<Answer, Untaken>, StoreError> {
    let payload = match serde_json::from_str::<Payload>(&letter.payload) {
        Ok(payload) => payload,
        Err(error) => {
            return Ok(Err(Trouble::Unwritable { detail: error.to_string() }.into()));
        }
    };
    let id = &letter.message_id;
    match (&letter.recipient, payload) {
        (Recipient::Endpoint, Payload::Notice(outgoing)) => {
            Ok(office.post(channel, &outgoing, id).await)
        }
        (Recipient::Subscriber(who), payload) => {
            let Some(who) = store.subscriber(who).await? else {
                return Ok(Err(Trouble::Unsubscribed.into()));
            };
            let mail = match payload {
                Payload::Notice(outgoing) => {
                    notice::mail(&outgoing, &addressee(store, office, &who).await?)
                }
                Payload::Subscription => answer_to(store, office, &who).await?,
            };
            Ok(office.mail(&mail, id).await)
        }
        (Recipient::Endpoint, Payload::Subscription) => Ok(Err(Trouble::Misfit.into())),
    }
}

/// A subscriber, and a fresh link that ends the subscription.
async fn addressee(
    store: &dyn Keeping,
    office: &Office,
    who: &Subscriber,
) -> Result<Addressee, StoreError> {
    let path = subscriber::new_link(store, who, LinkUse::Leave, office.now()).await?;
    Ok(Addressee {
        address: who.address.clone(),
        locale: who.locale,
        unsubscribe: Some(office.link(&path)),
    })
}

/// The answer to somebody who asked for notices.
async fn answer_to(
    store: &dyn Keeping,
    office: &Office,
    who: &Subscriber,
) -> Result<Mail, StoreError> {
    let (purpose, good_for) = match who.since {
        None => (Purpose::Confirm, LinkUse::Confirm),
        Some(_) => (Purpose::AlreadyOn, LinkUse::Leave),
    };
    let path = subscriber::new_link(store, who, good_for, office.now()).await?;
    let (address, locale) = (who.address.clone(), who.locale);
    let to = Addressee { address, locale, unsubscribe: None };
    let about = office.link(&subscriber::status_path(&who.room));
    Ok(subscription::mail(purpose, &about, &to, &office.link(&path)))
}
