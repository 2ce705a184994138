"""Layers as WebAnno TSV 3.3, as INCEpTION exports and imports it.

The format is described in INCEpTION's user guide, appendix “WebAnno TSV 3.3”.
"""
