//! Which domains of the snapshot are fetched, and what of an archive they are.

use crate::import::Kind;

/// A domain of the snapshot: its name, exactly as LinkedIn spells it, and the kinds of file that its
/// rows belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Domain {
    /// The name.
    pub name: &'static str,
    /// The kinds. Where there are several, the columns of a row tell which.
    pub kinds: &'static [Kind],
}

const fn domain(name: &'static str, kinds: &'static [Kind]) -> Domain {
    Domain { name, kinds }
}

/// The domains that are fetched: what matters most goes first, for a limit may end it.
///
/// RECOMMENDATIONS is not among them: its rows do not tell who recommended whom.
/// Source: learn.microsoft.com/linkedin/dma, snapshot domains, list of 2025-05-15.
pub const DOMAINS: &[Domain] = &[
    domain("PROFILE", &[Kind::Profile]),
    domain("CONNECTIONS", &[Kind::Connections]),
    domain("INVITATIONS", &[Kind::Invitations]),
    domain("INBOX", &[Kind::Messages]),
    domain("POSITIONS", &[Kind::Positions]),
    domain("EDUCATION", &[Kind::Education]),
    domain("SKILLS", &[Kind::Skills]),
    domain("PROFILE_SUMMARY", &[Kind::ProfileSummary]),
    domain(
        "ENDORSEMENTS",
        &[Kind::EndorsementsReceived, Kind::EndorsementsGiven],
    ),
    domain("EMAIL_ADDRESSES", &[Kind::EmailAddresses]),
    domain("COMPANY_FOLLOWS", &[Kind::CompanyFollows]),
    domain("JOB_APPLICATIONS", &[Kind::JobApplications]),
    domain("SAVED_JOBS", &[Kind::SavedJobs]),
    domain("JOB_SEEKER_PREFERENCES", &[Kind::JobPreferences]),
    domain("PHONE_NUMBERS", &[Kind::PhoneNumbers]),
    domain("COURSES", &[Kind::Courses]),
    domain("HONORS", &[Kind::Honors]),
    domain("AD_TARGETING", &[Kind::AdTargeting]),
    domain("RICH_MEDIA", &[Kind::RichMedia]),
    domain("LANGUAGES", &[Kind::Languages]),
    domain("CERTIFICATIONS", &[Kind::Certifications]),
    domain("TRUSTED_GRAPH", &[Kind::Verifications]),
    domain("VOLUNTEERING_EXPERIENCES", &[Kind::Volunteering]),
    domain("PROJECTS", &[Kind::Projects]),
    domain("MEMBER_SHARE_INFO", &[Kind::Shares]),
    domain("ALL_COMMENTS", &[Kind::Comments]),
    domain("ALL_LIKES", &[Kind::Reactions]),
    domain("CONTACTS", &[Kind::Contacts]),
    domain("REGISTRATION", &[Kind::Registration]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_an_archive_comes_from_one_domain_or_is_known_to_come_from_none() {
        let none = [
            Kind::RecommendationsReceived,
            Kind::RecommendationsGiven,
            Kind::Notes,
        ];
        for kind in Kind::ALL {
            let from = DOMAINS.iter().filter(|domain| domain.kinds.contains(kind));
            assert_eq!(from.count(), usize::from(!none.contains(kind)), "{kind}");
        }
    }
}
