"""Names of months in ten languages besides English, as newspapers write them in a date.

>>> month_number("März"), month_number("sept."), month_number("października"), month_number("Thermidor")
(3, 9, 10, None)
"""

from functools import cache

from analysis.spelling import without_accents

LANGUAGES = "English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian and Polish"

# January to December, each with its names and usual abbreviations; accents are left out on both sides when compared.
# No name stands for two months in any of these languages.
NAMES = (
    "januar jänner jan jän janvier janv enero ene gennaio genn gen janeiro januari stycznia styczeń sty",
    "februar feber feb febr février févr fév febrero febbraio febbr fevereiro fev februari lutego luty lut",
    "märz mär mrz mars marzo mar março maart mrt marts marca marzec",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwi",
    "mai mayo may maggio magg mag maio mei maj maja",
    "juni jun juin junio giugno giu junho czerwca czerwiec cze",
    "juli jul juillet juil julio luglio lug julho lipca lipiec lip",
    "august aug août agosto ago ag augustus augusti sierpnia sierpień sie",
    "september sep sept septembre septiembre setiembre set settembre sett setembro września wrzesień wrz",
    "oktober okt octobre oct octubre ottobre ott outubro out października październik paź",
    "november nov novembre noviembre novembro listopada listopad lis",
    "dezember dez décembre déc diciembre dic dicembre dezembro december dec desember des grudnia grudzień gru",
)


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's name or abbreviation (with or without a full stop), None for any other word."""
    return _numbers().get(without_accents(name.rstrip(".")))


@cache
def _numbers() -> dict[str, int]:
    return {without_accents(name): number for number, names in enumerate(NAMES, 1) for name in names.split()}
