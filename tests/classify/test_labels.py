from voc.classify.labels import FLAGS, SENTIMENTS, load_labels, save_labels
from voc.records import POLARITIES


def test_every_logit_has_a_name_and_a_place(labels) -> None:
    names = labels.names()
    assert len(names) == len(set(names)) == labels.size
    assert names[: labels.first_topic] == [*SENTIMENTS, *FLAGS]
    for topic in labels.topics:
        for polarity in POLARITIES:
            assert names[labels.topic_index(topic, polarity)] == f"{topic}.{polarity}"


def test_saved_labels_come_back(labels, tmp_path) -> None:
    save_labels(tmp_path, labels)
    assert load_labels(tmp_path) == labels
