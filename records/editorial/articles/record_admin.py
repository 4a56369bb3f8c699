"""The admin of records: what every kind has, and the articles beside the form, from which evidence is picked."""

from typing import Any, ClassVar

from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from records.articles.article import Article
from records.editorial.articles.evidence_rows import EvidenceInline, StartedInline, start_of, with_start
from records.editorial.articles.panel import mismatches_of, panel_of, workspace_of
from records.editorial.duplicates.views import DuplicateViews
from records.kinds.base.record import Evidence, Participation
from records.kinds.source import Source


class RecordAdmin(DuplicateViews):
    row_bases: ClassVar = {Evidence: EvidenceInline, Participation: StartedInline}
    change_form_template = "records/desk/articles/record_form.html"

    class Media:
        css = {"all": ["records/articles.css"]}
        js = [
            Script("records/desk/article-panel.js", defer=True),
            Script("records/desk/evidence.js", defer=True),
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A record of an article begins as sensitive as the article is."""
        source = Source.objects.filter(pk=request.GET.get("source", "")).first()
        known = {"sensitivity": source.sensitivity} if source else {}
        return super().get_changeform_initial_data(request) | known

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, EvidenceInline) and (first := inline.first_row(request)):
            options["initial"] = [first]
        return options

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        item = context.get("original")
        if self.admin_site.get_model_admin(Source).has_view_permission(request):
            context["panel"] = panel_of(request, item)
        context["mismatches"] = mismatches_of(item) if item else []
        return super().render_change_form(request, context, *args, **options)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A record that was started from a paragraph leads back there."""
        response = super().response_add(request, obj, post_url_continue)
        start = start_of(request)
        if start is None or "_continue" in request.POST or "_popup" in request.POST:
            return response
        if "_addanother" in request.POST:
            return HttpResponseRedirect(with_start(request.path, start))
        if not Article.objects.filter(pk=start["source"]).exists():
            return response
        return HttpResponseRedirect(f"{workspace_of(start['source'])}#paragraph-{start['paragraph']}")
