"""An article about a conflict that does not exist, written for these tests, and the form that enters it."""

ARTICLE = """Norland and Sudland hand over six captives at the Grey Bridge

The two sides exchanged six captives at the Grey Bridge in early May 2023, Norland's border service said.

Four soldiers went north and two shepherds went south. A doctor of the Lantern Mission rode with each of the two buses.

Sudland's envoy Ilse Maro told reporters that eleven of her country's people were still being held across the river.
"""
LINES = [line for line in ARTICLE.splitlines() if line]
OWN_WORDS = "Captives changed hands near the bridge, by the account of the northern border service."
ENTERED = {"text": ARTICLE, "type": "news-article", "language": "en"}
SLUG = "norland-and-sudland-hand-over-six-captives-at-the-grey-bridge"
MARKER = "shepherds"  # a word that stands in the private text and nowhere else
