"""Tables of claims: CSV, Excel, and the event list of Discourse Network Analyzer."""
