//! Every action is one row of one table: keymap, footer, help and palette are made from it.

use super::pane::Pane;

/// Where an action can be done, and what it needs: a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope(u16);

impl Scope {
    /// The pane of invitations.
    pub const INVITATIONS: Self = Self(1);
    /// The pane of the profile.
    pub const PROFILE: Self = Self(2);
    /// The pane of follow-ups.
    pub const FOLLOWUPS: Self = Self(4);
    /// The outbox.
    pub const OUTBOX: Self = Self(8);
    /// There is no archive yet.
    pub const FIRST: Self = Self(16);
    /// Only with a row under the cursor.
    pub const ROW: Self = Self(32);
    /// Also while an overlay is open, typing included.
    pub const ALWAYS: Self = Self(64);
    /// It writes to the store, or begins something that will.
    pub const WRITES: Self = Self(128);
    /// The pane of the network's reach.
    pub const REACH: Self = Self(256);
    /// The pane of people.
    pub const EVERYONE: Self = Self(1024);
    /// A session is on the screen.
    pub const SESSION: Self = Self(512);

    const LISTS: Self = Self(1 | 2 | 4 | 8 | 256 | 1024);
    const PEOPLE: Self = Self(1 | 4 | 8 | 1024);
    const ALL: Self = Self(1 | 2 | 4 | 8 | 16 | 256 | 1024);

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all bits of the other set are in this one.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is a place where both can be done.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 & (Self::ALL.0 | Self::SESSION.0) != 0
    }

    /// The scope of a pane.
    pub const fn of(pane: Pane) -> Self {
        match pane {
            Pane::Invitations => Self::INVITATIONS,
            Pane::Profile => Self::PROFILE,
            Pane::Followups => Self::FOLLOWUPS,
            Pane::Outbox => Self::OUTBOX,
            Pane::Reach => Self::REACH,
            Pane::People => Self::EVERYONE,
        }
    }
}

/// The chapters of the help, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// What is done with the row under the cursor.
    Here,
    /// Marks.
    Marks,
    /// Finding and ordering.
    Find,
    /// Moving.
    Move,
    /// Panes.
    Panes,
    /// The program itself.
    Program,
}

impl Chapter {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Here => "Here",
            Self::Marks => "Marks",
            Self::Find => "Finding and ordering",
            Self::Move => "Moving",
            Self::Panes => "Panes",
            Self::Program => "Program",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Which action.
    pub action: Action,
    /// Its name in `config.toml` and in the palette.
    pub name: &'static str,
    /// The word of the footer; empty for actions that do not stand there.
    pub label: &'static str,
    /// What it does, for the help.
    pub doc: &'static str,
    /// The default keys.
    pub keys: &'static [&'static str],
    /// Where it can be done.
    pub scope: Scope,
    /// How long it stays in the footer while that shrinks: 0 goes first.
    pub priority: u8,
    /// Where it stands in the help.
    pub chapter: Chapter,
}

macro_rules! actions {
    ($($chapter:ident { $(
        $action:ident $name:literal $label:literal $priority:literal
        [$($key:literal),*] ($($scope:ident)|+) $doc:literal;
    )* })*) => {
        /// What a key, the palette or a click can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $doc] $action,)*)*
        }

        /// All actions, in the order of footer and help.
        pub const ACTIONS: &[Row] = &[$($(Row {
            action: Action::$action,
            name: $name,
            label: $label,
            doc: $doc,
            keys: &[$($key),*],
            scope: Scope(0)$(.and(Scope::$scope))+,
            priority: $priority,
            chapter: Chapter::$chapter,
        }),*),*];
    };
}

