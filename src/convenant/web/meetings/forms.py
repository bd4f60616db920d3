"""What people fill in about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.meetings.answers import Reply
from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.series import MOST, Conflict, Obstacle
from convenant.core.reasons import Reason
from convenant.wording.meetings import conflict_words
from convenant.wording.reasons import REASONS

END_YEAR = 2100
Choices = Sequence[tuple[str, str]]
LENGTHS = (
    ("60", gettext_lazy("1 uur")),
    ("90", gettext_lazy("anderhalf uur")),
    ("120", gettext_lazy("2 uur")),
    ("150", gettext_lazy("tweeënhalf uur")),
    ("180", gettext_lazy("3 uur")),
    ("240", gettext_lazy("4 uur")),
)
WEEKDAYS = (
    ("", gettext_lazy("Elke werkdag")),
    ("0", gettext_lazy("Maandag")),
    ("1", gettext_lazy("Dinsdag")),
    ("2", gettext_lazy("Woensdag")),
    ("3", gettext_lazy("Donderdag")),
    ("4", gettext_lazy("Vrijdag")),
)


def within_years(day: date, first: int = 2000) -> None:
    """A slip of the finger in the year must not end up in everybody's calendar."""
    if not first <= day.year < END_YEAR:
        years = {"first": first, "last": END_YEAR}
        raise ValidationError(_("Kies een datum tussen %(first)s en %(last)s.") % years)


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:  # noqa: ANN401
    """A day, typed or picked."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[within_years],
        error_messages={
            "required": gettext_lazy("Kies een datum."),
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027."),
        },
    )


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:  # noqa: ANN401
    """An hour, typed or picked."""
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "control--date"}),
        error_messages={
            "required": gettext_lazy("Kies een tijd."),
            "invalid": gettext_lazy("Schrijf de tijd als uur:minuten, bijvoorbeeld 13:30."),
        },
    )


def online_field(label: Any) -> forms.URLField:  # noqa: ANN401
    """An address to take part from elsewhere."""
    return forms.URLField(
        label=label,
        required=False,
        assume_scheme="https",
        max_length=500,
        error_messages={"invalid": gettext_lazy("Plak het hele adres, dat begint met https://.")},
    )


def length_field() -> forms.TypedChoiceField:
    """How long it takes."""
    return forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang"),
        coerce=int,
        initial="120",
        choices=LENGTHS,
    )


def whole_number(label: Any, *, least: int, most: int, **kwargs: Any) -> forms.IntegerField:  # noqa: ANN401
    """A whole number within limits, that the message names."""
    said = gettext_lazy("Schrijf een heel getal van {least} tot en met {most}.")
    words = format_lazy(said, least=least, most=most)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={
            "required": words,
            "invalid": words,
            "min_value": words,
            "max_value": words,
        },
        **kwargs,
    )


def moment(day: date, hour: time) -> datetime:
    """An hour on a day in Amsterdam, whatever summer time says."""
    return timezone.make_aware(datetime.combine(day, hour), timezone.get_default_timezone())


class WhenForm(forms.Form):
    """When and where a meeting is."""

    day = day_field(gettext_lazy("Datum"))
    time = time_field(gettext_lazy("Begint om"))
    minutes = length_field()
    place = forms.CharField(
        label=gettext_lazy("Waar"),
        help_text=gettext_lazy("Adres of zaal; iedereen ziet dit in de uitnodiging."),
        max_length=300,
        error_messages={"required": gettext_lazy("Schrijf op waar de bijeenkomst is.")},
    )
    online = online_field(gettext_lazy("Adres om online mee te doen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        data = kwargs.get("data", args[0] if args else None)
        if data is not None and "minutes" not in data:  # left out: the usual length
            data = data.copy()
            data["minutes"] = "120"
            args, kwargs = (data, *args[1:]), {k: v for k, v in kwargs.items() if k != "data"}
        super().__init__(*args, **kwargs)

    def starts_at(self) -> datetime:
        """The moment the meeting begins, in Amsterdam."""
        return moment(self.cleaned_data["day"], self.cleaned_data["time"])

    def gathering(self) -> Gathering:
        """When, how long and where."""
        return Gathering(
            self.starts_at(),
            place=self.cleaned_data["place"],
            online=self.cleaned_data["online"],
            minutes=self.cleaned_data["minutes"],
        )


class PreparationFields(forms.Form):
    """When and where the working group prepares; all or nothing."""

    prep_day = day_field(
        gettext_lazy("De werkgroep bereidt voor op"),
        required=False,
        help_text=gettext_lazy(
            "Eerder dan de bijeenkomst. Zonder voorbereiding kunt u de bijeenkomst wel plannen, "
            "maar niet bevestigen."
        ),
    )
    prep_time = time_field(gettext_lazy("De werkgroep begint om"), required=False)
    prep_place = forms.CharField(
        label=gettext_lazy("Waar de werkgroep bij elkaar komt"), required=False, max_length=300
    )
    prep_online = online_field(gettext_lazy("Adres waarop de werkgroep online bij elkaar komt"))

    def clean(self) -> dict[str, Any]:
        """Half a preparation is none: say at the field what is missing."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("prep_day", "prep_time")):
            return cleaned
        for name, words in (
            ("prep_day", _("Kies de dag waarop de werkgroep bij elkaar komt.")),
            ("prep_time", _("Kies hoe laat de werkgroep bij elkaar komt.")),
        ):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if not cleaned.get("prep_place") and not cleaned.get("prep_online"):
            self.add_error("prep_place", str(REASONS[Reason.PREPARATION_NOWHERE]))
        self._check_earlier(cleaned)
        return cleaned

    def _check_earlier(self, cleaned: dict[str, Any]) -> None:
        names = ("day", "time", "prep_day", "prep_time")
        if any(not cleaned.get(name) for name in names):
            return
        if moment(cleaned["prep_day"], cleaned["prep_time"]) >= moment(
            cleaned["day"], cleaned["time"]
        ):
            self.add_error("prep_day", str(REASONS[Reason.PREPARATION_TOO_LATE]))

    def preparation(self) -> Gathering | None:
        """The preparation, when one was filled in."""
        cleaned = self.cleaned_data
        if not cleaned.get("prep_day") or not cleaned.get("prep_time"):
            return None
        return Gathering(
            moment(cleaned["prep_day"], cleaned["prep_time"]),
            place=cleaned["prep_place"],
            online=cleaned["prep_online"],
        )


