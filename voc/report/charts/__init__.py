"""Charts of published tables: rows of one table in, a `Figure` out, which is an SVG and a PNG.

    scores           nps                      how the scores 0-10 of one row are distributed
    answers          responses                one person's scores over time
    trend            nps, topic_by_nps        a figure by month with its band
    forest           topic_by_nps, drivers    a figure and its interval for every topic
    portfolio        drivers                  CSポートフォリオ
    quadrants        loyalty                  people and their share of the sum, psychological × behavioural
    waterfall        changes                  from one period's NPS to another's, topic by topic
    network          cooccurrence             terms that are said together
    correspondence   correspondence           terms and the groups that say them

Each takes rows of one source and one cell, the language of its words ("ja" or "en") and its width in
pixels, and gives None where nothing may be shown. Suppressed rows hold no figures and are not drawn; 参考値
are hollow. Nothing is computed here but places on the picture.
"""

from voc.report.charts.answers import answers
from voc.report.charts.correspondence import correspondence
from voc.report.charts.figure import DARK, THEME, Figure
from voc.report.charts.forest import forest
from voc.report.charts.network import network
from voc.report.charts.portfolio import portfolio
from voc.report.charts.quadrants import quadrants
from voc.report.charts.scores import scores
from voc.report.charts.trend import trend
from voc.report.charts.waterfall import waterfall

__all__ = [
    "DARK", "THEME", "Figure", "answers", "correspondence", "forest", "network", "portfolio",
    "quadrants", "scores", "trend", "waterfall",
]  # fmt: skip
