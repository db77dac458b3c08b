//! French.

use super::{LiveText, ServerText};
use domain::{
    Event,
    text::{TextFault, TextRule},
    time::Civil,
};

/// The server's own sentences in French.
pub(super) static FR: ServerText = ServerText {
    bad_json: |why| format!("Cette commande n’a pas pu être lue. Rien n’a changé. ({why})"),
    bad_request: |why| format!("Cette demande n’a pas pu être lue. Rien n’a changé. ({why})"),
    not_json: "Les commandes sont en JSON : envoyez-les avec Content-Type: application/json.",
    too_large: |kib| format!("C’est trop gros : {kib} Kio au plus. Rien n’a changé."),
    server_only: "Seul le serveur lui-même crée les salles et y fait entrer les gens.",
    key_reused: "Cette clé a déjà servi à autre chose. Rien n’a changé ; renvoyez avec une \
                 nouvelle clé.",
    busy: "Il y a plus à enregistrer que le serveur ne peut en prendre. Rien n’a changé ; \
           réessayez dans une seconde.",
    unknown_outcome: "Le serveur ne sait pas si c’est enregistré. Regardez la salle, ou renvoyez \
                      avec la même clé : cela n’arrivera pas deux fois.",
    clash: |who, what| {
        format!("{who} {what} depuis votre dernier regard. Rien n’a changé ; voyez, puis décidez.")
    },
    did,
    text_fault,
    not_allowed: "Votre rôle ne le permet pas. Demandez au responsable.",
    no_session: "Vous n’êtes pas connecté, ou votre session est finie. Rouvrez votre lien de \
                 connexion, ou demandez-en un au responsable.",
    no_room: "Cette salle n’existe pas, ou vous n’en faites pas partie. Demandez un lien de \
              connexion à son responsable.",
    not_found: "Il n’y a rien à cette adresse.",
    wrong_method: "Cette adresse n’accepte pas ce genre de demande.",
    cross_site: "Cela venait d’un autre site et a été refusé. Ouvrez la salle ici et réessayez.",
    too_slow: "La demande a mis trop longtemps à arriver. Rien n’a changé ; réessayez.",
    internal: |id| {
        format!(
            "Quelque chose a cassé sur le serveur. C’est dans son journal sous {id}. Réessayez."
        )
    },

    link_unknown: "Personne n’a créé ce lien de connexion, ou il est incomplet. Copiez-le en \
                   entier, ou demandez-en un nouveau au responsable.",
    link_expired: "Ce lien de connexion n’est plus valable. Demandez-en un nouveau au responsable.",
    link_used_up: "Ce lien a déjà servi autant de fois que prévu. Demandez-en un autre au pilote.",
    link_revoked: "Ce lien a été retiré. Demandez-en un autre au pilote.",
    part_ended: "Votre participation à cette salle a pris fin : vous ne la voyez plus. Voyez avec \
                 le pilote si c’est une erreur.",
    room_removed: |title, at, by, reason| {
        format!(
            "La salle «\u{202f}{title}\u{202f}» a été retirée le {at} par {by}\u{202f}: {reason}"
        )
    },
    bad_token: "Il faut un jeton d’accès valable, envoyé ainsi\u{202f}: Authorization: Bearer …. \
                Le pilote en crée un sur la page des personnes de la salle.",
    name_of_nobody_here: |name| {
        format!(
            "La participation de {name} à cette salle a pris fin. Si c’est vous, demandez au \
             pilote une invitation à votre nom ; sinon, complétez votre nom."
        )
    },
    too_many_tries: "Trop de liens inconnus ont été essayés depuis votre adresse. Attendez une \
                     minute.",
    name_of_other_role: |name, role| {
        format!(
            "{name} est dans cette salle avec le rôle {role}. Si c’est vous, prenez le lien de \
             ce rôle ; sinon, ajoutez quelque chose à votre nom."
        )
    },
    ask_for_link: "Il faut un lien de connexion pour entrer dans une salle. La personne qui mène \
                   la migration peut en créer un pour votre rôle.",

    title_rooms: "Vos salles",
    title_join: "Entrer",
    title_problem: "Cela n’a pas marché",
    rehearsal_sends_nothing: "Ceci est une répétition\u{202f}: rien n’en part, pas même un essai.",
    title_room_removed: "Cette salle a été retirée",
    title_ask_for_link: "Demandez un lien",
    back_to_rooms: "Vers vos salles",
    back_to_room: "Retour à la salle",
    no_browser_half: "Ce serveur a été construit sans sa moitié navigateur : les pages marchent, \
                      mais sans style et sans mise à jour. Construisez-la : cargo xtask build",
    live: LiveText {
        sending: "Envoi…",
        not_sent: "Pas envoyé\u{202f}: le serveur ne répond pas. Rien de ce que vous avez tapé n’est perdu\u{202f}; réessayez.",
        done: "C’est fait.",
        copied: "Copié",
        not_copied: "Copie impossible\u{202f}: sélectionnez le texte",
        unread: "nouveau",
        live: "En direct",
        catching_up: "Mise à jour",
        stale: "Figé depuis {}",
        offline: "Hors ligne depuis {}",
        signed_out: "Déconnecté",
    },
    moment,
};

const fn did(event: &Event) -> &'static str {
    match event {
        Event::StepStarted { .. } => "a commencé cette étape",
        Event::StepFinished { .. } => "a coché cette étape",
        Event::StepSkipped { .. } => "a passé cette étape",
        Event::StepBlocked { .. } => "a signalé cette étape comme bloquée",
        Event::StepUnblocked { .. } => "a débloqué cette étape",
        Event::StepFailed { .. } => "a signalé l’échec de cette étape",
        Event::TickUndone { .. } => "a décoché cette étape",
        Event::TimeCorrected { .. } => "a corrigé une heure de cette étape",
        Event::StepInserted { .. } => "a ajouté cette étape",
        Event::StepReassigned { .. } => "a confié cette étape à quelqu’un d’autre",
        Event::RoomCreated { .. }
        | Event::RoomRemoved { .. }
        | Event::PersonJoined { .. }
        | Event::StageReached { .. }
        | Event::RoleChanged { .. }
        | Event::PersonRevoked { .. }
        | Event::PersonRestored { .. }
        | Event::SessionsEnded { .. }
        | Event::HandoverProposed { .. }
        | Event::HandoverDeclined { .. }
        | Event::MessagePosted { .. }
        | Event::Run(_)
        | Event::Watch(_)
        | Event::Word(_)
        | Event::Told(_) => "a changé la salle",
    }
}

pub(super) fn text_fault(fault: &TextFault) -> String {
    let field = match fault.field.as_str() {
        "name" => "Le nom",
        "reason" => "Le motif",
        "text" => "Le message",
        "card" => "La phrase de la fiche",
        "title" => "Le titre",
        "instructions" => "Le mode d’emploi",
        _ => "Ce texte",
    };
    match fault.rule {
        TextRule::Empty => format!("{field} ne peut pas être vide."),
        TextRule::TooLong { max } => format!("{field} dépasse {max} caractères."),
        TextRule::Unprintable => {
            format!("{field} contient des caractères qui ne s’affichent pas. Retapez-le à la main.")
        }
    }
}

fn moment(at: Civil) -> String {
    const DAYS: [&str; 7] =
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let day = DAYS[at.weekday as usize % 7];
    let month = MONTHS[(at.month.max(1) as usize - 1) % 12];
    format!("{day} {} {month} {}, {:02}:{:02}", at.day, at.year, at.hour, at.minute)
}
