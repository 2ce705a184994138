"""REFI-QDA projects (.qdpx), which ATLAS.ti, MAXQDA, NVivo, QualCoder and others exchange.

After “REFI-QDA: Exchange of processed data between qualitative data analysis software packages”, 1.0 and 1.5
(the schema is the same): a zip with ``project.qde`` and the texts in ``sources``.  What the schema has no
place for stands in processing instructions, which schemas don't see and other programs pass over.
"""
