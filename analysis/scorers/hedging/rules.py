"""The rule of each ambiguous term, by word list. Rules are declared in `modals`, `lexical_rules` and `boosters`."""

from types import ModuleType

from analysis.scorers.hedging import boosters, lexical_rules, modals
from analysis.scorers.hedging.rule_context import Rule


def _by_term(*modules: ModuleType) -> dict[str, Rule]:
    rules = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return {term: rule for rule in rules for term in rule.terms}


RULES: dict[str, dict[str, Rule]] = {"hedges": _by_term(modals, lexical_rules), "boosters": _by_term(boosters)}
