from django.apps import AppConfig


class SigningInConfig(AppConfig):
    name = "convenant.web.account"
    label = "signing_in"

    def ready(self) -> None:
        from convenant.web.account import trail  # noqa: PLC0415 - only once apps are loaded

        trail.listen()
