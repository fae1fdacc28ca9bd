//! The built-in texts, compiled in.

macro_rules! files {
    ($languages:tt $ids:tt) => { files!(@languages $languages $ids) };
    (@languages [$($language:literal)*] $ids:tt) => {
        &[$(files!(@ids $language $ids)),*]
    };
    (@ids $language:literal [$($id:literal)*]) => {
        &[$((
            concat!($language, "/", $id, ".txt"),
            include_str!(concat!("../../assets/templates/", $language, "/", $id, ".txt")),
        )),*] as &[(&str, &str)]
    };
}

/// Path below `templates/`, and text; language by language.
const BY_LANGUAGE: &[&[(&str, &str)]] = files!(
    ["en" "de" "fr" "es"]
    ["W1" "W2" "W3" "W4" "W5" "W6" "O1" "O2" "O3" "O4" "Q1" "Q2" "Q3"
     "R1" "R2" "N1" "C1" "C2" "C3" "I1" "I2" "I3" "I4" "I5" "A1" "A2"]
);

/// All files, in the order in which texts are offered.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    BY_LANGUAGE.iter().flat_map(|files| files.iter().copied())
}
