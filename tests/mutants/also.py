"""Which other controls a mutant may kill: one change can be wrong in two ways."""

from __future__ import annotations

USE = "the alarm on the use of the key watches the key that is made"
ALSO: dict[str, dict[str, str]] = {
    "2.6.3-alarm-reaches-topic": {
        "2.6.3-composite-reaches-topic": "a composite without action reaches nobody itself",
        "2.6.3-mute-leaves-alarms-heard": "it reads which alarms a muted composite names",
        "2.6.3-topic-takes-alarms": "which alarms tell the topic can't be told then",
        "3.3.1-criterion-is-alarm": "which alarms a composite names can't be told then",
    },
    "2.6.3-composite-reaches-topic": {
        "2.6.3-alarm-reaches-topic": "the members reach a topic through their composite only",
        "2.6.3-mute-leaves-alarms-heard": "it reads which alarms a muted composite names",
        "3.3.1-criterion-is-alarm": "which alarms a composite names can't be told then",
        "2.6.3-topic-takes-alarms": "which alarms tell the topic can't be told then",
    },
    "2.6.6-channel-sealed": {
        "4.7-bucket-data-events": "a bucket that Config doesn't deliver to needs data events",
        "4.9-bucket-encrypted-puts": "a bucket that Config doesn't deliver to needs the denies",
    },
    "2.6.7-trail-complete": {
        "4.7-bucket-data-events": "a bucket that no trail delivers to needs data events",
        "4.9-bucket-encrypted-puts": "a bucket that no trail delivers to needs the denies",
    },
    "4.1-table-key": {
        "2.6.3-topic-takes-alarms": "the topics are under the same key",
        "2.6.9-function-logs-kept": "the function's log is under the same key",
        "4.9-bucket-encrypted-puts": "the evidence bucket is under the same key",
    },
    "4.2-key-uploaded": {
        "2.6.1-alarm-is-drawn": USE,
        "2.6.3-alarm-as-in-table": USE,
        "2.6.3-alarm-can-fire": USE,
        "2.6.3-alarm-is-no-noise": USE,
    },
    "4.4-secrets-key-closed": {
        "4.4-private-key-sealed": "a key that is open to others seals nothing",
        "4.4-secrets-key-narrow": "it reads the policy of the same key",
        "4.5-roles-reach-their-own": "it reads whom the policy of each key lets in",
        "4.5-policies-reach-their-own": "it reads whom the policy of each key lets in",
    },
    "4.4-private-key-sealed": {
        "4.4-secrets-key-closed": "it reads the policy of the same key",
        "4.4-secrets-key-narrow": "it reads the policy of the same key",
    },
    "4.5-bucket-principals": {
        "4.9-bucket-services-bound": "an unknown principal may be a service",
    },
    "4.7-instance-flow-logs": {"2.6.8-flow-logs-kept": "no flow log is kept when none is written"},
    "4.8-stream-key": {
        "4.8-connect-may-seal": "it reads the same key",
        "4.8-associated-stream-key": "the association leads to the same stream",
    },
    "4.8-associated-stream-key": {
        "4.8-connect-may-seal": "it reads the same key",
        "4.8-instance-streams": "a kind of record that goes to Firehose goes to no stream",
    },
    "4.9-bucket-tls-only": {
        "2.6.4-recordings-kept": "another deny may stop recordings too",
        "4.9-bucket-encrypted-puts": "the denies stand in the same policy",
    },
    "4.9-bucket-encrypted-puts": {
        "2.6.4-recordings-kept": "another deny may stop recordings too",
        "4.9-stored-under-our-key": "Connect names the key that the bucket had",
    },
}
"""Which other controls a mutant of a control may kill, and why they are right to."""
