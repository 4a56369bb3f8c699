"""Whoever can change what the public sees gives two proofs: a password, and a code that nobody can use again."""

import re
import time
from typing import Any

import pyotp
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from records.signing_in.check_code import check_code
from records.signing_in.codes import new_secret
from records.signing_in.enrol import enrol
from records.signing_in.errors import CodeRefused, TooManyCodes, WrongCode
from records.signing_in.factors import SecondFactor
from records.signing_in.sealing import unseal

PASSWORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def chief(db: None) -> Any:
    accounts: Any = get_user_model()._default_manager
    return accounts.create_superuser("chief", password=PASSWORD)


@pytest.fixture
def helper(db: None) -> Any:
    """Somebody who can publish nothing."""
    accounts: Any = get_user_model()._default_manager
    return accounts.create_user("helper", password=PASSWORD, is_staff=True)


def code_now(secret: str, *, shift: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // 30 + shift)


def give_factor(user: Any) -> tuple[str, list[str]]:
    """A factor set up a minute ago: the key and the codes on paper."""
    secret = new_secret()
    with travel(time.time() - 60, tick=True):
        return secret, enrol(user=user, secret=secret, code=code_now(secret))


def type_password(name: str = "chief", **options: Any) -> tuple[Client, Any]:
    client = Client(**options)
    return client, client.post(reverse("admin:login"), {"username": name, "password": PASSWORD})


def type_code(client: Client, code: str) -> Any:
    return client.post(reverse("admin:login_code"), {"code": code})


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def test_without_a_second_factor_every_page_leads_to_setting_one_up(chief: Any) -> None:
    client, answer = type_password()
    assert answer.status_code == 302
    for page in (
        "admin:index",
        "admin:auth_user_changelist",
        "admin:records_actor_add",
        "admin:password_change",
    ):
        assert client.get(reverse(page)).headers["Location"] == reverse("admin:second_factor")
    before = get_user_model()._default_manager.count()
    typed = {"username": "another", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert client.post(reverse("admin:auth_user_add"), typed).status_code == 302
    assert get_user_model()._default_manager.count() == before
    assert client.get(reverse("admin:second_factor")).status_code == 200
    assert client.post(reverse("admin:logout")).status_code == 200


def test_setting_it_up_shows_a_picture_a_key_and_codes_for_paper_once(chief: Any) -> None:
    client, _ = type_password()
    page = client.get(reverse("admin:second_factor")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search("<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert client.get(reverse("admin:second_factor")).content.decode().count(secret[:4])
    page = client.post(reverse("admin:second_factor"), {"code": code_now(secret)}).content.decode()
    paper = re.findall("<code>([a-z2-9-]{19})</code>", page)
    assert len(set(paper)) == 8
    assert is_in(client)
    page = client.get(reverse("admin:second_factor")).content.decode()
    assert not any(code in page for code in [*paper, secret])


def test_code_that_sets_it_up_must_be_right(chief: Any) -> None:
    client, _ = type_password()
    client.get(reverse("admin:second_factor"))
    answer = client.post(reverse("admin:second_factor"), {"code": "000000"})
    assert "This code is not right" in answer.content.decode()
    assert not SecondFactor.objects.exists()
    assert not is_in(client)


def test_password_alone_opens_no_session(chief: Any) -> None:
    give_factor(chief)
    client, answer = type_password()
    assert answer.headers["Location"] == reverse("admin:login_code")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("admin:index")).headers["Location"].startswith(reverse("admin:login"))


def test_password_and_code_open_a_session_under_a_new_key(chief: Any) -> None:
    secret, _ = give_factor(chief)
    client, _ = type_password()
    before = client.session.session_key
    assert type_code(client, code_now(secret)).headers["Location"] == reverse("admin:index")
    assert is_in(client)
    assert client.session.session_key != before


def test_password_changes_the_session_s_key_too(chief: Any) -> None:
    give_factor(chief)
    client = Client()
    client.get(reverse("admin:login_code"))  # leaves a message, and so a session or a cookie
    before = client.session.session_key
    client.post(reverse("admin:login"), {"username": "chief", "password": PASSWORD})
    assert client.session.session_key != before


def test_code_with_spaces_is_read(chief: Any) -> None:
    secret, _ = give_factor(chief)
    client, _ = type_password()
    code = code_now(secret)
    assert type_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_code_opens_once(chief: Any) -> None:
    secret, _ = give_factor(chief)
    code = code_now(secret)
    assert type_code(type_password()[0], code).status_code == 302
    assert type_code(type_password()[0], code).status_code == 200


def test_used_code_stays_used_in_other_digits(chief: Any) -> None:
    """Full-width digits are the same to a reader that normalises what was typed."""
    secret, _ = give_factor(chief)
    code = code_now(secret)
    assert type_code(type_password()[0], code).status_code == 302
    wide = code.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert type_code(type_password()[0], wide).status_code == 200


def test_code_older_than_the_last_one_taken_is_refused(chief: Any) -> None:
    secret, _ = give_factor(chief)
    older, newer = code_now(secret, shift=-1), code_now(secret)
    check_code(user=chief, code=newer)
    with pytest.raises(WrongCode):
        check_code(user=chief, code=older)


def test_code_that_set_it_up_does_not_sign_in(chief: Any) -> None:
    secret = new_secret()
    code = code_now(secret)
    enrol(user=chief, secret=secret, code=code)
    with pytest.raises(WrongCode):
        check_code(user=chief, code=code)


@pytest.mark.parametrize("shift", [-3, 2, 60])
def test_codes_of_another_time_are_refused(chief: Any, shift: int) -> None:
    secret, _ = give_factor(chief)
    with travel(time.time(), tick=False), pytest.raises(WrongCode):
        check_code(user=chief, code=code_now(secret, shift=shift))


def test_paper_code_opens_once(chief: Any) -> None:
    _, paper = give_factor(chief)
    typed = paper[3].replace("-", " ").upper()
    assert type_code(type_password()[0], typed).status_code == 302
    assert type_code(type_password()[0], paper[3]).status_code == 200
    assert type_code(type_password()[0], paper[4]).status_code == 302


def test_codes_are_not_guessed_whatever_browser_or_network_they_come_from(chief: Any) -> None:
    secret, paper = give_factor(chief)
    answers = [
        type_code(type_password(REMOTE_ADDR=f"192.0.2.{number}")[0], f"00000{number}").status_code
        for number in range(6)
    ]
    assert answers == [200, 200, 200, 200, 429, 429]
    for right in (code_now(secret), paper[0]):
        answer = type_code(type_password()[0], right)
        assert answer.status_code == 429
        assert "ask an administrator" in answer.content.decode()
    SecondFactor.objects.update(refused_until=timezone.now())
    assert type_code(type_password()[0], code_now(secret)).status_code == 302
    assert SecondFactor.objects.get().wrong_codes == 0


ODD = [
    "",
    " ",
    "x",
    "1" * 41,
    "1" * 100_000,
    "١٢٣٤٥٦",
    "123 456 789",
    "\u202e123456",
    "-1e5",
    "None",
    "💥" * 6,
    "\ud800".encode("utf-8", "surrogatepass"),
]


@pytest.mark.parametrize("typed", ODD, ids=[ascii(odd)[:20] for odd in ODD])
def test_odd_codes_are_form_errors(chief: Any, typed: Any) -> None:
    give_factor(chief)
    client, _ = type_password()
    assert type_code(client, typed).status_code == 200
    assert not is_in(client)


def test_nul_in_a_code_is_refused(chief: Any) -> None:
    give_factor(chief)
    assert type_code(type_password()[0], "12345\x00").status_code == 400


def test_code_page_without_a_password_leads_back(chief: Any) -> None:
    secret, _ = give_factor(chief)
    client = Client()
    assert client.get(reverse("admin:login_code")).headers["Location"] == reverse("admin:login")
    assert type_code(client, code_now(secret)).headers["Location"] == reverse("admin:login")
    assert not is_in(client)


def test_password_is_half_way_for_ten_minutes(chief: Any) -> None:
    secret, _ = give_factor(chief)
    client, _ = type_password()
    with travel(time.time() + 601, tick=True):
        assert type_code(client, code_now(secret)).headers["Location"] == reverse("admin:login")
    assert not is_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "md5$x$changed"}])
