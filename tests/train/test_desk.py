"""A batch gathered from row numbers is the windows padded to their longest."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from voc.classify.tokens import Window, pad
from voc.train.desk import Desk

WINDOWS = st.lists(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.lists(st.integers(2, 50), min_size=n, max_size=n), st.integers(0, n - 1))
    ),
    min_size=1,
    max_size=8,
).map(lambda own: [Window(tuple(ids), first, ()) for ids, first in own])


@given(WINDOWS, st.data())
def test_a_batch_has_the_ids_and_masks_of_its_windows(windows, data) -> None:
    rows = data.draw(st.lists(st.sampled_from(range(len(windows))), min_size=1, max_size=6))
    batch = Desk(windows, "cpu").batch(torch.tensor(rows), max(len(windows[i].ids) for i in rows))
    ids, mask, text = (torch.from_numpy(a) for a in pad([windows[i] for i in rows]))
    assert torch.equal(batch.ids, ids)
    assert torch.equal(batch.mask, mask.bool()) and torch.equal(batch.text, text.bool())


@given(WINDOWS, st.integers(1, 4))
def test_every_token_is_read_once_and_has_a_place_of_its_own(windows, size) -> None:
    desk = Desk(windows, "cpu")
    ids, places = torch.zeros(desk.tokens, dtype=torch.long), []
    for batch in desk.every(size):
        at = batch.at[batch.mask]
        ids[at] = batch.ids[batch.mask]
        places += at.tolist()
    assert ids.tolist() == [i for window in windows for i in window.ids]
    assert sorted(places) == list(range(desk.tokens))
