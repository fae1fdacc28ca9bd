//! The owner's own profile and activity: what the audit reads.

use super::super::{
    day::{Day, Instant, MonthYear},
    person::PersonKey,
};

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        })*
    };
}

records! {
    /// The owner's profile with all its sections.
    Profile {
        /// First name.
        first: Box<str>,
        /// Last name.
        last: Box<str>,
        /// The headline; limit 220 UTF-16 units.
        headline: Box<str>,
        /// About; limit 2,600 UTF-16 units. Line breaks became spaces in the archive.
        summary: Box<str>,
        /// LinkedIn's machine-written summary.
        generated_summary: Box<str>,
        /// Industry.
        industry: Box<str>,
        /// City or region.
        location: Box<str>,
        /// Websites, without their labels.
        websites: Vec<Box<str>>,
        /// Whether a birth date stands in the profile.
        has_birth_date: bool,
        /// Whether an address stands in the profile.
        has_address: bool,
        /// Present and past positions, in the archive's order.
        positions: Vec<Position>,
        /// Schools.
        educations: Vec<Education>,
        /// Skills, in the archive's order.
        skills: Vec<Box<str>>,
        /// Recommendations received.
        recommendations: Vec<Recommendation>,
        /// Recommendations given.
        recommendations_given: Vec<Recommendation>,
        /// Endorsements received.
        endorsements: Vec<Endorsement>,
        /// Endorsements given.
        endorsements_given: Vec<Endorsement>,
        /// E-mail addresses of the account.
        emails: Vec<EmailAddress>,
        /// How many phone numbers the account has; the numbers are not kept.
        phone_numbers: usize,
        /// Companies followed.
        follows: Vec<CompanyFollow>,
        /// Jobs applied for.
        applications: Vec<JobApplication>,
        /// Jobs saved.
        saved_jobs: Vec<SavedJob>,
        /// What the owner told LinkedIn about the job wanted.
        preferences: Option<JobPreferences>,
        /// Courses.
        courses: Vec<Course>,
        /// Honours and awards.
        honors: Vec<Honor>,
        /// LinkedIn's guesses for advertisers.
        ad_targeting: Option<AdTargeting>,
        /// Uploaded pictures.
        media: Vec<Media>,
        /// Languages.
        languages: Vec<Language>,
        /// Certifications.
        certifications: Vec<Certification>,
        /// Verifications.
        verifications: Vec<Verification>,
        /// Volunteering.
        volunteering: Vec<Volunteering>,
        /// Projects.
        projects: Vec<Project>,
        /// Posts, comments and reactions, newest first.
        activity: Vec<Activity>,
        /// When the account was made.
        registered: Option<Day>,
    }
    /// A position.
    Position {
        /// Company.
        company: Box<str>,
        /// Title.
        title: Box<str>,
        /// Description; limit 2,000 UTF-16 units.
        description: Box<str>,
        /// Place.
        location: Box<str>,
        /// Began.
        started: Option<MonthYear>,
        /// Ended; `None` with `current` set means that it lasts.
        finished: Option<MonthYear>,
        /// Whether `Finished On` is empty.
        current: bool,
    }
    /// A school.
    Education {
        /// Name; can be empty.
        school: Box<str>,
        /// Degree, often with the field of study.
        degree: Box<str>,
        /// Notes.
        notes: Box<str>,
        /// Activities.
        activities: Box<str>,
        /// Began.
        started: Option<MonthYear>,
        /// Ended.
        finished: Option<MonthYear>,
    }
    /// A recommendation, received or given.
    Recommendation {
        /// The other person's name.
        name: Box<str>,
        /// Their company.
        company: Box<str>,
        /// Their title.
        title: Box<str>,
        /// The text.
        text: Box<str>,
        /// The day, where it could be read.
        on: Option<Day>,
        /// `VISIBLE`, `HIDDEN`, `PENDING` or empty.
        status: Box<str>,
    }
    /// An endorsement, received or given.
    Endorsement {
        /// The skill.
        skill: Box<str>,
        /// The other person, where a URL tells.
        person: Option<PersonKey>,
        /// Their name.
        name: Box<str>,
        /// When.
        at: Option<Instant>,
        /// `ACCEPTED`, `PENDING` or `HIDDEN`.
        status: Box<str>,
    }
    /// An e-mail address of the account.
    EmailAddress {
        /// The address.
        address: Box<str>,
        /// Confirmed.
        confirmed: bool,
        /// The primary one.
        primary: bool,
    }
    /// A followed company.
    CompanyFollow {
        /// Its name.
        company: Box<str>,
        /// Since when.
        since: Option<Instant>,
    }
    /// A job applied for.
    JobApplication {
        /// Company.
        company: Box<str>,
        /// Title.
        title: Box<str>,
        /// The day; its zone is unproven.
        on: Option<Day>,
    }
    /// A saved job.
    SavedJob {
        /// Company.
        company: Box<str>,
        /// Title.
        title: Box<str>,
        /// The day; its zone is unproven.
        on: Option<Day>,
    }
    /// What the owner told LinkedIn about the job wanted.
    JobPreferences {
        /// Places.
        locations: Vec<Box<str>>,
        /// Industries.
        industries: Vec<Box<str>>,
        /// Titles.
        titles: Vec<Box<str>>,
        /// Companies of dreams.
        dream_companies: Vec<Box<str>>,
        /// `Yes`, `No` or empty: open to recruiters.
        open_to_recruiters: Box<str>,
        /// How urgent, in LinkedIn's word.
        urgency: Box<str>,
        /// Activity level, in LinkedIn's word.
        activity_level: Box<str>,
    }
    /// A course.
    Course {
        /// Name.
        name: Box<str>,
        /// Number.
        number: Box<str>,
    }
    /// An honour.
    Honor {
        /// Title.
        title: Box<str>,
        /// When.
        on: Option<MonthYear>,
    }
    /// LinkedIn's guesses for advertisers: only what helps to guess the own level.
    AdTargeting {
        /// Seniorities.
        seniorities: Vec<Box<str>>,
        /// Functions.
        functions: Vec<Box<str>>,
        /// Years of experience.
        years: Vec<Box<str>>,
        /// The interface's language, `en_US`.
        locale: Box<str>,
    }
    /// An uploaded picture.
    Media {
        /// Of what.
        kind: MediaKind,
        /// The day.
        on: Option<Day>,
    }
    /// A language.
    Language {
        /// Name.
        name: Box<str>,
        /// Proficiency; can be empty.
        proficiency: Box<str>,
    }
    /// A certification.
    Certification {
        /// Name.
        name: Box<str>,
        /// Who gave it.
        authority: Box<str>,
        /// Valid from.
        started: Option<MonthYear>,
        /// Valid until.
        finished: Option<MonthYear>,
    }
    /// A verification of the account.
    Verification {
        /// What kind.
        kind: Box<str>,
        /// By whom.
        organization: Box<str>,
        /// When.
        verified: Option<Day>,
        /// Until when.
        expires: Option<Day>,
    }
    /// Volunteering.
    Volunteering {
        /// Organisation.
        company: Box<str>,
        /// Role.
        role: Box<str>,
        /// Began.
        started: Option<MonthYear>,
        /// Ended.
        finished: Option<MonthYear>,
    }
    /// A project.
    Project {
        /// Title.
        title: Box<str>,
        /// Began.
        started: Option<MonthYear>,
        /// Ended.
        finished: Option<MonthYear>,
    }
    /// A post, comment or reaction.
    Activity {
        /// Which.
        kind: ActivityKind,
        /// When.
        at: Option<Instant>,
    }
    /// A contact that LinkedIn was given from phone or mail.
    ImportedContact {
        /// Full name.
        name: Box<str>,
        /// E-mail addresses.
        emails: Vec<Box<str>>,
        /// Company.
        company: Box<str>,
        /// Title.
        title: Box<str>,
        /// Profile, where one is linked.
        person: Option<PersonKey>,
    }
}

/// The owner's note on a connection, written on LinkedIn.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnerNote {
    /// About whom.
    pub person: PersonKey,
    /// Their name.
    pub name: Box<str>,
    /// The note.
    pub text: Box<str>,
}

/// What a picture is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MediaKind {
    /// The profile photo.
    Photo,
    /// The background behind it.
    Background,
    /// Anything else.
    #[default]
    Other,
}

/// What kind of activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivityKind {
    /// A post.
    #[default]
    Share,
    /// A comment.
    Comment,
    /// A reaction.
    Reaction,
}
