from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yizhan.hub.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from yizhan.hub.accounts import signals

        signals.connect()
