//! The words of the page of a room's people, in both languages. Rendered by the server alone.

use super::Messages;
use crate::boot::{
    Locale,
    people::{LinkState, Whereabouts},
};
use domain::{
    PersonId,
    rejection::{PeopleRejection, RemovalRejection},
};

/// The words of the page in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the word it is named after")]
pub struct PeopleText {
    pub title: &'static str,
    pub back: &'static str,
    pub name: &'static str,
    pub role: &'static str,
    pub whereabouts: &'static str,
    pub last_act: &'static str,
    pub open_steps: &'static str,
    pub you: &'static str,
    pub here: &'static str,
    pub idle_since: &'static str,
    pub presence_what: &'static str,
    pub unseen: &'static str,
    pub never: &'static str,
    pub look_after: &'static str,
    pub change_role: &'static str,
    pub new_role: &'static str,
    pub why: &'static str,
    pub why_optional: &'static str,
    pub revoke: &'static str,
    pub revoke_what: &'static str,
    pub end_sessions: &'static str,
    pub substitute: &'static str,
    pub substitute_by: &'static str,
    pub offer: &'static str,
    pub offer_what: &'static str,
    pub accept: &'static str,
    pub decline: &'static str,
    pub take_back: &'static str,
    pub not_yours: &'static str,
    pub rights: &'static str,
    pub you_may: &'static str,
    pub you_may_own: &'static str,
    pub you_may_not: &'static str,
    pub gone: &'static str,
    pub invitations: &'static str,
    pub invitations_none: &'static str,
    pub invite: &'static str,
    pub for_whom: &'static str,
    pub for_whom_hint: &'static str,
    pub good_for: &'static str,
    pub one_hour: &'static str,
    pub twelve_hours: &'static str,
    pub seven_days: &'static str,
    pub how_often: &'static str,
    pub once: &'static str,
    pub five_times: &'static str,
    pub unlimited: &'static str,
    pub make_link: &'static str,
    pub fresh: &'static str,
    pub fresh_what: &'static str,
    pub anybody: &'static str,
    pub used: &'static str,
    pub made_by: &'static str,
    pub ends: &'static str,
    pub state: &'static str,
    pub uninvite: &'static str,
    pub tokens: &'static str,
    pub tokens_what: &'static str,
    pub tokens_none: &'static str,
    pub token_name: &'static str,
    pub make_token: &'static str,
    pub fresh_token: &'static str,
    pub fresh_token_how: &'static str,
    pub token_good: &'static str,
    pub token_revoked: &'static str,
    pub made: &'static str,
    pub never_used: &'static str,
    pub export: &'static str,
    pub export_what: &'static str,
    pub export_csv: &'static str,
    pub export_json: &'static str,
    pub remove: &'static str,
    pub remove_what: &'static str,
    pub remove_title: &'static str,
    pub remove_not_now: &'static str,
    pub sessions: &'static str,
    pub since: &'static str,
    pub last_used: &'static str,
    pub rooms: &'static str,
    pub this_one: &'static str,
    pub sign_out_here: &'static str,
    pub sign_out_all: &'static str,
    /// Who offers the lead to whom.
    pub offered: fn(&str, &str) -> String,
    /// How long somebody has been gone, in seconds.
    pub gone_for: fn(u64) -> String,
}

/// The words in a language.
#[must_use]
pub const fn people_text(locale: Locale) -> &'static PeopleText {
    match locale {
        Locale::En => &EN,
        Locale::Fr => &FR,
    }
}

impl PeopleText {
    /// Where somebody is.
    #[must_use]
    pub fn is(&self, whereabouts: &Whereabouts) -> String {
        match whereabouts {
            Whereabouts::Here => self.here.into(),
            Whereabouts::Idle(since) => format!("{} {since}", self.idle_since),
            Whereabouts::Gone(seconds) => (self.gone_for)(*seconds),
            Whereabouts::Unseen => self.unseen.into(),
        }
    }
}

