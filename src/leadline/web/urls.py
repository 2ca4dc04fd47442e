"""HTML addresses inside a workspace, one include for each area."""

from django.urls import include, path

from leadline.web.shell import views

urlpatterns = [
    path("", include("leadline.web.overview.urls")),
    path("evidence/", include("leadline.web.evidence.urls")),
    path("strategy/", include("leadline.web.strategy.urls")),
    path("roadmap/", include("leadline.web.roadmap.urls")),
    path("decisions/", include("leadline.web.decisions.urls")),
    path("launches/", include("leadline.web.launches.urls")),
    path("stakeholders/", include("leadline.web.stakeholders.urls")),
    path("attention/", include("leadline.web.attention.urls")),
    path("", include("leadline.web.conversation.urls")),
    path("", include("leadline.web.connections.urls")),
    path("growth/", include("leadline.web.growth.urls")),
    path("import/", include("leadline.web.importing.urls")),
    path("documents/", include("leadline.web.reporting.urls")),
    path("", include("leadline.web.sharing.urls")),
    path("settings/", include("leadline.web.accounts.urls")),
    path("progress/<int:job_id>/", views.progress, name="progress"),
    path("theme/", views.theme, name="theme"),
]
