"""Alarms over time, in the emulator's place: it looks only when somebody puts a metric, lumps all
dimensions together, and knows neither datapoints of periods, nor missing data, nor expressions.

Written from CloudWatch's documents alone; `golive backtest` has an evaluator of its own.
"""
