"""News agencies and picture agencies, with the forms in which datelines, credits and bylines name them."""

NEWS_AGENCIES: dict[str, tuple[str, ...]] = {
    "Associated Press": ("The Associated Press", "Associated Press", "AP", "A.P."),
    "Reuters": ("Thomson Reuters Foundation", "Thomson Reuters", "Reuters", "REUTERS"),
    "AFP": ("Agence France-Presse", "Agence France Presse", "AFP"),
    "UPI": ("United Press International", "UPI"),
    "Bloomberg": ("Bloomberg News", "Bloomberg"),
    "dpa": ("Deutsche Presse-Agentur", "dpa", "DPA"),
    "PA Media": ("Press Association", "PA Media", "PA"),
    "Xinhua": ("Xinhua News Agency", "Xinhua"),
    "TASS": ("ITAR-TASS", "TASS"),
    "Kyodo": ("Kyodo News", "Kyodo"),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "PTI": ("Press Trust of India", "PTI"),
    "ANI": ("ANI",),
    "IANS": ("IANS",),
    "Canadian Press": ("The Canadian Press", "Canadian Press"),
    "AAP": ("Australian Associated Press", "AAP"),
    "Kaiser Health News": ("Kaiser Health News", "KHN"),
    "Tribune News Service": ("Tribune News Service", "TNS", "McClatchy-Tribune", "MCT"),
}
"""Canonical name and forms, longer ones before those they begin with."""

PICTURE_AGENCIES = ("Getty Images", "Getty", "EPA", "Shutterstock", "iStock", "Pixabay")

CREDITED = (
    "CNN",
    *(form for forms in NEWS_AGENCIES.values() for form in forms),
    *PICTURE_AGENCIES,
)
"""Every name that a dateline or a picture's credit can hold; CNN signs datelines as an agency does."""
