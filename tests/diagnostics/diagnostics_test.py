"""What ferrule says of each mistake, and that no mistake is without a case and a page."""

import cases
import pytest


@pytest.mark.parametrize("case", cases.all_cases(), ids=lambda case: case.name)
def test_text(case):
    code, text = case.run()
    assert text == case.expected.read_text()
    assert code == case.expected_code


@pytest.mark.parametrize("case", cases.all_cases(), ids=lambda case: case.name)
def test_case_shows_its_slug(case):
    assert f"[{case.slug}]" in case.expected.read_text()


def test_every_row_has_a_case():
    covered = {case.slug for case in cases.all_cases()}
    missing = set(cases.all_slugs()) - covered - set(cases.WITHOUT_CASE)
    assert not missing
    assert not covered - set(cases.all_slugs()), "cases of rows that are gone"
    assert not covered & set(cases.WITHOUT_CASE), "there is a case after all"


def test_every_row_has_a_page():
    folder = cases.ROOT / "docs" / "diagnostics"
    pages = {page.stem for page in folder.glob("*.md")} - {"README"}
    assert pages == set(cases.all_slugs())


@pytest.mark.parametrize("slug", cases.all_slugs())
def test_page_says_what_to_do(slug):
    page = (cases.ROOT / "docs" / "diagnostics" / f"{slug}.md").read_text()
    assert page.startswith(f"# {slug}\n")
    # It quotes the message, and shows the cure.
    assert f"[{slug}]" in page
    assert "\n## Cure\n" in page
