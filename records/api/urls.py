"""The public addresses: every collection from its kind, then the feed, the documentation, health and the front page."""

from django.urls import URLPattern, path

from records.api import health, views
from records.api.home import home
from records.api.schema.describe import described
from records.api.schema.served import DocumentationView, schema
from records.kinds import KINDS
from records.kinds.base import Kind

BASE = "api/v1/"
SLUG = "<slug:slug>"


def kind_urls(kind: Kind) -> list[URLPattern]:
    """List, detail and versions of one kind."""
    here = f"{BASE}{kind.collection}/"
    bound = {name: described(view, kind) for name, view in VIEWS_OF_A_KIND.items()}
    return [
        path(here, bound["list"].as_view(), name=f"{kind.collection}-list"),
        path(f"{here}{SLUG}/", bound["detail"].as_view(), name=f"{kind.collection}-detail"),
        path(f"{here}{SLUG}/versions/", bound["versions"].as_view(), name=f"{kind.collection}-versions"),
        path(
            f"{here}{SLUG}/versions/<int:version>/",
            bound["version"].as_view(),
            name=f"{kind.collection}-version",
        ),
    ]


VIEWS_OF_A_KIND = {
    "list": views.ListView,
    "detail": views.DetailView,
    "versions": views.VersionsView,
    "version": views.VersionView,
}

urlpatterns = [
    path("", home, name="home"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/schema/", schema, name="schema"),
    path("api/docs/", DocumentationView.as_view(), name="docs"),
    path(BASE, described(views.RootView).as_view(), name="root"),
    path(f"{BASE}records/", described(views.ListView).as_view(), name="records-list"),
    path(f"{BASE}changes/", described(views.ChangesView).as_view(), name="changes"),
    *(pattern for kind in KINDS.values() for pattern in kind_urls(kind)),
    path(
        f"{BASE}measures/{SLUG}/claims/",
        described(views.ClaimsView, KINDS["measure"]).as_view(),
        name="claims",
    ),
]
