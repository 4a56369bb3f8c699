"""A plain Django REST framework project: model serializers, a read-only view set, django-filter, limit and offset."""

import json
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse

from benchmarks.peers.django_settings import settings as shared

settings.configure(
    **shared(
        __name__,
        "rest_framework",
        "django_filters",
        REST_FRAMEWORK={
            "DEFAULT_AUTHENTICATION_CLASSES": [],
            "DEFAULT_PERMISSION_CLASSES": [],
            "UNAUTHENTICATED_USER": None,
            "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
            "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
            "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
            "PAGE_SIZE": 50,
        },
    )
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from django_filters import rest_framework as filters  # noqa: E402
from rest_framework import routers, serializers, viewsets  # noqa: E402

from benchmarks.peers.django_queries import incidents, mediated_by, with_words  # noqa: E402
from records.kinds.actor import Actor  # noqa: E402
from records.kinds.base.record import Evidence, Outcome, Participation, Relation  # noqa: E402
from records.kinds.incident import Casualty, Incident  # noqa: E402
from records.kinds.place import Place  # noqa: E402
from records.kinds.source import Source  # noqa: E402


class ActorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Actor
        fields = ("id", "name", "type")


class PlaceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Place
        fields = ("id", "name", "country")


class SourceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Source
        fields = ("id", "title", "publisher")


class ParticipantSerializer(serializers.ModelSerializer):
    actor = ActorSerializer()
    represents = ActorSerializer()

    class Meta:
        model = Participation
        fields = ("actor", "role", "capacity", "represents")


class OutcomeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Outcome
        fields = ("text", "status")


class RelationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Relation
        fields = ("type", "other")


class EvidenceSerializer(serializers.ModelSerializer):
    source = SourceSerializer()

    class Meta:
        model = Evidence
        fields = ("source", "paragraph", "phrase", "states")


class CasualtySerializer(serializers.ModelSerializer):
    class Meta:
        model = Casualty
        fields = ("of", "killed", "wounded")


class IncidentSerializer(serializers.ModelSerializer):
    alleged_by = ActorSerializer()
    casualties = CasualtySerializer(many=True)
    participants = ParticipantSerializer(many=True)
    places = serializers.SerializerMethodField()
    outcomes = OutcomeSerializer(many=True)
    related = RelationSerializer(many=True)
    evidence = EvidenceSerializer(many=True)

    class Meta:
        model = Incident
        fields = (
            *(
                "id",
                "kind",
                "title",
                "summary",
                "date",
                "date_note",
                "earliest",
                "latest",
                "status",
                "status_note",
            ),
            *("category", "alleged_by", "casualties"),
            *("participants", "places", "outcomes", "related", "evidence"),
        )

    def get_places(self, incident: Incident) -> Any:
        return PlaceSerializer([placing.place for placing in incident.placings.all()], many=True).data


class IncidentFilter(filters.FilterSet):
    mediator = filters.CharFilter(method="filter_mediator")
    date_from = filters.DateFilter(field_name="latest", lookup_expr="gte")
    date_to = filters.DateFilter(field_name="earliest", lookup_expr="lte")
    search = filters.CharFilter(method="filter_search")

    class Meta:
        model = Incident
        fields = ("category", "status")

    def filter_mediator(self, found: Any, name: str, value: str) -> Any:
        return mediated_by(found, value)

    def filter_search(self, found: Any, name: str, value: str) -> Any:
        return with_words(found, value)


class IncidentViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = incidents()
    serializer_class = IncidentSerializer
    filterset_class = IncidentFilter


def export(request: HttpRequest) -> StreamingHttpResponse:
    """Every incident, a line each."""

    def lines() -> Iterator[str]:
        serializer = IncidentSerializer()
        for incident in incidents().iterator(chunk_size=500):
            yield json.dumps(serializer.to_representation(incident)) + "\n"

    return StreamingHttpResponse(lines(), content_type="application/x-ndjson")


router = routers.SimpleRouter()
router.register("incidents", IncidentViewSet)
urlpatterns = [path("incidents/export/", export), path("", include(router.urls))]
application = get_wsgi_application()
