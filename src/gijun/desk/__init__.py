"""Customers, tickets, contacts and messages: every channel in one desk."""
