"""The report for a clinician as a FHIR R4 Bundle, a collection (docs/clinician-report.md).

Every Observation says its method, its device and its error; none has a reference range, for posecheck has
no norms. The LOINC code of pain is the only one used: what a camera measures of a movement has none that
says so, and has a code of posecheck's own with the name beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from posecheck.exercise import Unit
from posecheck.report.clinician.rows import dose_words
from posecheck.report.wording import PAIN_WORDS

if TYPE_CHECKING:
    from datetime import date

    from posecheck.report.clinician.document import AssessmentTaken, ClinicianReport, PainLevel
    from posecheck.report.wording import Words

#: Systems of codes of posecheck's own.
ASSESSMENT, COMPONENT = "urn:posecheck:assessment", "urn:posecheck:component"
PAIN_MOMENT, EXERCISE = "urn:posecheck:pain-moment", "urn:posecheck:exercise"
#: What is asked, as a FHIR Questionnaire would be named.
GOALS, SCREENING = "urn:posecheck:questionnaire:hard-for-me", "urn:posecheck:questionnaire:screening"
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
#: "Pain severity - 0-10 verbal numeric rating [Score] - Reported"
PAIN_CODE = "72514-3"
PAIN_DISPLAY = "Pain severity - 0-10 verbal numeric rating [Score] - Reported"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
#: Unit of posecheck → its code in UCUM; a length of the body is a ratio, whose unit is one.
_UNITS: dict[str, str] = {Unit.DEG.value: "deg"}
_RATIO = "1"

Resource = dict[str, Any]


def fhir_bundle(report: ClinicianReport, words: Words) -> Resource:
    """Return the report as a Bundle; names of things are in the language of `words`.

    The person is a pseudonym: nothing is told of them but the name that they chose to give. Equal reports
    give equal bundles.
    """
    return _Bundle(report, words).made()


class _Bundle:
    """Collects the resources of one report, each with an address of its own that the others refer to."""

    def __init__(self, report: ClinicianReport, words: Words) -> None:
        self._report = report
        self._words = words
        self._entries: list[Resource] = []
        self._root = (
            f"posecheck-report-{report.made_at.isoformat()}-{report.period.first}-{report.period.last}"
        )
        self._patient = self._add("patient", self._the_patient())
        self._device = self._add("device", self._the_device())

    def made(self) -> Resource:
        """Return the Bundle."""
        report = self._report
        for number, taken in enumerate(report.assessments):
            self._add(f"assessment-{number}", self._assessment(taken))
        for number, pain in enumerate(report.pain):
            self._add(f"pain-{number}", self._pain(pain))
        for told_on in sorted({each.on for goal in report.goals for each in goal.levels}):
            self._add(f"goals-{told_on}", self._goals(told_on))
        if report.screening is not None:
            self._add("screening", self._screening())
        if report.prescription is not None:
            self._add("care-plan", self._care_plan())
        return {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": report.made_at.isoformat(timespec="seconds"),
            "entry": self._entries,
        }

    def _add(self, name: str, resource: Resource) -> Resource:
        """Keep a resource and return a reference to it."""
        number = str(uuid5(NAMESPACE_URL, f"{self._root}/{name}"))
        kind = resource["resourceType"]
        self._entries.append(
            {"fullUrl": f"urn:uuid:{number}", "resource": {"resourceType": kind, "id": number} | resource}
        )
        return {"reference": f"urn:uuid:{number}", "type": kind}

    # ---- who, and what measured

    def _the_patient(self) -> Resource:
        named = {"name": [{"use": "anonymous", "text": self._report.name}]} if self._report.name else {}
        return {"resourceType": "Patient", **named}

    def _the_device(self) -> Resource:
        versions = self._report.versions
        network = f"{versions.landmarks}, {versions.network}" if versions.network else versions.landmarks
        return {
            "resourceType": "Device",
            "deviceName": [{"name": "posecheck", "type": "user-friendly-name"}],
            "type": {"text": self._words.say("Estimates movement from the pictures of one camera")},
            "version": [
                {"type": {"text": "posecheck"}, "value": versions.posecheck},
                {"type": {"text": self._words.say("what finds the landmarks")}, "value": network},
            ],
            "note": [{"text": self._words.say("It is no medical device.")}],
        }

    # ---- what was measured and told

    def _assessment(self, taken: AssessmentTaken) -> Resource:
        say = self._words.say
        title = self._words.told(taken.title)
        seen = sum(each is not None for each in taken.trials)
        observation = {
            "resourceType": "Observation",
            "status": "final",
            "code": _coded(ASSESSMENT, taken.test, title),
            "subject": self._patient,
            "performer": [self._patient],
            "effectiveDateTime": taken.taken_at.isoformat(timespec="seconds"),
            **self._value(taken.mean, taken.unit),
            "method": {
                "text": say(
                    "One camera, landmarks by {landmarks}: mean of the {seen} repetitions of {all} that "
                    "were seen",
                    landmarks=self._report.versions.landmarks,
                    seen=str(seen),
                    all=str(len(taken.trials)),
                )
            },
            "device": self._device,
            "component": [
                {
                    "code": _coded(COMPONENT, "error-95", say("By how much one value may be wrong (95 %)")),
                    **self._value(taken.error, taken.unit),
                },
                {
                    "code": _coded(COMPONENT, "best", say("Furthest repetition")),
                    **self._value(taken.best, taken.unit),
                },
                {
                    "code": _coded(COMPONENT, "spread", say("Largest minus smallest repetition")),
                    **self._value(taken.spread, taken.unit),
                },
                *(
                    {
                        "code": _coded(
                            COMPONENT, "repetition", say("Repetition {number}", number=str(number))
                        ),
                        **self._value(value, taken.unit),
                    }
                    for number, value in enumerate(taken.trials, start=1)
                ),
            ],
        }
        if taken.side in ("left", "right"):
            observation["bodySite"] = {"text": self._words.told(taken.side)}
        if taken.remarks:
            observation["note"] = [{"text": "; ".join(taken.remarks)}]
        return observation

    def _pain(self, pain: PainLevel) -> Resource:
        say = self._words.say
        moment = self._words.told(PAIN_WORDS[pain.moment])
        return {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [{"system": _CATEGORY, "code": "survey", "display": "Survey"}]}],
            "code": {
                "coding": [
                    {"system": LOINC, "code": PAIN_CODE, "display": PAIN_DISPLAY},
                    {"system": PAIN_MOMENT, "code": pain.moment, "display": moment},
                ],
                "text": say("Pain from 0 to 10, {moment} training", moment=moment)
                if pain.moment != "next-day"
                else say("Pain from 0 to 10, the day after training"),
            },
            "subject": self._patient,
            "performer": [self._patient],
            "effectiveDateTime": pain.on.isoformat(),
            "valueQuantity": {"value": pain.level, "unit": "{score}", "system": UCUM, "code": "{score}"},
            "method": {"text": say("Asked by the program and told by the person; no error is known")},
            "device": self._device,
        }

    def _goals(self, told_on: date) -> Resource:
        return {
            "resourceType": "QuestionnaireResponse",
            "questionnaire": GOALS,
            "status": "completed",
            "subject": self._patient,
            "source": self._patient,
            "authored": told_on.isoformat(),
            "item": [
                {
                    "linkId": f"goal-{number}",
                    "text": goal.text,
                    "answer": [
                        {"valueInteger": round(each.value)} for each in goal.levels if each.on == told_on
                    ],
                }
                for number, goal in enumerate(self._report.goals, start=1)
                if any(each.on == told_on for each in goal.levels)
            ],
        }

    def _screening(self) -> Resource:
        told = self._report.screening
        assert told is not None
        items: list[Resource] = [
            {"linkId": each.id, "text": self._words.told(each.text), "answer": [{"valueBoolean": True}]}
            for each in told.yes
        ]
        if told.agreement:
            agreed = self._words.told(told.agreement)
            items.append(
                {
                    "linkId": "agreement",
                    "text": self._words.say("Who agreed"),
                    "answer": [{"valueString": agreed}],
                }
            )
        return {
            "resourceType": "QuestionnaireResponse",
            "questionnaire": SCREENING,
            "status": "completed",
            "subject": self._patient,
            "source": self._patient,
            "authored": told.told_on.isoformat(),
            **({"item": items} if items else {}),
        }

    # ---- what was prescribed

    def _care_plan(self) -> Resource:
        asked, report = self._report.prescription, self._report
        assert asked is not None
        over = asked.ends_on is not None and asked.ends_on < report.made_at.date()
        period = {"start": asked.starts_on.isoformat()}
        if asked.ends_on is not None:
            period["end"] = asked.ends_on.isoformat()
        repeat: Resource = {"boundsPeriod": period}
        if asked.days:
            repeat["dayOfWeek"] = list(asked.days)
        described = [asked.notes, *asked.stop_for]
        return {
            "resourceType": "CarePlan",
            "status": "completed" if over else "active",
            "intent": "plan",
            "title": asked.title,
            **({"description": "\n".join(filter(None, described))} if any(described) else {}),
            "subject": self._patient,
            "period": period,
            "created": asked.written_on.isoformat(),
            "author": {"display": asked.prescriber},
            "activity": [
                {
                    "detail": {
                        "kind": "ServiceRequest",
                        "code": _coded(EXERCISE, each.exercise, self._words.told(each.title)),
                        "status": "completed" if over else "in-progress",
                        "scheduledTiming": {"repeat": repeat},
                        "description": self._dose(each.side, dose_words(each.asked, self._words)),
                    }
                }
                for each in report.exercises
                if each.asked is not None
            ],
        }

    def _dose(self, side: str, dose: str) -> str:
        return self._words.sided(dose, side)

    def _value(self, value: float | None, unit: str) -> Resource:
        """Return a value with its unit, or that it is not known."""
        if value is None:
            return {
                "dataAbsentReason": {"coding": [{"system": _ABSENT, "code": "unknown", "display": "Unknown"}]}
            }
        told = self._words.told("degrees" if unit == Unit.DEG.value else unit)
        return {
            "valueQuantity": {
                "value": round(value, 3),
                "unit": told,
                "system": UCUM,
                "code": _UNITS.get(unit, _RATIO),
            }
        }


def _coded(system: str, code: str, text: str) -> Resource:
    return {"coding": [{"system": system, "code": code, "display": text}], "text": text}
