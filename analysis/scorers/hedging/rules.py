"""Which rule settles which ambiguous term, by word list; the names serve ablation."""

from analysis.scorers.hedging import boosters, modals, opinions
from analysis.scorers.hedging.context import Rule


def _rules(groups: dict[str, tuple[Rule, str]]) -> dict[str, tuple[str, Rule]]:
    return {term: (name, rule) for name, (rule, terms) in groups.items() for term in terms.split()}


_HEDGES = _rules(
    {
        "may": (modals.may, "may"),
        "could": (modals.could, "could could've"),
        "would": (modals.would, "would wouldn't"),
        "will": (modals.will, "will won't"),
        "should": (modals.should, "should"),
        "if": (modals.condition, "if"),
        "until": (modals.until, "until"),
        "as": (opinions.seen_as, "regard regards regarded see sees seen"),
        "consider": (opinions.considered, "consider considers considered"),
        "view": (opinions.view, "view views viewed"),
        "noun_that": (
            opinions.that_clause,
            "idea notion belief beliefs theory speculation allegation allegations possibilities hypothesis "
            "assumption assumptions suggestion suggestions implication expectation expectations suspicion "
            "suspicions indication indications",
        ),
        "believe": (opinions.believe, "believe believes believed believing"),
        "think": (opinions.think, "think thinks"),
        "thought": (opinions.thought, "thought"),
        "expect": (
            opinions.expect,
            "expect expects expected expecting anticipate anticipates anticipated anticipating",
        ),
        "appear": (opinions.appear, "appear appears appeared appearing"),
        "suggest": (opinions.suggest, "suggest suggests suggested suggesting"),
        "indicate": (opinions.indicate, "indicate indicates indicated indicating"),
        "imply": (opinions.imply, "imply implies implied implying"),
        "feel": (opinions.feel, "feel feels felt"),
        "clause": (
            opinions.clause,
            "fear feared fearing wonder wonders wondered wondering guess guesses guessed imagine imagines "
            "imagined suppose supposes reckon reckons reckoned predict predicts predicted predicting",
        ),
        "assume": (opinions.assume, "assume assumes assumed assuming"),
        "suspect": (opinions.suspect, "suspect suspects suspected"),
        "possible": (opinions.possible, "possible"),
        "potential": (opinions.potential, "potential"),
        "doubt": (opinions.doubt, "doubt doubts"),
        "question": (opinions.questioned, "questioned"),
        "concern": (opinions.concern, "concern concerns fears worry worries"),
        "chance": (opinions.chance, "chance chances"),
        "likely": (opinions.likely, "likely"),
    }
)

_BOOSTERS = _rules(
    {
        "asserted": (
            boosters.asserted,
            "absolutely always certainly conclusively decidedly definite definitely entirely completely "
            "inevitable inevitably really surely thoroughly totally truly unequivocal very wholly",
        ),
        "stance": (boosters.stance, "clearly obviously evidently obvious evident actually genuinely"),
        "vouched": (boosters.vouched, "guarantee guarantees guaranteed"),
    }
)

RULES: dict[str, dict[str, tuple[str, Rule]]] = {"hedges": _HEDGES, "boosters": _BOOSTERS}
"""By word list: the rule of each ambiguous term, with its name."""