def test_account_that_changed_after_its_password_is_not_let_in(chief: Any, change: dict[str, Any]) -> None:
    secret, _ = give_factor(chief)
    client, _ = type_password()
    get_user_model()._default_manager.filter(pk=chief.pk).update(**change)
    assert type_code(client, code_now(secret)).headers["Location"] == reverse("admin:login")


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/admin/records/actor/", "/admin/records/actor/"),
        ("https://example.org/", "/admin/"),
        ("//example.org", "/admin/"),
    ],
)
def test_after_the_code_one_is_where_one_wanted_and_never_elsewhere(chief: Any, asked: str, led: str) -> None:
    secret, _ = give_factor(chief)
    client = Client()
    client.post(reverse("admin:login"), {"username": "chief", "password": PASSWORD, "next": asked})
    answer = client.post(
        reverse("admin:login_code") + f"?next={asked}", {"code": code_now(secret), "next": asked}
    )
    assert answer.headers["Location"] == led


def test_whoever_publishes_nothing_needs_none_and_may_have_one(helper: Any) -> None:
    client, _ = type_password("helper")
    assert is_in(client)
    assert client.get(reverse("admin:second_factor")).status_code == 200
    give_factor(helper)
    assert type_password("helper")[1].headers["Location"] == reverse("admin:login_code")


