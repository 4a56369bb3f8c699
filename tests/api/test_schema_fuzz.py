"""Schemathesis asks whatever the OpenAPI document allows, and what it does not: only documented answers may come back.

The suite asks one operation of each shape a little; `make fuzz` asks all of them for long (FUZZ_EXAMPLES an operation).
"""

from pathlib import Path

import pytest
import schemathesis
from asking import get
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from random_searches import FUZZ_EXAMPLES
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from config.wsgi import application

EACH_SHAPE = "/v1/$|/(records|figures|changes|timeline)/|/claims/"
FILE = Path(__file__).resolve().parents[2] / "openapi.yaml"
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
)

schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)
asked = schema if FUZZ_EXAMPLES else schema.include(path_regex=EACH_SHAPE)


@pytest.fixture(autouse=True)
def one_connection():
    """The application would close the connection of the test's transaction between two requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@asked.parametrize()
@settings(
    max_examples=FUZZ_EXAMPLES or 4, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
def test_no_request_brings_an_undocumented_answer(case):
    case.call_and_validate(checks=CHECKS)


def test_the_document_that_is_fuzzed_is_the_committed_one():
    assert get("/api/schema/").content == FILE.read_bytes()
