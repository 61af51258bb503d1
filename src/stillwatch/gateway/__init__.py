"""A reverse proxy in front of a model API: clients do not notice it, and what passes is logged.

It imports nothing that detects: what passes goes to segments of the exchange log, which an audit
or the analyst reads. Needs the extra `gateway`.
"""
