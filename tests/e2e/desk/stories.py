"""Three articles, entered by hand: what an editor does from the first page of the desk to the submission.

The articles are invented (see articles/README.md). Each story leaves its entries in review. Whoever saves a record is led
back to the article that it was entered from.
"""

from pathlib import Path

from desk import Desk

ARTICLES = Path(__file__).parent / "articles"


def enter(desk: Desk, name: str, *, publisher: str, date: str, says: str) -> None:
    """The article itself, from the first page on; its date as it is printed."""
    desk.go("/admin/")
    desk.show("first-page")
    desk.follow("Enter an article")
    desk.paste("text", (ARTICLES / f"{name}.txt").read_text())
    desk.choose("type", "news-article")
    desk.type("publisher", publisher)
    desk.type("date", date)
    desk.click(f"Use {says}")
    desk.choose("sensitivity", "low")
    desk.show("enter")
    desk.save("Enter the article")


def digest(desk: Desk, **paragraphs: str) -> None:
    """What paragraphs say, in the editor's own words: `p2="…"`."""
    for name, text in paragraphs.items():
        desk.type(f"digest-{name.removeprefix('p')}", text)
    desk.show("digest")
    desk.save("Save the digest")


def take_part(desk: Desk, actor: str, role: str, *, new: dict[str, str] | None = None) -> None:
    row = desk.add_row("participants")
    if new:
        desk.make_new(f"participants-{row}-actor", name=actor, sensitivity="=low", **new)
    else:
        desk.look_up(f"participants-{row}-actor", actor)
    desk.choose(f"participants-{row}-role", role)


def happen_at(desk: Desk, place: str, *, new: bool = False) -> None:
    row = desk.add_row("placings")
    if new:
        desk.make_new(f"placings-{row}-place", name=place, sensitivity="=low")
    else:
        desk.look_up(f"placings-{row}-place", place)


def back_to_the_article(desk: Desk, title: str) -> None:
    """From anywhere to an article, by its title."""
    desk.go("/admin/records/source/")
    desk.follow(title)
    desk.follow("Article and digest")


STATE = {"type": "=state"}


def the_kestrel_ford(desk: Desk) -> None:
    """An exchange, two contested figures and a round of talks, with everything they cite."""
    enter(desk, "the-kestrel-ford", publisher="Harbour Courier", date="5 April 2024", says="2024-04-05")
    digest(
        desk,
        p2="The ministry in Ardovia announced a swap of 19 captives at the ford in mid-March.",
        p3="Soldiers went one way and civilians the other; a charity kept count.",
        p4="Each side gives its own number of Velmark citizens in Ardovian custody.",
        p5="Deputies met in a third country and promised lists.",
    )

    desk.click("Add prisoner release from paragraph 2")
    desk.type("title", "Ardovia and Velmark exchange 19 prisoners at the Kestrel Ford")
    desk.type("date", "14 March 2024")
    desk.click("Use 2024-03-14")
    desk.choose("status", "completed")
    desk.type("count_0", "19")
    desk.choose("count_2", "exact")
    desk.choose("exchange", "true")
    desk.choose("sensitivity", "low")
    take_part(desk, "Ardovia", "releasing", new=STATE)
    take_part(desk, "Velmark", "releasing", new=STATE)
    take_part(desk, "Harbour Society", "observer", new={"type": "=organisation"})
    happen_at(desk, "Kestrel Ford", new=True)
    desk.pick(2, "exchanged", "prisoners")
    desk.show("record")
    desk.save()

    desk.click("Add figure from paragraph 4")
    desk.type("title", "Velmark says 41 of its citizens are held in Ardovia")
    desk.type("date", "late March 2024")
    desk.click("Use [2024-03-21..2024-03-31]")
    desk.choose("status", "reported")
    desk.make_new(
        "measure",
        name="Velmark citizens held in Ardovia",
        definition="Citizens of Velmark whom a claimant says Ardovia holds.",
        unit="persons",
        sensitivity="=low",
    )
    desk.type("value_0", "41")
    desk.choose("value_2", "exact")
    desk.look_up("claimed_by", "Velmark")
    desk.choose("sensitivity", "low")
    desk.pick(4, "forty-one", "citizens")
    desk.save()

    desk.click("Add negotiation round from paragraph 5")
    desk.type("title", "Deputy foreign ministers of Ardovia and Velmark meet in Port Linden")
    desk.type("date", "between 2 and 4 April 2024")
    desk.click("Use [2024-04-02..2024-04-04]")
    desk.choose("status", "completed")
    desk.choose("level", "senior-officials")
    desk.choose("modality", "in-person")
    desk.choose("sensitivity", "low")
    take_part(desk, "Ardovia", "party")
    take_part(desk, "Velmark", "party")
    take_part(desk, "Norrøya", "host", new=STATE)
    happen_at(desk, "Port Linden", new=True)
    desk.pick(5, "Deputy", "ministers")
    desk.save()
    submit_all(desk)


