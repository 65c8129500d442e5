//! Templates as people write them.

use super::*;

fn filled(template: &str) -> String {
    let template = Template::read(template, Form::Markdown).unwrap();
    let value = |name: &str| match name {
        "quote" => "> a\n> b\n".to_owned(),
        "annotator" => "ada".to_owned(),
        "tags" => "#x".to_owned(),
        "id" => "^pm-1".to_owned(),
        "words" => "<!-- /pressmark -->".to_owned(),
        _ => String::new(),
    };
    template.note.fill(Form::Markdown, &value).text()
}

#[test]
fn names_are_filled_and_what_says_nothing_is_left_out() {
    assert_eq!(
        filled(
            "{{! A comment }}\n### {{label}}\n\n\n{{quote}}\n{{ id }}\n\nBy {{annotator}} · {{verdict}} · _{{tags}}_ · me\n"
        ),
        "> a\n> b\n^pm-1\n\nBy ada · _#x_ · me\n"
    );
    assert_eq!(
        filled("{{id}}\n\n{{label}}\n\n{{annotator}}"),
        "ada\n\n^pm-1\n"
    );
    // Nothing that is filled in makes the mark of a block.
    assert_eq!(filled("{{words}}\n{{id}}"), " <!-- /pressmark -->\n^pm-1\n");
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (text, wrong) in [
        (
            "ok {{id}}\n{{quote}}\n{{verdit}}",
            "line 3: `verdit` is no name here, perhaps `verdict`; there are quote",
        ),
        ("{{id}}\n<!-- /pressmark -->", "line 2: the marks of blocks"),
        ("{{quote}}", "line 1: a note needs its {{id}}"),
        (
            "{{# note}}\n{{id}}\n> {{note}}",
            "line 3: `note` stands for several lines",
        ),
        ("{{# nonsense}}", "line 1: `nonsense` is no section"),
        (
            "{{# head}}\n{{title}}\n{{# head }}",
            "line 3: the section `head` is there twice",
        ),
        ("{{# head}}\n{{quote}}", "line 2: `quote` is no name here"),
        (
            "{{id}}\n{{# note}}\n{{id}}",
            "line 2: the section `note` is there twice",
        ),
        ("{{id}}\n{{quote", "line 2: `{{` has no `}}`"),
    ] {
        let found = Template::read(text, Form::Markdown)
            .unwrap_err()
            .to_string();
        assert!(found.starts_with(wrong), "{text:?} gives {found}");
    }
}

#[test]
fn the_built_in_form_is_a_template_like_any_other() {
    for form in Form::ALL {
        let own = Template::built_in(form);
        assert_eq!(Template::read(form.template(), form), Ok(own.clone()));
        assert!(own.note.names("note") && own.link.names("sentence") && own.head.names("title"));
    }
}
