from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "yizhan.hub.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
