"""Which `time_format` would read times that no known shape reads."""

import pytest

from voc.ingest import time_formats

CELLS = {  # cells of a time column → the forms that a person may choose from
    ("10/1/2025 9:00:00", "10/31/2025 23:59:59"): ("%m/%d/%Y %H:%M:%S",),
    ("31/10/2025 9:00", "1/11/2025 10:00"): ("%d/%m/%Y %H:%M",),
    ("10/1/2025", "10/2/2025"): ("%m/%d/%Y", "%d/%m/%Y"),
    ("10/31/2025 9:00:00 PM",): ("%m/%d/%Y %I:%M:%S %p",),
    ("31.10.2025",): ("%d.%m.%Y",),
    ("Oct 31, 2025",): ("%b %d, %Y",),
    (*["10/31/2025"] * 3, *(f"10/{day}/2025" for day in range(13, 31)), "不明"): ("%m/%d/%Y",),
    ("202510310900",): ("%Y%m%d%H%M",),
    ("2025年1月", "2025年10月"): ("%Y年%m月",),
    ("いつか",): (),
    ("", ""): (),
}


@pytest.mark.parametrize("cells", CELLS)
def test_times_tell_the_forms_that_read_nearly_all_of_them(export, cells):
    rows = "".join(f'{i},m{i},"{cell}",9,良い,20代\n' for i, cell in enumerate(cells))
    made = export("a.csv", f"id,会員ID,回答日時,NPS,理由,年代\n{rows}")
    assert time_formats(made.file, made.profile().mapping) == CELLS[cells]
    for form in CELLS[cells]:
        read = export("a.csv", made.file.path.read_bytes(), time_format=form)
        assert read.profile().accepted >= 0.9 * len(set(cells))
