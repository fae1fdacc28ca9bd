//! What can be typed: flags and subcommands.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::output::Format;

/// The five minutes of networking that LinkedIn leaves undone: invitations reviewed, the own
/// profile audited, new connections followed up. It reads the archive that LinkedIn gives every
/// member, works offline and never touches the account.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "cordial",
    version,
    propagate_version = true,
    disable_help_subcommand = true
)]
pub struct Args {
    /// A store of its own, instead of the one in the data folder
    #[arg(long, global = true, value_name = "DIR", env = "CORDIAL_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Start with the defaults, whatever config.toml says
    #[arg(long, global = true)]
    pub no_config: bool,
    /// How data is printed
    #[arg(long, global = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Only ids on standard output, and no talk
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// What to do; nothing opens the interface
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The subcommands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Open the interface (the default)
    Tui,
    /// Take in an archive: a zip, a folder or single csv files
    Import(ImportArgs),
    /// List received invitations that are open or declined
    Invitations(InvitationsArgs),
    /// Answer invitations: accept, decline, ask or later
    Decide(DecideArgs),
    /// Audit the own profile
    Audit(AuditArgs),
    /// List the follow-ups of today
    #[command(visible_alias = "today")]
    Due(DueArgs),
    /// List what is to be done on LinkedIn, or tick what was
    Outbox(OutboxArgs),
    /// Search everyone, or show one
    People(PeopleArgs),
    /// Write a private note about somebody
    Note(NoteArgs),
    /// Log, plan, put off, pause: what you decide about follow-ups
    #[command(flatten)]
    FollowUp(FollowUpCommand),
    /// List what was done, newest first
    History(HistoryArgs),
    /// Take back the last step, or the one with this id
    Undo(UndoArgs),
    /// Bring back what was undone
    Redo(UndoArgs),
    /// Count what the archives hold
    Count(CountArgs),
    /// Print the whole folded state, always the same bytes for the same state
    Dump,
    /// Check the store, the configuration and the terminal
    Doctor(DoctorArgs),
    /// List the rules that judge invitations; check them; try them
    Rules(RulesArgs),
    /// Where the configuration is, and whether it is sound
    Config(ConfigArgs),
    /// Try everything on an invented archive, in a store that is thrown away
    Demo,
    /// Print the completions of a shell
    Completions(CompletionsArgs),
}

/// `cordial import`.
#[derive(Clone, Debug, clap::Args)]
pub struct ImportArgs {
    /// A zip, a folder or single csv files of one archive
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Show what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `cordial invitations`.
#[derive(Clone, Debug, clap::Args)]
pub struct InvitationsArgs {
    /// Words that must be in the name or the note
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Also the answered and the resting ones
    #[arg(long)]
    pub all: bool,
    /// The sent ones that are open, instead
    #[arg(long, conflicts_with = "all")]
    pub sent: bool,
}

/// `cordial decide`.
#[derive(Clone, Debug, clap::Args)]
pub struct DecideArgs {
    /// Invitations, by id or by the slug of the inviter
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// The answer
    #[arg(required = true)]
    pub answer: Word,
    /// When it comes back, for `later`: `tomorrow`, `next tue`, `+2w`, `2026-12-24`
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Why, in your words; kept with the decision
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

/// The answers to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Word {
    /// Accept it on LinkedIn; plans a welcome
    Accept,
    /// Leave the queue
    Decline,
    /// Reply with a question first
    Ask,
    /// Come back on a day
    Later,
}

/// `cordial audit`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct AuditArgs {
    /// Everything about one item: evidence, why, how, where
    #[arg(long, value_name = "ITEM")]
    pub explain: Option<String>,
    /// Exit with 1 if the score is lower
    #[arg(long, value_name = "N")]
    pub fail_under: Option<u8>,
    /// Write a report to print or to send to a friend: FILE.md or FILE.html
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// With private facts in the report
    #[arg(long, requires = "report")]
    pub private: bool,
    /// Replace the file if it exists
    #[arg(long, requires = "report")]
    pub force: bool,
    /// Say something about an item: `confirmed`, `denied`, `not-applicable` (with --reason), `open`
    #[arg(long, num_args = 2, value_names = ["ITEM", "WORD"])]
    pub say: Vec<String>,
    /// Why; private
    #[arg(long, value_name = "WORDS", requires = "say")]
    pub reason: Option<String>,
}

/// `cordial due`.
#[derive(Clone, Debug, clap::Args)]
pub struct DueArgs {
    /// Only the number
    #[arg(long)]
    pub count: bool,
    /// Also what rests
    #[arg(long)]
    pub all: bool,
}

