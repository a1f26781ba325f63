"""What grading leaves behind: records, tables and pages; knows nothing of sandboxes, pytest or student code."""
