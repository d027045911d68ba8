"""Waivers: a failure that somebody answers for, until a day. One record serves every gate."""

from golive.waivers.ledger import Complaint, Ledger
from golive.waivers.loading import FILE, BadWaivers, load
from golive.waivers.waiver import PACKS, Waiver

__all__ = ["FILE", "PACKS", "BadWaivers", "Complaint", "Ledger", "Waiver", "load"]
