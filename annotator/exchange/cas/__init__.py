"""Layers as UIMA CAS, as INCEpTION and DKPro write and read them, in XMI or JSON, with dkpro-cassis."""
