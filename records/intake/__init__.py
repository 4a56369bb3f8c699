"""Intake: files of entries, uploaded by an editor, become drafts. Each import is a record, and can be undone whole."""
