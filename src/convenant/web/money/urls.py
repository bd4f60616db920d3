from django.urls import path

from convenant.web.money import views

app_name = "money"
urlpatterns = [
    path("geld/", views.show, name="show"),
    path("geld/downloaden/", views.download, name="download"),
]
