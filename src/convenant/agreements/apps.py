from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "convenant.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the tables how to read what is at stake in an agreement."""
        from convenant.agreements.queries import stake_of  # noqa: PLC0415 - models load first
        from convenant.roundtables import stakes  # noqa: PLC0415 - models load first

        stakes.read_by(stake_of)
