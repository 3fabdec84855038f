"""Stories: the similarity of articles, their linkage into events, and differences within events."""
