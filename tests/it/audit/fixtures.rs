//! Invented profiles, each with the files that its archive held.

mod build;

use cordial::domain::{
    checklist::{Audit, Checklist, Confirmations, Held, Source, Subject, audit},
    day::Day,
    records::{
        ActivityKind, Certification, Honor, JobApplication, JobPreferences, Language, MediaKind,
        Profile, SavedJob, Verification, Volunteering,
    },
};

use build::{boxes, done, job, mail, month, nod, praise, school, upload};

/// The day on which all fixtures are looked at.
pub(crate) fn today() -> Day {
    day("2026-11-25")
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A profile with all that the audit wants to know about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fixture {
    pub(crate) profile: Profile,
    pub(crate) held: Held,
    pub(crate) connections: usize,
    pub(crate) growth: Vec<(Day, u64)>,
    pub(crate) slug: Option<String>,
    pub(crate) targets: Vec<String>,
    pub(crate) looking: Option<bool>,
    pub(crate) said: Confirmations,
}

impl Fixture {
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            profile: &self.profile,
            held: &self.held,
            connections: self.connections,
            growth: &self.growth,
            slug: self.slug.as_deref(),
            targets: &self.targets,
            student: None,
            looking: self.looking,
            said: &self.said,
        }
    }

    pub(crate) fn audit(&self, list: &Checklist) -> Audit {
        audit(list, &self.subject(), today())
    }

    /// What this profile is advised, the most points first: id and points lost.
    pub(crate) fn gaps(&self, list: &Checklist) -> Vec<String> {
        let audit = self.audit(list);
        audit
            .gaps()
            .iter()
            .map(|item| format!("{} {}", item.id, item.lost()))
            .collect()
    }
}

/// Every file, of one archive.
pub(crate) fn all_files() -> Held {
    held(Source::ALL)
}

pub(crate) fn held(sources: &[Source]) -> Held {
    let mut held = Held::default();
    for source in sources {
        held.add(*source, Some(day("2026-11-20")));
    }
    held
}

const SKILLS: [&str; 16] = [
    "Rust",
    "Distributed Systems",
    "Kubernetes",
    "Linux",
    "PostgreSQL",
    "Python",
    "Observability",
    "Networking",
    "Backend Development",
    "Platform Engineering",
    "Terraform",
    "Go",
    "Security",
    "Technical Writing",
    "Mentoring",
    "Public Speaking",
];

const ABOUT: &str = "I build backend platforms in Rust that keep running when a data centre does not. At Northwind my team cut the time of a release from two days to 40 minutes, and the bill by a third.  Before that I ran the networks of Contoso, and wrote the tools that 300 engineers used every day.  I like to talk about queues, quiet dashboards and how to teach both. Write to me about platform work in Berlin.";

const WORK: &str = "Lead the platform team of six. Cut releases from two days to 40 minutes, moved 120 services to Kubernetes without an outage, and reduced the yearly bill by 31%. Introduced an on-call rota that people volunteer for.";

/// Nothing but an account: every file is there and empty.
pub(crate) fn skeleton() -> Fixture {
    Fixture {
        held: all_files(),
        targets: vec!["Platform Engineer".into()],
        looking: Some(true),
        ..Fixture::default()
    }
}

