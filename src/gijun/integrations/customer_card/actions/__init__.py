"""The only writers of outside systems that know customers."""

from gijun.integrations.customer_card.actions.connecting import add_source, change_source, switch_source
from gijun.integrations.customer_card.actions.trying import Tried, try_source

__all__ = ["Tried", "add_source", "change_source", "switch_source", "try_source"]
