-- Pieces of the index of texts gather until there are sixteen; whoever takes articles in merges them afterwards.
INSERT INTO text_index (text_index, rank) VALUES ('automerge', 16);
