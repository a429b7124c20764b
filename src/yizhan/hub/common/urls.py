from django.urls import path

from yizhan.hub.common import views

app_name = "common"
urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
