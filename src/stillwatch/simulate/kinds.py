"""Base classes of what a world is made of: populations and campaign kinds, one file each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from stillwatch.simulate.cast import Cast
    from stillwatch.simulate.harvest import Campaign


class Population(ABC):
    """Ordinary accounts of one kind."""

    name: ClassVar[str]
    share: ClassVar[float]
    """Share of a world's ordinary accounts."""
    least: ClassVar[int] = 0
    """Fewest accounts in a world of at least 1,000; smaller worlds may have none."""
    lookalike: ClassVar[bool] = False
    """Whether a careless detector would take it for a campaign."""

    @abstractmethod
    def build(self, cast: Cast, n: int) -> None:
        """Add `n` accounts with their traffic to the cast."""


class CampaignKind(ABC):
    """Campaigns of one kind."""

    name: ClassVar[str]

    @abstractmethod
    def build(self, cast: Cast, n: int) -> Campaign:
        """Add one campaign of `n` accounts (or end users) to the cast."""
