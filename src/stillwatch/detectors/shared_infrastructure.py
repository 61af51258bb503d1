"""Shared infrastructure beyond prevalence.

Accounts of one campaign share plumbing that few others use.
"""

from __future__ import annotations

from stillwatch.detectors._sharing import SharingDetector


class SharedInfrastructure(SharingDetector):
    """Members share addresses, clients, payments or sign-up days beyond their prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "shared_infrastructure"
    family = "infrastructure"
    types = (
        "ip_prefix",
        "asn",
        "ja4",
        "user_agent",
        "client",
        "holder",
        "payment",
        "org",
        "email_domain",
        "signup_day",
    )
    sentence = "Members have addresses, client programs, payments or sign-up days in common"
