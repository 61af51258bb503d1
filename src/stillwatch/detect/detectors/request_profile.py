"""Request profile.

One client program sends one set of parameters.
"""

from __future__ import annotations

from stillwatch.detect.detectors._sharing import SharingDetector


class RequestProfile(SharingDetector):
    """Members send the same parameters, tools and models, beyond prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "request_profile"
    family = "behaviour"
    types = ("params", "tools", "model")
    sentence = "Members send requests with the same settings, tools or models"
