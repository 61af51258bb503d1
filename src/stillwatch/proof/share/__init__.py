"""Sharing what a campaign shows with other firms, and watching for what they share.

Out: a STIX 2.1 bundle or CSV of one campaign (`stix`, `table`). In: bundles and TAXII collections,
read as hostile (`bundle`, `taxii`), into a list of observables to watch (`watch`). Between two
firms that will not show each other their lists: private set intersection (`curve`, `private`), or
keyed hashes (`keyed`). Nothing here judges anybody: what comes in is never evidence.
"""
