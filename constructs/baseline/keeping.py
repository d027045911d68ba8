"""What happens to a resource that holds data when its stack lets go of it."""

from __future__ import annotations

from aws_cdk import RemovalPolicy

from golive.environment import Environment


def keep(environment: Environment) -> RemovalPolicy:
    """Retained, but for a creation that fails: that one is rolled back, and can be repeated."""
    if environment.destroy:
        return RemovalPolicy.DESTROY
    return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
