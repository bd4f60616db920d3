from django.apps import AppConfig


class RoundTablesConfig(AppConfig):
    name = "convenant.roundtables"
    default_auto_field = "django.db.models.BigAutoField"
