"""Which rule settles which ambiguous term, by word list; the names serve ablation."""

from analysis.scorers.hedging import boosters, lexical_rules, modals
from analysis.scorers.hedging.rule_context import Rule


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
        "as": (lexical_rules.seen_as, "regard regards regarded see sees seen"),
        "consider": (lexical_rules.considered, "consider considers considered"),
        "view": (lexical_rules.view, "view views viewed"),
        "noun_that": (
            lexical_rules.that_clause,
            "idea notion belief beliefs theory speculation allegation allegations possibilities hypothesis "
            "assumption assumptions suggestion suggestions implication expectation expectations suspicion "
            "suspicions indication indications",
        ),
        "believe": (lexical_rules.believe, "believe believes believed believing"),
        "think": (lexical_rules.think, "think thinks"),
        "thought": (lexical_rules.thought, "thought"),
        "expect": (
            lexical_rules.expect,
            "expect expects expected expecting anticipate anticipates anticipated anticipating",
        ),
        "appear": (lexical_rules.appear, "appear appears appeared appearing"),
        "suggest": (lexical_rules.suggest, "suggest suggests suggested suggesting"),
        "indicate": (lexical_rules.indicate, "indicate indicates indicated indicating"),
        "imply": (lexical_rules.imply, "imply implies implied implying"),
        "feel": (lexical_rules.feel, "feel feels felt"),
        "clause": (
            lexical_rules.clause,
            "fear feared fearing wonder wonders wondered wondering guess guesses guessed imagine imagines "
            "imagined suppose supposes reckon reckons reckoned predict predicts predicted predicting",
        ),
        "assume": (lexical_rules.assume, "assume assumes assumed assuming"),
        "suspect": (lexical_rules.suspect, "suspect suspects suspected"),
        "possible": (lexical_rules.possible, "possible"),
        "potential": (lexical_rules.potential, "potential"),
        "doubt": (lexical_rules.doubt, "doubt doubts"),
        "question": (lexical_rules.questioned, "questioned"),
        "concern": (lexical_rules.concern, "concern concerns fears worry worries"),
        "chance": (lexical_rules.chance, "chance chances"),
        "likely": (lexical_rules.likely, "likely"),
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
