//! The one table of commands: name, documentation, scopes and default keys.
//!
//! It drives the key maps, the command palette, the `:` line, the help screen, the README's key
//! table and the man page. A command that is not in this table does not exist.

use super::scope::{
    ALL, ARTICLE, CARD, LABELLED, MARK, MOVING, PAIR, PANES, SELECTING, SPAN, Scope, TEXT, VIEWS,
    WALK,
};

/// What may follow a command's name in the `:` line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// This may.
    Optional(&'static str),
    /// This must.
    Needed(&'static str),
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What is done.
    pub command: Command,
    /// The name in palette, `:` line and key map files.
    pub name: &'static str,
    /// One line for help, palette and manual.
    pub doc: &'static str,
    /// Where it can be given.
    pub scopes: &'static [Scope],
    /// Default keys, in the notation of [`super::key`].
    pub keys: &'static [&'static str],
    /// What follows the name in the `:` line.
    pub argument: Argument,
}

macro_rules! commands {
    ($($command:ident $name:literal $doc:literal $scopes:expr, [$($key:literal)*] $(, $argument:expr)?;)*) => {
        /// What can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command {
            $(#[doc = $doc] $command,)*
        }

        /// All commands, in the order in which they are explained.
        pub const TABLE: &[Entry] = &[
            $(Entry {
                command: Command::$command,
                name: $name,
                doc: $doc,
                scopes: $scopes,
                keys: &[$($key),*],
                argument: commands!(@argument $($argument)?),
            },)*
        ];
    };
    (@argument) => { Argument::None };
    (@argument $argument:expr) => { $argument };
}

