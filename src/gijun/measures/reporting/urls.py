from django.urls import path

from gijun.measures.reporting import views

urlpatterns = [
    path("", views.reports, name="reports"),
    path("make/<str:rhythm>/", views.make, name="report_make"),
    path("<int:report_id>/", views.report, name="report"),
    path("<int:report_id>/edit/", views.edit, name="report_edit"),
    path("<int:report_id>/sending/", views.sending, name="report_sending"),
    path("<int:report_id>/file/", views.download, name="report_file"),
    path("<int:report_id>/retire/", views.retire, name="report_retire"),
    path("deliveries/<int:delivery_id>/again/", views.again, name="report_again"),
]