def submit_all(desk: Desk) -> None:
    desk.follow("Submit all of this article…")
    desk.show("submit")
    desk.click("Submit for review")


def the_lowen_islands(desk: Desk) -> None:
    """Talks on missing people by video link, and a number that two sides give differently."""
    enter(desk, "the-lowen-islands", publisher="Straits Gazette", date="9 February 2022", says="2022-02-09")
    digest(
        desk,
        p2="The commission on the missing convened again, remotely.",
        p4="Relatives count more people than the commission does.",
    )

    desk.click("Add missing-person talk from paragraph 2")
    desk.type("title", "Fifth round of talks about the missing of the Lowen Islands")
    desk.type("date", "early February 2022")
    desk.click("Use [2022-02-01..2022-02-10]")
    desk.choose("status", "completed")
    desk.type("round_number", "5")
    desk.choose("level", "commissions")
    desk.choose("modality", "videoconference")
    desk.choose("sensitivity", "low")
    take_part(desk, "Caldera", "party", new=STATE)
    desk.pick(2, "by", "video")
    desk.save()

    desk.click("Add figure from paragraph 4")
    desk.type("title", "Families' groups speak of about 120 missing islanders")
    desk.type("date", "February 2022")
    desk.click("Use 2022-02")
    desk.choose("status", "reported")
    desk.make_new(
        "measure",
        name="Islanders whose fate is not known",
        definition="Islanders of whom nothing is known since the fighting.",
        unit="persons",
        sensitivity="=low",
    )
    desk.type("value_0", "120")
    desk.choose("value_2", "about")
    desk.choose("sensitivity", "low")
    desk.pick(4, "about", "120")
    desk.save()
    submit_all(desk)


def the_tarn_valley(desk: Desk) -> None:
    """A release with a bound, and an incident with casualties."""
    enter(desk, "the-tarn-valley", publisher="Upland Post", date="10 August 2021", says="2021-08-10")
    digest(desk, p2="Border guards report that three herders were let go after some days.")

    desk.click("Add prisoner release from paragraph 2")
    desk.type("title", "Three herders freed in the Tarn Valley after a week in custody")
    desk.type("date", "9 August 2021")
    desk.click("Use 2021-08-09")
    desk.choose("status", "completed")
    desk.type("count_0", "3")
    desk.choose("count_2", "exact")
    desk.choose("sensitivity", "low")
    take_part(desk, "Miran border guard", "announcer", new={"type": "=institution"})
    happen_at(desk, "Tarn Valley", new=True)
    desk.pick(2, "were", "freed")
    desk.save()

    desk.click("Add incident from paragraph 4")
    desk.type("title", "Shelling in the Tarn Valley on the night before the release")
    desk.type("date", "8 August 2021")
    desk.click("Use 2021-08-08")
    desk.choose("status", "reported")
    desk.choose("category", "shelling")
    desk.choose("sensitivity", "low")
    row = desk.add_row("casualties")
    desk.type(f"casualties-{row}-of", "Villagers of the valley")
    desk.type(f"casualties-{row}-wounded_0", "4")
    desk.choose(f"casualties-{row}-wounded_2", "at-least")
    happen_at(desk, "Tarn Valley")
    desk.pick(4, "at", "least")
    desk.save()
    submit_all(desk)
