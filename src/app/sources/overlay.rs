//! Changes that are not yet on the disk, over sources and kept searches as stored.

use crate::model::{Action, Folder, KeptSearch, SourceId, SourceRow};
use std::collections::BTreeSet;

/// Does what `action` does to the sources at hand, and notes in `touched` which ones it is about.
pub(in crate::app) fn over_sources(
    action: &Action,
    rows: &mut Vec<SourceRow>,
    touched: &mut BTreeSet<SourceId>,
) {
    let mut each = |ids: &[SourceId], change: &dyn Fn(&mut SourceRow)| {
        for row in rows.iter_mut().filter(|row| ids.contains(&row.id)) {
            change(row);
            touched.insert(row.id.clone());
        }
    };
    match action {
        Action::RenameSource {
            source,
            name: Some(name),
        } => each(std::slice::from_ref(source), &|row| row.name = name.clone()),
        Action::MoveSources { sources, folder } => {
            each(sources, &|row| row.folder = folder.clone());
        }
        Action::MuteSources { sources, muted } => each(sources, &|row| row.muted = *muted),
        Action::TagSources {
            sources,
            add,
            remove,
        } => each(sources, &|row| {
            row.tags.retain(|tag| !remove.contains(tag));
            row.tags.extend(add.iter().cloned());
            row.tags.sort();
            row.tags.dedup();
        }),
        Action::RenameFolder { folder, to } => {
            let inside = inside(rows, folder);
            for row in rows.iter_mut().filter(|row| inside.contains(&row.id)) {
                if let Some(moved) = row.folder.moved(folder, to) {
                    row.folder = moved;
                }
            }
            touched.extend(inside);
        }
        Action::RemoveSource { source } => rows.retain(|row| row.id != *source),
        _ => {}
    }
}

/// The sources of a folder and of those below it.
pub(super) fn inside(rows: &[SourceRow], folder: &Folder) -> Vec<SourceId> {
    rows.iter()
        .filter(|row| folder.holds(&row.folder))
        .map(|row| row.id.clone())
        .collect()
}

/// Does what `action` does to the kept searches.
pub(in crate::app) fn over_searches(action: &Action, searches: &mut Vec<KeptSearch>) {
    match action {
        Action::SaveSearch { name, query } => {
            searches.retain(|search| search.name != *name);
            searches.push(KeptSearch {
                name: name.clone(),
                query: query.clone(),
            });
        }
        Action::RenameSearch { name, to } => {
            if let Some(search) = searches.iter_mut().find(|search| search.name == *name) {
                search.name = to.clone();
            }
        }
        Action::DeleteSearch { name } => searches.retain(|search| search.name != *name),
        _ => return,
    }
    searches.sort_by_cached_key(|search| search.name.to_lowercase());
}