def test_switched_off_for_a_trial_it_is_asked_of_those_only_who_set_it_up(chief: Any, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    assert is_in(type_password()[0])
    give_factor(chief)
    assert not is_in(type_password()[0])


def test_new_one_needs_a_code_of_the_old_one(chief: Any) -> None:
    secret, paper = give_factor(chief)
    client, _ = type_password()
    type_code(client, code_now(secret))
    page = reverse("admin:second_factor")
    assert client.post(page, {"code": "000000"}).status_code == 200
    assert SecondFactor.objects.exists()
    assert client.post(page, {"code": paper[0]}).headers["Location"] == page
    assert not SecondFactor.objects.exists()
    assert "<img" in client.get(page).content.decode()


def test_session_that_never_gave_a_code_is_refused_once_there_is_a_factor(chief: Any) -> None:
    """However it was opened."""
    give_factor(chief)
    client = Client()
    client.force_login(chief)
    assert client.get(reverse("admin:index")).headers["Location"].startswith(reverse("admin:login"))


def test_database_does_not_hold_what_makes_codes(chief: Any) -> None:
    secret, paper = give_factor(chief)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, recovery_codes::text FROM records_secondfactor")
        kept = "".join(cursor.fetchone())
    assert secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in paper)
    assert unseal(SecondFactor.objects.get().secret) == secret


def test_key_that_is_not_confirmed_yet_is_sealed_in_the_session_too(chief: Any) -> None:
    client, _ = type_password()
    page = client.get(reverse("admin:second_factor")).content.decode()
    secret = re.search("<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert secret not in str(dict(client.session))


def test_paper_codes_work_after_the_secret_key_changed(chief: Any, settings: Any) -> None:
    secret, paper = give_factor(chief)
    settings.SECRET_KEY = "another-key"
    with pytest.raises(WrongCode):
        check_code(user=chief, code=code_now(secret))
    check_code(user=chief, code=paper[0])


def test_two_windows_set_up_one_factor(chief: Any) -> None:
    secret = new_secret()
    enrol(user=chief, secret=secret, code=code_now(secret))
    other = new_secret()
    with pytest.raises(CodeRefused, match="meanwhile"):
        enrol(user=chief, secret=other, code=code_now(other))
    assert unseal(SecondFactor.objects.get().secret) == secret


def test_fifth_wrong_code_says_until_when(chief: Any) -> None:
    give_factor(chief)
    for _ in range(4):
        with pytest.raises(WrongCode):
            check_code(user=chief, code="000000")
    with pytest.raises(TooManyCodes, match="Try again after"):
        check_code(user=chief, code="000000")
