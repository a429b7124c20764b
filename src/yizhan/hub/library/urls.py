from django.urls import path

from yizhan.hub.library import views

app_name = "library"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search.csv", views.search_csv, name="search_csv"),
    path("search/help/", views.help_page, name="help"),
    path("patents/<path:key>/", views.patent, name="patent"),
    path("marks/<path:key>/", views.mark, name="mark"),
]
