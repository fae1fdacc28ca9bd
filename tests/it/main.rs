//! One test binary. The list of modules says what goes where.
//!
//! * `architecture`: layers, sizes, nothing forgotten;
//! * `audit`: the profile's fixtures, each with its expected gaps;
//! * `audit_cli`: the audit over time, drafts, checks of the own: argument by argument;
//! * `backup`: store and configuration as one file, and back;
//! * `cache`: facts kept for the next start, and never believed when they do not fit;
//! * `capture_mail`: invitations by e-mail, met again in an archive;
//! * `capture_page`: the copied page of invitations, likewise;
//! * `cli`: the real program, argument by argument;
//! * `desk`: among other programs, such as status bars;
//! * `documents`: README, map and help say what the tables say;
//! * `drafts`: texts for people, filled in, refused, remembered;
//! * `drafts_program`: drafts by the person's own program, copying, opening;
//! * `enrich`: what the person knows beside the archive, typed and pasted;
//! * `every_call`: the real program killed before, and refused, every system call;
//! * `exports`: address books, calendars and lists, read back by other readers;
//! * `fold`: the book is the same in whatever order steps come;
//! * `guide`: the guide says what the program does;
//! * `guide_commands`: each command of the documents, run as it is written;
//! * `hooks`: programs of the person's own that are told of steps;
//! * `hostile`: correct exports whose every text attacks something, through the whole program;
//! * `import_*`: invented archives of every form, with every defect, and what is refused;
//! * `keys_cli`: keys and configuration from the command line;
//! * `man`: manual pages and completions;
//! * `outbox`: what archives confirm of the decisions, and what they contradict;
//! * `plain`: the session in lines, through the real program and with arbitrary lines;
//! * `people`: everyone, found while somebody types;
//! * `plan`: recognition, circles, levelling, and a simulated year;
//! * `privacy`: what is kept, what leaves, and what strace sees of it;
//! * `program`: the real program on a terminal, and under `kill -9`;
//! * `share`: several devices and the folder between them, with every artefact of the tools that carry it;
//! * `store`: journal, faults, power cuts, several writers;
//! * `surroundings`: closed streams, no memory, odd clocks: never a panic;
//! * `support`: generators of invented archives, and a zip writer that can lie;
//! * `sync`: LinkedIn's API as it is documented and as it is reported, by a server of the tests;
//! * `triage`: titles, notes, warnings, worked examples, and their quality;
//! * `tui_export`: files for other programs, looked at before they are written;
//! * `tui_people`: full text, and what else opens over the people;
//! * `tui_letters`: texts to people on the cards;
//! * `tui_profile`: the views of the profile, drafts, copied pages;
//! * `tui_pty`: the interface on a pseudo-terminal, and every way that it ends;
//! * `triage`: titles, notes, warnings, worked examples, and their quality;
//! * `tui_prompts`: lines that are typed, texts that are pasted, the person's own editor;
//! * `tui_presets`: keys as other programs have them, sequences, keys of the person's own;
//! * `tui_keys`, `tui_screens`, `tui_session`: the interface, keys in and screens out, with the `tui_story` driver;
//! * `tui_terminal`: what the terminal is asked and told beside text;
//! * `width`: what is drawn takes the cells that were counted.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic"
)]

mod architecture;
mod audit;
mod audit_cli;
mod backup;
mod cache;
mod capture_mail;
mod capture_page;
mod cli;
mod cli_followups;
mod desk;
mod documents;
mod drafts;
mod drafts_program;
mod enrich;
mod erase;
mod every_call;
mod exports;
mod fold;
mod guide;
mod guide_commands;
mod hooks;
mod hostile;
mod import_ambiguous;
mod import_corpora;
mod import_defects;
mod import_eras;
mod import_limits;
mod import_refusals;
mod keys_cli;
mod man;
mod network;
mod outbox;
mod people;
mod plain;
mod plan;
mod privacy;
mod program;
mod query;
mod rules_try;
mod search;
mod share;
mod store;
mod support;
mod surroundings;
#[cfg(feature = "online")]
mod sync;
mod triage;
mod tui_care;
mod tui_export;
mod tui_followups;
mod tui_keys;
mod tui_letters;
mod tui_people;
mod tui_presets;
mod tui_profile;
mod tui_prompts;
mod tui_pty;
mod tui_screens;
mod tui_session;
mod tui_story;
mod tui_terminal;
mod unicode;
mod views;
mod width;
