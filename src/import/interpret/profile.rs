//! The owner's profile, activity and account.

use super::{Row, Warnings};
use crate::{
    domain::{
        day::Day,
        records::{
            Activity, ActivityKind, AdTargeting, Certification, CompanyFollow, Course, Education,
            EmailAddress, Endorsement, Honor, JobApplication, JobPreferences, Language, Media,
            MediaKind, Position, Profile, Project, Recommendation, SavedJob, Verification,
            Volunteering,
        },
    },
    import::{Kind, dates, profile_url},
};

/// A list in one cell: `[a,b]` or `a, b`; empty items are left out.
pub(super) fn list(cell: &str, separator: char) -> Vec<Box<str>> {
    let inner = cell.strip_prefix('[').and_then(|c| c.strip_suffix(']'));
    inner
        .unwrap_or(cell)
        .split(separator)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(Box::from)
        .collect()
}

/// The day of a wall time: its zone is not proven, so the day stays as it is written.
fn wall_day(text: &str) -> Option<Day> {
    dates::wall(text).map(|at| at.date())
}

fn yes(text: &str) -> bool {
    text.eq_ignore_ascii_case("yes")
}

/// Adds a row of any of the profile's sections.
pub(super) fn row<S: AsRef<str>>(row: &Row<'_, S>, profile: &mut Profile, warnings: &mut Warnings) {
    match row.kind {
        Kind::Profile => head(row, profile),
        Kind::ProfileSummary => profile.generated_summary = row.text("Profile Summary"),
        Kind::Skills => profile.skills.push(row.text("Name")),
        Kind::PhoneNumbers => profile.phone_numbers += usize::from(!row.get("Number").is_empty()),
        Kind::Registration => {
            profile.registered = row.date("Registered At", wall_day, warnings);
        }
        Kind::Shares => profile
            .activity
            .push(activity(row, ActivityKind::Share, warnings)),
        Kind::Comments => profile
            .activity
            .push(activity(row, ActivityKind::Comment, warnings)),
        Kind::Reactions => profile
            .activity
            .push(activity(row, ActivityKind::Reaction, warnings)),
        Kind::Positions
        | Kind::Education
        | Kind::Volunteering
        | Kind::Projects
        | Kind::Certifications
        | Kind::Honors => career(row, profile, warnings),
        Kind::RecommendationsReceived => {
            profile.recommendations.push(recommendation(row, warnings));
        }
        Kind::RecommendationsGiven => {
            profile
                .recommendations_given
                .push(recommendation(row, warnings));
        }
        Kind::EndorsementsReceived => {
            profile
                .endorsements
                .push(endorsement(row, "Endorser", warnings));
        }
        Kind::EndorsementsGiven => {
            profile
                .endorsements_given
                .push(endorsement(row, "Endorsee", warnings));
        }
        _ => other(row, profile, warnings),
    }
}

fn head<S: AsRef<str>>(row: &Row<'_, S>, profile: &mut Profile) {
    profile.first = row.text("First Name");
    profile.last = row.text("Last Name");
    profile.headline = row.text("Headline");
    profile.summary = row.text("Summary");
    profile.industry = row.text("Industry");
    profile.location = row.text("Geo Location");
    profile.websites = list(row.get("Websites"), ',')
        .into_iter()
        .map(without_label)
        .collect();
    profile.has_birth_date = !row.get("Birth Date").is_empty();
    profile.has_address = !row.get("Address").is_empty();
}

/// `PORTFOLIO:https://…` is `https://…`.
fn without_label(website: Box<str>) -> Box<str> {
    match website.split_once(':') {
        Some((label, address))
            if !address.starts_with("//") && label.bytes().all(|b| b.is_ascii_uppercase()) =>
        {
            address.into()
        }
        _ => website,
    }
}

fn activity<S: AsRef<str>>(
    row: &Row<'_, S>,
    kind: ActivityKind,
    warnings: &mut Warnings,
) -> Activity {
    Activity {
        kind,
        at: row.date("Date", dates::utc, warnings),
    }
}

/// What begins and ends in a month or a year.
fn career<S: AsRef<str>>(row: &Row<'_, S>, profile: &mut Profile, warnings: &mut Warnings) {
    let mut month = |name: &str| row.date(name, dates::month_year, warnings);
    match row.kind {
        Kind::Positions => profile.positions.push(Position {
            company: row.text("Company Name"),
            title: row.text("Title"),
            description: row.text("Description"),
            location: row.text("Location"),
            started: month("Started On"),
            finished: month("Finished On"),
            current: row.get("Finished On").is_empty(),
        }),
        Kind::Education => profile.educations.push(Education {
            school: row.text("School Name"),
            degree: row.text("Degree Name"),
            notes: row.text("Notes"),
            activities: row.text("Activities"),
            started: month("Start Date"),
            finished: month("End Date"),
        }),
        Kind::Volunteering => profile.volunteering.push(Volunteering {
            company: row.text("Company Name"),
            role: row.text("Role"),
            started: month("Started On"),
            finished: month("Finished On"),
        }),
        Kind::Projects => profile.projects.push(Project {
            title: row.text("Title"),
            started: month("Started On"),
            finished: month("Finished On"),
        }),
        Kind::Certifications => profile.certifications.push(Certification {
            name: row.text("Name"),
            authority: row.text("Authority"),
            started: month("Started On"),
            finished: month("Finished On"),
        }),
        _ => profile.honors.push(Honor {
            title: row.text("Title"),
            on: month("Issued On"),
        }),
    }
}