impl Messages {
    /// Whether an invitation is good.
    #[must_use]
    pub const fn link_state(&self, state: LinkState) -> &'static str {
        match (self.locale, state) {
            (Locale::En, LinkState::Open) => "open",
            (Locale::En, LinkState::UsedUp) => "used up",
            (Locale::En, LinkState::Expired) => "expired",
            (Locale::En, LinkState::Revoked) => "taken back",
            (Locale::Fr, LinkState::Open) => "ouverte",
            (Locale::Fr, LinkState::UsedUp) => "épuisée",
            (Locale::Fr, LinkState::Expired) => "expirée",
            (Locale::Fr, LinkState::Revoked) => "retirée",
        }
    }

    /// Why a command about people was refused, and what to do.
    pub(super) fn people_rejection(
        &self,
        no: &PeopleRejection,
        name: &dyn Fn(&PersonId) -> String,
    ) -> String {
        let fr = self.locale == Locale::Fr;
        let pick = |en: String, french: String| if fr { french } else { en };
        match no {
            PeopleRejection::SameRole { person, role } => {
                let (who, role) = (name(person), self.role(*role));
                pick(
                    format!("{who} has this role already: {role}."),
                    format!("{who} a déjà ce rôle\u{202f}: {role}."),
                )
            }
            PeopleRejection::LastLead { person } => pick(
                format!("{} is the last lead. Hand the lead over first.", name(person)),
                format!("{} est seul au pilotage. Passez d’abord le pilotage.", name(person)),
            ),
            PeopleRejection::OwnsSteps { person } => pick(
                format!(
                    "{} still owns open steps, which an observer cannot. Give them to somebody else first.",
                    name(person)
                ),
                format!(
                    "{} a encore des étapes ouvertes, ce qu’un observateur ne peut pas avoir. Confiez-les d’abord à quelqu’un d’autre.",
                    name(person)
                ),
            ),
            PeopleRejection::NoPart { person } => pick(
                format!("The part of {} in this room has ended. Invite them again.", name(person)),
                format!(
                    "La participation de {} à cette salle a pris fin. Invitez cette personne à nouveau.",
                    name(person)
                ),
            ),
            PeopleRejection::NothingToGive { person } => pick(
                format!("{} has no open steps to give to somebody else.", name(person)),
                format!("{} n’a pas d’étape ouverte à confier à quelqu’un d’autre.", name(person)),
            ),
            PeopleRejection::NoHandover => pick(
                "The lead is not offered to you, or no longer.".into(),
                "Le pilotage ne vous est pas proposé, ou ne l’est plus.".into(),
            ),
        }
    }
}

impl Messages {
    /// Why a room was not removed, and what to do.
    pub(super) fn removal_rejection(&self, no: &RemovalRejection) -> String {
        let fr = self.locale == Locale::Fr;
        let pick = |en: String, french: String| if fr { french } else { en };
        match no {
            RemovalRejection::Removed => {
                pick("This room was removed.".into(), "Cette salle a été retirée.".into())
            }
            RemovalRejection::UnderWay => pick(
                "A cutover that is under way cannot be removed. Close the room first.".into(),
                "Une bascule en cours ne se retire pas. Fermez d’abord la salle.".into(),
            ),
            RemovalRejection::OtherTitle => pick(
                "This is not the room’s title. Type it as it stands at the top of the page.".into(),
                "Ce n’est pas le titre de la salle. Tapez-le comme en haut de la page.".into(),
            ),
        }
    }
}

