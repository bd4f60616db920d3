from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "convenant.agreements"
    default_auto_field = "django.db.models.BigAutoField"