commands! {
    Down "down" "Go down one row" MOVING, ["j" "<Down>"];
    Up "up" "Go up one row" MOVING, ["k" "<Up>"];
    Top "top" "Go to the first row (with a count: to that row)" MOVING, ["gg" "<Home>"];
    Bottom "bottom" "Go to the last row" MOVING, ["G" "<End>"];
    HalfPageDown "half-page-down" "Go down half a page" MOVING, ["<C-d>"];
    HalfPageUp "half-page-up" "Go up half a page" MOVING, ["<C-u>"];
    PageDown "page-down" "Go down a page" MOVING, ["<C-f>" "<PageDown>"];
    PageUp "page-up" "Go up a page" MOVING, ["<C-b>" "<PageUp>"];

    Open "open" "Open what the cursor is on" &[Scope::List, Scope::Panel, Scope::Facts, Scope::Deck, Scope::Notes, Scope::Ledger, Scope::Disagreements, Scope::Compare, Scope::Page, Scope::Offers, Scope::Themes], ["<Enter>" "l" "<Right>"];
    OpenMark "open-mark" "Go to the place in the article" &[Scope::Review, Scope::Adjudication], ["<Enter>"];
    ListArticles "list-articles" "List the articles of the source, folder or kept search" &[Scope::Sources], ["<Enter>"];
    Read "read" "Mark as read or unread" ARTICLE, ["r"];
    Star "star" "Star, or take the star away" ARTICLE, ["s"];
    Archive "archive" "Put into the archive, or take out" ARTICLE, ["x"];
    SnoozeDay "snooze-day" "Let the article rest for a day" CARD, ["zd"];
    SnoozeTomorrow "snooze-tomorrow" "Let it rest until tomorrow morning" CARD, ["zt"];
    SnoozeWeekend "snooze-weekend" "Let it rest until the weekend" CARD, ["zw"];
    SnoozeWeek "snooze-week" "Let it rest until next Monday" CARD, ["zn"];
    SnoozeStory "snooze-story" "Let it rest until its story goes on: another article or a new version" CARD, ["zc"];
    SnoozeUntil "snooze" "Let it rest until a day that you type" CARD, ["zu"], Argument::Optional("WHEN");
    WakeUp "wake" "Bring an article back now that is snoozed, or hidden by a rule" ARTICLE, ["zx"];
    Why "why" "Tell why the article is in the list: which conditions hold, by which words" ARTICLE, ["gw"];
    RangeAll "range-all" "Select the whole view" &[Scope::List], ["%"];
    RangeAbove "range-above" "Select this row and all above it" &[Scope::List], ["{"];
    RangeBelow "range-below" "Select this row and all below it" &[Scope::List], ["}"];
    Triage "triage" "Go through the unread articles of the view, or the selected ones, card by card; in the deck: begin again" &[Scope::List, Scope::Deck], ["T"];
    Keep "keep" "Keep: star the article, and on to the next card" &[Scope::Deck], ["s"];
    Seen "seen" "Seen: mark it as read, and on" &[Scope::Deck], ["r"];
    Later "later" "Later: leave it unread, and on" &[Scope::Deck], ["<Space>" "J"];
    Drop "drop" "Drop: put it into the archive, and on" &[Scope::Deck], ["x"];
    PreviousCard "previous-card" "Go back to the card before" &[Scope::Deck], ["K" "h" "<Left>"];
    NextUnread "next-unread" "Mark as read and go to the next unread article" ARTICLE, ["J"];
    PreviousUnread "previous-unread" "Go to the previous unread article" ARTICLE, ["K"];
    Onward "onward" "Page down; at the end open the next unread article" ARTICLE, ["<Space>"];
    Range "range" "Select a range of articles" &[Scope::List], ["V"];
    MarkViewRead "mark-view-read" "Mark all articles of this view, or of the source, as read (one undo)" &[Scope::List, Scope::Sources], ["A"];
    Filter "filter" "Filter by words, is:unread, tag:x, source:y; the sources by name" &[Scope::List, Scope::Notes, Scope::Review, Scope::Adjudication, Scope::Ledger, Scope::Disagreements, Scope::Sources], ["/" "f"], Argument::Optional("QUERY");
    SortByDate "sort-by-date" "Sort by date; again: the other way round" &[Scope::List, Scope::Ledger], [",d"];
    SortByTitle "sort-by-title" "Sort by title" &[Scope::List], [",t"];
    SortBySource "sort-by-source" "Sort by source" &[Scope::List], [",s"];
    SortByFacts "sort-by-facts" "Sort by number of key facts" &[Scope::List], [",f"];
    SortByNotes "sort-by-notes" "Sort by number of notes" &[Scope::List], [",n"];
    SortByDisagreements "sort-by-disagreements" "Sort by number of disagreements" &[Scope::List], [",x"];
    SortByRank "sort-by-rank" "Sort by how well the words of the filter fit, the best first" &[Scope::List], [",r"];
    SortByAdded "sort-by-added" "Sort by arrival" &[Scope::List], [",a"];
    ReadLately "read-lately" "List what was read, the latest first" &[Scope::List], ["gh"];
    SortByValue "sort-by-value" "Sort the ledger by value" &[Scope::Ledger], [",v"];
    SortByUnit "sort-by-unit" "Sort the ledger by unit, then value" &[Scope::Ledger], [",u"];
    SortBySubject "sort-by-subject" "Sort the ledger by subject" &[Scope::Ledger], [",s"];
    SortByMetric "sort-by-metric" "Sort the ledger by metric" &[Scope::Ledger], [",m"];
    SortByPeriod "sort-by-period" "Sort the ledger by the days it speaks of" &[Scope::Ledger], [",p"];
    Bars "bars" "Draw the figures as bars, or the table again" &[Scope::Ledger], ["b"];
    Timeline "timeline" "Draw the facts along their days, or the table again" &[Scope::Ledger], ["B"];
    Stories "stories" "One row a story, or all articles again; in the reader: list its story" ARTICLE, ["gs"];
    Group "group" "Put the list under headings: by day, source or story, or by none; without a word by the next of these" &[Scope::List], ["gG"], Argument::Optional("day|source|story|none");
    NotACopy "not-a-copy" "Say that this is no copy: it gets a row of its own" ARTICLE, ["zs"];
    Add "add" "Import a file, a folder, an address or - (standard input)" &[Scope::List, Scope::Sources], ["a"], Argument::Needed("PATH");
    Subscribe "subscribe" "Subscribe to the feed of an address" &[Scope::List, Scope::Sources], ["gA"], Argument::Needed("URL");
    StopImport "stop-import" "Stop importing and fetching; what came is kept" &[Scope::List, Scope::Sources], ["gI"];
    Refresh "refresh" "Fetch the feeds and read the folders again; among the sources: this one" &[Scope::List, Scope::Sources], ["R"];
    Browser "browser" "Open the article's address in the browser" CARD, ["o"];

    Left "left" "Go left one character" WALK, ["h" "<Left>"];
    Right "right" "Go right one character" WALK, ["l" "<Right>"];
    WordForward "word-forward" "Go to the next word" WALK, ["w"];
    WordBack "word-back" "Go back one word" WALK, ["b"];
    WordEnd "word-end" "Go to the end of the word" &[Scope::Reader, Scope::Select, Scope::Picking], ["e"];
    SentenceForward "sentence-forward" "Go to the next sentence" WALK, [")"];
    SentenceBack "sentence-back" "Go back one sentence" WALK, ["("];
    ParagraphForward "paragraph-forward" "Go to the next paragraph" WALK, ["}"];
    ParagraphBack "paragraph-back" "Go back one paragraph" WALK, ["{"];
    LineStart "line-start" "Go to the start of the row" WALK, ["0"];
    LineEnd "line-end" "Go to the end of the row" WALK, ["$"];
    Center "center" "Put the cursor's row into the middle" WALK, ["zz"];
    SelectWords "select" "Select characters" WALK, ["v"];
    SelectRows "select-sentences" "Select whole sentences" WALK, ["V"];
    OtherEnd "other-end" "Go to the other end of the selection" SELECTING, ["o"];
    InnerSentence "inner-sentence" "Select the sentence" SELECTING, ["is"];
    ASentence "a-sentence" "Select the sentence and the space after it" SELECTING, ["iS"];
    InnerParagraph "inner-paragraph" "Select the paragraph" SELECTING, ["ip"];
    AParagraph "a-paragraph" "Select the paragraph and the blank lines after it" SELECTING, ["iP"];
    InnerQuantity "inner-quantity" "Select the figure or date" SELECTING, ["iq"];
    InnerName "inner-name" "Select the name" SELECTING, ["in"];
    InnerItem "inner-item" "Select the list item" SELECTING, ["ib"];
    InnerCell "inner-cell" "Select the table cell" SELECTING, ["ic"];
    Grow "grow" "Select the word, then the name or figure, the sentence, the paragraph around it" WALK, ["+"];
    Shrink "shrink" "Select less again" SELECTING, ["-"];
    SentenceHints "sentence-hints" "Pick a sentence by its letters and label it" &[Scope::Reader, Scope::Labelling, Scope::Picking], ["S"];
    WordHints "word-hints" "Pick words by the letters of the first and the last, and label them" WALK, ["f"];
    LinkHints "link-hints" "Pick a link by its letters and open it" &[Scope::Reader], ["F"];
    OpenLink "open-link" "Open the link under the cursor" TEXT, ["gx" "<Enter>"];
    Find "find" "Find words in the text" WALK, ["/"], Argument::Optional("WORDS");
    FindNext "find-next" "Go to the next place found" WALK, ["n"];
    FindPrevious "find-previous" "Go to the previous place found" WALK, ["N"];
    NextFact "next-fact" "Go to the next fact" WALK, ["]f"];
    PreviousFact "previous-fact" "Go to the previous fact" WALK, ["[f"];
    NextNote "next-note" "Go to the next note" WALK, ["]n"];
    PreviousNote "previous-note" "Go to the previous note" WALK, ["[n"];
    NextUnlabelled "next-unlabelled" "Go to the next sentence without a label; in the list, to the next article to be labelled" &[Scope::List, Scope::Reader, Scope::Labelling], ["]u"];
    PreviousUnlabelled "previous-unlabelled" "Go to the previous sentence, or article, without a label" &[Scope::List, Scope::Reader, Scope::Labelling], ["[u"];
    NextDisagreement "next-disagreement" "Go to the next disagreement" TEXT, ["]d"];
    PreviousDisagreement "previous-disagreement" "Go to the previous disagreement" TEXT, ["[d"];
    NextHeading "next-heading" "Go to the next heading" WALK, ["]h"];
    PreviousHeading "previous-heading" "Go to the previous heading" WALK, ["[h"];
    NextRepair "next-repair" "Go to the next repaired place" TEXT, ["]r"];
    PreviousRepair "previous-repair" "Go to the previous repaired place" TEXT, ["[r"];
    Fold "fold" "Unfold or fold: copies, a story, a folder, page furniture, more facts, what did not change" &[Scope::List, Scope::Reader, Scope::Select, Scope::Panel, Scope::Facts, Scope::Diff, Scope::Sources], ["za"];
    FoldGroup "fold-group" "Close the group under its heading, or open it" &[Scope::List], ["zg"];
    CloseAll "close-all" "Close all groups of the list under their headings; among the sources: all folders" &[Scope::List, Scope::Sources], ["zM"];
    OpenAll "open-all" "Open all groups again; among the sources: all folders" &[Scope::List, Scope::Sources], ["zR"];
    FoldFolder "fold-folder" "Fold the folder" &[Scope::Sources], ["h" "<Left>"];
    Unfold "unfold" "Unfold the folder; on anything else, list its articles" &[Scope::Sources], ["l" "<Right>"];
    SetMark "set-mark" "Set a mark: m and a letter" &[Scope::Reader], ["m"];
    GoToMark "go-to-mark" "Go to a mark: ' and its letter" &[Scope::List, Scope::Reader, Scope::Panel, Scope::Facts], ["'"];
    JumpBack "jump-back" "Go back in the jump list" PANES, ["<C-o>" "[j"];
    JumpForward "jump-forward" "Go forward in the jump list" PANES, ["]j"];

    ClaimFact "claim" "Make the fact a claim: give it a label, the fitting one by Enter" &[Scope::Facts], ["a"];
    RejectFact "reject" "Reject the fact, or take a rejection back" &[Scope::Facts], ["x"];
    CorrectFact "correct" "Correct the fact: its value, or (Tab) its words" &[Scope::Facts], ["e"];
    NoteOnFact "note-on-fact" "Write a note on the fact" &[Scope::Facts], ["n"];
    Label "label" "Give a claim label, then perhaps a verdict" LABELLED, ["c"];
    Confidence "confidence" "Say how sure you are of the claim: low, medium, high, or nothing" &[Scope::Reader, Scope::Panel, Scope::Notes], ["="];
    Link "link" "Link the claim to another one, or the two sentences of a pair" &[Scope::Reader, Scope::Select, Scope::Panel, Scope::Notes, Scope::Compare, Scope::Disagreements], ["L"];
    Chain "chain" "Show all that the claim is linked to" MARK, ["gL"];
    History "history" "Show what became of the mark: who changed what, and when" MARK, ["gH"];
    Note "note" "Write a note" &[Scope::Reader, Scope::Select, Scope::Panel, Scope::Compare, Scope::Disagreements], ["a"];
    Tag "tag" "Give and take tags" &[Scope::List, Scope::Reader, Scope::Select, Scope::Panel, Scope::Facts, Scope::Deck, Scope::Notes, Scope::Sources], ["t"], Argument::Optional("TAGS");
    NoteOnArticle "note-on-article" "Write a note on the whole article" PANES, ["ga"];
    TagArticle "tag-article" "Give and take tags of the article" SPAN, ["gt"];
    Copy "copy" "Copy the quote with its citation" SPAN, ["y"];
    Edit "edit" "Edit the note, or the name of a source, folder or kept search" &[Scope::Panel, Scope::Notes, Scope::Sources], ["e"];
    Delete "delete" "Delete the mark or note, the source or kept search" &[Scope::Reader, Scope::Panel, Scope::Notes, Scope::Sources], ["d"];
    Repeat "repeat" "Repeat the last label, tag or state here" &[Scope::List, Scope::Reader, Scope::Select, Scope::Labelling, Scope::Panel, Scope::Facts], ["."];
    LabelSame "label-same" "Label all the same phrases of the article alike, after a look at them" &[Scope::Reader, Scope::Select, Scope::Labelling], ["*"];
    LeaveOut "leave-out" "Leave this one out, or take it in again" &[Scope::Same], ["<Space>" "x"];
    LabelListed "label-listed" "Label all that are ticked (one undo)" &[Scope::Same], ["<Enter>"];

    Labelling "labelling" "Label the article: candidates one after the other" &[Scope::Reader], ["A"];
    NextCandidate "next-candidate" "Go to the next candidate" &[Scope::Labelling], ["<Tab>"];
    PreviousCandidate "previous-candidate" "Go to the previous candidate" &[Scope::Labelling], ["<S-Tab>"];
    AcceptCandidate "accept-candidate" "Give the candidate the label that is offered" &[Scope::Labelling], ["a"];
    RejectCandidate "reject-candidate" "Reject the candidate: it is no fact, or not worth a label" &[Scope::Labelling], ["x"];
    SkipCandidate "skip-candidate" "Leave the candidate for later" &[Scope::Labelling], ["<Space>"];
    AdjustCandidate "adjust-candidate" "Change the ends of the candidate before it is labelled" &[Scope::Labelling], ["e"];
    AcceptVisible "accept-visible" "Label all facts on the screen as offered; without one, all sentences (one undo)" &[Scope::Labelling], ["A"];
    ArticleDone "article-done" "The article is done: go to the next one to be labelled" &[Scope::Labelling], ["D"];
    ArticleSkipped "article-skipped" "Skip the article: go to the next one to be labelled" &[Scope::Labelling], ["X"];
    TakeWords "take-words" "Take the selected words, or the sentence" &[Scope::Picking], ["<Enter>" "a"];
    Blind "blind" "Show only your own marks and notes, or everybody's again" VIEWS, ["gb"];
    Undo "undo" "Take back the last change" VIEWS, ["u"];
    Redo "redo" "Do it again" VIEWS, ["<C-r>"];
    Discard "discard" "Drop the draft of a note (u brings it back)" VIEWS, ["gD"];

    Facts "facts" "Show the key facts beside the article" PANES, ["gf"];
    ArticleNotes "notes" "Show the article's notes beside it" PANES, ["gn"];
    Comparisons "comparisons" "Show what other articles say about the same" PANES, ["gc"];
    Compare "compare" "Show both sentences of each pair, all of them or those with one article" PANES, ["gC"], Argument::Optional("ID");
    OpenLeft "open-left" "Open the article of the left or upper sentence" &[Scope::Compare], ["h" "<Left>"];
    Disagreements "disagreements" "Show every disagreement of the library, newest first" PANES, ["g!"], Argument::Optional("QUERY");
    Confirmed "confirmed" "Rule on the pair: confirmed; again: no ruling" PAIR, ["c"];
    Disputed "disputed" "Rule on the pair: disputed; again: no ruling" PAIR, ["d"];
    NotComparable "not-comparable" "Rule on the pair: not comparable, so no disagreement; again: no ruling" PAIR, ["n"];
    Ruled "ruled" "Show the disagreements without a ruling, those with one, or all" &[Scope::Disagreements], ["U"];
    Firm "firm" "Show the firm disagreements, those that are not, or all" &[Scope::Disagreements], ["F"];
    Review "review" "Look at the marks whose text changed; from the list, those of the whole library" PANES, ["gr"], Argument::Optional("QUERY");
    AcceptPlace "accept-place" "The mark stands here from now on" &[Scope::Review], ["a"];
    PlaceAgain "place-again" "Pick the words of the mark in the article" &[Scope::Review], ["e"];
    Orphan "orphan" "Its words are gone: it stays listed with its quote" &[Scope::Review], ["x"];
    NextPlace "next-place" "Show the next place that fits" &[Scope::Review], ["l" "<Right>" "<Tab>"];
    PreviousPlace "previous-place" "Show the previous place that fits" &[Scope::Review], ["h" "<Left>" "<S-Tab>"];
    Orphans "orphans" "Show the marks whose words are gone, or those that wait again" &[Scope::Review], ["o"];
    Adjudicate "adjudicate" "Decide what several people marked differently; from the list, in the whole library" PANES, ["gj"], Argument::Optional("QUERY");
    TakeLeft "take-left" "The left version is right: it becomes gold" &[Scope::Adjudication], ["h" "<Left>"];
    TakeRight "take-right" "The right version is right; where nothing stands there, nothing is to be marked" &[Scope::Adjudication], ["l" "<Right>"];
    TakeBoth "take-both" "Both versions are right" &[Scope::Adjudication], ["b"];
    TakeNeither "take-neither" "Nothing is to be marked in these words" &[Scope::Adjudication], ["x"];
    TakeEdited "take-edited" "Pick the words in the article: the left version with other ends" &[Scope::Adjudication], ["e"];
    ConfirmGold "confirm-gold" "Take what all agree on; let a gold mark stand that is open again" &[Scope::Adjudication], ["a"];
    AcceptAgreed "accept-agreed" "Take everything on which all agree (one undo)" &[Scope::Adjudication], ["A"];
    NextVersion "next-version" "Show the next version on the right" &[Scope::Adjudication], ["<Tab>"];
    OtherCases "other-cases" "Show the open cases, the agreed ones, or the decided ones" &[Scope::Adjudication], ["o"];
    Ledger "ledger" "Show every figure and date as one table" PANES, ["gl"], Argument::Optional("QUERY");
    Differences "diff" "Show what changed since you last read the article" PANES, ["gd"], Argument::Optional("FROM TO");
    NextChange "next-change" "Go to the next change" &[Scope::Diff], ["]c"];
    PreviousChange "previous-change" "Go to the previous change" &[Scope::Diff], ["[c"];
    OlderVersion "older-version" "Compare with an older version" &[Scope::Diff], ["h" "<Left>"];
    NewerVersion "newer-version" "Compare with a newer version" &[Scope::Diff], ["l" "<Right>"];
    OpenChange "open-change" "Go to this place in the article; open a fold" &[Scope::Diff], ["<Enter>"];
    Version "version" "Read an older version (with a count: that one); again: the present one" &[Scope::Reader, Scope::Panel, Scope::Facts, Scope::Diff], ["gv"], Argument::Optional("NUMBER");
    Details "details" "Show what is known about the article and its text" PANES, ["gi"];
    Original "original" "Show the text as it came; on a repaired place, the repair" &[Scope::Reader, Scope::Select, Scope::Page], ["go"];
    AllNotes "all-notes" "Show the notes of the whole library" PANES, ["gN"];
    Sources "sources" "Show the sources" PANES, ["gS"];
    RemoveSource "source remove" "Remove a source and its articles; annotated ones stay" VIEWS, ["gX"], Argument::Optional("NAME");
    MoveSource "move" "Move the source or folder into a folder" &[Scope::Sources], ["m"], Argument::Optional("FOLDER");
    Mute "mute" "Mute the source or folder, or hear it again" &[Scope::Sources], ["M"];
    SortSourcesByName "sort-by-name" "Sort the sources by name; again: the other way round" &[Scope::Sources], [",n"];
    SortSourcesByUnread "sort-by-unread" "Sort the sources by number of unread articles" &[Scope::Sources], [",u"];
    SortSourcesByFetch "sort-by-fetch" "Sort the sources by their last fetch" &[Scope::Sources], [",f"];
    SaveSearch "save" "Keep the filter and order of the list under a name" &[Scope::List], ["S"], Argument::Optional("NAME");
    OpenSaved "saved" "Show a kept search" &[Scope::List], ["g/"], Argument::Optional("NAME");
    Export "export" "Export the notes as Markdown" VIEWS, ["E"], Argument::Optional("FOLDER");
    Theme "theme" "Choose a theme, with preview" VIEWS, ["gT"], Argument::Optional("NAME");

    NextPane "next-pane" "Go to the next pane" PANES, ["<Tab>"];
    PreviousPane "previous-pane" "Go to the previous pane" PANES, ["<S-Tab>"];
    Line "command" "Type a command" VIEWS, [":"];
    Palette "palette" "Choose a command from all of them" VIEWS, ["<C-p>"];
    Help "help" "Show the keys" MOVING, ["?"];
    Back "back" "Go back; at the list: quit" MOVING, ["q"];
    Quit "quit" "Quit" MOVING, ["Q"];
    Cancel "cancel" "Cancel the innermost thing, or go one level back" ALL, ["<Esc>"];
    Interrupt "interrupt" "Cancel, and say how to quit" ALL, ["<C-c>"];
    Redraw "redraw" "Draw the screen again" MOVING, ["<C-l>"];
    Suspend "suspend" "Stop the program; fg continues it" ALL, ["<C-z>"];

    Accept "accept" "Take what was typed or chosen" &[Scope::Prompt], ["<Enter>"];
    Complete "complete" "Complete what is being typed" &[Scope::Prompt], ["<Tab>"];
    NextChoice "next-choice" "Go to the next choice" &[Scope::Prompt], ["<Down>"];
    PreviousChoice "previous-choice" "Go to the previous choice" &[Scope::Prompt], ["<Up>"];
    SaveNote "save-note" "Save the note" &[Scope::Editor], ["<C-s>"];
}

