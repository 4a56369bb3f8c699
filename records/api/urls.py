"""The public addresses: every collection from its kind, then the feed, the documentation, health and the front page."""

from django.urls import URLResolver, include, path

from records.api import health, views
from records.api.claims.views import ClaimsView
from records.api.home import home
from records.api.one_record import RecordView
from records.api.package.views import ExportView
from records.api.reconcile import views as reconcile
from records.api.schema.describe import described
from records.api.schema.served import DocumentationView, schema
from records.api.timeline.views import TimelineView
from records.kinds import KINDS
from records.kinds.base import Kind

SLUG = "<slug:slug>"
BELOW_AN_ENTRY = ("", "versions/", "versions/<int:version>/")


def kind_urls(kind: Kind) -> URLResolver:
    """List, detail and versions of one kind; together, so that an address is looked for among few."""
    bound = {name: described(view, kind) for name, view in VIEWS_OF_A_KIND.items()}
    one = f"{kind.collection}-"
    patterns = [
        path("", bound["list"].as_view(), name=f"{one}list"),
        path(f"{SLUG}/", bound["detail"].as_view(), name=f"{one}detail"),
        path(f"{SLUG}/versions/", bound["versions"].as_view(), name=f"{one}versions"),
        path(f"{SLUG}/versions/<int:version>/", bound["version"].as_view(), name=f"{one}version"),
    ]
    if kind.name == "measure":
        patterns.append(path(f"{SLUG}/claims/", described(ClaimsView, kind).as_view(), name="claims"))
    return path(f"{kind.collection}/", include(patterns))


VIEWS_OF_A_KIND = {
    "list": views.ListView,
    "detail": views.DetailView,
    "versions": views.VersionsView,
    "version": views.VersionView,
}

data = [
    path("", described(views.RootView).as_view(), name="root"),
    path("records/", described(views.ListView).as_view(), name="records-list"),
    *(path(f"records/{SLUG}/{below}", RecordView.as_view()) for below in BELOW_AN_ENTRY),
    path("timeline/", described(TimelineView).as_view(), name="timeline"),
    path("changes/", described(views.ChangesView).as_view(), name="changes"),
    path("export/", described(ExportView).as_view(), name="export"),
    path("reconcile/", described(reconcile.ReconcileView).as_view(), name="reconcile"),
    path("reconcile/properties/", described(reconcile.PropertiesView).as_view(), name="reconcile-properties"),
    *(
        path(f"reconcile/suggest/{what}/", described(view).as_view(), name=f"reconcile-{what}")
        for what, view in reconcile.SUGGESTIONS.items()
    ),
    *map(kind_urls, KINDS.values()),
]

urlpatterns = [
    path("api/v1/", include(data)),
    path("", home, name="home"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/schema/", schema, name="schema"),
    path("api/docs/", DocumentationView.as_view(), name="docs"),
]