/// The commands about follow-ups.
#[derive(Clone, Debug, Subcommand)]
pub enum FollowUpCommand {
    /// You were in touch with people: `log mira-example "coffee, talked about Rust" --on yesterday`
    Log {
        /// Whom, and last what it was about
        #[arg(required = true, value_name = "PERSON… [WHAT]")]
        who: Vec<String>,
        /// On which day; today if not said
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// How: message, call, meeting or other
        #[arg(long, value_name = "HOW", default_value = "message")]
        by: String,
    },
    /// Plan a follow-up on a day
    Plan {
        /// With whom
        person: String,
        /// On which day: `+3w`, `next tue`, `2026-12-24`
        #[arg(long, alias = "in", value_name = "DATE")]
        on: String,
        /// About what
        what: Vec<String>,
    },
    /// Put follow-ups off until a day
    Snooze {
        /// Whose
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// Until when
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Skip the follow-up that is due, without claiming contact
    Skip {
        /// Whose
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
    },
    /// Plan nothing with people before a day
    Pause {
        /// With whom
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// Until when
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// How often to be in touch: close, active, light, yearly or none
    Circle {
        /// With whom
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// The circle
        #[arg(required = true)]
        circle: String,
    },
    /// Tag people
    Tag {
        /// Whom
        #[arg(required = true, value_name = "PERSON")]
        people: Vec<String>,
        /// The tag
        #[arg(required = true)]
        tag: String,
        /// Take the tag away
        #[arg(long)]
        off: bool,
    },
    /// Plan nothing at all before a day
    Away {
        /// Until when
        until: String,
    },
    /// Let go of what waits: late welcomes drop out, the rest is spread anew
    FreshStart,
}

/// `cordial outbox`.
#[derive(Clone, Debug, clap::Args)]
pub struct OutboxArgs {
    /// Also what is done
    #[arg(long)]
    pub all: bool,
    /// Tick lines: done on LinkedIn
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub done: Vec<String>,
}

/// `cordial people`.
#[derive(Clone, Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct PeopleArgs {
    /// Part of a name, company or position, in any spelling
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Show one person instead
    #[command(subcommand)]
    pub command: Option<PeopleCommand>,
}

/// `cordial people …`.
#[derive(Clone, Debug, Subcommand)]
pub enum PeopleCommand {
    /// Everything about one person
    Show {
        /// A name or a slug
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
    },
}

/// `cordial note`.
#[derive(Clone, Debug, clap::Args)]
pub struct NoteArgs {
    /// About whom: a slug, a profile URL or a name
    pub person: String,
    /// The note
    #[arg(required = true)]
    pub text: Vec<String>,
}

/// `cordial history`.
#[derive(Clone, Debug, clap::Args)]
pub struct HistoryArgs {
    /// At most so many steps; 0 is all
    #[arg(short = 'n', long, default_value_t = 50, value_name = "N")]
    pub number: usize,
}

/// `cordial undo`, `cordial redo`.
#[derive(Clone, Debug, clap::Args)]
pub struct UndoArgs {
    /// A step's id, from `cordial history`
    pub id: Option<String>,
}

/// `cordial count`.
#[derive(Clone, Debug, clap::Args)]
pub struct CountArgs {
    /// One number only
    pub noun: Option<Noun>,
}

/// What can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Noun {
    /// Rows of connections, with those that hold only a date
    Connections,
    /// Connections that hold only a date: hidden or closed members
    DateOnly,
    /// Invitations, sent and received
    Invitations,
    /// Invitations received
    Incoming,
    /// Received and open, or declined
    OpenIncoming,
    /// Sent and open
    OpenSent,
    /// Messages
    Messages,
    /// Distinct people
    People,
}

/// `cordial doctor`.
#[derive(Clone, Debug, clap::Args)]
pub struct DoctorArgs {
    /// Move bad lines aside, and confirm damage so that writing goes on
    #[arg(long)]
    pub repair: bool,
}

/// `cordial rules`.
#[derive(Clone, Debug, clap::Args)]
pub struct RulesArgs {
    /// What to do; nothing lists them
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

/// `cordial rules …`.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum RulesCommand {
    /// Check your own rules: file, line and column of what is wrong
    Check,
    /// Judge invitations from standard input: one JSON object a line, with `name`, `headline`,
    /// `note`, `slug`, `mutual`, all optional
    Try,
}

/// `cordial config`.
#[derive(Clone, Debug, clap::Args)]
pub struct ConfigArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// `cordial config …`.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print where config.toml is
    Path,
    /// Check config.toml
    Check,
}

/// `cordial completions`.
#[derive(Clone, Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}
