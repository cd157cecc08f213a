"""Scripted flow tests for QA: the language, the runner, the report. No Python needed to write one."""
