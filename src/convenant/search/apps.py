from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "convenant.search"
    default_auto_field = "django.db.models.BigAutoField"