static EN: PeopleText = PeopleText {
    title: "People",
    back: "Back to the room",
    name: "Name",
    role: "Role",
    whereabouts: "Where",
    last_act: "Last recorded act",
    open_steps: "Open steps",
    you: "you",
    here: "here",
    idle_since: "idle since",
    presence_what: "Bascule knows who has the room open, and whether any of their pages was touched in the last five minutes. Nothing else about it is watched, and none of it is kept.",
    unseen: "not seen yet",
    never: "none",
    look_after: "Change…",
    change_role: "Change the role",
    new_role: "New role",
    why: "Why",
    why_optional: "Why (optional)",
    revoke: "End their part",
    revoke_what: "They stop seeing the room at once. Open links for their role are taken back, too: make new ones for the others.",
    end_sessions: "Sign out everywhere in this room",
    substitute: "Give all open steps away",
    substitute_by: "To whom",
    offer: "Offer the lead",
    offer_what: "You exchange roles once they accept.",
    accept: "Take the lead",
    decline: "Decline",
    take_back: "Take the offer back",
    not_yours: "Roles, invitations, substitutes and access tokens are the lead’s: only they may change who takes part.",
    rights: "What you may do here as",
    you_may: "You may",
    you_may_own: "You may, for your own team’s steps",
    you_may_not: "You may not (ask the lead)",
    gone: "No longer taking part",
    invitations: "Invitations",
    invitations_none: "No invitation has been made here yet.",
    invite: "Invite somebody",
    for_whom: "In the name of (optional)",
    for_whom_hint: "With a name, the link lets in exactly this person. Somebody whose part has ended comes back by such a link only.",
    good_for: "Good for",
    one_hour: "1 hour",
    twelve_hours: "12 hours",
    seven_days: "7 days",
    how_often: "How often",
    once: "once",
    five_times: "5 times",
    unlimited: "as often as needed",
    make_link: "Make the link",
    fresh: "The link is made",
    fresh_what: "Copy it now: it is shown this once, and kept nowhere.",
    anybody: "whoever has it",
    used: "Used",
    made_by: "Made by",
    ends: "Ends",
    state: "State",
    uninvite: "Take back",
    tokens: "Access tokens for metrics",
    tokens_what: "A token lets a machine send samples of this room’s metrics. It reads nothing, and does nothing else.",
    tokens_none: "No access token has been made here yet.",
    token_name: "What holds it (a machine or a program)",
    make_token: "Make the token",
    fresh_token: "The token is made",
    fresh_token_how: "Send samples like this, with the metric’s name in place of METRIC:",
    token_good: "good",
    token_revoked: "taken back",
    made: "Made",
    never_used: "never",
    export: "Download what happened",
    export_what: "Everything that your role sees of this room’s log, with times in UTC and local time, as a file.",
    export_csv: "As a table (CSV)",
    export_json: "For programs (JSON)",
    remove: "Remove this room…",
    remove_what: "Nobody will see the room any more, and its links and tokens end. The log stays on the server’s disk for an audit. This cannot be undone here.",
    remove_title: "Type the room’s title",
    remove_not_now: "A cutover that is under way cannot be removed. Close the room first.",
    sessions: "Where you are signed in",
    since: "Since",
    last_used: "Last used",
    rooms: "Rooms",
    this_one: "this browser",
    sign_out_here: "Sign out",
    sign_out_all: "Sign out everywhere",
    offered: |from, to| format!("{from} offers the lead to {to}."),
    gone_for: |seconds| match seconds / 60 {
        0 => "gone just now".into(),
        minutes if minutes < 60 => format!("gone for {minutes} min"),
        minutes => format!("gone for {} h", minutes / 60),
    },
};

