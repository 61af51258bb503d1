"""Beside the gateway, for its operators: a page of what happens now, and alerts.

Data flows one way: numbers of the gateway, its decisions and the latest audit are looked at
(`watch`), told as plain data (`twins`), and then shown (`pages`) or turned into alerts (`alerts`).
What is changed goes to the store of decisions, as `stillwatch decisions` does it, and nowhere else.
"""
