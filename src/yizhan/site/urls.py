"""Every address. Pages carry their language in the path (/zh-hans/…, /en/…), so that a link keeps it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from yizhan.hub.library.api import api

urlpatterns = [
    path("", include("yizhan.hub.common.urls")),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", include("yizhan.hub.common.page_urls")),
        path("", include("yizhan.hub.library.urls")),
        path("", include("yizhan.hub.desk.urls")),
        path("", include("yizhan.hub.network.urls")),
        path("", include("yizhan.hub.evaluation.urls")),
        path("", include("yizhan.hub.ui.urls")),
        path("account/", include("yizhan.hub.accounts.urls")),
        path("account/", include("allauth.urls")),
    ),
]

handler400 = "yizhan.hub.ui.views.bad_request"
handler403 = "yizhan.hub.ui.views.permission_denied"
handler404 = "yizhan.hub.ui.views.not_found"
handler500 = "yizhan.hub.ui.views.server_error"
