"""The worker: foreign bytes are parsed in processes of our own, with limits of time, memory and size."""

from newsroom.worker.dealing import aside
from newsroom.worker.limits import Limits
from newsroom.worker.results import Failed, Prepared, Result
from newsroom.worker.worker import Worker

__all__ = ["Failed", "Limits", "Prepared", "Result", "Worker", "aside"]
