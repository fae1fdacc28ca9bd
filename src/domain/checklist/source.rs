//! Which file of the archive a figure comes from, and what it means when a file is missing.

use std::{collections::BTreeMap, fmt};

use crate::domain::{day::Day, step::Import};

macro_rules! sources {
    ($($name:ident $kind:literal $file:literal [$($none_with:ident)*],)*) => {
        /// A kind of file that the audit reads.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Source {
            $(#[doc = concat!("`", $file, "`.")] $name,)*
        }

        impl Source {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The kind, as the import names it.
            pub const fn kind(self) -> &'static str {
                match self { $(Self::$name => $kind,)* }
            }

            /// The file's name in the archive.
            pub const fn file(self) -> &'static str {
                match self { $(Self::$name => $file,)* }
            }

            /// LinkedIn writes no file for a category without data. So when an archive holds one
            /// of these, the category was asked for, and no file means that there is nothing.
            /// Where the list is empty, a missing file tells nothing.
            pub const fn none_with(self) -> &'static [Self] {
                match self { $(Self::$name => &[$(Self::$none_with),*],)* }
            }
        }
    };
}

// The parts of the profile are one category, so `Profile.csv` vouches for them. What only the
// larger archive holds is vouched for by files that every larger archive has.
sources! {
    Profile "profile" "Profile.csv" [],
    ProfileSummary "profile_summary" "Profile Summary.csv" [],
    Connections "connections" "Connections.csv" [],
    Invitations "invitations" "Invitations.csv" [],
    Messages "messages" "messages.csv" [],
    Positions "positions" "Positions.csv" [Profile],
    Education "education" "Education.csv" [Profile],
    Skills "skills" "Skills.csv" [Profile],
    Languages "languages" "Languages.csv" [Profile],
    Certifications "certifications" "Certifications.csv" [Profile],
    Courses "courses" "Courses.csv" [Profile],
    Honors "honors" "Honors.csv" [Profile],
    Projects "projects" "Projects.csv" [Profile],
    Volunteering "volunteering" "Volunteering.csv" [Profile],
    Recommendations "recommendations_received" "Recommendations_Received.csv" [RecommendationsGiven AdTargeting],
    RecommendationsGiven "recommendations_given" "Recommendations_Given.csv" [],
    Endorsements "endorsements_received" "Endorsement_Received_Info.csv" [AdTargeting],
    EmailAddresses "email_addresses" "Email Addresses.csv" [],
    PhoneNumbers "phone_numbers" "PhoneNumbers.csv" [],
    JobApplications "job_applications" "Job Applications.csv" [AdTargeting JobPreferences],
    SavedJobs "saved_jobs" "Saved Jobs.csv" [AdTargeting JobPreferences],
    JobPreferences "job_preferences" "Job Seeker Preferences.csv" [AdTargeting],
    RichMedia "rich_media" "Rich_Media.csv" [],
    Shares "shares" "Shares.csv" [AdTargeting],
    Comments "comments" "Comments.csv" [AdTargeting],
    Reactions "reactions" "Reactions.csv" [AdTargeting],
    Verifications "verifications" "Verifications.csv" [AdTargeting],
    AdTargeting "ad_targeting" "Ad_Targeting.csv" [],
}

impl Source {
    /// The one with this file name.
    pub fn from_file(file: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|source| source.file() == file)
    }

    /// The one of this kind.
    pub fn from_kind(kind: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|source| source.kind() == kind)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file())
    }
}

/// What is known of a kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is there, from the archive of this day, where that is known.
    Held(Option<Day>),
    /// It is not there, and `with` says that this means: nothing.
    Nothing {
        /// The file that vouches for it.
        with: Source,
        /// The day of that file's archive.
        taken: Option<Day>,
    },
    /// It is not there, and nobody knows why.
    Unknown,
}

impl Presence {
    /// The day of the archive that speaks.
    pub const fn taken(self) -> Option<Day> {
        match self {
            Self::Held(taken) | Self::Nothing { taken, .. } => taken,
            Self::Unknown => None,
        }
    }

    /// Whether the archive says anything, be it "nothing".
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}

/// Which kinds of file the archives hold, each with the day of the newest archive that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held(BTreeMap<Source, Option<Day>>);

impl Held {
    /// What these imports hold together.
    pub fn of<'a>(imports: impl IntoIterator<Item = &'a Import>) -> Self {
        let mut held = Self::default();
        for import in imports {
            let taken = import.taken.map(|at| at.date_naive());
            let sections = import.files.iter().flat_map(|file| &file.sections);
            let kinds = sections
                .map(|section| &section.kind)
                .chain(&import.unchanged);
            for source in kinds.filter_map(|kind| Source::from_kind(kind)) {
                held.add(source, taken);
            }
        }
        held
    }

    /// An archive of a day holds this; the newest one counts.
    pub fn add(&mut self, source: Source, taken: Option<Day>) {
        let day = self.0.entry(source).or_default();
        *day = taken.max(*day);
    }

    /// What is known of a kind of file.
    pub fn get(&self, source: Source) -> Presence {
        if let Some(taken) = self.0.get(&source) {
            return Presence::Held(*taken);
        }
        let vouching = source
            .none_with()
            .iter()
            .find_map(|with| self.0.get(with).map(|taken| (*with, *taken)));
        match vouching {
            Some((with, taken)) => Presence::Nothing { with, taken },
            None => Presence::Unknown,
        }
    }

    /// The day of the newest archive.
    pub fn newest(&self) -> Option<Day> {
        self.0.values().copied().max().flatten()
    }
}

/// How many connections each archive held, oldest first: the trend from the imports. Of two
/// archives of one day the later import counts.
pub fn growth<'a>(imports: impl IntoIterator<Item = &'a Import>) -> Vec<(Day, u64)> {
    let mut points = BTreeMap::new();
    for import in imports {
        let Some(taken) = import.taken else { continue };
        for section in import.files.iter().flat_map(|file| &file.sections) {
            if section.kind == Source::Connections.kind() {
                points.insert(taken.date_naive(), section.rows);
            }
        }
    }
    points.into_iter().collect()
}
