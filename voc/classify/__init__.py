"""A model and texts → readings; the only place that knows the machine-learning libraries.

Enters: `Readable` texts. Leaves: `Reading`s in the same order. Importing this package loads no
engine; `reader` loads the one it needs.
"""

from voc.classify.folder import DEFAULT
from voc.classify.reader import Described, Reader, describe, own_folder, reader, topics

__all__ = ["DEFAULT", "Described", "Reader", "describe", "own_folder", "reader", "topics"]