actions! {
    Here {
        Accept "accept" "accept" 90 ["a"] (INVITATIONS | ROW | WRITES) "Accept, and plan a welcome";
        Decline "decline" "decline" 89 ["d", "x"] (INVITATIONS | ROW | WRITES) "Decline";
        Ask "ask" "ask" 88 ["r"] (INVITATIONS | ROW | WRITES) "Ask first; it stays open";
        Contacted "contacted" "contacted" 90 ["c"] (FOLLOWUPS | EVERYONE | ROW | WRITES) "You were in touch";
        Skip "skip" "skip" 88 ["b"] (FOLLOWUPS | ROW | WRITES) "Skip this time, without claiming contact";
        Done "done" "done on LinkedIn" 90 ["c"] (OUTBOX | ROW | WRITES) "Done on LinkedIn";
        Later "later" "later" 94 ["s"] (INVITATIONS | FOLLOWUPS | ROW | WRITES) "Put off; it comes back by itself";
        Pass "pass" "pass" 93 ["Space", "→", "l"] (SESSION) "Pass this card; it comes again at the end";
        PassBack "pass-back" "" 0 ["h", "←"] (SESSION) "Back to the card that was passed last";
        Enter "enter" "open" 74 ["Enter"] (LISTS) "Full size, then the detail";
        Why "why" "why" 90 ["w"] (PROFILE | ROW) "Why this counts, and how to do it";
        Confirm "confirm" "is it so?" 89 ["c"] (PROFILE | ROW | WRITES) "Say whether it is so on LinkedIn";
        Waive "does-not-apply" "does not apply" 70 ["-"] (PROFILE | ROW | WRITES) "It does not apply to you, and why";
        Draft "draft" "draft" 87 ["e"] (PROFILE | ROW | WRITES) "Write headline, About or a description here first";
        Reopen "open-again" "" 0 [] (PROFILE | ROW | WRITES) "Take back what you said about a check";
        Circle "circle" "circle" 71 ["C"] (FOLLOWUPS | EVERYONE | ROW | WRITES) "How often to be in touch";
        TakeCircle "take-circle" "take circle" 45 ["a"] (FOLLOWUPS | ROW | WRITES) "Take the circle that is proposed";
        Pause "pause" "pause" 69 ["P"] (FOLLOWUPS | EVERYONE | ROW | WRITES) "Nothing with them until a day";
        Archive "archive" "archive" 68 ["d"] (EVERYONE | ROW | WRITES) "Put away, or take back: out of lists and plans";
        Duplicates "duplicates" "" 0 ["="] (EVERYONE) "Look for people who stand there twice";
        News "news" "" 0 ["w"] (EVERYONE) "What is new: people, jobs, addresses, accepted invitations";
        Lately "timeline" "" 0 ["H"] (EVERYONE) "What happened lately, over all people shown";
        Merge "merge" "" 0 ["&"] (EVERYONE | ROW | WRITES) "Merge the two that are marked";
        Erase "erase" "" 0 ["D"] (EVERYONE | ROW | WRITES) "Take away for good all that is kept about somebody";
        NoContact "do-not-contact" "" 0 [] (EVERYONE | ROW | WRITES) "Never plan a follow-up, or do again";
        OpenPage "open-page" "page" 61 ["o"] (LISTS | ROW) "Open the page on LinkedIn";
        ImportFound "import-found" "import the newest" 92 ["Enter"] (FIRST | WRITES) "Import the newest archive in Downloads";
        ArchivePage "archive-page" "how to get it" 86 ["o"] (FIRST) "Open LinkedIn's page for the archive";
        Copy "copy" "copy" 60 ["y"] (PEOPLE | PROFILE | ROW) "Copy the text that is shown";
        NextText "next-text" "text" 16 ["m"] (PEOPLE | ROW) "The next text for them, other languages last";
        WriteText "write-text" "write" 15 ["M"] (PEOPLE | ROW | WRITES) "Change the text here; your words are kept for them";
        TextInEditor "text-in-editor" "" 0 ["E"] (PEOPLE | PROFILE | ROW | WRITES) "Change the text in your editor";
        CopyAddress "copy-address" "" 0 ["Y"] (LISTS | ROW) "Copy the address of the page";
        Mutual "mutual" "" 0 ["#"] (INVITATIONS | ROW | WRITES) "Type how many connections you share";
        Edit "edit" "edit" 18 ["e"] (PEOPLE | ROW | WRITES) "Type what you know: headline, company, how you met";
        CheckSender "check-sender" "check sender" 17 ["f"] (INVITATIONS | ROW | WRITES) "Five questions about the sender";
        Note "note" "note" 50 ["n"] (PEOPLE | ROW | WRITES) "Write a private note";
        NoteInEditor "note-in-editor" "" 0 ["N"] (PEOPLE | ROW | WRITES) "Write a private note in your editor";
        Log "log" "" 0 ["i"] (PEOPLE | ROW | WRITES) "Log that you were in touch: how, when, about what";
        Tag "tag" "" 0 ["t"] (PEOPLE | ROW | WRITES) "Tag people, or take a tag off with a minus";
        Repeat "repeat" "" 0 ["."] (PEOPLE | ROW | WRITES) "Do the last thing again, here or on the marked";
    }
    Marks {
        Mark "mark" "mark" 73 ["Space"] (PEOPLE | ROW) "Mark, and move on";
        MarkRange "mark-range" "" 0 ["v"] (PEOPLE | ROW) "Mark from here while you move";
        MarkInvert "mark-invert" "" 0 ["V"] (PEOPLE | ROW) "Turn all marks over";
        MarkPattern "mark-pattern" "" 0 ["T"] (PEOPLE | ROW) "Mark all whose name or note matches a text";
        MarkAll "mark-all" "" 0 ["*"] (PEOPLE | ROW) "Mark all that are shown, or none";
    }
    Program {
        Undo "undo" "undo" 96 ["u"] (ALL | WRITES) "Take the last step back";
        Redo "redo" "" 0 ["Ctrl-r"] (ALL | WRITES) "Do the step again that was taken back";
        Targets "targets" "" 0 ["W"] (LISTS) "Targets: what you want to come nearer to";
        Add "add" "" 0 ["+"] (LISTS | WRITES) "Add somebody in one line";
        Exposes "what-accepting-exposes" "" 0 [] (ALL) "What accepting exposes, and LinkedIn's own advice";
        Answered "who-answered" "" 0 [] (ALL) "Who answered, of the strangers you accepted";
        Import "import" "import" 20 ["I"] (ALL | WRITES) "Import an archive";
        Export "export" "" 0 ["X"] (PEOPLE) "Export the people marked or shown, or the plan, to a file";
        AuditPage "audit-page" "" 0 [] (LISTS) "Audit somebody's profile from a copied page";
        Demo "demo" "demo" 84 ["D"] (FIRST) "Look at an invented archive first";
    }
    Panes {
        Outbox "outbox" "outbox" 58 ["0"] (LISTS) "Outbox: what to do on LinkedIn";
    }
    Find {
        Filter "filter" "filter" 75 ["/"] (LISTS) "Filter while you type";
        FullText "full-text" "" 0 ["F"] (LISTS) "Search in notes, logs and messages";
        Sort "sort" "" 0 ["O"] (INVITATIONS | FOLLOWUPS | PROFILE | OUTBOX | EVERYONE) "Choose the order";
        Columns "columns" "" 0 ["|"] (EVERYONE) "Choose what stands behind the names";
        NextView "next-view" "" 0 ["]", ">"] (INVITATIONS | FOLLOWUPS | PROFILE | OUTBOX | EVERYONE) "Next view: what waits, rests, was done, your own";
        PreviousView "previous-view" "" 0 ["[", "<"] (INVITATIONS | FOLLOWUPS | PROFILE | OUTBOX | EVERYONE) "View before";
        Palette "palette" "command" 78 [":"] (ALL) "Find any action by its name";
        Help "help" "keys" 99 ["?"] (ALL) "The keys of this pane";
    }
    Move {
        Down "down" "" 0 ["j", "↓"] (ALL) "Down";
        Up "up" "" 0 ["k", "↑"] (ALL) "Up";
        Top "top" "" 0 ["g", "Home"] (ALL) "To the top";
        Bottom "bottom" "" 0 ["G", "End"] (ALL) "To the end";
        HalfDown "half-page-down" "" 0 ["Ctrl-d"] (ALL) "Half a page down";
        HalfUp "half-page-up" "" 0 ["Ctrl-u"] (ALL) "Half a page up";
        PageDown "page-down" "" 0 ["PgDn"] (ALL) "A page down";
        PageUp "page-up" "" 0 ["PgUp"] (ALL) "A page up";
        Left "left" "" 0 ["h", "←"] (ALL) "To the list";
        Right "right" "" 0 ["l", "→"] (ALL) "To the detail";
    }
    Panes {
        Invitations "invitations" "" 0 ["1"] (ALL) "Invitations";
        Profile "profile" "" 0 ["2"] (ALL) "Profile";
        Followups "follow-ups" "" 0 ["3"] (ALL) "Follow-ups";
        People "people" "" 0 ["4"] (ALL) "People";
        Reach "reach" "" 0 ["5"] (ALL) "Reach";
        Today "today" "" 0 ["6"] (ALL) "Today";
        NextPane "next-pane" "" 0 ["Tab"] (ALL) "Next pane";
        PreviousPane "previous-pane" "" 0 ["Shift-Tab"] (ALL) "Pane before";
        Session "session" "session" 25 ["S"] (LISTS) "Go through the day, one card at a time";
        Zoom "zoom" "" 0 ["z"] (LISTS) "Only the detail, and back";
        Preview "preview" "" 0 ["p"] (LISTS) "Detail beside the list on or off";
        Back "back" "" 0 ["Esc"] (ALL) "Clear the filter or the marks, else go back";
    }
    Program {
        Reload "reload" "" 0 ["R"] (ALL) "Read again what other programs wrote";
        Redraw "redraw" "" 0 ["Ctrl-l"] (ALL | ALWAYS) "Draw the screen anew";
        Suspend "suspend" "" 0 ["Ctrl-z"] (ALL | ALWAYS) "Back to the shell for a while";
        Quit "quit" "quit" 30 ["q"] (ALL) "Leave this view, or the program";
        QuitNow "quit-now" "" 0 ["Ctrl-c"] (ALL | ALWAYS) "Leave the program";
    }
}

