"""Labelled comments → a trained network. What learns is here; what data there is, is not.

    lessons.py     comments, or a teacher's answers → tensors
    tune.py        a model folder and a user's labelled comments → a model folder of their own
    rehearsal.py   what it is not to forget
    encoder.py     the base encoder under new heads, a student with fewer layers, only some layers at work
    desk.py        windows as tensors where something learns, batches by row numbers
    fit.py         one loss for all heads
    loop.py        batches, rates, steps
    checkpoint.py  where it stands after an epoch, to go on from

Fixed seeds, fixed order.
"""

from voc.train.encoder import fresh, heard, shallow, standardise
from voc.train.fit import fit
from voc.train.lessons import Example, Lessons, Recipe, example, lessons, taught
from voc.train.tune import tune

__all__ = [
    "Example", "Lessons", "Recipe",
    "example", "fit", "fresh", "heard", "lessons", "shallow", "standardise", "taught", "tune",
]  # fmt: skip
