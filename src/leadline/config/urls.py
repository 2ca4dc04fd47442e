"""Every address of the product, by surface."""

from django.urls import include, path

urlpatterns = [
    path("", include("leadline.web.shell.urls")),
    path("w/<int:workspace_id>/", include("leadline.web.urls")),
]
