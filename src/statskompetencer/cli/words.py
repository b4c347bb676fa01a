"""Every word that the command line prints, in Danish and in English, side by side."""

from __future__ import annotations

import re

from statskompetencer._text import counted

_TEXTS: dict[str, tuple[str, str]] = {
    # answers
    "yes": ("Ja", "Yes"),
    "possible": ("Måske", "Possibly"),
    "no": ("Nej", "No"),
    "part": ("{number} af {total}", "{number} of {total}"),
    "span": ("{lower} til {upper}", "{lower} to {upper}"),
    "held": (
        "{answer}. {bounds} kompetencer er repræsenteret, {among}.",
        "{answer}. {bounds} competencies are held, {among}.",
    ),
    "counts_from": (
        "En person tæller med fra niveau {level}. Kræves: {people} pr. kompetence.",
        "A person counts from level {level}. Needed: {people} per competency.",
    ),
    # plans
    "planning": ("Søger den bedste plan:", "Looking for the best plan:"),
    "best_and_bound": ("{value}, grænse {bound}", "{value}, bound {bound}"),
    "after": ("Efter", "After"),
    "available": ("Kan vælges", "Available"),
    "before": ("Før", "Before"),
    "cost": ("Pris", "Cost"),
    "filled": ("Besat", "Filled"),
    "in_team": ("I gruppen", "In the team"),
    "left": ("Tilbage", "Left"),
    "paid": ("Betalte", "Paid for"),
    "places": ("Pladser", "Places"),
    "runs": ("Hold", "Runs"),
    "score": ("Andel", "Share"),
    "seats": ("Pladser", "Seats"),
    "worst_case": ("Værst er det uden: {people}.", "It is worst without: {people}."),
    "no_such_role": ("“{value}” er ikke en rolle her.", "“{value}” is not a role here."),
    "not_places": (
        "“{value}” er ikke en rolle og et antal: --places ROLLE=2",
        "“{value}” is not a role and a number: --places ROLE=2",
    ),
    "not_forbid": (
        "“{value}” er ikke en person og en rolle: --forbid ID=ROLLE",
        "“{value}” is not a person and a role: --forbid ID=ROLE",
    ),
    "not_training": (
        "“{value}” er ikke en person, en kompetence og et niveau: --train ID:DS11=3",
        "“{value}” is not a person, a competency and a level: --train ID:DS11=3",
    ),
    # headings
    "read": ("Hvad der er læst", "What was read"),
    "coverage": ("Dækning", "Coverage"),
    "weak": ("Huller og svage punkter", "Holes and weak points"),
    "key_people": ("Nøglepersoner", "Key people"),
    "post_gaps": ("Hvad der mangler i stillingerne", "What the posts lack"),
    "gaps_people": ("Hvad den enkelte mangler", "What each person lacks"),
    "matches": ("Hvem der opfylder rollernes krav", "Who meets what the roles ask"),
    "best_places": ("De bedste pladser i hver rolle", "The best places in each role"),
    "units": ("Hvad enhederne bidrager med", "What the units contribute"),
    # columns
    "branch": ("Område", "Area"),
    "competency": ("Kompetence", "Competency"),
    "competencies": ("Kompetencer", "Competencies"),
    "description": ("Beskrivelse", "Description"),
    "holders": ("Har", "Hold"),
    "id": ("Id", "Id"),
    "lacks": ("Mangler (har/kræves)", "Lacks (has/asked)"),
    "level": ("Niveau", "Level"),
    "met": ("Opfylder", "Meet it"),
    "minimum": ("Mindst", "Minimum"),
    "needed": ("Kræves", "Needed"),
    "number": ("Nr.", "No."),
    "people": ("Personer", "People"),
    "person": ("Person", "Person"),
    "place": ("Plads", "Place"),
    "post": ("Stilling og kompetence", "Post and competency"),
    "qualified_yes": ("Kvalificeret", "Qualified"),
    "qualified_possible": ("Måske kvalificeret", "Possibly qualified"),
    "qualified_no": ("Ikke kvalificeret", "Not qualified"),
    "represented": ("Repræsenteret", "Held"),
    "requirements": ("Krav", "Requirements"),
    "role": ("Rolle", "Role"),
    "role_and_person": ("Rolle og person", "Role and person"),
    "short": ("Mangler", "Fall short"),
    "some": ("Nogen har", "Some hold"),
    "status": ("Status", "Status"),
    "steps": ("Trin opfyldt", "Steps met"),
    "steps_short": ("Manglende trin", "Steps short"),
    "title": ("Titel", "Title"),
    "unit": ("Enhed", "Unit"),
    "unknown": ("Ikke vurderet", "Not assessed"),
    "weight": ("Vægt", "Weight"),
    "worst": ("Svageste status", "Weakest status"),
    "where": ("Hører under", "Is part of"),
    # coverage
    "nothing_weak": (
        "Ingen: alle kompetencer har flere personer end nødvendigt.",
        "None: every competency has more people than needed.",
    ),
    "no_key_people": (
        "Ingen kompetence hænger på netop det nødvendige antal personer.",
        "No competency hangs on just as many people as needed.",
    ),
    "key_people_counted": (
        "Kan ikke undværes: {people} ({competencies}). Hvis en af dem stopper, opstår der et hul.",
        "Cannot be spared: {people} ({competencies}). If one of them leaves, a hole opens.",
    ),
    "one_key_person": (
        "Kan ikke undværes: {people} ({competencies}). Stopper vedkommende, opstår der et hul.",
        "Cannot be spared: {people} ({competencies}). If that person leaves, a hole opens.",
    ),
    "status_means": (
        "Måske dækket: hvis nok af de ikke vurderede har den. Sårbar: netop det nødvendige antal.",
        "Possible: if enough of those not assessed hold it. Fragile: just as many as needed.",
    ),
    "unit_cells": (
        "Pr. enhed: hvor mange der har kompetencen, og efter + hvor mange der ikke er vurderet.",
        "By unit: how many hold the competency, and after the + how many are not assessed.",
    ),
    "no_unit": ("(uden enhed)", "(without a unit)"),
    "only_here": ("Kendt kun her", "Known here only"),
    # gaps and matches
    "asked_of_role": (
        "{answer}. Målt mod rollen “{role}”: {explained}",
        "{answer}. Measured against the role “{role}”: {explained}",
    ),
    "asked_of_posts": (
        "{answer}. Målt mod egne stillinger: {explained}",
        "{answer}. Measured against their own posts: {explained}",
    ),
    "held_by": ("{role}: {people}", "{role}: {people}"),
    "in": ("i {part}", "in {part}"),
    "heaviest": (
        "Under hver stilling de to kompetencer, hvor det vejer tungest (vægt gange personer).",
        "Below each post the two competencies where it weighs most (weight times people).",
    ),
    "lacks_mean": (
        "Først det, man har, så det, der kræves; ! er under mindstekravet.",
        "First what somebody has, then what is asked; ! is below the minimum.",
    ),
    "nobody": ("Der er ingen personer i filen.", "There is nobody in the file."),
    "gaps_none": ("Ingen mangler noget.", "Nobody lacks anything."),
    "no_posts": (
        "Filen angiver ingen stillinger. Mål mod en rolle: gaps FIL --role ROLLE.",
        "The file gives no posts. Measure against a role: gaps FILE --role ROLE.",
    ),
    "without_post": (
        "{people} uden stilling er ikke målt mod noget.",
        "{people} without a post were measured against nothing.",
    ),
    "unknown_posts": (
        "Stillinger uden en rolle at måle mod: {posts}. Giv deres krav med --roles FIL.",
        "Posts without a role to measure against: {posts}. Give what they ask with --roles FILE.",
    ),
    "no_roles": (
        "Der følger ingen roller med til denne model og skala; giv dem med --roles FIL.",
        "No roles come with this model and scale; give them with --roles FILE.",
    ),
    "measured": (
        "Målt mod hver rolle: {people}.",
        "Measured against each role: {people}.",
    ),
    "possible_means": (
        "Måske: intet mindstekrav er brudt, men noget er ikke vurderet.",
        "Possibly: no minimum is missed, but something is not assessed.",
    ),
    "ranges_mean": (
        "Intervaller går fra det vurderede til det, der gælder, hvis alt ikke vurderet er opfyldt.",
        "Ranges go from what is assessed to what holds if all that is not assessed is met.",
    ),
    # the model
    "official": ("* er en officiel titel", "* is an official title"),
    "sources": ("Titlernes kilder", "Sources of the titles"),
    "source": ("{language}: {title}", "{language}: {title}"),
    "read_on": (", læst {day}", ", read {day}"),
    "holds": ("Indeholder", "Contains"),
    "no_hits": ("Intet fundet for “{words}”.", "Nothing found for “{words}”."),
    "parts": ("Sat sammen af: {parts}", "Put together from: {parts}"),
    # check and template
    "valid_ratings": ("Filen er i orden.", "The file is valid."),
    "valid_framework": ("Modellen er i orden.", "The framework is valid."),
    "written": ("Skrevet: {path}", "Written: {path}"),
    "template_name": ("skabelon.csv", "template.csv"),
    "report_name": ("rapport.html", "report.html"),
    "model_name": ("model.html", "model.html"),
    "reading": ("Læser {path}, rækker:", "Reading {path}, rows:"),
    # notes
    "hidden": (
        "Personer er kun talt. Deres id’er vises med --people.",
        "People are only counted. Their ids are shown with --people.",
    ),
    "own_levels": ("Niveauerne er projektets egne.", "The levels are the project’s own."),
    "own_levels_of_model": (
        "Niveauerne er projektets egne; den officielle model har ingen.",
        "The levels are the project’s own; the official model has none.",
    ),
    "own_levels_and_roles": (
        "Niveauer og roller er projektets egne eksempler; den officielle model har dem ikke.",
        "Levels and roles are the project’s own examples; the official model has neither.",
    ),
    "no_decision": (
        "En rangordning er et sted at begynde en samtale, aldrig en afgørelse om en person.",
        "A ranking is a place to start a talk from, never a decision about a person.",
    ),
    # errors
    "times_first_in": (
        "{number} gange, første i {place}: {message}",
        "{number} times, first in {place}: {message}",
    ),
    "times": ("{number} gange: {message}", "{number} times: {message}"),
    "more_errors": (
        "… og {number} fejl mere; alle står i: check FIL --json",
        "… and {number} more; all of them are in: check FILE --json",
    ),
    "not_whole": ("“{value}” er ikke et helt tal", "“{value}” is not a whole number"),
    "too_few_heads": (
        "{value} er for få: der er {people} i data",
        "{value} is too few: there are {people} in the data",
    ),
    "exists": (
        "{path} findes allerede og bliver ikke overskrevet; vælg et andet navn med -o",
        "{path} exists and is not overwritten; choose another name with -o",
    ),
    "both_targets": (
        "giv enten --target eller --holders og --level, ikke begge dele",
        "give either --target or --holders and --level, not both",
    ),
    "not_a_column": (
        "“{value}” er ikke på formen Overskrift=felt",
        "“{value}” is not of the form Header=field",
    ),
    "cannot_write": ("kan ikke skrive: {reason}", "cannot write: {reason}"),
    "no_role_in_it": ("der er ingen rolle i filen", "there is no role in the file"),
    "unknown_engine": ("der er ingen motor “{name}”", "there is no engine “{name}”"),
    "not_excel": (
        "{engine} læser ikke Excel; udelad --engine, eller gem arket som CSV",
        "{engine} does not read Excel; leave --engine out, or save the sheet as CSV",
    ),
    "not_by_objects": (
        "{file} er hverken CSV eller Excel; den læses med --engine matrix, som er standard for den",
        "{file} is neither CSV nor Excel; it is read with --engine matrix, the default for it",
    ),
    "not_by_report": (
        "{file} er hverken CSV eller Excel; denne kommando kræver en af delene",
        "{file} is neither CSV nor Excel; this command takes one of these",
    ),
    "no_sheets": (
        "{file} er ikke en projektmappe og har ingen ark",
        "{file} is not a workbook and has no sheets",
    ),
    "too_many_named": (
        "{people} personer er for mange at nævne (højst {most}); brug en mindre fil, fx én enheds",
        "{people} people are too many to name (at most {most}); use a smaller file, as of one unit",
    ),
    "not_duckdb_posts": (
        "duckdb ser ikke på stillinger; brug --role ROLLE eller --engine matrix",
        "duckdb does not look at posts; use --role ROLE or --engine matrix",
    ),
    "in_rows": ("{message} (rækker: {rows})", "{message} (rows: {rows})"),
    "not_duckdb_name": (
        "duckdb læser ikke filer med *, ?, [ eller {{ i navnet; brug --engine matrix",
        "duckdb does not read files with *, ?, [ or {{ in the name; use --engine matrix",
    ),
    "not_duckdb_rule": (
        "duckdb vælger ikke mellem vurderinger; brug --rule med --engine matrix",
        "duckdb does not choose between ratings; use --rule with --engine matrix",
    ),
    "not_duckdb_saved": (
        "duckdb læser ikke en gemt matrix; brug --engine matrix",
        "duckdb does not read a saved matrix; use --engine matrix",
    ),
    "not_duckdb_encoding": (
        "duckdb læser kun CSV i UTF-8; brug --engine matrix",
        "duckdb reads CSV in UTF-8 only; use --engine matrix",
    ),
    "not_duckdb_levels": (
        "duckdb læser kun tal, og det er niveauerne i “{column}” ikke; brug --engine matrix",
        "duckdb reads numbers only, and the levels in “{column}” are none; use --engine matrix",
    ),
    "not_duckdb_sign": (
        "duckdb kan ikke læse et niveau {sign}; brug --engine matrix",
        "duckdb cannot read a level {sign}; use --engine matrix",
    ),
    "not_duckdb_said": (
        "duckdb kunne ikke ({said}); brug --engine matrix",
        "duckdb could not ({said}); use --engine matrix",
    ),
    "unknown_scale": ("der er ingen skala “{name}”", "there is no scale “{name}”"),
}