/// What others and the account prove: the second half of the complete profile.
fn proof() -> Profile {
    Profile {
        recommendations: vec![praise("Mira Example"), praise("Jon Sample")],
        endorsements: ["Rust", "Linux", "Kubernetes"].map(nod).to_vec(),
        emails: vec![mail()],
        saved_jobs: [
            "Senior Platform Engineer (Rust, Kubernetes)",
            "Backend Engineer, Distributed Systems",
        ]
        .map(|title| SavedJob {
            title: title.into(),
            company: "Globex".into(),
            on: None,
        })
        .to_vec(),
        preferences: Some(JobPreferences {
            locations: boxes(&["Berlin, Germany"]),
            titles: boxes(&["Platform Engineer"]),
            open_to_recruiters: "Yes".into(),
            urgency: "CASUALLY_BROWSING".into(),
            ..JobPreferences::default()
        }),
        media: vec![
            upload(MediaKind::Photo, "2025-05-01"),
            upload(MediaKind::Background, "2024-02-01"),
        ],
        languages: vec![
            Language {
                name: "English".into(),
                proficiency: "Full professional proficiency".into(),
            },
            Language {
                name: "German".into(),
                proficiency: "Native or bilingual proficiency".into(),
            },
        ],
        certifications: vec![Certification {
            name: "Kubernetes Administrator".into(),
            finished: Some(month("2027-05")),
            ..Certification::default()
        }],
        verifications: vec![Verification {
            kind: "Workplace".into(),
            ..Verification::default()
        }],
        honors: vec![Honor {
            title: "Best Talk".into(),
            on: None,
        }],
        activity: vec![done(ActivityKind::Comment, "2026-11-02T10:00:00Z")],
        ..Profile::default()
    }
}

/// Everything that the checklist asks for.
pub(crate) fn complete() -> Fixture {
    let profile = Profile {
        first: "Robin".into(),
        last: "Example".into(),
        headline: "Platform engineer: backend systems in Rust that stay up | Berlin".into(),
        summary: ABOUT.into(),
        industry: "Software Development".into(),
        location: "Berlin, Germany".into(),
        websites: boxes(&["https://robin.example"]),
        positions: vec![
            job("Platform Lead", "Northwind", "2021-03", None, WORK),
            job(
                "Network Engineer",
                "Contoso",
                "2017-01",
                Some("2021-02"),
                "Ran 14 sites.",
            ),
            job(
                "Administrator",
                "Acme",
                "2014",
                Some("2016"),
                "Introduced backups.",
            ),
        ],
        educations: vec![school(
            "University of Placeholder",
            "MSc, Informatics",
            "2008",
            Some("2013"),
        )],
        skills: boxes(&SKILLS),
        ..proof()
    };
    Fixture {
        profile,
        held: all_files(),
        connections: 612,
        growth: vec![(day("2026-05-20"), 420), (day("2026-11-20"), 612)],
        slug: Some("robin-example".into()),
        looking: Some(true),
        ..Fixture::default()
    }
}

/// What most profiles look like: LinkedIn's default headline, a short About, few skills.
pub(crate) fn typical() -> Fixture {
    let mut fixture = complete();
    let profile = &mut fixture.profile;
    profile.headline = "Platform Lead at Northwind".into();
    profile.summary = "I am a highly motivated team player, passionate about technology and results. Always looking for new challenges in a fast-paced world.".into();
    profile.positions[0].description =
        "Responsible for the platform and everything around it.".into();
    profile.skills.truncate(6);
    profile.recommendations.truncate(1);
    profile.media = vec![upload(MediaKind::Photo, "2018-03-01")];
    profile.activity = vec![done(ActivityKind::Reaction, "2026-03-02T10:00:00Z")];
    profile.verifications.clear();
    profile.languages[1].proficiency = "".into();
    fixture.slug = Some("robin-example-4a91b27".into());
    fixture.connections = 213;
    fixture.growth = vec![(day("2026-05-20"), 120), (day("2026-11-20"), 213)];
    fixture.looking = None;
    fixture
}

/// In a first degree: no position yet, a side project, volunteering.
pub(crate) fn student() -> Fixture {
    let profile = Profile {
        headline: "Informatics student in Placeholder, looking for a backend internship".into(),
        summary: "I study informatics and like backend work: queues, caches, and why they fail."
            .into(),
        industry: "Higher Education".into(),
        location: "Placeholder".into(),
        educations: vec![school(
            "University of Placeholder",
            "BSc Informatics",
            "2024-10",
            None,
        )],
        skills: boxes(&["Java", "Python", "Backend Development"]),
        emails: vec![mail()],
        volunteering: vec![
            Volunteering {
                role: "Tutor".into(),
                ..Volunteering::default()
            },
            Volunteering {
                role: "Treasurer".into(),
                ..Volunteering::default()
            },
        ],
        ..Profile::default()
    };
    Fixture {
        profile,
        held: all_files(),
        connections: 38,
        targets: vec!["Backend Engineer Intern".into()],
        looking: Some(true),
        ..Fixture::default()
    }
}

