from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "convenant.web.shared"
    label = "web_shared"