_HEADER = r'columns=\{"((?:(?!columns=).)*?)": '  # a header may hold whatever a cell may hold
_OPTIONS = (
    (re.compile(_HEADER + r"None\}"), r'--ignore "\1"'),
    (re.compile(_HEADER + r'"([^{}"]*)"\}'), r'--column "\1=\2"'),
    (re.compile(r'rule="(\w+)"'), r"--rule \1"),
    (re.compile(r'sheet="([^"]*)"'), r'--sheet "\1"'),
    (re.compile(r"overwrite=True"), r"--overwrite"),
    (re.compile(r'resolve\(frame, "(\w+)"\)'), r"--engine matrix --rule \1"),
)

_NOUNS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "area": (("område", "områder"), ("area", "areas")),
    "subcategory": (("underkategori", "underkategorier"), ("subcategory", "subcategories")),
    "competency": (("kompetence", "kompetencer"), ("competency", "competencies")),
    "person": (("person", "personer"), ("person", "people")),
}

_LANGUAGES = {"da": ("Dansk", "Danish"), "en": ("Engelsk", "English")}
_STATUSES = {
    "official": ("officiel", "official"),
    "translated": ("oversat af projektet", "translated by the project"),
    "reconstructed": ("rekonstrueret af projektet", "reconstructed by the project"),
    "own": ("egen", "own"),
}


