"""Meetings of a table: series, public holidays, the year they count for, attendance, milestones."""
