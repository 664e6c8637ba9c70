"""The form of the gallery: one field of each kind."""

from app.forms.base import Choice, Choices, HouseForm, LongText, Number, Secret, Text, Tick, Upload


class GalleryForm(HouseForm):
    title = Text(most=120)
    wage = Number(required=False)
    about = LongText(required=False)
    kind = Choice(options=("penuh", "paruh"))
    days = Choices(options=("sen", "sel"), required=False)
    level = Choice(options=("sma", "smk", "d3"))
    password = Secret(required=False)
    paper = Upload(required=False)
    sure = Tick(required=True)
