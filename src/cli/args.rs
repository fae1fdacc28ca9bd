//! What can be typed: flags and subcommands.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    audit, backup, capture, circle, complete, config, copy, count, decide, doctor, draft, due,
    edit, erase, export, followup, history, import, invitations, log, man, merge, news, note,
    notify, outbox, output::Format, people, reach, rules, search, share, sitting, status, sync,
    targets, templates, timeline, undo,
};

/// The five minutes of networking that LinkedIn leaves undone: invitations reviewed, the own
/// profile audited, new connections followed up. It reads the archive that LinkedIn gives every
/// member and never touches the account. Only `sync` uses the network, when you run it.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "cordial",
    version,
    propagate_version = true,
    disable_help_subcommand = true
)]
pub struct Args {
    /// A store of its own, instead of the one in the data folder
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "CORDIAL_DATA_DIR",
        hide_env_values = true
    )]
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
    Import(import::ImportArgs),
    /// Fetch your data from LinkedIn's official interface (EEA and Switzerland), and take it in
    Sync(sync::SyncArgs),
    /// List received invitations that are open or declined
    Invitations(invitations::InvitationsArgs),
    /// Answer invitations: accept, decline, ask or later
    Decide(decide::DecideArgs),
    /// Audit the own profile
    Audit(audit::AuditArgs),
    /// List the follow-ups of today
    #[command(visible_alias = "today")]
    Due(due::DueArgs),
    /// Print what waits in one line, for tmux, waybar and prompts
    Status(status::StatusArgs),
    /// Say on the desktop what waits, now or every day
    Notify(notify::NotifyArgs),
    /// Print a text to send to somebody; send it yourself
    Draft(draft::DraftArgs),
    /// Copy a text to send to somebody
    Copy(copy::CopyArgs),
    /// Open somebody's page on LinkedIn
    Open(copy::OpenArgs),
    /// Say that a text was sent: a contact, and not the same words again
    Sent(draft::SentArgs),
    /// List the texts that drafts are made from; check your own
    Templates(templates::TemplatesArgs),
    /// List what is to be done on LinkedIn, or tick what was
    Outbox(outbox::OutboxArgs),
    /// Search everyone, or show one
    People(people::PeopleArgs),
    /// List what your network brings at your targets, and as a whole
    Reach(reach::ReachArgs),
    /// Full text over notes, logs and messages
    Search(search::SearchArgs),
    /// Go through the day one card at a time: invitations, follow-ups, one profile gap
    Session(sitting::SessionArgs),
    /// Go through all invitations one card at a time
    Review(sitting::ReviewArgs),
    /// Say that two people are one, or not; list who may be
    Merge(merge::MergeArgs),
    /// Put people away: they leave lists and plans
    Archive(merge::ArchiveArgs),
    /// Never plan a follow-up with people
    NoContact(merge::ArchiveArgs),
    /// List what changed between archives, newest first
    News(news::NewsArgs),
    /// What happened, over all people or those who match, newest first
    Timeline(timeline::TimelineArgs),
    /// Write a private note about somebody
    Note(note::NoteArgs),
    /// Take in what was copied from LinkedIn's pages, or e-mails of invitations
    Capture(capture::CaptureArgs),
    /// Type facts about somebody: headline, company, mutual connections
    Edit(edit::EditArgs),
    /// Add somebody in one line: who, where, how you met, when to write
    Add(edit::AddArgs),
    /// Answer the five questions about an inviter
    CheckSender(edit::CheckSenderArgs),
    /// You were in touch: `log mira-example "coffee" --on yesterday`, or
    /// `log "coffee with Mira and Jon, talked about Rust"`
    Log(log::LogArgs),
    /// How often to be in touch with people, and what that asks of a week
    Circle(circle::CircleArgs),
    /// Plan, put off, pause: what you decide about follow-ups
    #[command(flatten)]
    FollowUp(followup::FollowUpCommand),
    /// Write people or follow-ups for other programs: address books, calendars, spreadsheets
    Export(export::ExportArgs),
    /// Take somebody's data away for good; it cannot be undone
    Erase(erase::EraseArgs),
    /// List what was done, newest first
    History(history::HistoryArgs),
    /// Take back the last step, or the one with this id
    Undo(undo::UndoArgs),
    /// Bring back what was undone
    Redo(undo::UndoArgs),
    /// Count what the archives hold
    Count(count::CountArgs),
    /// Print the whole folded state, always the same bytes for the same state
    Dump,
    /// Write store and configuration into one file, verified
    Backup(backup::BackupArgs),
    /// Take a backup back; never over newer steps without asking
    Restore(backup::RestoreArgs),
    /// What is kept where, what can leave the machine, how to take it away
    Privacy,
    /// Check the store, the configuration and the terminal
    Doctor(doctor::DoctorArgs),
    /// Work on several devices: a folder that Syncthing, git, Dropbox or a stick carries
    Share(share::ShareArgs),
    /// List the rules that judge invitations; check them; try them
    Rules(rules::RulesArgs),
    /// List companies, roles, schools and places to come nearer to; change them
    Targets(targets::TargetsArgs),
    /// Where the configuration is, and whether it is sound
    Config(config::ConfigArgs),
    /// Try everything on an invented archive, in a store that is thrown away
    Demo,
    /// Print the completions of a shell
    Completions(complete::CompletionsArgs),
    /// Print a manual page, or write them all
    Man(man::ManArgs),
}