fn recommendation<S: AsRef<str>>(row: &Row<'_, S>, warnings: &mut Warnings) -> Recommendation {
    Recommendation {
        name: row.name("First Name", "Last Name"),
        company: row.text("Company"),
        title: row.text("Job Title"),
        text: row.text("Text"),
        on: row.date("Creation Date", wall_day, warnings),
        status: row.text("Status"),
    }
}

fn endorsement<S: AsRef<str>>(
    row: &Row<'_, S>,
    side: &str,
    warnings: &mut Warnings,
) -> Endorsement {
    Endorsement {
        skill: row.text("Skill Name"),
        person: profile_url::key(row.get(&format!("{side} Public Url"))),
        name: row.name(&format!("{side} First Name"), &format!("{side} Last Name")),
        at: row.date("Endorsement Date", dates::utc, warnings),
        status: row.text("Endorsement Status"),
    }
}

fn other<S: AsRef<str>>(row: &Row<'_, S>, profile: &mut Profile, warnings: &mut Warnings) {
    match row.kind {
        Kind::EmailAddresses => profile.emails.push(EmailAddress {
            address: row.text("Email Address"),
            confirmed: yes(row.get("Confirmed")),
            primary: yes(row.get("Primary")),
        }),
        Kind::CompanyFollows => profile.follows.push(CompanyFollow {
            company: row.text("Organization"),
            since: row.date("Followed On", dates::ctime, warnings),
        }),
        Kind::JobApplications => profile.applications.push(JobApplication {
            company: row.text("Company Name"),
            title: row.text("Job Title"),
            on: row.date("Application Date", wall_day, warnings),
        }),
        Kind::SavedJobs => profile.saved_jobs.push(SavedJob {
            company: row.text("Company Name"),
            title: row.text("Job Title"),
            on: row.date("Saved Date", wall_day, warnings),
        }),
        Kind::JobPreferences => profile.preferences = Some(preferences(row)),
        Kind::Courses => profile.courses.push(Course {
            name: row.text("Name"),
            number: row.text("Number"),
        }),
        Kind::Languages => profile.languages.push(Language {
            name: row.text("Name"),
            proficiency: row.text("Proficiency"),
        }),
        Kind::AdTargeting => profile.ad_targeting = Some(ad_targeting(row)),
        Kind::RichMedia => profile.media.push(media(row, warnings)),
        Kind::Verifications => profile.verifications.push(Verification {
            kind: row.text("Verification type"),
            organization: row.text("Organization name"),
            verified: row.date("Verified date", dates::iso_day, warnings),
            expires: row.date("Expiry date", dates::iso_day, warnings),
        }),
        _ => {}
    }
}

fn preferences<S: AsRef<str>>(row: &Row<'_, S>) -> JobPreferences {
    let many = |name: &str| list(row.get(name), '|');
    JobPreferences {
        locations: many("Locations"),
        industries: many("Industries"),
        titles: many("Job Titles"),
        dream_companies: many("Dream Companies"),
        open_to_recruiters: row.text("Open To Recruiters"),
        urgency: row.text("Job Seeking Urgency Level"),
        activity_level: row.text("Job Seeker Activity Level"),
    }
}

fn ad_targeting<S: AsRef<str>>(row: &Row<'_, S>) -> AdTargeting {
    // Seen joined with semicolons; the commas of 2018 are unproven.
    let many = |name: &str| {
        let cell = row.get(name);
        list(cell, if cell.contains(';') { ';' } else { ',' })
    };
    AdTargeting {
        seniorities: many("Job Seniorities"),
        functions: many("Job Functions"),
        years: many("Years of Experience"),
        locale: row.text("interfaceLocale"),
    }
}

fn media<S: AsRef<str>>(row: &Row<'_, S>, warnings: &mut Warnings) -> Media {
    let what = [row.get("Date/Time"), row.get("Type")]
        .join(" ")
        .to_lowercase();
    Media {
        kind: if what.contains("background") {
            MediaKind::Background
        } else if what.contains("photo") {
            MediaKind::Photo
        } else {
            MediaKind::Other
        },
        on: row.date("Date/Time", dates::upload_day, warnings),
    }
}
