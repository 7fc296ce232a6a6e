"""How this installation fares: every check answers with findings, and none stops the others."""

from gijun.web.health.findings import Check, Finding, Verdict, examine

__all__ = ["Check", "Finding", "Verdict", "examine"]
