"""Every word of the pages, in Danish and in English, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_TEXTS: dict[str, tuple[str, str]] = {
    # the page
    "title": ("Har vi kompetencerne?", "Do we have the competencies?"),
    "skip": ("Gå til svaret", "Go to the answer"),
    "skip_model": ("Gå til modellen", "Go to the model"),
    "contents": ("Indhold", "Contents"),
    "made_with": (
        "Lavet med statskompetencer {version}. Siden er én fil: den henter intet og sender intet.",
        "Made with statskompetencer {version}. The page is one file: it fetches and sends nothing.",
    ),
    "figure": ("Tallene bag billedet", "The numbers behind the picture"),
    "more": ("og {number} mere", "and {number} more"),
    "left_out": (
        "{number} rækker mere er udeladt. Få dem alle med:",
        "{number} more rows are left out. Get all of them with:",
    ),
    "left_out_one": (
        "1 række mere er udeladt. Få dem alle med:",
        "1 more row is left out. Get all of them with:",
    ),
    "span": ("{lower} til {upper}", "{lower} to {upper}"),
    "part": ("{number} af {total}", "{number} of {total}"),
    "share": ("{number} af {total} ({share} %)", "{number} of {total} ({share}%)"),
    # the answer
    "answer": ("Svaret", "The answer"),
    "yes": ("Ja", "Yes"),
    "possible": ("Måske", "Possibly"),
    "no": ("Nej", "No"),
    "held": (
        "{bounds} kompetencer er repræsenteret, {among}.",
        "{bounds} competencies are held, {among}.",
    ),
    "held_one": (
        "{bounds} kompetencer er repræsenteret, {among}.",
        "{bounds} competencies is held, {among}.",
    ),
    "bounds_yes": (
        "Hver kompetence har mindst det antal personer, der kræves.",
        "Every competency has at least as many people as needed.",
    ),
    "bounds_open": (
        (
            "{lower} er sikkert repræsenteret. Selv hvis alle ikke vurderede tæller med, er det "
            "højst "
            "{upper}."
        ),
        "{lower} held for certain. Even counting everybody not assessed, {upper} at most.",
    ),
    "bounds_open_all": (
        "{lower} er sikkert repræsenteret. Resten afhænger af personer, der ikke er vurderet.",
        "{lower} held for certain. The rest depends on people who were not assessed.",
    ),
    "bounds_no": (
        "Det gælder, uanset hvad de ikke vurderede kan.",
        "That holds whatever those not assessed can do.",
    ),
    "covered_means": ("flere personer end nødvendigt", "more people than needed"),
    "fragile_means": ("netop det nødvendige antal", "just as many as needed"),
    "possible_means": (
        "hvis nok ikke vurderede har den",
        "if enough of those not assessed hold it",
    ),
    "short_means": ("også med de ikke vurderede", "even with those not assessed"),
    "uncovered_means": ("ingen har den", "nobody holds it"),
    "point_uncovered": ("Ingen har ({number})", "Nobody holds ({number})"),
    "point_short": ("For få har ({number})", "Too few hold ({number})"),
    "point_possible": ("Det vides ikke ({number})", "Not known ({number})"),
    "point_fragile": (
        "Hænger på én person ({number})",
        "Hangs on one person ({number})",
    ),
    "point_fragile_more": (
        "Netop det nødvendige antal har ({number})",
        "Just as many as needed hold ({number})",
    ),
    "hint_uncovered": (
        "Det kræver uddannelse, ansættelse eller hjælp udefra.",
        "That takes training, hiring or help from outside.",
    ),
    "hint_short": (
        "Det kræver flere personer, også hvis alle ikke vurderede tæller med.",
        "That takes more people, even if everybody not assessed counts.",
    ),
    "hint_possible": (
        "Vurdér flere. For få har dem med sikkerhed, men nogle er ikke vurderet.",
        "Assess more people. Too few are known to hold them, but some were not assessed.",
    ),
    "hint_fragile": (
        "Stopper én, opstår der et hul. Oplær mindst én til.",
        "If one leaves, a hole opens. Train at least one more.",
    ),
    "point_training": ("Uddannelse hjælper flest her", "Training helps most here"),
    "hint_training": (
        "Mindst så mange mangler noget i forhold til de krav, de er målt mod.",
        "At least so many fall short of what they were measured against.",
    ),
    "nobody": (
        "Der er ingen personer i data, så rapporten kan ikke svare på noget.",
        "There is nobody in the data, so the report can answer nothing.",
    ),
    "few": (
        (
            "Data er om {people}. Tal om så få peger på enkeltpersoner: del kun rapporten med dem, "
            "der må vide, hvordan hver af dem er vurderet."
        ),
        (
            "The data is about {people}. Counts of so few people point to individuals: share the "
            "report only with those who may know how each of them was rated."
        ),
    ),
    # what was asked
    "asked": ("Hvad der er spurgt om, og af hvem", "What was asked, and of whom"),
    "model": ("Model", "Model"),
    "model_is": (
        "({key}): {areas} områder, {competencies} kompetencer",
        "({key}): {areas} areas, {competencies} competencies",
    ),
    "target": ("Målet", "The target"),
    "target_is": (
        (
            "{competencies} kompetencer, hver hos mindst {people}. En person tæller med fra "
            "niveau {level}."
        ),
        (
            "{competencies} competencies, each held by at least {people}. A person counts from "
            "level {level}."
        ),
    ),
    "people": ("Personer", "People"),
    "people_are": ("{people} i data", "{people} in the data"),
    "people_of": (
        "{people} i data, af {headcount} ansatte. De øvrige {rest} tæller som ikke vurderet.",
        "{people} in the data, of {headcount} employees. The other {rest} count as not assessed.",
    ),
    "units": ("Enheder", "Units"),
    "units_pooled": (
        "{number}. De {pooled} mindste er lagt sammen for at undgå grupper på færre end {least}.",
        "{number}. The {pooled} smallest are pooled, to avoid groups of fewer than {least}.",
    ),
    "no_units": ("ikke oplyst", "not stated"),
    "ratings": ("Vurderinger", "Ratings"),
    "ratings_are": (
        (
            "{share} er vurderet; ikke vurderet: {unknown}; ikke relevant for personens opgaver: "
            "{not_relevant}."
        ),
        (
            "{share} were assessed; not assessed: {unknown}; not relevant to the person’s job: "
            "{not_relevant}."
        ),
    ),
    "raters": ("Vurderet af", "Rated by"),
    "rater_self": ("personen selv: {people}", "the person themselves: {people}"),
    "rater_manager": ("lederen: {people}", "the manager: {people}"),
    "rater_agreed": ("begge i enighed: {people}", "both in agreement: {people}"),
    "rater_None": ("ikke oplyst: {people}", "not stated: {people}"),
    "days": ("Vurderet", "Rated on"),
    "days_between": ("{first} til {last}", "{first} to {last}"),
    "days_none": ("Datoen er ikke oplyst", "The date is not stated"),
    "days_some": ("uden dato: {people}", "without a date: {people}"),
    # holes
    "holes": ("Huller og svage punkter", "Holes and weak points"),
    "not_held": ("Ikke sikkert repræsenteret", "Not held for certain"),
    "not_held_caption": (
        "Kompetencer, som for få sikkert har",
        "Competencies that too few hold for certain",
    ),
    "all_held": (
        "Ingen huller: alle kompetencer har det antal personer, der kræves.",
        "No holes: every competency has as many people as needed.",
    ),
    "fragile": ("Hvor det hænger på én person", "Where it hangs on one person"),
    "fragile_more": ("Netop det nødvendige antal", "Just as many as needed"),
    "fragile_caption": (
        "Kompetencer med netop det nødvendige antal personer",
        "Competencies with just as many people as needed",
    ),
    "no_fragile": (
        "Ingen kompetence har netop det nødvendige antal personer.",
        "No competency has just as many people as needed.",
    ),
    "key_people": (
        "{competencies} hænger på {people}. Stopper en af dem, opstår der et hul.",
        "{competencies} hang on {people}. If one of them leaves, a hole opens.",
    ),
    "key_people_one": (
        "{competencies} hænger på {people}. Stopper en af dem, opstår der et hul.",
        "{competencies} hangs on {people}. If one of them leaves, a hole opens.",
    ),
    "key_person": (
        "{competencies} hænger på {people}. Stopper vedkommende, opstår hullerne på én gang.",
        "{competencies} hang on {people}. If that person leaves, all these holes open at once.",
    ),
    "key_person_one": (
        "{competencies} hænger på {people}. Stopper vedkommende, opstår der et hul.",
        "{competencies} hangs on {people}. If that person leaves, a hole opens.",
    ),
    "key_people_caption": (
        "Personer, der ikke kan undværes",
        "People who cannot be spared",
    ),
    # the whole model
    "whole": ("Hele modellen", "The whole model"),
    "wheel": (
        "Modellen som et hjul: hver kompetence med status og antal personer",
        "The model as a wheel: each competency with its status and number of people",
    ),
    "branches_caption": (
        "Områder og underkategorier",
        "Areas and subcategories",
    ),
    "all_caption": ("Alle kompetencer", "All competencies"),
    # units
    "by_unit": ("Enhederne", "The units"),
    "unit_intro": (
        "En lille enhed behøver ikke at have alle kompetencer; det skal organisationen som helhed.",
        "A small unit need not hold every competency; the organisation as a whole has to.",
    ),
    "heatmap_competency": (
        "Hvor mange i hver enhed der har hver kompetence",
        "How many in each unit hold each competency",
    ),
    "heatmap_subcategory": (
        "Hvor mange af hver underkategoris kompetencer nogen i hver enhed har",
        "How many of the competencies of each subcategory somebody in each unit holds",
    ),
    "units_left": (
        "Billedet og tallene bag det viser de {number} største af {total} enheder. Få alle med:",
        (
            "The picture and the numbers behind it show the {number} largest of {total} units. Get "
            "all with:"
        ),
    ),
    "units_caption": (
        "Hvad hver enhed bidrager med",
        "What each unit contributes",
    ),
    "matrix_caption": (
        "Antal, der har kompetencen, og efter + antal ikke vurderede: enhed {span}",
        "How many hold the competency, and after + how many were not assessed: unit {span}",
    ),
    "no_unit": ("(uden enhed)", "(without a unit)"),
    "no_units_told": (
        "Data siger ikke, hvilken enhed personerne hører til.",
        "The data does not say which unit people belong to.",
    ),
    "one_unit": (
        "Alle er i én enhed eller én samlet gruppe, så der er ikke noget at sammenligne.",
        "Everybody is in one unit or one pooled group, so there is nothing to compare.",
    ),
    # posts
    "posts": ("Mangler i stillingerne", "Gaps in the posts"),
    "gaps": ("Mangler i forhold til kravene", "Gaps against what is asked for"),
    "posts_intro": (
        "Hver person er målt mod kravene til den stilling, vedkommende har.",
        "Each person is measured against what the post that they hold asks for.",
    ),
    "posts_caption": ("Stillingerne i overblik", "The posts at a glance"),
    "post_picture": ("{role}: hvor der mangler noget", "{role}: where something is missing"),
    "post_caption": ("{role}: alle krav", "{role}: all requirements"),
    "group": ("Den målte gruppe", "The group that was measured"),
    "posts_few": (
        "Ikke vist, fordi færre end {least} har stillingen",
        "Not shown, since fewer than {least} hold the post",
    ),
    "group_few": (
        "Gruppen er på færre end {least} personer og vises derfor ikke.",
        "The group has fewer than {least} people and is therefore not shown.",
    ),
    "posts_unknown": (
        "Stillinger uden kendte krav, som ingen er målt mod",
        "Posts with no known requirements, so that nobody was measured against them",
    ),
    "without_post": (
        "{people} uden stilling: ikke målt mod noget.",
        "{people} without a post: not measured against anything.",
    ),
    "no_posts": (
        "Ingen i data har en stilling, der er kendte krav til.",
        "Nobody in the data holds a post with known requirements.",
    ),
    "posts_left": (
        "Billeder og krav er vist for de {number} stillinger, hvor flest mangler noget.",
        "Pictures and requirements are shown for the {number} posts with most gaps.",
    ),
    "all_met": ("Alle opfylder alle krav.", "Everybody meets every requirement."),
    "all_met_shown": (
        "Alle i de viste stillinger opfylder alle krav.",
        "Everybody in the posts shown meets every requirement.",
    ),
    "none_shown": (
        "Ingen krav er vist, så der er intet at tælle sammen.",
        "No requirements are shown, so there is nothing to add up.",
    ),
    # training
    "training": ("Hvor uddannelse hjælper flest", "Where training helps most"),
    "training_intro": (
        (
            "De kompetencer, hvor flest mangler noget for at opfylde de krav, de er målt mod. Et "
            "trin er ét niveau på skalaen. Hvor der står to tal, er det første, hvad der er "
            "vurderet, og det andet, hvad der gælder, hvis alle ikke vurderede mangler alt."
        ),
        (
            "The competencies in which most people fall short of what they were measured against. "
            "A step is one level of the scale. Where there are two numbers, the first is what was "
            "assessed, the second what holds if everybody not assessed lacks everything."
        ),
    ),
    "training_twice": (
        "Den, der har to stillinger, tæller med i begge.",
        "Whoever holds two posts counts in both.",
    ),
    "training_hidden": (
        "Stillinger, som færre end {least} har, er ikke talt med.",
        "Posts that fewer than {least} hold are not counted.",
    ),
    "training_caption": (
        "Kompetencer efter, hvor mange der mangler noget",
        "Competencies by how many fall short",
    ),
    # matches
    "matches": ("Hvem der opfylder rollerne", "Who meets the roles"),
    "matches_intro": (
        (
            "Alle er målt mod hver rolle, uanset deres stilling. Ja: alle mindstekrav er opfyldt. "
            "Måske: intet mindstekrav er brudt, men noget er ikke vurderet. En rangordning er "
            "et sted at begynde en samtale, aldrig en afgørelse om en person."
        ),
        (
            "Everybody is measured against each role, whatever their post. Yes: every minimum is "
            "met. Possibly: no minimum is missed, but something is not assessed. A ranking is "
            "where a conversation starts, never a decision about a person."
        ),
    ),
    "matches_caption": (
        "Personer efter, om de opfylder rollens mindstekrav",
        "People by whether they meet the minimum that the role asks for",
    ),
    "matches_few": (
        "Ikke vist, fordi færre end {least} er målt mod rollen",
        "Not shown, since fewer than {least} were measured against the role",
    ),
    "ranking_picture": (
        "{role}: de bedste pladser",
        "{role}: the best places",
    ),
    "ranking_caption": (
        "{role}: personerne på de bedste pladser",
        "{role}: the people on the best places",
    ),
    # method
    "method": ("Metode og forbehold", "Method and limits"),
    "method_levels": ("Niveauer", "Levels"),
    "method_levels_are": (
        (
            "Niveauer er trin i en rækkefølge. De er sammenlignet og talt, aldrig lagt sammen til "
            "gennemsnit. Skalaen: {levels}."
        ),
        (
            "Levels are steps in an order. They are compared and counted, never averaged. The "
            "scale: {levels}."
        ),
    ),
    "method_own_levels": (
        "Skalaen er projektets egen; den officielle model har ingen niveauer.",
        "The scale is the project’s own; the official model has no levels.",
    ),
    "method_unknown": ("Ikke vurderet er ikke nul", "Not assessed is not zero"),
    "method_unknown_is": (
        (
            "Når noget ikke er vurderet, vises en nedre og en øvre grænse: som om ingen af de ikke "
            "vurderede har kompetencen, og som om alle har. “Ikke relevant” tæller hverken som at "
            "have kompetencen eller som måske at have den."
        ),
        (
            "Where something was not assessed, a lower and an upper bound are shown: as if none of "
            "those not assessed held it, and as if all did. “Not relevant” counts neither as "
            "holding it nor as possibly holding it."
        ),
    ),
    "method_statuses": ("Status", "Statuses"),
    "method_status_is": (
        (
            "Med h personer, der har kompetencen, u ikke vurderede og k krævede: dækket h > k; "
            "sårbar "
            "h = k; måske dækket h < k ≤ h + u; for få 0 < h + u < k; udækket h = u = 0."
        ),
        (
            "With h people who hold it, u not assessed and k needed: covered h > k; fragile h = k; "
            "possible h < k ≤ h + u; short 0 < h + u < k; uncovered h = u = 0."
        ),
    ),
    "method_titles": ("Titlerne", "The titles"),
    "method_titles_bundled": (
        (
            "Titler, der ikke er officielle, samt alle beskrivelser, id’er og fordelingen på "
            "underkategorier er projektets egne. Styrelsen står ikke bag denne side."
        ),
        (
            "Titles that are not official, and all descriptions, ids and the division into "
            "subcategories are the project’s own. The agency does not endorse this page."
        ),
    ),
    "method_roles": ("Rollerne", "The roles"),
    "method_roles_examples": (
        (
            "{number} af {total} roller er projektets egne eksempler; den officielle model har "
            "ingen "
            "roller. Ret dem til, før I handler efter dem."
        ),
        (
            "{number} of {total} roles are the project’s own examples; the official model has no "
            "roles. Adapt them before you act on them."
        ),
    ),
    "method_roles_own": (
        "Rollerne og deres krav er organisationens egne.",
        "The roles and what they ask for are the organisation’s own.",
    ),
    "method_people": ("Personer", "People"),
    "method_counted": (
        "Personer er kun talt; ingen er nævnt.",
        "People are only counted; nobody is named.",
    ),
    "method_named": (
        (
            "Personer er nævnt med deres id’er, fordi der blev bedt om det. Vis kun rapporten "
            "til dem, "
            "der må se det."
        ),
        (
            "People are named by their ids, since that was asked for. Show the report only to "
            "those "
            "who may see that."
        ),
    ),
    "method_pooled": (
        "Enheder og stillinger med færre end {least} personer er ikke vist for sig.",
        "Units and posts of fewer than {least} people are not shown by themselves.",
    ),
    "method_told": (
        (
            "Tallene er ikke anonyme. Hvor én person, eller alle i en gruppe, har eller mangler "
            "noget, og hvor to tabeller deler de samme personer på hver sin måde, kan den, der "
            "kender stedet, måske regne ud, hvem det er. Overvej, hvem der får rapporten."
        ),
        (
            "The counts are not anonymous. Where one person, or everybody in a group, holds or "
            "lacks something, and where two tables split the same people in different ways, "
            "somebody who knows the place may work out who is meant. Consider who gets the report."
        ),
    ),
    "method_ratings": ("Vurderingerne", "The ratings"),
    "method_ratings_are": (
        (
            "Rapporten siger, hvordan personer er vurderet, ikke hvad de kan. Selvvurderinger og "
            "lederes vurderinger følger ikke altid samme målestok."
        ),
        (
            "The report says how people were rated, not what they can do. People’s own ratings and "
            "those of managers do not always follow the same measure."
        ),
    ),
    # columns
    "file": ("FIL", "FILE"),
    "col_status": ("Status", "Status"),
    "col_competency": ("Kompetence", "Competency"),
    "col_holders": ("Har den", "Holders"),
    "col_needed": ("Kræves", "Needed"),
    "col_unknown": ("Ikke vurderet", "Not assessed"),
    "col_branch": ("Område eller underkategori", "Area or subcategory"),
    "col_represented": ("Repræsenteret", "Held"),
    "col_worst": ("Svageste status", "Weakest status"),
    "col_unit": ("Enhed", "Unit"),
    "col_people": ("Personer", "People"),
    "col_some": ("Kompetencer, som nogen har", "Competencies that somebody holds"),
    "col_only": ("Kendt kun her", "Known here only"),
    "col_own": ("Eget mål", "Own target"),
    "col_post": ("Stilling", "Post"),
    "col_role": ("Rolle", "Role"),
    "col_short_in": ("Krav med mangler", "Requirements with gaps"),
    "col_unknown_in": ("Krav, ikke alle er vurderet i", "Requirements not fully assessed"),
    "col_short": ("Mangler noget", "Fall short"),
    "col_met": ("Opfylder", "Meet it"),
    "col_steps": ("Manglende trin i alt", "Steps short in all"),
    "col_people_short": ("Mangler noget (personer)", "Fall short (people)"),
    "col_asked_of": ("Kræves af", "Asked of"),
    "col_person": ("Person", "Person"),
    "col_holes": ("Hul, hvis personen stopper", "Hole if the person leaves"),
    "col_place": ("Plads", "Place"),
    "col_qualified": ("Kvalificeret", "Qualified"),
    "col_qualified_yes": ("Ja", "Yes"),
    "col_qualified_possible": ("Måske", "Possibly"),
    "col_qualified_no": ("Nej", "No"),
    "col_steps_met": ("Trin opfyldt", "Steps met"),
    # the model in print
    "print_lead": (
        "Modellen er fra {publisher}, {day}.",
        "The model is by {publisher}, {day}.",
    ),
    "print_lead_publisher": ("Modellen er fra {publisher}.", "The model is by {publisher}."),
    "overview": ("Overblik", "Overview"),
    "print_wheel": ("Modellen som et hjul", "The model as a wheel"),
    "print_wheel_caption": (
        "Områder inderst, så underkategorier, og kompetencer yderst",
        "Areas in the middle, then subcategories, and competencies outermost",
    ),
    "status_official": ("officiel", "official"),
    "status_translated": ("oversat", "translated"),
    "status_reconstructed": ("rekonstrueret", "reconstructed"),
    "status_own": ("egen", "own"),
    "means_official": ("udgiverens egne ord", "the publisher’s own words"),
    "means_translated": (
        "oversat, ikke af udgiveren, fra en officiel titel",
        "translated, not by the publisher, from an official title",
    ),
    "means_reconstructed": (
        "egne ord for et tema, som udgiveren nævner; den officielle titel kendes ikke",
        "own wording of a theme that the publisher names; the official title is not known",
    ),
    "means_own": (
        "ikke fra udgiveren",
        "not the publisher’s",
    ),
    "source": ("Modellen hos udgiveren:", "The model at its publisher’s:"),
}

_NOUNS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "person": (("person", "personer"), ("person", "people")),
    "competency": (("kompetence", "kompetencer"), ("competency", "competencies")),
}
_MONTHS = (
    (
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
    (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)
_THOUSANDS = ".", ","


class Words:
    """The texts in one language: Danish for “da”, English for every other.

    Args:
        language: The language that is asked for.

    Attributes:
        language: The language of the words: that of the page.
        titles: The language of titles.
    """

    def __init__(self, language: str) -> None:
        self.titles = language
        self.language = "da" if language == "da" else "en"
        self._which = 0 if language == "da" else 1

    def __call__(self, key: str, /, **values: object) -> str:
        """A text with its values filled in."""
        return _TEXTS[key][self._which].format(**values)

    def number(self, number: int) -> str:
        """A whole number with its thousands parted."""
        return f"{number:,}".replace(",", _THOUSANDS[self._which])

    def count(self, noun: str, number: int) -> str:
        """A number with its noun: “1 person”, “3 personer”."""
        return f"{self.number(number)} {_NOUNS[noun][self._which][number != 1]}"

    def span(self, lower: int, upper: int) -> str:
        """“24 til 30”, or “24” where the two are equal."""
        if lower == upper:
            return self.number(lower)
        return self("span", lower=self.number(lower), upper=self.number(upper))

    def part(self, lower: int, upper: int, total: int) -> str:
        """“29 til 31 af 32”, or “29 af 32” where the two bounds are equal."""
        return self("part", number=self.span(lower, upper), total=self.number(total))

    def share(self, number: int, total: int) -> str:
        """“1.576 af 1.920 (82 %)”; the share is cut, so that only all of it is 100 %."""
        share = 100 * number // total if total else 100
        return self("share", number=self.number(number), total=self.number(total), share=share)

    def day(self, day: date) -> str:
        """A day in words."""
        month = _MONTHS[self._which][day.month - 1]
        return f"{day.day}{'' if self._which else '.'} {month} {day.year}"
