//! The words of signing in by the organisation's own provider.

use crate::boot::Locale;

/// These words in a language.
#[must_use]
pub const fn sign_in_text(locale: Locale) -> &'static SignInText {
    match locale {
        Locale::En => &EN,
        Locale::Fr => &FR,
    }
}

/// These words in one language.
#[derive(Debug)]
pub struct SignInText {
    /// The button; with what the provider is called.
    pub with: fn(&str) -> String,
    /// The button for somebody who was signed in there as the wrong person.
    pub other_account: &'static str,
    /// Title: they, or the provider, said no.
    pub denied_title: &'static str,
    /// The same, and what to do.
    pub denied: &'static str,
    /// Title: it has to be done once more.
    pub again_title: &'static str,
    /// The answer belongs to no sign-in of this browser.
    pub mismatch: &'static str,
    /// What the provider said does not hold.
    pub forged: &'static str,
    /// Title: signed in there, but not let in here.
    pub no_grant_title: &'static str,
    /// None of their groups opens a room.
    pub no_grant: &'static str,
    /// The provider says no name.
    pub no_name: &'static str,
    /// The name is somebody's of another role: the name, and that role.
    pub name_taken: fn(&str, &str) -> String,
    /// Title: the provider does not answer.
    pub down_title: &'static str,
    /// The same; with what the provider is called.
    pub down: fn(&str) -> String,
}

static EN: SignInText = SignInText {
    with: |name| format!("Sign in with {name}"),
    other_account: "Use another account",
    denied_title: "You were not signed in",
    denied: "The sign-in was cancelled or refused. Nothing has changed; you can try again.",
    again_title: "Please sign in once more",
    mismatch: "This sign-in was used already, took longer than ten minutes, or was begun in \
               another browser. Begin again from here.",
    forged: "What the sign-in service answered could not be confirmed, so you were not let in. \
             Begin again; if that does not help, tell whoever runs this server.",
    no_grant_title: "No room is open to you",
    no_grant: "You are signed in, but none of your groups opens a room here. Ask the lead for a \
               sign-in link, or to be added to a group.",
    no_name: "You are signed in, but your account has no name that can be shown to the others. \
              Ask the lead for a sign-in link.",
    name_taken: |name, role| {
        format!(
            "{name} is in this room as {role}, and your groups say otherwise. Ask the lead, who \
             can give you a sign-in link."
        )
    },
    down_title: "Signing in does not work at the moment",
    down: |name| {
        format!(
            "{name} does not answer, or not in a way this server understands. Try again in a \
             minute, or use a sign-in link: links work without it."
        )
    },
};

static FR: SignInText = SignInText {
    with: |name| format!("Se connecter avec {name}"),
    other_account: "Utiliser un autre compte",
    denied_title: "Vous n’êtes pas connecté",
    denied: "La connexion a été annulée ou refusée. Rien n’a changé ; vous pouvez réessayer.",
    again_title: "Connectez-vous encore une fois",
    mismatch: "Cette connexion a déjà servi, a pris plus de dix minutes, ou a commencé dans un \
               autre navigateur. Recommencez d’ici.",
    forged: "La réponse du service de connexion n’a pas pu être confirmée : vous n’êtes donc pas \
             entré. Recommencez ; si cela ne suffit pas, prévenez qui s’occupe de ce serveur.",
    no_grant_title: "Aucune salle ne vous est ouverte",
    no_grant: "Vous êtes connecté, mais aucun de vos groupes n’ouvre de salle ici. Demandez au \
               responsable un lien de connexion, ou d’être ajouté à un groupe.",
    no_name: "Vous êtes connecté, mais votre compte n’a pas de nom à montrer aux autres. Demandez \
              un lien de connexion au responsable.",
    name_taken: |name, role| {
        format!(
            "{name} est dans cette salle comme {role}, et vos groupes disent autre chose. \
             Adressez-vous au responsable, qui peut vous donner un lien de connexion."
        )
    },
    down_title: "La connexion ne marche pas en ce moment",
    down: |name| {
        format!(
            "{name} ne répond pas, ou pas d’une façon que ce serveur comprend. Réessayez dans une \
             minute, ou prenez un lien de connexion : les liens marchent sans lui."
        )
    },
};
