"""What the window can do beyond annotating itself: each feature with its lists, pages and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.accepting.desk import Accepting
from annotator.gui.actors.desk import ActorDesk
from annotator.gui.agreement.desk import AgreementDesk
from annotator.gui.commands import (
    about_article,
    accepting,
    actors,
    agreement,
    codebook,
    comparing,
    hubbing,
    languages,
    patterns,
    problems,
    scores,
    sharing,
    statistics,
    sureness,
    talking,
    training,
    watching,
)
from annotator.gui.commands import team as team_commands
from annotator.gui.comparing.desk import ComparingDesk
from annotator.gui.hubbing.desk import HubDesk
from annotator.gui.pages import Page
from annotator.gui.patterns.desk import PatternDesk
from annotator.gui.problems.desk import ProblemDesk
from annotator.gui.report.desk import ReportDesk
from annotator.gui.scores.desk import ScoresDesk
from annotator.gui.sharing.desk import SharingDesk
from annotator.gui.statistics.desk import StatisticsDesk
from annotator.gui.sureness.desk import SurenessDesk
from annotator.gui.talk.counting import WaitingCount
from annotator.gui.talk.desk import TalkDesk
from annotator.gui.team.desk import TeamDesk
from annotator.gui.timing import Timing
from annotator.gui.training.desk import TrainingDesk
from annotator.gui.training.ordering import UsefulOrder
from annotator.gui.watching.desk import WatchDesk

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

# The pages themselves are imported when they are first opened: most people open few of them.


def add_features(window: MainWindow) -> None:
    """Make the desks of the features, and say which lists, pages and commands there are."""
    drawer = window.workspace.drawer
    for place in (drawer, window.pages):
        window.session_changed.connect(place.set_session)
    window.timing = Timing(window)
    window.session_changed.connect(window.timing.set_session)
    window.problems = ProblemDesk(window)
    window.session_changed.connect(window.problems.set_session)
    window.actors = ActorDesk(window)
    window.training = TrainingDesk(window)
    window.session_changed.connect(window.training.set_session)

    sure = SurenessDesk(window)
    window.session_changed.connect(sure.set_session)

    def problems_page() -> Page:
        from annotator.gui.problems.page import ProblemsPage

        return ProblemsPage(window, window.problems)

    def history_page() -> Page:
        from annotator.gui.history.page import HistoryPage

        return HistoryPage(window)

    def article_page() -> Page:
        from annotator.gui.article_page.page import ArticlePage

        return ArticlePage(window)

    def codebook_page() -> Page:
        from annotator.gui.codebook_page.page import CodebookPage

        return CodebookPage(window)

    def guide_page() -> Page:
        from annotator.gui.guide.page import GuidePageView

        return GuidePageView(window.commands)

    drawer.add("problems", "Problems", problems_page)
    drawer.add("history", "History", history_page)
    drawer.add("article", "Answers and note", article_page)
    window.pages.add("actors", "Actors", window.actors.make_page)
    window.pages.add("codebook", "Codebook", codebook_page)
    patterned = PatternDesk(window)
    window.pages.add("patterns", "Patterns", patterned.make_page)
    window.pages.add("guide", "Guide", guide_page)
    window.pages.add("training", "Training", window.training.make_page)
    team = TeamDesk(window)
    window.session_changed.connect(team.set_session)
    window.pages.add("team", "Team", team.make_page)
    window.commands.add(team_commands.commands(team))
    hub = HubDesk(window)
    window.session_changed.connect(hub.set_session)
    window.commands.add(hubbing.commands(hub))
    watched = WatchDesk(window)
    window.session_changed.connect(watched.set_session)
    window.commands.add(watching.commands(watched))
    window.commands.add(codebook.commands(window))
    window.commands.add(sureness.commands(sure))
    window.commands.add(about_article.commands(window))
    window.commands.add(languages.commands(window))
    window.commands.add(problems.commands(window, window.problems))
    window.commands.add(accepting.commands(Accepting(window)))
    window.commands.add(actors.commands(window.actors))
    window.commands.add(patterns.commands(patterned))
    window.commands.add(scores.commands(ScoresDesk(window)))
    shares = SharingDesk(window)
    window.session_changed.connect(shares.set_session)
    window.commands.add(sharing.commands(shares))
    window.talk = TalkDesk(window)
    window.commands.add(talking.commands(window.talk))
    for follows in (window.talk, WaitingCount(window)):
        window.session_changed.connect(follows.set_session)
    compared = ComparingDesk(window)
    window.commands.add(comparing.commands(compared))
    agreed = AgreementDesk(window, compared)
    window.commands.add(agreement.commands(agreed, ReportDesk(window, agreed)))
    window.commands.add(statistics.commands(StatisticsDesk(window, team)))
    useful = UsefulOrder(window)
    window.session_changed.connect(useful.set_session)
    window.commands.add(training.commands(window.training, useful))
