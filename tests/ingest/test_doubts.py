"""A mapping that may be wrong says so: two columns that ask alike, a score whose name does not ask."""

import pytest

from voc.ingest import doubts, look, propose

DOUBTS = [  # columns with scores 0-10, where not said otherwise → which is the score, the others in doubt, whether its name asks
    (("推奨度", "店舗の清潔さ（0〜10）"), "推奨度", "", True),
    (("A店の推奨度", "B店の推奨度"), "A店の推奨度", "B店の推奨度", True),
    (("NPS", "当社の推奨度"), "NPS", "当社の推奨度", True),
    (("ブランドNPS（0-10）", "店舗NPS（0-10）"), "ブランドNPS（0-10）", "店舗NPS（0-10）", True),
    (("当社の推奨度", "競合A社の推奨度"), "当社の推奨度", "", True),
    (("推奨度", "A店の推奨度"), "推奨度", "", True),
    (("総合", "全体"), "総合", "全体", False),
    (("総合評価",), "総合評価", "", False),
]


def looked_at(path, names):
    rows = (f"2025/10/{i % 28 + 1:02d},{','.join(str((i * (at + 1)) % 11) for at in range(len(names)))}" for i in range(40))
    path.write_text("\n".join([",".join(("回答日時", *names)), *rows]), encoding="utf-8")
    (source,) = propose([path])
    return source, look([path], source, 100)[0]


@pytest.mark.parametrize(("names", "nps", "others", "asks"), DOUBTS)
def test_the_score_is_doubted_where_another_column_may_be_it(tmp_path, names, nps, others, asks):
    source, columns = looked_at(tmp_path / "a.csv", names)
    told = doubts(source, columns, "ja")
    assert source.nps == nps and len(told) == bool(others) + (not asks)
    assert all(f"「{nps}」" in one for one in told) and (not others or f"「{others}」も" in told[-1])


def test_a_mapping_that_is_no_survey_s_is_not_doubted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("会員番号,利用年数,推奨度\n" + "".join(f"K{i},{i},{i % 11}\n" for i in range(30)))
    source = propose([path])[0]
    assert doubts(type(source)("", "customers", respondent="会員番号"), look([path], source, 100)[0], "ja") == ()
