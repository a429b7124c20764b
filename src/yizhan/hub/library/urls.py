from django.urls import path

from yizhan.hub.library import views

app_name = "library"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search.<str:form>", views.export, name="export"),
    path("search/prior-art/", views.prior_art_page, name="prior_art"),
    path("search/form/", views.form_page, name="form"),
    path("account/keys/", views.api_keys, name="keys"),
    path("account/keys/<int:pk>/revoke/", views.revoke_key, name="revoke_key"),
    path("search/help/", views.help_page, name="help"),
    path("patents/<path:key>/citations/", views.citations, name="citations"),
    path("patents/<path:key>/", views.patent, name="patent"),
    path("marks/<path:key>/", views.mark, name="mark"),
]
