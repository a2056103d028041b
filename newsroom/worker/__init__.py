"""The worker: foreign bytes are parsed in a process of our own, with limits of time, memory and size."""

from newsroom.worker.process import Worker
from newsroom.worker.results import Failed, Prepared, Result

__all__ = ["Failed", "Prepared", "Result", "Worker"]
