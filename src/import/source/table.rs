//! The table of sources.

use super::{Column, Keep, Repair, Source};
use crate::import::kind::Kind;

const fn text(name: &'static str) -> Column {
    known(name, &[])
}

const fn known(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        keep: Keep::Text,
    }
}

const fn presence(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        keep: Keep::Presence,
    }
}

/// Where most sources start from.
const PLAIN: Source = Source {
    kind: Kind::Profile,
    names: &[],
    folder: "",
    columns: &[],
    keys: &[],
    identity: &[],
    core: false,
    repair: Repair::None,
};

/// A recommendation has the same columns both ways.
const RECOMMENDATION: &[Column] = &[
    text("First Name"),
    text("Last Name"),
    text("Company"),
    text("Job Title"),
    text("Text"),
    text("Creation Date"),
    text("Status"),
];

/// Every kind of file that is read, in the order of [`Kind::ALL`].
#[rustfmt::skip] // one row a kind, packed
pub const SOURCES: &[Source] = &[
    Source {
        kind: Kind::Profile, names: &["profile"], core: true,
        columns: &[
            text("First Name"), text("Last Name"), text("Maiden Name"), presence("Address", &[]),
            presence("Birth Date", &[]), text("Headline"), text("Summary"), text("Industry"),
            text("Geo Location"), text("Twitter Handles"), text("Websites"),
            presence("Instant Messengers", &[]),
        ],
        keys: &[&["First Name", "Headline"], &["First Name", "Summary"]],
        identity: &["First Name", "Last Name", "Headline", "Summary"],
        ..PLAIN
    },
    Source {
        kind: Kind::Connections, names: &["connections"], core: true,
        columns: &[
            text("First Name"), text("Last Name"), known("URL", &["profileurl"]),
            text("Email Address"), text("Company"), text("Position"), text("Connected On"),
        ],
        keys: &[&["First Name", "Connected On"]],
        identity: &["First Name", "Last Name", "URL", "Email Address", "Connected On"],
        ..PLAIN
    },
    Source {
        kind: Kind::Invitations, names: &["invitations"], core: true,
        columns: &[
            text("From"), text("To"), text("Sent At"), text("Message"), text("Direction"),
            known("inviterProfileUrl", &["inviterprofileurn"]),
            known("inviteeProfileUrl", &["inviteeprofileurn"]),
        ],
        keys: &[&["From", "To", "Sent At", "Direction"]],
        identity: &["From", "To", "inviterProfileUrl", "inviteeProfileUrl"],
        ..PLAIN
    },
    Source {
        kind: Kind::Positions, names: &["positions"],
        columns: &[
            text("Company Name"), text("Title"), text("Description"), text("Location"),
            text("Started On"), text("Finished On"),
        ],
        keys: &[&["Company Name", "Title", "Started On"]],
        identity: &["Company Name", "Title"],
        ..PLAIN
    },
    Source {
        kind: Kind::Education, names: &["education"],
        columns: &[
            text("School Name"), text("Start Date"), text("End Date"), text("Notes"),
            text("Degree Name"), text("Activities"),
        ],
        keys: &[&["School Name", "Degree Name"]],
        identity: &["School Name", "Degree Name", "Start Date", "End Date", "Notes", "Activities"],
        ..PLAIN
    },
    Source {
        kind: Kind::Skills, names: &["skills"],
        columns: &[text("Name")],
        keys: &[&["Name"]],
        identity: &["Name"],
        ..PLAIN
    },
    Source {
        kind: Kind::RecommendationsReceived, names: &["recommendationsreceived"],
        columns: RECOMMENDATION,
        keys: &[&["First Name", "Text"]],
        identity: &["First Name", "Last Name", "Text"],
        ..PLAIN
    },
    Source {
        kind: Kind::RecommendationsGiven, names: &["recommendationsgiven"],
        columns: RECOMMENDATION,
        keys: &[&["First Name", "Text"]],
        identity: &["First Name", "Last Name", "Text"],
        ..PLAIN
    },
    Source {
        kind: Kind::EndorsementsReceived, names: &["endorsementreceivedinfo"],
        columns: &[
            text("Endorsement Date"), text("Skill Name"), text("Endorser First Name"),
            text("Endorser Last Name"), text("Endorser Public Url"), text("Endorsement Status"),
        ],
        keys: &[&["Skill Name", "Endorser First Name"]],
        identity: &["Skill Name"],
        ..PLAIN
    },
    Source {
        kind: Kind::EndorsementsGiven, names: &["endorsementgiveninfo"],
        columns: &[
            text("Endorsement Date"), text("Skill Name"), text("Endorsee First Name"),
            text("Endorsee Last Name"), text("Endorsee Public Url"), text("Endorsement Status"),
        ],
        keys: &[&["Skill Name", "Endorsee First Name"]],
        identity: &["Skill Name"],
        ..PLAIN
    },
    Source {
        kind: Kind::EmailAddresses, names: &["emailaddresses"],
        columns: &[text("Email Address"), text("Confirmed"), text("Primary"), text("Updated On")],
        keys: &[&["Email Address", "Confirmed"]],
        identity: &["Email Address"],
        ..PLAIN
    },
    Source {
        kind: Kind::CompanyFollows, names: &["companyfollows"],
        columns: &[text("Organization"), text("Followed On")],
        keys: &[&["Organization", "Followed On"]],
        identity: &["Organization"],
        ..PLAIN
    },
    Source {
        kind: Kind::JobApplications, names: &["jobapplications"], folder: "jobs",
        columns: &[
            text("Application Date"), text("Company Name"), text("Job Title"), text("Job Url"),
        ],
        keys: &[&["Application Date", "Job Title"]],
        identity: &["Company Name", "Job Title", "Job Url"],
        ..PLAIN
    },
    Source {
        kind: Kind::SavedJobs, names: &["savedjobs"], folder: "jobs",
        columns: &[text("Saved Date"), text("Job Url"), text("Job Title"), text("Company Name")],
        keys: &[&["Saved Date", "Job Title"]],
        identity: &["Company Name", "Job Title", "Job Url"],
        ..PLAIN
    },
    Source {
        kind: Kind::JobPreferences, names: &["jobseekerpreferences"], folder: "jobs",
        columns: &[
            text("Locations"), text("Industries"), text("Preferred Job Types"), text("Job Titles"),
            text("Open To Recruiters"), text("Dream Companies"), text("Job Seeker Activity Level"),
            text("Open Candidate Visibility"), text("Job Seeking Urgency Level"),
        ],
        keys: &[&["Job Titles", "Open To Recruiters"]],
        identity: &[
            "Locations", "Industries", "Preferred Job Types", "Job Titles", "Open To Recruiters",
            "Dream Companies", "Job Seeker Activity Level", "Open Candidate Visibility",
            "Job Seeking Urgency Level",
        ],
        ..PLAIN
    },
    Source {
        kind: Kind::ProfileSummary, names: &["profilesummary"],
        columns: &[text("Profile Summary")],
        keys: &[&["Profile Summary"]],
        identity: &["Profile Summary"],
        ..PLAIN
    },
    Source {
        kind: Kind::PhoneNumbers, names: &["phonenumbers"],
        columns: &[presence("Number", &[]), text("Type")],
        keys: &[&["Number", "Type"]],
        identity: &["Number"],
        ..PLAIN
    },
    Source {
        kind: Kind::Courses, names: &["courses"],
        columns: &[text("Name"), text("Number")],
        keys: &[&["Name", "Number"]],
        identity: &["Name"],
        ..PLAIN
    },
    Source {
        kind: Kind::Honors, names: &["honors"],
        columns: &[text("Title"), text("Description"), known("Issued On", &["issuedate"])],
        keys: &[&["Title", "Issued On"]],
        identity: &["Title"],
        ..PLAIN
    },
    Source {
        kind: Kind::AdTargeting, names: &["adtargeting"],
        columns: &[
            known("Job Seniorities", &["seniorities"]), known("Job Functions", &["functions"]),
            text("Years of Experience"), known("interfaceLocale", &["interfacelanguage"]),
        ],
        keys: &[&["Job Seniorities", "Job Functions"]],
        identity: &["Job Seniorities", "Job Functions", "Years of Experience", "interfaceLocale"],
        ..PLAIN
    },
    Source {
        kind: Kind::RichMedia, names: &["richmedia"],
        columns: &[
            text("Date/Time"), text("Type"), text("Media Description"),
            presence("Media Link", &["link"]),
        ],
        keys: &[&["Date/Time", "Media Link"], &["Type", "Media Link"]],
        identity: &["Date/Time", "Type", "Media Link"],
        ..PLAIN
    },
    Source {
        kind: Kind::Languages, names: &["languages"],
        columns: &[text("Name"), text("Proficiency")],
        keys: &[&["Name", "Proficiency"]],
        identity: &["Name"],
        ..PLAIN
    },
    Source {
        kind: Kind::Certifications, names: &["certifications"],
        columns: &[
            text("Name"), text("Url"), text("Authority"), text("Started On"), text("Finished On"),
        ],
        keys: &[&["Name", "Authority"]],
        identity: &["Name"],
        ..PLAIN
    },
    Source {
        kind: Kind::Verifications, names: &["verifications"], folder: "verifications",
        columns: &[
            text("Verification type"), text("Organization name"), text("Verified date"),
            text("Expiry date"),
        ],
        keys: &[&["Verification type", "Verified date"]],
        identity: &["Verification type"],
        ..PLAIN
    },
    Source {
        kind: Kind::Volunteering, names: &["volunteering"],
        columns: &[
            text("Company Name"), text("Role"), text("Cause"), text("Started On"),
            text("Finished On"), text("Description"),
        ],
        keys: &[&["Company Name", "Role"]],
        identity: &["Company Name", "Role"],
        ..PLAIN
    },
    Source {
        kind: Kind::Projects, names: &["projects"],
        columns: &[
            text("Title"), text("Description"), text("Url"), known("Started On", &["startdate"]),
            known("Finished On", &["enddate"]),
        ],
        keys: &[&["Title", "Url", "Started On"]],
        identity: &["Title"],
        ..PLAIN
    },
    Source {
        kind: Kind::Shares, names: &["shares"], repair: Repair::QuotedLineBreaks,
        columns: &[
            text("Date"), text("ShareLink"), text("ShareCommentary"), text("SharedUrl"),
            text("MediaUrl"), text("Visibility"),
        ],
        keys: &[&["Date", "ShareLink", "ShareCommentary"]],
        identity: &["Date", "ShareLink"],
        ..PLAIN
    },
    Source {
        kind: Kind::Comments, names: &["comments"], repair: Repair::RecordsBeginWithDate,
        columns: &[text("Date"), text("Link"), text("Message")],
        keys: &[&["Date", "Link", "Message"]],
        identity: &["Date", "Link"],
        ..PLAIN
    },
    Source {
        kind: Kind::Reactions, names: &["reactions"],
        columns: &[text("Date"), text("Type"), text("Link")],
        keys: &[&["Date", "Type", "Link"]],
        identity: &["Date", "Link"],
        ..PLAIN
    },
    Source {
        kind: Kind::Contacts, names: &["contacts", "importedcontacts"],
        columns: &[
            text("First Name"), text("Last Name"), text("Full Name"), text("Companies"),
            text("Title"), known("Emails", &["emailaddress"]), text("Created At"),
        ],
        keys: &[&["First Name", "Last Name", "Created At"]],
        identity: &["First Name", "Last Name", "Full Name", "Emails", "Companies"],
        ..PLAIN
    },
    Source {
        kind: Kind::Notes, names: &["notes"],
        columns: &[
            text("Connection First Name"), text("Connection Last Name"),
            text("Connection Profile URL"), text("Note"), text("Created On"), text("Edited On"),
        ],
        keys: &[&["Connection First Name", "Note"]],
        identity: &["Note"],
        ..PLAIN
    },
    Source {
        kind: Kind::Registration, names: &["registration"],
        columns: &[known("Registered At", &["registrationdate"])],
        keys: &[&["Registered At"]],
        identity: &["Registered At"],
        ..PLAIN
    },
    Source {
        kind: Kind::Messages, names: &["messages"], core: true,
        columns: &[
            text("CONVERSATION ID"), text("CONVERSATION TITLE"), text("FROM"),
            text("SENDER PROFILE URL"), text("TO"), text("RECIPIENT PROFILE URLS"), text("DATE"),
            text("SUBJECT"), text("CONTENT"), text("FOLDER"), presence("ATTACHMENTS", &[]),
            text("IS MESSAGE DRAFT"), text("IS CONVERSATION DRAFT"), text("DIRECTION"),
        ],
        keys: &[&["FROM", "DATE", "CONTENT"]],
        identity: &[
            "CONVERSATION ID", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS",
            "DATE", "CONTENT",
        ],
        ..PLAIN
    },
];