/// Wants other work than before: all is filled in, none of it says so.
pub(crate) fn career_changer() -> Fixture {
    let mut fixture = complete();
    fixture.targets = Vec::new();
    let profile = &mut fixture.profile;
    profile.saved_jobs.clear();
    profile.applications = ["UX Researcher", "Senior UX Researcher", "Design Researcher"]
        .map(|title| JobApplication {
            title: title.into(),
            company: "Globex".into(),
            on: None,
        })
        .to_vec();
    if let Some(wants) = &mut profile.preferences {
        wants.titles = boxes(&["UX Researcher"]);
        wants.locations = boxes(&["Hamburg, Germany"]);
    }
    fixture
}

/// Thirty years on, three boards at once, a hole in the dates, no wish for more.
pub(crate) fn very_senior() -> Fixture {
    let mut fixture = complete();
    fixture.connections = 4200;
    fixture.looking = Some(false);
    let profile = &mut fixture.profile;
    profile.headline = "Chief Executive Officer".into();
    profile.positions = vec![
        job("Chief Executive Officer", "Globex", "2012-01", None, ""),
        job("Member of the Board", "Acme", "2018-01", None, ""),
        job(
            "Managing Director",
            "Contoso",
            "2001-06",
            Some("2009-12"),
            "",
        ),
        job("Director", "Northwind", "1996-01", Some("1995-06"), ""),
    ];
    profile.preferences = None;
    profile.saved_jobs.clear();
    profile.certifications.clear();
    profile.activity.clear();
    fixture
}

/// Content where they are.
pub(crate) fn not_looking() -> Fixture {
    let mut fixture = complete();
    fixture.looking = Some(false);
    fixture.profile.preferences = None;
    fixture
}

/// A small archive: the profile's own files and the connections, no more.
pub(crate) fn small_archive() -> Fixture {
    let mut fixture = complete();
    fixture.held = held(&[
        Source::Profile,
        Source::Connections,
        Source::Positions,
        Source::Education,
        Source::Messages,
    ]);
    let profile = &mut fixture.profile;
    profile.skills.clear();
    profile.languages.clear();
    profile.honors.clear();
    profile.certifications.clear();
    profile.recommendations.clear();
    profile.endorsements.clear();
    profile.emails.clear();
    profile.media.clear();
    profile.verifications.clear();
    profile.activity.clear();
    profile.preferences = None;
    profile.saved_jobs.clear();
    fixture
}

/// A profile in German, with German habits.
pub(crate) fn german() -> Fixture {
    let mut fixture = complete();
    let profile = &mut fixture.profile;
    profile.headline = "Leiterin Plattform bei Northwind".into();
    profile.positions[0].title = "Leiterin Plattform".into();
    profile.summary = "Mit Leidenschaft und als hochmotivierte Teamplayerin bin ich für die Plattform von Northwind verantwortlich. Ich leite ein Team von sechs Leuten und kümmere mich um den Betrieb der Systeme, die Ausbildung der Neuen und die Gespräche mit den Kunden. Am liebsten löse ich Aufgaben, die über die Grenzen der Abteilungen hinaus gehen und bei denen sich am Ende etwas ändert.".into();
    profile.positions[0].description = "Zuständig für die Plattform und das Team, in enger Abstimmung mit dem Vertrieb und den anderen Abteilungen des Hauses. Ansprechpartnerin für alle Fragen rund um den Betrieb und für die Planung der weiteren Entwicklung der Systeme.".into();
    fixture
}
