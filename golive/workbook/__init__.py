"""The launch plan as a workbook that people fill in, and that comes back.

A library over a snapshot of the register, a run and an environment: it calls nothing. The
workbook holds no formula; a hidden sheet keeps what was exported, so that what comes back is
merged three ways: what was exported, what the file says, what the register says now.
"""
