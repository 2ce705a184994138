"""Exports of press databases: many articles in one file, each with its metadata."""
