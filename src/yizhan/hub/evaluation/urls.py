from django.urls import path

from yizhan.hub.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("figures/", views.public, name="open"),
    path("staff/month/", views.months, name="months"),
    path("staff/month.csv", views.month_csv, name="month_csv"),
    path("staff/month/<slug:code>/", views.cases, name="cases"),
]
