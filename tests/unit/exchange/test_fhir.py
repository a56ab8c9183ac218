"""The Bundle keeps to the official schema of FHIR R4, and says how each value was got and how exact it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fixtures.courses import CAR, MADE, RAISES, SOCKS, make_course
from fixtures.json_schema import broken_rules

from posecheck.exchange.clinician import Wish, clinician_report
from posecheck.exchange.fhir import GOALS, LOINC, PAIN_CODE, SCREENING, UCUM, fhir_bundle
from posecheck.history.store import History
from posecheck.report.clinician.document import ClinicianReport
from posecheck.report.wording import Words

FIXTURES = Path(__file__).parents[2] / "fixtures"
SCHEMA = json.loads((FIXTURES / "fhir_r4.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ClinicianReport:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        return clinician_report(history, Wish(health=True), MADE, "full")


@pytest.fixture(scope="module")
def bundle(report: ClinicianReport) -> dict[str, Any]:
    return fhir_bundle(report, Words())


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = (each["resource"] for each in bundle["entry"])
    return [each for each in found if each["resourceType"] == kind]


def assessments(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in resources(bundle, "Observation") if "component" in each]


def components(observation: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [each for each in observation["component"] if each["code"]["coding"][0]["code"] == code]


def test_it_keeps_to_the_official_schema(report: ClinicianReport, bundle: dict[str, Any]) -> None:
    assert broken_rules(bundle, SCHEMA) == []
    bare = replace(report, name="P. 17", prescription=None, screening=None, goals=(), pain=(), assessments=())
    assert broken_rules(fhir_bundle(bare, Words()), SCHEMA) == []


def test_the_schema_refuses_what_it_does_not_allow(bundle: dict[str, Any]) -> None:
    for spoil in ({"status": "nonsense"}, {"effectiveDateTime": "yesterday"}, {"valueNonsense": 1}):
        spoiled = json.loads(json.dumps(bundle))
        spoiled["entry"][2]["resource"] |= spoil
        assert broken_rules(spoiled, SCHEMA) != []


def test_every_reference_leads_to_a_resource_of_the_bundle(bundle: dict[str, Any]) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [one for each in value for one in references(each)]
        if not isinstance(value, dict):
            return []
        own = [value["reference"]] if "reference" in value else []
        return own + references(list(value.values()))

    there = [each["fullUrl"] for each in bundle["entry"]]
    assert len(set(there)) == len(there)
    assert set(references(bundle)) <= set(there)
    assert len(references(bundle)) > len(there)


def test_the_patient_is_a_pseudonym_and_nothing_else(report: ClinicianReport, bundle: dict[str, Any]) -> None:
    (patient,) = resources(bundle, "Patient")
    assert patient.keys() == {"resourceType", "id"}
    (named,) = resources(fhir_bundle(replace(report, name="P. 17"), Words()), "Patient")
    assert named["name"] == [{"use": "anonymous", "text": "P. 17"}]


def test_every_observation_says_its_method_its_device_and_no_norm(bundle: dict[str, Any]) -> None:
    observations = resources(bundle, "Observation")
    assert all(each["method"]["text"] and each["device"]["reference"] for each in observations)
    assert not any("referenceRange" in each for each in observations)
    (device,) = resources(bundle, "Device")
    assert [each["value"] for each in device["version"]] == ["0.1.0", "MediaPipe Pose Landmarker, full"]


def test_an_assessment_has_its_value_its_error_and_its_repetitions(bundle: dict[str, Any]) -> None:
    first = assessments(bundle)[0]
    assert first["code"]["coding"][0]["code"] == "straight-leg-raise"
    assert first["bodySite"] == {"text": "left"}
    assert first["valueQuantity"] == {"value": 58.25, "unit": "degrees", "system": UCUM, "code": "deg"}
    (error,) = components(first, "error-95")
    assert error["valueQuantity"]["value"] == 6.0
    repetitions = components(first, "repetition")
    assert [each.get("valueQuantity", {}).get("value") for each in repetitions] == list(RAISES[0][1])


def test_what_was_not_seen_is_absent_and_says_so(bundle: dict[str, Any]) -> None:
    unseen = assessments(bundle)[-1]
    assert unseen["bodySite"] == {"text": "right"}
    assert "valueQuantity" not in unseen
    assert unseen["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert all("valueQuantity" not in each for each in components(unseen, "repetition"))


def test_a_length_of_the_body_is_a_ratio(report: ClinicianReport) -> None:
    taken = replace(report.assessments[0], unit="torso lengths", error=None)
    (found,) = assessments(fhir_bundle(replace(report, assessments=(taken,)), Words()))
    assert found["valueQuantity"]["code"] == "1"
    (error,) = components(found, "error-95")
    assert "dataAbsentReason" in error


def test_pain_has_the_code_of_loinc_and_its_moment(report: ClinicianReport, bundle: dict[str, Any]) -> None:
    pains = [each for each in resources(bundle, "Observation") if "component" not in each]
    assert len(pains) == len(report.pain) == 24
    codes = {(each["system"], each["code"]) for pain in pains for each in pain["code"]["coding"]}
    assert (LOINC, PAIN_CODE) in codes
    assert {code for system, code in codes if system != LOINC} == {"before", "after"}
    assert pains[0]["valueQuantity"] == {"value": 4, "unit": "{score}", "system": UCUM, "code": "{score}"}


def test_goals_are_answers_in_the_words_of_the_person(bundle: dict[str, Any]) -> None:
    told = [each for each in resources(bundle, "QuestionnaireResponse") if each["questionnaire"] == GOALS]
    assert [each["authored"] for each in told] == ["2026-03-03", "2026-03-17", "2026-03-31"]
    assert [(each["text"], each["answer"]) for each in told[-1]["item"]] == [
        (SOCKS, [{"valueInteger": 7}]),
        (CAR, [{"valueInteger": 5}]),
    ]


def test_health_is_in_it_only_where_it_is_in_the_report(
    report: ClinicianReport, bundle: dict[str, Any]
) -> None:
    def asked(made: dict[str, Any]) -> list[dict[str, Any]]:
        told = resources(made, "QuestionnaireResponse")
        return [each for each in told if each["questionnaire"] == SCREENING]

    (told,) = asked(bundle)
    assert [each["linkId"] for each in told["item"]] == ["six-weeks", "hip-problem", "agreement"]
    assert asked(fhir_bundle(replace(report, screening=None), Words())) == []


def test_the_prescription_is_a_plan_with_its_days_and_doses(
    report: ClinicianReport, bundle: dict[str, Any]
) -> None:
    (plan,) = resources(bundle, "CarePlan")
    assert (plan["status"], plan["author"], plan["title"]) == (
        "active", {"display": "A. Physio"}, "Back and hamstrings",
    )  # fmt: skip
    details = [each["detail"] for each in plan["activity"]]
    assert details[0]["scheduledTiming"]["repeat"]["dayOfWeek"] == ["mon", "wed", "fri"]
    assert [each["description"] for each in details[:3]] == [
        "30 s, left", "30 s, right", "8 repetitions, held 4 s",
    ]  # fmt: skip
    assert report.prescription is not None
    ended = replace(report.prescription, ends_on=MADE.date() - timedelta(days=1))
    (over,) = resources(fhir_bundle(replace(report, prescription=ended), Words()), "CarePlan")
    assert (over["status"], over["period"]["end"]) == ("completed", "2026-04-10")


def test_equal_reports_give_equal_bundles(report: ClinicianReport, bundle: dict[str, Any]) -> None:
    assert fhir_bundle(report, Words()) == bundle
    assert report.period.first == date(2026, 3, 2)
