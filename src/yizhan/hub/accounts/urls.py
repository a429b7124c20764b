from django.urls import path

from yizhan.hub.accounts import views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("organisations/add/", views.add_organisation, name="add_organisation"),
]