def guide_field() -> forms.ChoiceField:
    """Who guides; it may be nobody yet."""
    return forms.ChoiceField(
        label=gettext_lazy("Procesbegeleider"),
        required=False,
        help_text=gettext_lazy(
            "Iemand die de methode kent en het gesprek bewaakt. U kunt die later kiezen, maar "
            "vóór u de bijeenkomst bevestigt."
        ),
        error_messages={"invalid_choice": gettext_lazy("Kies een procesbegeleider uit de lijst.")},
    )


def _offer_guides(form: forms.Form, guides: Choices) -> None:
    field = form.fields["guide"]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", _("Nog niemand")), *guides]
    if len(guides) == 1:
        field.initial = guides[0][0]


def why_field() -> forms.CharField:
    """The purchaser's motivation for the seats (D045)."""
    return forms.CharField(
        label=gettext_lazy("Waarom deze aanbieders aan tafel"),
        help_text=gettext_lazy("Sociale teams schrijven bij de zetels op waarom zij hen kiezen."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PlanForm(PreparationFields, WhenForm):
    """When, where, with whose guidance a meeting takes place, and its preparation."""

    guide = guide_field()
    why = why_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        guides: Choices,
        taken: frozenset[date] = frozenset(),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        _offer_guides(self, guides)

    def clean(self) -> dict[str, Any]:
        """A table meets once a day; a form that is sent twice plans one meeting."""
        cleaned = super().clean()
        if cleaned.get("day") in self.taken:
            words = conflict_words(Conflict(cleaned["day"], Obstacle.TAKEN))
            self.add_error("day", f"{words[:1].upper()}{words[1:]}.")
        return cleaned


class MoveForm(PreparationFields, WhenForm):
    """Another moment or place, with the preparation that belongs to it."""


class PrepareForm(PreparationFields):
    """Who guides and when the working group prepares."""

    field_order = ["guide", "prep_day", "prep_time", "prep_place", "prep_online"]
    guide = guide_field()

    def __init__(self, *args: Any, guides: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer_guides(self, guides)


class WhyForm(forms.Form):
    """A reason, in words others will read."""

    why = forms.CharField(
        label=gettext_lazy("Waarom"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf op waarom. Iedereen leest dit.")},
    )


class SeriesForm(forms.Form):
    """Several meetings at once."""

    count = whole_number(gettext_lazy("Hoeveel bijeenkomsten"), least=1, most=MOST)
    interval = whole_number(
        gettext_lazy("Dagen ertussen"),
        least=1,
        most=365,
        help_text=gettext_lazy("Ongeveer eens in de drie weken is 21 dagen."),
    )
    first_on = day_field(gettext_lazy("Eerste mogelijke dag"))
    last_on = day_field(gettext_lazy("Laatste mogelijke dag"))
    weekday = forms.ChoiceField(
        label=gettext_lazy("Op welke dag van de week"), required=False, choices=WEEKDAYS
    )
    time = time_field(gettext_lazy("Begint om"))
    minutes = length_field()
    place = forms.CharField(
        label=gettext_lazy("Waar"),
        max_length=300,
        error_messages={"required": gettext_lazy("Schrijf op waar de bijeenkomsten zijn.")},
    )
    online = online_field(gettext_lazy("Adres om online mee te doen"))
    preparation = whole_number(
        gettext_lazy("De werkgroep bereidt voor, zoveel dagen eerder"),
        least=1,
        most=60,
        help_text=gettext_lazy("Vóór elke bijeenkomst komt de werkgroep bij elkaar."),
    )
    prep_time = time_field(gettext_lazy("De werkgroep begint om"))
    prep_place = forms.CharField(
        label=gettext_lazy("Waar de werkgroep bij elkaar komt"), required=False, max_length=300
    )
    prep_online = online_field(gettext_lazy("Adres waarop de werkgroep online bij elkaar komt"))
    guide = guide_field()
    why = why_field()

    def __init__(self, *args: Any, guides: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.guides = guides
        _offer_guides(self, guides)

    def clean(self) -> dict[str, Any]:
        """The window is in order and to come, and the working group meets somewhere."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and first <= timezone.localdate():
            self.add_error("first_on", str(REASONS[Reason.SERIES_IN_PAST]))
        if first and last and last < first:
            self.add_error("last_on", _("De laatste dag ligt vóór de eerste. Kies een latere dag."))
        somewhere = cleaned.get("prep_place") or cleaned.get("prep_online")
        if not somewhere and "prep_online" not in self.errors:
            self.add_error("prep_place", str(REASONS[Reason.PREPARATION_NOWHERE]))
        return cleaned


class AnswerForm(forms.Form):
    """Whether an organisation comes, and who."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Komt uw organisatie?"),
        choices=[
            (Reply.COMES.value, gettext_lazy("Ja, wij komen")),
            (Reply.ONLINE.value, gettext_lazy("Ja, online")),
            (Reply.ABSENT.value, gettext_lazy("Nee, wij komen niet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of u komt.")},
    )
    who = forms.CharField(label=gettext_lazy("Wie komt er"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Who comes has a name."""
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("answer")
        if answer and answer != Reply.ABSENT.value and not cleaned.get("who", "").strip():
            self.add_error("who", str(REASONS[Reason.ANSWER_NEEDS_NAME]))
        return cleaned
