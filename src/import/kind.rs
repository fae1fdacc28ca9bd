//! The kinds of file of which facts are kept.

use std::fmt;

macro_rules! kinds {
    ($($name:ident $id:literal $doc:literal,)*) => {
        /// One kind of file in an archive. The order is the order in which kinds are read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $doc] $name,)*
        }

        impl Kind {
            /// All kinds, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name that is stored and typed. It never changes.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

kinds! {
    Profile "profile" "The owner's name, headline, About.",
    Connections "connections" "People connected.",
    Invitations "invitations" "Invitations, open or lately accepted.",
    Positions "positions" "Jobs held.",
    Education "education" "Schools.",
    Skills "skills" "Skills.",
    RecommendationsReceived "recommendations_received" "Recommendations by others.",
    RecommendationsGiven "recommendations_given" "Recommendations by the owner.",
    EndorsementsReceived "endorsements_received" "Skills confirmed by others.",
    EndorsementsGiven "endorsements_given" "Skills of others that the owner confirmed.",
    EmailAddresses "email_addresses" "The account's addresses.",
    CompanyFollows "company_follows" "Companies followed.",
    JobApplications "job_applications" "Jobs applied for.",
    SavedJobs "saved_jobs" "Jobs saved.",
    JobPreferences "job_preferences" "What the owner is looking for.",
    ProfileSummary "profile_summary" "LinkedIn's own summary of the profile.",
    PhoneNumbers "phone_numbers" "How many phone numbers there are.",
    Courses "courses" "Courses.",
    Honors "honors" "Honours and awards.",
    AdTargeting "ad_targeting" "What LinkedIn believes for its advertisers.",
    RichMedia "rich_media" "Uploads.",
    Languages "languages" "Languages.",
    Certifications "certifications" "Licences and certifications.",
    Verifications "verifications" "Verifications.",
    Volunteering "volunteering" "Volunteer work.",
    Projects "projects" "Projects.",
    Shares "shares" "Posts.",
    Comments "comments" "Comments.",
    Reactions "reactions" "Reactions.",
    Contacts "contacts" "Uploaded address books.",
    Notes "notes" "The owner's notes on connections.",
    Registration "registration" "When the account was opened.",
    Messages "messages" "Messages.",
}

impl Kind {
    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
