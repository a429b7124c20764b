from django.urls import path

from yizhan.hub.network import views

app_name = "network"
urlpatterns = [
    path("units/", views.units, name="units"),
    path("staff/posts/", views.posts, name="posts"),
    path("staff/posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("demo/", views.demo_people, name="demo_people"),
    path("demo/<uuid:public_id>/", views.demo_sign_in, name="demo_sign_in"),
]
