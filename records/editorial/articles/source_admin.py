"""The admin of sources: what every kind has, and the pages of a source's article: enter, write the digest, replace, erase.

The article's text is shown to whoever may see sources on the desk, and to nobody else. Every change is a POST.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path

from records.articles.article import Article
from records.articles.erase import erase
from records.articles.keep import keep
from records.editorial.articles.digest_form import DigestForm
from records.editorial.articles.enter_form import EnterForm
from records.editorial.articles.panel import workspace_of
from records.editorial.articles.replace_form import ReplaceForm
from records.editorial.articles.source_form import SourceForm
from records.editorial.articles.together_views import TogetherViews
from records.editorial.articles.workspace import add_page, rows_of
from records.editorial.whole import NotWhole, check_whole, problems_of_columns
from records.history.changing import because
from records.kinds.source import Source
from records.publishing.desk import reread

MAY_ERASE = "records.erase_article"
METHODS = ("GET", "HEAD", "POST")

View = Callable[..., HttpResponse]


class SourceAdmin(TogetherViews):
    form = SourceForm
    change_form_template = "records/desk/articles/source_form.html"
    change_list_template = "records/desk/articles/source_list.html"

    class Media:
        css = {"all": ["records/articles.css"]}

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[View, str]] = {
            "<path:object_id>/article/paragraphs/": (self.paragraphs_view, "paragraphs"),
            "<path:object_id>/article/": (self.article_view, "article"),
            "<path:object_id>/article/replace/": (self.replace_view, "replace"),
            "<path:object_id>/article/erase/": (self.erase_view, "erase"),
            "enter/": (self.enter_view, "enter"),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"records_source_{name}")
            for route, (view, name) in views.items()
        ]
        return [*ours, *super().get_urls()]

    # Enter an article

    def enter_view(self, request: HttpRequest) -> HttpResponse:
        """A new source, with its text; an article that was entered before leads to where it is."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        form = EnterForm(request.POST, request.FILES) if request.method == "POST" else EnterForm()
        if form.is_bound and (entered := self._enter(request, form)):
            return entered
        return self._page(request, "records/desk/articles/enter.html", "Enter an article", [], {"form": form})

    def _enter(self, request: HttpRequest, form: EnterForm) -> HttpResponse | None:
        valid = form.is_valid()
        if form.known:
            return self._lead_to(request, form.known, form.article)
        source = self._create(request, form) if valid and form.article else None
        if source is None:
            return None
        self.log_addition(request, source, "Entered with its article.")
        self.message_user(
            request, "The article is entered. Now say what its paragraphs say.", messages.SUCCESS
        )
        return HttpResponseRedirect(workspace_of(source.pk))

    def _create(self, request: HttpRequest, form: EnterForm) -> Source | None:
        source: Source = form.save(commit=False)
        try:
            with transaction.atomic():
                self.save_model(request, source, form, change=False)
                keep(source=source, text=form.article, by=request.user.get_username())
                check_whole(self.kind, *reread([source]))
        except NotWhole as error:
            for problem in problems_of_columns(self.kind, error.problems):
                form.add_error(problem.column if problem.column in form.fields else None, problem.says)
        except IntegrityError:
            form.add_error("id", "A source with this id was entered meanwhile. Choose another id.")
        else:
            return source
        return None

    def _lead_to(self, request: HttpRequest, source: Source, text: str) -> HttpResponse:
        """To the source that the article was entered as before; a text that was missing there is kept."""
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        said = f"This article is entered already, as {source.pk}."
        if self.has_change_permission(request, source) and not Article.objects.filter(pk=source.pk).exists():
            keep(source=source, text=text, by=request.user.get_username())
            said += " Its text was not kept before; now it is."
        self.message_user(request, said, messages.INFO)
        return HttpResponseRedirect(workspace_of(source.pk))

    # The article and its digest

    def article_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The paragraphs with their digest and what rests on them. A POST saves the digest."""
        source = self._source(request, object_id)
        may_write = self.has_change_permission(request, source)
        article = Article.objects.filter(pk=source.pk).first()
        if request.method == "POST":
            if not may_write:
                raise PermissionDenied
            if article is None:
                return HttpResponseRedirect(workspace_of(source.pk))
            return self._save_digest(request, article)
        form = DigestForm(source=source, lines=article.paragraphs) if article else None
        return self._workspace(request, source, article, form)

    def _save_digest(self, request: HttpRequest, article: Article) -> HttpResponse:
        with transaction.atomic():
            source = Source.objects.select_for_update().get(pk=article.pk)
            form = DigestForm(request.POST, source=source, lines=article.paragraphs)
            if not form.is_valid() or not self._store_digest(request, source, form):
                return self._workspace(request, source, article, form)
        onward = add_page(self.admin_site, request, source, request.POST.get("then", ""))
        return HttpResponseRedirect(onward or workspace_of(source.pk))

    def _store_digest(self, request: HttpRequest, source: Source, form: DigestForm) -> bool:
        if form.digest == source.digest:
            return True
        source.digest = form.digest
        try:
            with transaction.atomic():
                self.save_model(request, source, form, change=True)
                check_whole(self.kind, *reread([source]))
        except NotWhole as error:
            for problem in problems_of_columns(self.kind, error.problems):
                form.add_error(None, problem.says)
            return False
        self.log_change(request, source, "Changed the digest.")
        self.message_user(request, "The digest is saved.", messages.SUCCESS)
        self.say_what_readers_see(request, source)
        return True

    def _workspace(
        self, request: HttpRequest, source: Source, article: Article | None, form: DigestForm | None
    ) -> HttpResponse:
        context = {
            "original": source,
            "article": article,
            "form": form,
            "rows": rows_of(self.admin_site, request, source, article, form) if article and form else [],
            "may_write": self.has_change_permission(request, source),
            "together": self.steps_for_all(request, source),
            "may_erase": request.user.has_perm(MAY_ERASE),
        }
        return self._page(request, "records/desk/articles/workspace.html", "Article and digest", [], context)

    def paragraphs_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The paragraphs alone, for the panel beside a record's form; nothing where no text is kept."""
        source = self._source(request, object_id)
        article = Article.objects.filter(pk=source.pk).select_related("source").first()
        if article is None:
            return HttpResponse(status=204)
        return render(request, "records/desk/articles/panel_article.html", {"article": article})

    # Another text, or none

    def replace_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Another text for a source, or its first; what would no longer match is said before it is done."""
        source = self._source(request, object_id)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        form = ReplaceForm(
            request.POST if request.method == "POST" else None, request.FILES or None, source=source
        )
        if form.is_bound and form.is_valid():
            because("enter another text of the article")
            keep(source=source, text=form.article, by=request.user.get_username())
            self.log_change(request, source, "Entered another text of the article.")
            self.message_user(request, "The text is kept.", messages.SUCCESS)
            return HttpResponseRedirect(workspace_of(source.pk))
        kept = Article.objects.filter(pk=source.pk).exists()
        context = {"original": source, "form": form, "kept": kept}
        title = "Replace the text" if kept else "Give the text"
        return self._page(request, "records/desk/articles/replace.html", title, [], context)

    def erase_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A GET says what is lost; only a POST erases the private text."""
        source = self._source(request, object_id)
        if not request.user.has_perm(MAY_ERASE):
            raise PermissionDenied
        if request.method == "POST":
            because("erase the private text of the article")
            if erase(source=source):
                self.log_change(request, source, "Erased the private text of the article.")
                self.message_user(request, "The private text is erased.", messages.SUCCESS)
            return HttpResponseRedirect(workspace_of(source.pk))
        context = {"original": source, "kept": Article.objects.filter(pk=source.pk).exists()}
        return self._page(request, "records/desk/articles/erase.html", "Erase the private text", [], context)

    def _source(self, request: HttpRequest, object_id: str) -> Source:
        if request.method not in METHODS:
            raise PermissionDenied
        source = Source.objects.filter(pk=unquote(object_id)).first()
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        if source is None:
            raise Http404
        return source

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change=change, **options)
        article = Article.objects.filter(pk=obj.pk).first() if obj else None
        return type(form.__name__, (form,), {"lines": article.paragraphs}) if article else form