impl Row {
    /// Whether the action can be done in a place. In a session there is one card, and so nothing to
    /// mark, to find or to arrange.
    pub fn is_in(&self, place: Scope) -> bool {
        let only_lists = matches!(
            self.action,
            Action::Enter
                | Action::Filter
                | Action::Export
                | Action::FullText
                | Action::Sort
                | Action::NextView
                | Action::PreviousView
                | Action::Zoom
                | Action::Preview
                | Action::Left
                | Action::Right
        );
        let hidden = only_lists || self.chapter == Chapter::Marks;
        self.scope.meets(place) && !(hidden && place.has(Scope::SESSION))
    }
}

impl Action {
    /// Its row in the table.
    pub fn row(self) -> Option<&'static Row> {
        ACTIONS.iter().find(|row| row.action == self)
    }

    /// Whether lists and texts that open over the panes do it, too, by the keys that the person has
    /// for it.
    pub fn is_in_overlays(self) -> bool {
        let moves = self.row().is_some_and(|row| row.chapter == Chapter::Move);
        moves && !matches!(self, Self::Left | Self::Right)
            || matches!(self, Self::Filter | Self::Help | Self::Quit)
    }

    /// The action of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        ACTIONS
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.action)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_action_has_one_row_with_a_name_of_its_own() {
        let names: HashSet<&str> = ACTIONS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        for row in ACTIONS {
            assert_eq!(Action::from_name(row.name), Some(row.action));
            assert!(
                !row.doc.is_empty() && !row.doc.ends_with('.'),
                "{}",
                row.name
            );
            assert_eq!(row.label.is_empty(), row.priority == 0, "{}", row.name);
        }
    }
}
