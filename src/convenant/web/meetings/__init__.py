"""Meetings of a table: series, preparing, moving, attendance, calendars and milestones."""
