from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Commands and workers."""

    name = "convenant.jobs"
