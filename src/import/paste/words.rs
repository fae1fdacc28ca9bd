//! The words of LinkedIn's pages, folded as [`fold`](crate::text::fold::fold) does it. One row for
//! each word of a language; what is missing here is counted as not understood, never guessed.
//!
//! The English forms were seen on pages of 2024 to 2026. Those of the other languages are what the
//! interface shows as far as is known; none was measured.

mod person;
mod profile;

pub(super) use person::{AT, CHROME, CONTACT_INFO, CURRENT, DEGREE_WORDS, DEGREES, SCHOOLS};
pub(super) use profile::{DURATIONS, EMPLOYMENT, HEADINGS, PRESENT};

/// Buttons that refuse an invitation.
pub(super) const IGNORE: &[&str] = &[
    "ignore",
    "ignorieren",
    "ignorer",
    "ignorar",
    "ignora",
    "negeren",
    "ignoruj",
];

/// Buttons that accept an invitation.
pub(super) const ACCEPT: &[&str] = &[
    "accept",
    "annehmen",
    "akzeptieren",
    "accepter",
    "aceptar",
    "accetta",
    "aceitar",
    "accepteren",
    "zaakceptuj",
];

/// What stands behind a name where somebody wants to connect.
pub(super) const INVITES: &[&str] = &[
    "is inviting you to connect",
    "follows you and is inviting you to connect",
    "wants to connect",
    "would like to connect",
    "mochte sich mit ihnen vernetzen",
    "mochte sich mit dir vernetzen",
    "folgt ihnen und mochte sich mit ihnen vernetzen",
    "folgt dir und mochte sich mit dir vernetzen",
    "ladt sie ein, sich zu vernetzen",
    "ladt dich ein, dich zu vernetzen",
    "vous invite a rejoindre son reseau",
    "vous suit et vous invite a rejoindre son reseau",
    "vous invite a vous connecter",
    "souhaite se connecter",
    "te ha invitado a conectar",
    "te invita a conectar",
    "te sigue y te invita a conectar",
    "te sigue y te ha invitado a conectar",
    "quiere conectar contigo",
    "ti invita a collegarti",
    "vuole collegarsi con te",
    "esta convidando voce para se conectar",
    "quer se conectar com voce",
    "nodigt je uit om te connecten",
];

/// Beginnings of the line that answers a note: `Reply to Mira`.
pub(super) const REPLY: &[&str] = &["reply to ", "repondre a ", "responder a ", "rispondi a "];

/// Ends of the same line where the name comes first: `Mira antworten`.
pub(super) const REPLY_END: &[&str] = &[" antworten", " beantwoorden"];

/// What cuts a long text, at the end of a line or on one of its own.
pub(super) const MORE: &[&str] = &[
    "see more",
    "show more",
    "mehr anzeigen",
    "mehr",
    "voir plus",
    "afficher plus",
    "ver mas",
    "mostrar mas",
    "mostra altro",
    "vedi altro",
    "ver mais",
    "exibir mais",
    "meer weergeven",
];

/// What folds a long text again.
pub(super) const LESS: &[&str] = &[
    "see less",
    "show less",
    "weniger anzeigen",
    "voir moins",
    "afficher moins",
    "ver menos",
    "mostrar menos",
    "mostra meno",
    "exibir menos",
    "minder weergeven",
];

/// What a line about mutual connections ends with.
pub(super) const MUTUAL: &[&str] = &[
    "mutual connection",
    "mutual connections",
    "gemeinsamer kontakt",
    "gemeinsame kontakte",
    "gemeinsame verbindungen",
    "gemeinsame verbindung",
    "relation en commun",
    "relations en commun",
    "relation commune",
    "relations communes",
    "contacto en comun",
    "contactos en comun",
    "contactos mas en comun",
    "contacto mas en comun",
    "collegamento in comune",
    "collegamenti in comune",
    "conexao em comum",
    "conexoes em comum",
    "gemeenschappelijke connectie",
    "gemeenschappelijke connecties",
];

/// Words that join names.
pub(super) const AND: &[&str] = &["and", "und", "et", "y", "e", "en"];

/// Words behind a number of connections.
pub(super) const CONNECTIONS: &[&str] = &[
    "connection",
    "connections",
    "kontakt",
    "kontakte",
    "relation",
    "relations",
    "contacto",
    "contactos",
    "collegamento",
    "collegamenti",
    "conexao",
    "conexoes",
    "connectie",
    "connecties",
];

/// Words behind a number of followers.
pub(super) const FOLLOWERS: &[&str] = &[
    "follower",
    "followers",
    "follower:innen",
    "abonne",
    "abonnes",
    "seguidor",
    "seguidores",
    "volger",
    "volgers",
];

/// Units of age, in days. A month is 30 days, a year 365.
pub(super) const UNITS: &[(u32, &[&str])] = &[
    (
        0,
        &[
            "second", "seconds", "s", "minute", "minutes", "min", "m", "hour", "hours", "hr", "h",
            "sekunde", "sekunden", "minuten", "stunde", "stunden", "seconde", "secondes", "heure",
            "heures", "segundo", "segundos", "minuto", "minutos", "hora", "horas", "ora", "ore",
            "minuti", "uur", "now",
        ],
    ),
    (
        1,
        &[
            "day", "days", "d", "tag", "tagen", "jour", "jours", "j", "dia", "dias", "giorno",
            "giorni", "dag", "dagen", "t",
        ],
    ),
    (
        7,
        &[
            "week",
            "weeks",
            "w",
            "wk",
            "woche",
            "wochen",
            "semaine",
            "semaines",
            "sem",
            "semana",
            "semanas",
            "settimana",
            "settimane",
            "weken",
        ],
    ),
    (
        30,
        &[
            "month", "months", "mo", "monat", "monaten", "mois", "mes", "meses", "mese", "mesi",
            "maand", "maanden",
        ],
    ),
    (
        365,
        &[
            "year", "years", "yr", "y", "jahr", "jahren", "an", "ans", "ano", "anos", "anno",
            "anni", "jaar",
        ],
    ),
];

/// Words that stand around an age.
pub(super) const AROUND_AGE: &[&str] = &[
    "ago", "vor", "il", "y", "a", "hace", "fa", "ha", "geleden", "sent", "received", "gesendet",
];

/// One, written out.
pub(super) const ONE: &[&str] = &[
    "a", "an", "einer", "einem", "une", "un", "una", "uma", "um", "een",
];

/// Ages of one word, in days.
pub(super) const DAYS: &[(&str, u32)] = &[
    ("today", 0),
    ("yesterday", 1),
    ("heute", 0),
    ("gestern", 1),
    ("aujourd'hui", 0),
    ("hier", 1),
    ("hoy", 0),
    ("ayer", 1),
    ("oggi", 0),
    ("ieri", 1),
    ("hoje", 0),
    ("ontem", 1),
    ("vandaag", 0),
    ("gisteren", 1),
];
