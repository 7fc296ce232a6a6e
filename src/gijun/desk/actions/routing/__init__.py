"""Routing: passes over what waits, answers to offers, policies and profiles."""

from gijun.desk.actions.routing.offers import answer_offer
from gijun.desk.actions.routing.passes import route
from gijun.desk.actions.routing.policies import save_policy, set_profile
from gijun.desk.actions.settling import settle

__all__ = ["answer_offer", "route", "save_policy", "set_profile", "settle"]
