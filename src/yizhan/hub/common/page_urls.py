"""Pages with a language in their path."""

from django.urls import path

from yizhan.hub.common import views

app_name = "notices"
urlpatterns = [path("notices/", views.my_notices, name="notices")]
