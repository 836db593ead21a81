from dataclasses import replace

import pytest

from voc.classify.labels import FLAGS, SENTIMENTS, Bond, load_labels, save_labels
from voc.errors import ModelError
from voc.records import POLARITIES


def test_every_logit_has_a_name_and_a_place(labels) -> None:
    names = labels.names()
    assert len(names) == len(set(names)) == labels.size
    assert names[: labels.first_topic] == [*SENTIMENTS, *FLAGS]
    for topic in labels.topics:
        for polarity in POLARITIES:
            assert names[labels.topic_index(topic, polarity)] == f"{topic}.{polarity}"


def test_saved_labels_come_back(labels, tmp_path) -> None:
    bond = Bond((0.9, 0.7), (0.1, 0.2, 0.3, 0.4), (1.0, -1.0, -2.0, 0.5))
    for own in (labels, replace(labels, thresholds=(0.4,) * len(labels.topics)), replace(labels, bond=bond)):
        save_labels(tmp_path, own)
        assert load_labels(tmp_path) == own


def test_a_topic_without_a_threshold_of_its_own_is_read_from_a_half_on(labels) -> None:
    own = replace(labels, thresholds=tuple(0.3 + i / 100 for i in range(len(labels.topics))))
    assert [one.threshold(1) for one in (labels, own)] == [0.5, 0.31]


def test_thresholds_that_do_not_fit_the_topics_are_refused(labels, tmp_path) -> None:
    save_labels(tmp_path, replace(labels, thresholds=(0.4,)))
    with pytest.raises(ModelError):
        load_labels(tmp_path)


def test_a_bond_of_another_shape_is_refused(labels, tmp_path) -> None:
    save_labels(tmp_path, replace(labels, bond=Bond(lean=(0.0,))))
    with pytest.raises(ModelError):
        load_labels(tmp_path)
