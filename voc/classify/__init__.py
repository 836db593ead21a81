"""A model and texts → readings; the only place that knows the machine-learning libraries.

Enters: `Readable` texts. Leaves: `Reading`s in the same order. Importing this package loads no
engine; `reader` loads the one it needs.
"""

from voc.classify.folder import DEFAULT, measured
from voc.classify.reader import Reader, describe, own_folder, reader, topic_rates, topics

__all__ = ["DEFAULT", "Reader", "describe", "measured", "own_folder", "reader", "topic_rates", "topics"]
