//! The owner's profile as JSON: every record, in the archive's order.

use serde_json::{Value, json};

use crate::domain::{
    day::MonthYear,
    records::{ActivityKind, MediaKind, Profile},
};

/// The profile with all its sections.
pub(super) fn profile(profile: &Profile) -> Value {
    json!({
        "first": &*profile.first,
        "last": &*profile.last,
        "headline": &*profile.headline,
        "summary": &*profile.summary,
        "generated_summary": &*profile.generated_summary,
        "industry": &*profile.industry,
        "location": &*profile.location,
        "websites": texts(&profile.websites),
        "has_birth_date": profile.has_birth_date,
        "has_address": profile.has_address,
        "registered": text(profile.registered),
        "phone_numbers": profile.phone_numbers,
        "skills": texts(&profile.skills),
        "path": path(profile),
        "proof": proof(profile),
        "work_wanted": work_wanted(profile),
        "activity": activity(profile),
    })
}

fn path(profile: &Profile) -> Value {
    json!({
        "positions": profile.positions.iter().map(|p| json!({
            "company": &*p.company, "title": &*p.title, "description": &*p.description,
            "location": &*p.location, "started": month(p.started), "finished": month(p.finished),
            "current": p.current,
        })).collect::<Vec<_>>(),
        "education": profile.educations.iter().map(|e| json!({
            "school": &*e.school, "degree": &*e.degree, "notes": &*e.notes,
            "activities": &*e.activities, "started": month(e.started), "finished": month(e.finished),
        })).collect::<Vec<_>>(),
        "volunteering": profile.volunteering.iter().map(|v| json!({
            "company": &*v.company, "role": &*v.role, "started": month(v.started),
            "finished": month(v.finished),
        })).collect::<Vec<_>>(),
        "projects": profile.projects.iter().map(|p| json!({
            "title": &*p.title, "started": month(p.started), "finished": month(p.finished),
        })).collect::<Vec<_>>(),
        "courses": profile.courses.iter().map(|c| json!({
            "name": &*c.name, "number": &*c.number,
        })).collect::<Vec<_>>(),
        "honors": profile.honors.iter().map(|h| json!({
            "title": &*h.title, "on": month(h.on),
        })).collect::<Vec<_>>(),
        "languages": profile.languages.iter().map(|l| json!({
            "name": &*l.name, "proficiency": &*l.proficiency,
        })).collect::<Vec<_>>(),
        "certifications": profile.certifications.iter().map(|c| json!({
            "name": &*c.name, "authority": &*c.authority, "started": month(c.started),
            "finished": month(c.finished),
        })).collect::<Vec<_>>(),
    })
}

fn proof(profile: &Profile) -> Value {
    let recommendations = |list: &[crate::domain::records::Recommendation]| -> Vec<Value> {
        list.iter()
            .map(|r| {
                json!({
                    "name": &*r.name, "company": &*r.company, "title": &*r.title,
                    "text": &*r.text, "on": text(r.on), "status": &*r.status,
                })
            })
            .collect()
    };
    let endorsements = |list: &[crate::domain::records::Endorsement]| -> Vec<Value> {
        list.iter()
            .map(|e| {
                json!({
                    "skill": &*e.skill, "name": &*e.name,
                    "person": e.person.as_ref().map(crate::domain::person::PersonKey::as_str),
                    "at": e.at.map(|at| at.to_rfc3339()), "status": &*e.status,
                })
            })
            .collect()
    };
    json!({
        "recommendations": recommendations(&profile.recommendations),
        "recommendations_given": recommendations(&profile.recommendations_given),
        "endorsements": endorsements(&profile.endorsements),
        "endorsements_given": endorsements(&profile.endorsements_given),
        "emails": profile.emails.iter().map(|e| json!({
            "address": &*e.address, "confirmed": e.confirmed, "primary": e.primary,
        })).collect::<Vec<_>>(),
        "media": profile.media.iter().map(|m| json!({
            "kind": match m.kind {
                MediaKind::Photo => "photo",
                MediaKind::Background => "background",
                MediaKind::Other => "other",
            },
            "on": text(m.on),
        })).collect::<Vec<_>>(),
        "verifications": profile.verifications.iter().map(|v| json!({
            "kind": &*v.kind, "organization": &*v.organization, "verified": text(v.verified),
            "expires": text(v.expires),
        })).collect::<Vec<_>>(),
    })
}

fn work_wanted(profile: &Profile) -> Value {
    json!({
        "follows": profile.follows.iter().map(|f| json!({
            "company": &*f.company, "since": f.since.map(|at| at.to_rfc3339()),
        })).collect::<Vec<_>>(),
        "applications": profile.applications.iter().map(|a| json!({
            "company": &*a.company, "title": &*a.title, "on": text(a.on),
        })).collect::<Vec<_>>(),
        "saved_jobs": profile.saved_jobs.iter().map(|s| json!({
            "company": &*s.company, "title": &*s.title, "on": text(s.on),
        })).collect::<Vec<_>>(),
        "preferences": profile.preferences.as_ref().map(|p| json!({
            "locations": texts(&p.locations), "industries": texts(&p.industries),
            "titles": texts(&p.titles), "dream_companies": texts(&p.dream_companies),
            "open_to_recruiters": &*p.open_to_recruiters, "urgency": &*p.urgency,
            "activity_level": &*p.activity_level,
        })),
        "ad_targeting": profile.ad_targeting.as_ref().map(|a| json!({
            "seniorities": texts(&a.seniorities), "functions": texts(&a.functions),
            "years": texts(&a.years), "locale": &*a.locale,
        })),
    })
}

fn activity(profile: &Profile) -> Vec<Value> {
    let one = |activity: &crate::domain::records::Activity| {
        let kind = match activity.kind {
            ActivityKind::Share => "share",
            ActivityKind::Comment => "comment",
            ActivityKind::Reaction => "reaction",
        };
        json!({ "kind": kind, "at": activity.at.map(|at| at.to_rfc3339()) })
    };
    profile.activity.iter().map(one).collect()
}

fn texts(list: &[Box<str>]) -> Vec<&str> {
    list.iter().map(AsRef::as_ref).collect()
}

fn text<T: ToString>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn month(date: Option<MonthYear>) -> Option<String> {
    date.map(|date| match date.month {
        Some(month) => format!("{:04}-{month:02}", date.year),
        None => format!("{:04}", date.year),
    })
}
