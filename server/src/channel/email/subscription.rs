//! The e-mail that answers somebody who asked for notices: it goes to the address that was typed,
//! so that only whoever reads it can say yes.

use super::{Mail, html, notice::Addressee};
use frontend::boot::Locale;

/// What the e-mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To say yes.
    Confirm,
    /// They said yes long ago; here is how to say no.
    AlreadyOn,
}

/// The e-mail. `about` is what the notices are about, `link` where one says yes or no.
#[must_use]
pub fn mail(purpose: Purpose, about: &str, to: &Addressee, link: &str) -> Mail {
    let locale = to.locale;
    let (subject, paragraphs, action) = words(purpose, locale, about);
    let text = format!("{}\n\n{action}\n{link}\n", paragraphs.join("\n\n"));
    let section = html::section(locale, &subject, &paragraphs, Some((link, action)));
    let html = html::document(locale, &subject, &section);
    Mail { to: to.address.clone(), subject, text, html, unsubscribe: to.unsubscribe.clone() }
}

fn words(purpose: Purpose, locale: Locale, about: &str) -> (String, Vec<String>, &'static str) {
    match (purpose, locale) {
        (Purpose::Confirm, Locale::Fr) => (
            format!("Recevoir les annonces : {about}"),
            vec![
                "Cette adresse a été donnée pour recevoir les annonces par e-mail.".into(),
                "Si c’était vous, confirmez dans les 48 heures. Sinon, ne faites rien : vous ne \
                 recevrez pas d’annonces."
                    .into(),
            ],
            "Confirmer :",
        ),
        (Purpose::Confirm, Locale::En) => (
            format!("Get the notices: {about}"),
            vec![
                "This address was given to get notices by e-mail.".into(),
                "If it was you, confirm within 48 hours. If not, do nothing: you will get no \
                 notices."
                    .into(),
            ],
            "Confirm:",
        ),
        (Purpose::AlreadyOn, Locale::Fr) => (
            format!("Vous recevez déjà les annonces : {about}"),
            vec!["Cette adresse est déjà abonnée. Il n’y a rien à faire.".into()],
            "Se désabonner :",
        ),
        (Purpose::AlreadyOn, Locale::En) => (
            format!("You already get the notices: {about}"),
            vec!["This address is already on the list. There is nothing to do.".into()],
            "Unsubscribe:",
        ),
    }
}