static FR: PeopleText = PeopleText {
    title: "Personnes",
    back: "Retour à la salle",
    name: "Nom",
    role: "Rôle",
    whereabouts: "Présence",
    last_act: "Dernier acte enregistré",
    open_steps: "Étapes ouvertes",
    you: "vous",
    here: "présent",
    idle_since: "inactif depuis",
    presence_what: "Bascule sait qui a la salle ouverte, et si l’une de ses pages a été touchée dans les cinq dernières minutes. Rien d’autre n’est observé, et rien de cela n’est conservé.",
    unseen: "pas encore vu",
    never: "aucun",
    look_after: "Modifier…",
    change_role: "Changer le rôle",
    new_role: "Nouveau rôle",
    why: "Pourquoi",
    why_optional: "Pourquoi (facultatif)",
    revoke: "Mettre fin à sa participation",
    revoke_what: "Cette personne ne voit plus la salle, tout de suite. Les liens ouverts de son rôle sont retirés aussi\u{202f}: faites-en d’autres pour les autres.",
    end_sessions: "Déconnecter partout de cette salle",
    substitute: "Confier toutes ses étapes ouvertes",
    substitute_by: "À qui",
    offer: "Proposer le pilotage",
    offer_what: "Vous échangez vos rôles dès qu’elle accepte.",
    accept: "Prendre le pilotage",
    decline: "Refuser",
    take_back: "Retirer la proposition",
    not_yours: "Rôles, invitations, remplacements et jetons d’accès relèvent du pilotage\u{202f}: lui seul change qui participe.",
    rights: "Ce que vous pouvez faire ici\u{202f}:",
    you_may: "Vous pouvez",
    you_may_own: "Vous pouvez, pour les étapes de votre équipe",
    you_may_not: "Vous ne pouvez pas (demandez au pilotage)",
    gone: "Ne participent plus",
    invitations: "Invitations",
    invitations_none: "Aucune invitation n’a encore été faite ici.",
    invite: "Inviter quelqu’un",
    for_whom: "Au nom de (facultatif)",
    for_whom_hint: "Avec un nom, le lien ne fait entrer que cette personne. Qui ne participe plus ne revient que par un tel lien.",
    good_for: "Valable",
    one_hour: "1 heure",
    twelve_hours: "12 heures",
    seven_days: "7 jours",
    how_often: "Combien de fois",
    once: "une fois",
    five_times: "5 fois",
    unlimited: "autant que nécessaire",
    make_link: "Créer le lien",
    fresh: "Le lien est créé",
    fresh_what: "Copiez-le maintenant\u{202f}: il n’est montré qu’une fois, et n’est gardé nulle part.",
    anybody: "qui l’a en main",
    used: "Utilisée",
    made_by: "Créée par",
    ends: "Expire",
    state: "État",
    uninvite: "Retirer",
    tokens: "Jetons d’accès pour les mesures",
    tokens_what: "Un jeton permet à une machine d’envoyer des mesures de cette salle. Il ne lit rien et ne fait rien d’autre.",
    tokens_none: "Aucun jeton d’accès n’a encore été créé ici.",
    token_name: "Qui le détient (une machine ou un programme)",
    make_token: "Créer le jeton",
    fresh_token: "Le jeton est créé",
    fresh_token_how: "Envoyez les mesures ainsi, avec le nom de la mesure à la place de METRIC\u{202f}:",
    token_good: "valable",
    token_revoked: "retiré",
    made: "Créé",
    never_used: "jamais",
    export: "Télécharger ce qui s’est passé",
    export_what: "Tout ce que votre rôle voit du journal de cette salle, à l’heure UTC et à l’heure locale, dans un fichier.",
    export_csv: "En tableau (CSV)",
    export_json: "Pour des programmes (JSON)",
    remove: "Retirer cette salle…",
    remove_what: "Plus personne ne verra la salle, et ses liens et jetons prennent fin. Le journal reste sur le disque du serveur pour un audit. On ne peut pas l’annuler ici.",
    remove_title: "Tapez le titre de la salle",
    remove_not_now: "Une bascule en cours ne se retire pas. Fermez d’abord la salle.",
    sessions: "Où vous êtes connecté",
    since: "Depuis",
    last_used: "Dernier usage",
    rooms: "Salles",
    this_one: "ce navigateur",
    sign_out_here: "Se déconnecter",
    sign_out_all: "Se déconnecter partout",
    offered: |from, to| format!("{from} propose le pilotage à {to}."),
    gone_for: |seconds| match seconds / 60 {
        0 => "vient de partir".into(),
        minutes if minutes < 60 => format!("parti depuis {minutes} min"),
        minutes => format!("parti depuis {} h", minutes / 60),
    },
};