def danish(key: str, **values: object) -> str:
    """A text in Danish."""
    return _TEXTS[key][0].format(**values)


def english(key: str, **values: object) -> str:
    """A text in English."""
    return _TEXTS[key][1].format(**values)


def as_options(text: str) -> str:
    """The text of an error with the remedies as options, not as arguments in Python."""
    for pattern, option in _OPTIONS:
        text = pattern.sub(option, text)
    return text


class Words:
    """The texts in one language: Danish for “da”, English for every other."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """A text with its values filled in."""
        return danish(key, **values) if self.language == "da" else english(key, **values)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun: “1 person”, “3 personer”."""
        da, en = _NOUNS[noun]
        return counted(number, self.language, da=da, en=en)

    def status(self, status: str) -> str:
        """The status of a title in words."""
        return _STATUSES[status][self.language != "da"]

    def language_name(self, language: str) -> str:
        """What a language is called, or its code where that is not known here."""
        names = _LANGUAGES.get(language, (language, language))
        return names[self.language != "da"]

    def part(self, number: object, total: int) -> str:
        """“29 af 32”."""
        return self("part", number=number, total=total)

    def bounds(self, lower: int, upper: int, total: int) -> str:
        """“29 til 31 af 32”, or “29 af 32” where the two bounds are equal."""
        return self.part(self.span(lower, upper), total)

    def span(self, lower: object, upper: object) -> str:
        """“24 til 30”, or “24” where the two are equal."""
        return str(lower) if lower == upper else self("span", lower=lower, upper=upper)
