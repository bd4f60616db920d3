from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "convenant.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the tables how to read what is at stake in an agreement, when it began and who
        works under it."""
        from convenant.agreements.queries import (  # noqa: PLC0415 - models load first
            beginnings,
            contracted,
            stake_of,
        )
        from convenant.roundtables import beginnings as begun  # noqa: PLC0415 - models load first
        from convenant.roundtables import contracted as under  # noqa: PLC0415 - models load first
        from convenant.roundtables import stakes  # noqa: PLC0415 - models load first

        stakes.read_by(stake_of)
        begun.read_by(beginnings)
        under.read_by(contracted)