impl Command {
    /// The command's row of the table.
    pub fn entry(self) -> &'static Entry {
        // The macro makes the enum and the table from the same lines, in the same order.
        &TABLE[self as usize]
    }
}

/// Short names that hands know from elsewhere.
const ALIASES: &[(&str, &str)] = &[
    ("q", "quit"),
    ("qa", "quit"),
    ("e", "export"),
    ("w", "export"),
    ("a", "add"),
    ("colorscheme", "theme"),
    ("h", "help"),
];

/// Reads a typed line such as `source remove Samples`: the command with the longest name that
/// the line begins with, and the rest as its argument. An unambiguous beginning of a name is enough.
pub fn parse(line: &str) -> Option<(Command, &str)> {
    let line = line.trim();
    let named = |name: &str, command: Command| {
        let rest = line.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(' ')).then_some((command, rest.trim()))
    };
    let exact = TABLE
        .iter()
        .filter_map(|entry| named(entry.name, entry.command).map(|found| (entry.name.len(), found)))
        .max_by_key(|(length, _)| *length);
    if let Some((_, found)) = exact {
        return Some(found);
    }
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let alias = ALIASES.iter().find(|(short, _)| *short == word);
    let word = alias.map_or(word, |(_, long)| long);
    let mut begun = TABLE
        .iter()
        .filter(|entry| !word.is_empty() && entry.name.starts_with(word));
    let entry = begun.next()?;
    (entry.name == word || begun.next().is_none()).then_some((entry.command, rest.trim()))
}
