"""Publishers of sources, which have no entries of their own: found by name, and known for as long as one source has them."""

from collections import Counter
from dataclasses import dataclass, field

from records.api.names.index import Named, NameIndex
from records.folding import fold
from records.kinds.base.declaration import as_slug

KIND = "source"


@dataclass
class Publishers:
    """Each once, under its name as filters have it."""

    of_source: dict[str, str] = field(default_factory=dict)
    sources: Counter[str] = field(default_factory=Counter)
    names: NameIndex = field(default_factory=NameIndex)

    def put(self, source: str, publisher: str) -> None:
        """Learn who published a source that was forgotten before."""
        slug = as_slug(publisher)
        self.of_source[source] = slug
        self.sources[slug] += 1
        self.names.put(Named(KIND, slug, publisher, "", (fold(publisher),)))

    def drop(self, source: str) -> None:
        """Forget a source, and its publisher with the last one."""
        slug = self.of_source.pop(source, None)
        if slug is None:
            return
        self.sources[slug] -= 1
        if not self.sources[slug]:
            del self.sources[slug]
            self.names.drop(f"{KIND}s/{slug}")

    def has(self, name: str) -> bool:
        """Whether there is one of this name, however its words are joined."""
        return as_slug(name) in self.sources

    def like(self, name: str, most: int) -> list[Named]:
        """Those with the most similar names."""
        return [found for found, _ in self.names.like(name.replace("-", " "), (KIND,), most)]
