from django.urls import path

from gijun.measures.out import views

urlpatterns = [path("parquet/", views.download, name="out_parquet")]
