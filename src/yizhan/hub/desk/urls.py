from django.urls import path

from yizhan.hub.desk.views import public, requests, staff

app_name = "desk"
urlpatterns = [
    path("services/", public.services, name="services"),
    path("services/<slug:code>/", public.service, name="service"),
    path("services/<slug:code>/ask/", requests.ask, name="ask"),
    path("units/<slug:code>/", public.unit, name="unit"),
    path("track/", public.track, name="track"),
    path("track/rate/", public.rate_by_code, name="rate_by_code"),
    path("cases/", requests.my_cases, name="my_cases"),
    path("cases/<uuid:public_id>/", requests.case, name="case"),
    path("cases/<uuid:public_id>/check/", requests.check, name="check"),
    path("cases/<uuid:public_id>/delete/", requests.delete, name="delete"),
    path("cases/<uuid:public_id>/do/<slug:action>/", requests.act, name="act"),
    path("cases/<uuid:public_id>/files/", requests.add_file, name="add_file"),
    path("cases/<uuid:public_id>/files/<uuid:file_id>/", requests.download, name="file"),
    path("cases/<uuid:public_id>/files/<uuid:file_id>/remove/", requests.remove_file, name="remove_file"),
    path("staff/", staff.queue, name="queue"),
    path("staff/queue.csv", staff.queue_csv, name="queue_csv"),
    path("staff/new/", staff.choose_item, name="staff_choose"),
    path("staff/new/<slug:code>/", staff.new, name="staff_new"),
    path("staff/cases/<uuid:public_id>/", staff.case, name="staff_case"),
    path("staff/cases/<uuid:public_id>/do/<slug:action>/", staff.act, name="staff_act"),
    path("staff/cases/<uuid:public_id>/files/", staff.add_file, name="staff_add_file"),
]
