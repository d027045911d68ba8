"""An SNS topic that alarms notify."""

from __future__ import annotations

from aws_cdk import aws_sns as sns
from constructs import Construct

from baseline.documents import allow, deny, document
from baseline.key import Key
from golive.environment import Environment


class Topic(sns.Topic):
    """Under our key, over TLS only; the account's alarms may publish.

    A topic's policy replaces the default one, which lets alarms publish (re:Post Knowledge
    Center, CloudWatch alarm doesn't reach SNS). The key's policy must let alarms in
    (`key_statements.alarms`).
    """

    def __init__(self, scope: Construct, id: str, *, environment: Environment, key: Key) -> None:
        super().__init__(scope, id, master_key=key)  # pyright: ignore[reportArgumentType]
        here = [self.topic_arn]
        plain = {"Bool": {"aws:SecureTransport": "false"}}
        alarms = {
            "StringEquals": {"aws:SourceAccount": environment.account},
            "ArnLike": {"aws:SourceArn": environment.arn("cloudwatch", "alarm:*")},
        }
        publish = ["sns:Publish"]
        self.rules = sns.TopicPolicy(
            self,
            "Policy",
            topics=[self],  # pyright: ignore[reportArgumentType]
            policy_document=document(
                deny("DenyPlainHttp", publish, here, conditions=plain),
                allow(
                    "AlarmsPublish",
                    publish,
                    here,
                    service="cloudwatch.amazonaws.com",
                    conditions=alarms,
                ),
            ),
        )
