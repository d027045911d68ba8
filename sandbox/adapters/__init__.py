"""What the emulator loses or lacks, one concern per module; `install` puts all of it in."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "adapters.conditions",
    "adapters.managed_policies",
    "adapters.template_conditions",
    "adapters.account_block",
    "adapters.s3",
    "adapters.dynamodb",
    "adapters.streams",
    "adapters.firehose",
    "adapters.logs",
    "adapters.queries",
    "adapters.alarms",
    "adapters.mute_rules",
    "alarms.evaluator",
    "alarms.puts",
    "adapters.deliveries",
    "adapters.metric_data",
    "adapters.trail",
    "adapters.trail_delivery",
    "adapters.recorder",
    "adapters.schedules",
    "simulated.detectors",
    "simulated.quotas",
    "simulated.bots",
    "simulated.connect.types",
    "simulated.connect.resources",
    "adapters.batches",
    "adapters.resources",
    "adapters.dependents",
    "adapters.trail_events",
    "adapters.metric_filters",
    "adapters.imports",
)


def install() -> None:
    """Import each adapter: it asks for the private names that it relies on, and patches them."""
    for name in MODULES:
        import_module(f"sandbox.{name}")
