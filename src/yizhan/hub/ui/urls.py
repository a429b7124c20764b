from django.urls import path

from yizhan.hub.ui import views

app_name = "ui"
urlpatterns = [path("components/", views.components, name="components")]
