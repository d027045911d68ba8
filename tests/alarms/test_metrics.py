"""The vocabulary of metrics: whole, sourced, and able to tell what can't fire."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from golive.alarms.metrics import Metric, find, namespaces, reach

EVERY = [metric for known in namespaces().values() for metric in known.metrics.values()]
VOICE = {"InstanceId": "i-1", "MetricGroup": "VoiceCalls"}


def named(namespace: str, name: str) -> Metric:
    """A metric that there is."""
    found = find(namespace, name)
    assert found
    return found


def test_a_name_stands_once_in_its_namespace() -> None:
    """A second entry would silently take the place of the first."""
    raw = tomllib.loads(files("golive.alarms").joinpath("metrics.toml").read_text("utf-8"))
    for namespace, known in raw.items():
        names = Counter(name for group in known["metrics"] for name in group["names"])
        assert [name for name, times in names.items() if times > 1] == [], namespace


def test_every_entry_has_a_source_and_its_words_are_known() -> None:
    """Names, units and dimensions each have a document of AWS's; what disagrees says how."""
    units = {"Count", "Percent", "Fraction", "Seconds", "Milliseconds", "Hours", "Bytes", "USD"}
    for metric in EVERY:
        assert metric.source.startswith("https://docs.aws.amazon.com/"), metric
        assert metric.grouped.startswith("https://docs.aws.amazon.com/"), metric
        assert metric.unit in units, metric
        assert metric.sets, metric
        assert metric.lag >= 60, metric
        assert metric.doubt or not metric.spelled, metric


def test_no_set_of_dimensions_is_left_over() -> None:
    """Each word for a set is used by some metric."""
    raw = tomllib.loads(files("golive.alarms").joinpath("metrics.toml").read_text("utf-8"))
    for namespace, known in raw.items():
        used = {group["sets"] for group in known["metrics"]}
        assert used == known["sets"].keys(), namespace


def test_a_metric_that_nobody_publishes_is_not_found() -> None:
    """Names from published samples that don't exist, and one of another namespace."""
    assert find("AWS/Connect", "PacketLossRate") is None
    assert find("AWS/Connect", "ContactsInQueue") is None
    assert find("AWS/Connect", "Errors") is None
    assert find("AWS/EC2", "CPUUtilization") is None
    assert namespaces()["AWS/Connect"].complete


def test_the_misspelt_name_is_the_one() -> None:
    """The right spelling leads to the name that Lex publishes, with a doubt."""
    metric = named("AWS/Lex", "RuntimeSuccessfulRequestLatency")
    assert metric.name == "RuntimeSucessfulRequestLatency"
    assert "misspells" in metric.doubt


def test_dimensions_that_do_not_go_together_are_told() -> None:
    """A group that the metric isn't in, one dimension too few, one too many."""
    missed = named("AWS/Connect", "MissedCalls")
    assert missed.fits(VOICE)
    assert not missed.fits(VOICE | {"MetricGroup": "CallsPerInterval"})
    assert not missed.fits({"InstanceId": "i-1"})
    assert not missed.fits(VOICE | {"QueueName": "Sales"})


def test_a_query_may_ask_for_some_dimensions() -> None:
    """What some series has: one of two spellings, none where AWS disagrees, never a strange one."""
    loss = named("AWS/Connect", "ToInstancePacketLossRate")
    assert loss.has({"Participant": "Agent"})
    assert loss.has({"Instance ID": "i-1"})
    assert loss.has({"InstanceId": "i-1"})
    assert not loss.has({"Participant": "Customer"})
    assert not loss.has({"MetricGroup": "VoiceCalls"})
    assert named("AWS/Connect", "ConcurrentEmails").has({"MetricGroup": "Emails"})


def test_a_statistic_has_to_mean_something() -> None:
    """The sum of a number of calls at once, or of percentages, is nobody's; an average of
    errors is Lambda's error rate."""
    assert named("AWS/Connect", "MissedCalls").takes("Sum")
    assert not named("AWS/Connect", "MissedCalls").takes("p99")
    assert not named("AWS/Connect", "ConcurrentCalls").takes("Sum")
    assert named("AWS/Lambda", "Duration").takes("p99")
    assert named("AWS/Lambda", "Duration").takes("p99.9")
    assert not named("AWS/Lambda", "Duration").takes("p999")
    assert named("AWS/Lambda", "Errors").takes("Average")


@pytest.mark.parametrize(
    ("comparison", "never", "sometimes", "always"),
    [
        ("GreaterThanOrEqualToThreshold", 1.01, 1, 0),
        ("GreaterThanThreshold", 1, 0, -0.1),
        ("LessThanThreshold", 0, 1, 1.01),
        ("LessThanOrEqualToThreshold", -0.1, 0, 1),
    ],
)
def test_a_threshold_lies_where_the_metric_can_be(
    comparison: str, never: float, sometimes: float, always: float
) -> None:
    """The percentage of calls goes from 0 to 1: at each end of it, by each comparison."""
    share = named("AWS/Connect", "ConcurrentCallsPercentage")
    found = [reach(comparison, each, share.most) for each in (never, sometimes, always)]
    assert found == ["never", "sometimes", "always"]
    assert reach("GreaterThanThreshold", 80, share.most) == "never"
    assert reach("LessThanLowerThreshold", 80, share.most) == "sometimes"


def test_percentages_go_to_what_their_document_says() -> None:
    """80 is right for chats, tasks and e-mails, 0.8 for calls; packet loss is held to 1."""
    for name, most in {
        "ConcurrentCallsPercentage": 1,
        "ConcurrentHighVolumeCallsPercentage": 1,
        "ConcurrentActiveChatsPercentage": 100,
        "ConcurrentTasksPercentage": 100,
        "ConcurrentEmailsPercentage": 100,
        "ToInstancePacketLossRate": 1,
    }.items():
        assert named("AWS/Connect", name).most == most
    assert named("GoLive/Readiness", "Verdict").most == 2
