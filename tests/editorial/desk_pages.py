"""Reads the desk's pages as a browser would: addresses, and the values that the form of an entry would send."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from records.kinds import KINDS
from records.kinds.base import Kind
from records.publishing.document import render, without_stamps

BUTTONS = {"submit", "button", "image", "reset"}
ROW = re.compile(r"^[a-z_]+-[0-9]+-")


def address(kind: Kind | str, page: str, *args: str) -> str:
    """`address("actor", "change", "armenia")`."""
    model = (KINDS[kind] if isinstance(kind, str) else kind).model
    return reverse(f"admin:records_{model._meta.model_name}_{page}", args=args)


def fullest(kind: Kind, number: int = 1) -> list[Any]:
    """The entries of a kind that say the most."""
    entries = kind.model._default_manager.all()
    return sorted(entries, key=lambda entry: -len(str(render(entry))))[:number]


def document_of(kind: Kind | str, slug: str) -> dict[str, Any]:
    """What the desk would publish, without the stamps of a version."""
    model = (KINDS[kind] if isinstance(kind, str) else kind).model
    return without_stamps(render(model._default_manager.get(pk=slug)))


@dataclass
class Form:
    """Values of a form by name; `hidden` are the names that nobody types."""

    values: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def typed_anew(self, slug: str) -> dict[str, str]:
        """The same content as somebody would type it into an empty form, under another id."""
        typed = {
            name: text for name, text in self.values.items() if not (name in self.hidden and ROW.match(name))
        }
        nothing_yet = {name: "0" for name in self.values if name.endswith("-INITIAL_FORMS")}
        return typed | nothing_yet | {"id": slug, "opened_at": ""}


def form_on(client: Client, url: str) -> Form:
    """The entry's form on a page, as it would be sent if nothing was typed."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.form


class FormReader(HTMLParser):
    """Inputs, textareas and selects inside the entry's form; the empty rows kept for scripts are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.inside = False
        self.textarea = ""
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.inside = given.get("id", "").endswith("_form")
        elif not self.inside or "__prefix__" in name:
            return
        elif tag == "input" and given.get("type") not in BUTTONS:
            self._read_input(name, given)
        elif tag == "textarea":
            self.textarea, self.form.values[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.form.values):
            self.form.values[self.select] = given.get("value", "")

    def _read_input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") == "checkbox" and "checked" not in given:
            return
        if given.get("type") == "hidden":
            self.form.hidden.add(name)
        unsaid = "on" if given.get("type") == "checkbox" else ""
        self.form.values[name] = given.get("value", unsaid)

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.form.values[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.textarea:
            text = self.form.values[self.textarea]
            self.form.values[self.textarea] = text.removeprefix("\r").removeprefix(
                "\n"
            )  # markup, not content
            self.textarea = ""
        elif tag == "select":
            self.select = ""


def submit(client: Client, kind: Kind | str, slug: str) -> None:
    """Submit an entry for review, by its confirmation page."""
    response = client.post(address(kind, "submit", slug))
    assert response.status_code == 302, response.context["errors"]


def sign_in(
    name: str, *, superuser: bool = True, role: str = "", permissions: tuple[str, ...] | None = None
) -> Client:
    """A browser with an account's session: a superuser, or somebody with a role, some permissions or nothing."""
    accounts: Any = get_user_model()._default_manager
    user = accounts.create_user(
        name, is_staff=True, is_superuser=superuser and not role and permissions is None
    )  # no password: hashing one takes time
    if role:
        user.groups.add(Group.objects.get(name=role))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions or ()))
    client = Client()
    client.force_login(user)
    return client
