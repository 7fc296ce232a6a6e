from django.urls import path

from gijun.measures.process import views

urlpatterns = [
    path("", views.process, name="process"),
    path("export/", views.export, name="process_export"),
    path("logs/", views.logs, name="process_logs"),
    path("logs/<str:token>/", views.log_map, name="process_log"),
    path("logs/<str:token>/columns/", views.log_columns, name="process_log_columns"),
    path("logs/<str:token>/forget/", views.forget_log, name="process_log_forget"),
]
