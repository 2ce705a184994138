"""Comparing layers: matching, scores and reliability, as plain functions over layers; no SQL, no Qt."""
