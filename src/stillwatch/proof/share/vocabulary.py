"""Fixed names of the standards that a bundle uses: TLP, ATLAS, confidence, our one extension."""

from __future__ import annotations

from typing import Any, NamedTuple

TLP = {
    "clear": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "green": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "amber": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "amber+strict": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "red": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""Level of the Traffic Light Protocol 2.0 (FIRST, 2022) to the id of its marking, as OASIS
publishes it; mildest first."""

TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
"""The extension by which STIX 2.1 objects carry TLP 2.0."""

_TLP_1 = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "clear",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "green",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "amber",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "red",
}

LEVELS = {id: name for name, id in TLP.items()} | _TLP_1
"""Id of a marking to its level; those that STIX itself defines (TLP 1.0) among them."""

KEPT = ("amber+strict", "red", "unknown")
"""Levels that stay with whoever got them. A marking that we do not know is one."""

STRICTNESS = ("unmarked", *TLP, "unknown")
"""Levels as they are told of what was read, mildest first."""

CONFIDENCE = {"watch": 15, "likely": 50, "confirmed": 85}
"""Severity to STIX confidence: Low, Med and High of the scale in appendix A of STIX 2.1."""

EXTENSION = "extension-definition--10ae85fe-4e7c-507f-af21-8cd4747545bf"
"""Our extension of `network-traffic`: its properties are named in `EXTENDED`."""

EXTENDED = ("ja4", "head_template", "line_template", "system_template", "tail_template")
"""Properties of `EXTENSION`: the JA4 fingerprint of a TLS client, and digests (16 hexadecimal
digits) of the masked words of an instruction sent to a model."""

DEFINITION = (
    "Properties of a network-traffic object that is a request to the API of a language model, each "
    "optional. ja4: string, the JA4 fingerprint of the TLS client. head_template, tail_template, "
    "line_template, system_template: string, 16 hexadecimal digits, a hash of the first words, the "
    "last words, the most instruction-like line, or the system message of the prompt, with "
    "numbers, names, quotes and addresses masked, as the program stillwatch computes it."
)
"""The extension's normative definition, in plain text, as STIX 2.1 allows."""


class Technique(NamedTuple):
    """A technique of MITRE ATLAS."""

    id: str
    name: str


EXTRACT = Technique("AML.T0024.002", "Extract AI Model")
INFERENCE = Technique("AML.T0040", "AI Model Inference API Access")
ACCOUNTS = Technique("AML.T0021", "Establish Accounts")
PROXIES = Technique("AML.T0008.005", "AI Service Proxies")


def marking(level: str) -> dict[str, Any]:
    """Return the marking-definition object of a TLP 2.0 level, as OASIS publishes it."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP[level],
        "created": "2022-10-01T00:00:00.000Z",
        "name": f"TLP:{level.upper()}",
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level}},
    }
