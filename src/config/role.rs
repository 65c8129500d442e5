//! What a colour is for.

use super::color::Style;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal $plain:expr;)*) => {
        /// A part of the screen that a theme gives a style. The name in theme files is the same, in lower case with `_`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All roles, in order.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// The name in theme files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }

            /// How it looks where there is no colour, or where a theme does not speak of it.
            pub const fn plain(self) -> Style {
                match self { $(Self::$role => $plain,)* }
            }
        }
    };
}

const NONE: Style = Style::NONE;
const BOLD: Style = Style { bold: true, ..NONE };
const ITALIC: Style = Style {
    italic: true,
    ..NONE
};
const UNDERLINE: Style = Style {
    underline: true,
    ..NONE
};
const STRIKE: Style = Style {
    strike: true,
    ..NONE
};
const FAINT: Style = Style {
    faint: true,
    ..NONE
};
const REVERSE: Style = Style {
    reverse: true,
    ..NONE
};
const LOUD: Style = Style {
    reverse: true,
    bold: true,
    ..NONE
};

roles! {
    /// Foreground and background of everything.
    Text "text" NONE;
    /// Less important text: dates, counts, folded parts.
    Dim "dim" FAINT;
    /// The one accent colour.
    Accent "accent" BOLD;
    /// The article's title.
    Title "title" BOLD;
    /// Headings inside an article.
    Heading "heading" BOLD;
    /// Emphasised text.
    Emphasis "emphasis" ITALIC;
    /// Strongly emphasised text.
    Strong "strong" BOLD;
    /// Links.
    Link "link" UNDERLINE;
    /// Quoted blocks.
    Quote "quote" ITALIC;
    /// Code without a known language, and code inside lines.
    Code "code" NONE;
    /// Column headings of tables.
    TableHead "table_head" BOLD;
    /// Lines of tables.
    TableLine "table_line" FAINT;
    /// List bullets and numbers.
    Bullet "bullet" NONE;
    /// Lines between panes.
    Separator "separator" FAINT;
    /// The heading of a pane.
    PaneTitle "pane_title" NONE;
    /// The heading of the pane that has the keys.
    PaneTitleActive "pane_title_active" BOLD;
    /// The row or the character under the cursor.
    Cursor "cursor" REVERSE;
    /// The same in a pane that has not the keys.
    CursorInactive "cursor_inactive" UNDERLINE;
    /// Selected text.
    Selection "selection" REVERSE;
    /// Words that a search or filter found.
    Match "match" UNDERLINE;
    /// The found words at hand.
    MatchCurrent "match_current" LOUD;
    /// The words of the fact or note at hand.
    Lit "lit" REVERSE;
    /// Marked text whose label has no colour of its own.
    Mark "mark" UNDERLINE;
    /// An unread article in the list.
    Unread "unread" BOLD;
    /// A read article in the list.
    Read "read" NONE;
    /// The star.
    Star "star" BOLD;
    /// Tags.
    Tag "tag" NONE;
    /// Agreement of facts.
    Agree "agree" NONE;
    /// Disagreement of facts.
    Disagree "disagree" BOLD;
    /// Words that came with a newer version.
    Added "added" UNDERLINE;
    /// Words that went with an older version.
    Removed "removed" STRIKE;
    /// The sign of what is not yet on the disk.
    Unsaved "unsaved" BOLD;
    /// The status line.
    Status "status" REVERSE;
    /// The mode's name in the status line.
    Mode "mode" LOUD;
    /// Keys, in hints and help.
    Key "key" BOLD;
    /// What keys do, in hints and help; hint letters in the text.
    Hint "hint" FAINT;
    /// Errors.
    Error "error" LOUD;
    /// Warnings.
    Warning "warning" BOLD;
    /// Good news.
    Success "success" NONE;
    /// Fields to type into.
    Input "input" NONE;
    /// Windows over the text: palette, help, editor.
    Popup "popup" NONE;
}
