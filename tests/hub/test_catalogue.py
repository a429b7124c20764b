"""Service items: rows with all elements of an official guide, versions, and cases that keep theirs."""

from __future__ import annotations

import copy
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from tests.support import make
from yizhan.hub.desk import catalogue
from yizhan.hub.desk.models import ServiceItem

ROWS = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(catalogue.SHIPPED.glob("*.yaml"))}


@pytest.mark.parametrize("name", ROWS)
def test_a_shipped_row_is_complete_and_admits_what_is_local(name: str) -> None:
    catalogue.validate(name, ROWS[name])
    levels = [basis["level"] for basis in ROWS[name]["legal_basis"]]
    # No official limit exists for these services: the limits must be shown as local configuration.
    assert "local_configuration" in levels
    assert "本地配置" in ROWS[name]["committed_limit"]["zh"]


@pytest.mark.parametrize(
    "element", ["name", "conditions", "audience", "channels", "materials", "steps", "result", "fee", "legal_basis", "complaint"]
)
def test_a_row_without_an_element_of_the_guide_is_refused(element: str) -> None:
    row = copy.deepcopy(ROWS["consultation.yaml"])
    del row[element]
    with pytest.raises(catalogue.BadCatalogue, match=element):
        catalogue.validate("x.yaml", row)


def test_a_row_in_one_language_is_refused() -> None:
    row = copy.deepcopy(ROWS["consultation.yaml"])
    del row["conditions"]["en"]
    with pytest.raises(catalogue.BadCatalogue, match="conditions"):
        catalogue.validate("x.yaml", row)


@pytest.mark.django_db
def test_a_changed_row_is_a_new_version_and_a_case_keeps_its_own(city: None, tmp_path: Path) -> None:
    case = make.case()
    row = copy.deepcopy(ROWS["consultation.yaml"])
    row["committed_days"] = 9
    (tmp_path / "consultation.yaml").write_text(yaml.safe_dump(row, allow_unicode=True), encoding="utf-8")
    tomorrow = make.NOON + timedelta(days=1)
    assert catalogue.load_catalogue(tmp_path, at=tomorrow) == 1
    assert catalogue.load_catalogue(tmp_path, at=tomorrow) == 0
    assert ServiceItem.objects.filter(code="consultation").count() == 2
    today, later = (catalogue.current_item("consultation", day.date()) for day in (make.NOON, tomorrow))
    assert today is not None
    assert later is not None
    assert (today.data["committed_days"], later.data["committed_days"]) == (5, 9)
    case.refresh_from_db()
    assert case.item.data["committed_days"] == 5


def test_the_catalogue_comes_in_its_order(city: None) -> None:
    codes = [item.code for item in catalogue.current_items(make.NOON.date())]
    assert codes == ["consultation", "prior-art-search", "mark-check", "pre-examination", "rights-aid", "visit"]
