from django.urls import path

from convenant.web.delivery import views

app_name = "delivery"
urlpatterns = [
    path("berichten/", views.messages, name="list"),
    path("berichten/aanleveren/", views.upload, name="upload"),
    path("berichten/aanleveren/<int:pk>/", views.progress, name="progress"),
    path("berichten/<slug:pk>/", views.show, name="show"),
    path("berichten/<slug:pk>/antwoord/", views.answer_file, name="answer_file"),
]
