"""The supervisor's page: progress, agreement over time, drift, confusion; saved as HTML or PDF."""
