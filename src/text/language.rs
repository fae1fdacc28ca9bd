//! Which language a short text is in, by its commonest words.

/// The commonest words of languages that people write to each other in, by ISO 639-1. Those that two
/// of them share tell nothing and are left out. Chosen here; not checked by native readers.
const COMMON: [(&str, &str); 10] = [
    (
        "en",
        "the and you your for with are is of this that have would from my our it would like about i'm \
         we thanks hello hi",
    ),
    (
        "de",
        "und der die das ich wir sie ihr ihre ihnen mit für ist nicht auf ein eine einen auch sehr \
         haben bin über von zu bei gern gerne freue würde dir dich hallo \
         danke mir hat wie gerade dass",
    ),
    (
        "fr",
        "le les je vous nous votre vos avec pour dans est une et des du aux au sur suis serais ravi \
         bonjour mon merci que qui été",
    ),
    (
        "es",
        "el los las usted tu con para una y por que mi me gustaría estoy hola gracias nuestra su sus \
         muy trabajo nos",
    ),
    (
        "it",
        "il gli di che sono con per una mi mio ciao grazie della nella vorrei lavoro anche piacere \
         suo sua nostra",
    ),
    (
        "pt",
        "o os as você com para uma não meu minha olá obrigado obrigada gostaria seu sua nossa em ao \
         da do trabalho",
    ),
    (
        "nl",
        "het een en ik je jij wij met voor van niet ook graag hallo bedankt jouw uw dat zijn aan op \
         naar",
    ),
    (
        "pl",
        "i w z na się jest nie do że cześć dziękuję pozdrawiam jestem mam chciałbym pani pana",
    ),
    (
        "sv",
        "och att det är jag du din med för inte på hej tack vi har som till av gärna",
    ),
    (
        "tr",
        "ve bir için bu ile merhaba teşekkürler ben sizin size çok olarak da de",
    ),
];

/// The language with the most of its words in the text, as its code: at least two words, and more
/// than in any other language. `None` where that is not clear.
pub fn guess(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .collect();
    let count = |common: &str| {
        let is_common = |word: &&&str| common.split_whitespace().any(|known| known == **word);
        words.iter().filter(is_common).count()
    };
    let mut counts: Vec<(usize, &str)> = COMMON
        .iter()
        .map(|(language, common)| (count(common), *language))
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(most, language), (next, _), ..] if *most >= 2 && most > next => Some(language),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn short_notes_are_recognised_and_doubtful_ones_are_not() {
        for (language, note) in [
            (
                "en",
                "Hi Robin, I lead the platform team at Northwind and would like to talk.",
            ),
            (
                "de",
                "Hallo Robin, Ihr Vortrag über Rust war sehr gut, ich würde mich gern vernetzen.",
            ),
            (
                "fr",
                "Bonjour Robin, je serais ravi d'échanger avec vous sur votre travail.",
            ),
            (
                "es",
                "Hola Robin, busco ingenieros para una empresa y me gustaría hablar con usted.",
            ),
            (
                "it",
                "Ciao Robin, sono una sviluppatrice e mi piacere parlare del suo lavoro.",
            ),
            (
                "pt",
                "Olá Robin, gostaria de falar com você sobre o seu trabalho.",
            ),
            (
                "nl",
                "Hallo Robin, ik zou graag met je willen praten over het project.",
            ),
            (
                "sv",
                "Hej Robin, jag såg att du talar på konferensen och vill gärna prata.",
            ),
            (
                "pl",
                "Cześć Robin, jestem programistą i chciałbym porozmawiać, pozdrawiam.",
            ),
            (
                "tr",
                "Merhaba Robin, bu proje için size yazmak istedim, çok teşekkürler.",
            ),
        ] {
            assert_eq!(guess(note), Some(language), "{note}");
        }
        for unclear in ["", "Robin", "RustConf 2026", "hi", "una mi"] {
            assert_eq!(guess(unclear), None, "{unclear}");
        }
    }
}
