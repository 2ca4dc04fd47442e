"""Every address of the product, by surface."""

from django.urls import include, path

urlpatterns = [
    path("", include("leadline.api.urls")),
    path("", include("leadline.mcp.urls")),
    path("", include("leadline.web.shell.urls")),
    path("", include("leadline.web.docs.urls")),
    path("", include("leadline.web.accounts.public_urls")),
    path("", include("leadline.web.growth.public_urls")),
    path("", include("leadline.web.conversation.public_urls")),
    path("", include("leadline.web.sharing.public_urls")),
    path("", include("leadline.web.connections.public_urls")),
    path("w/<int:workspace_id>/", include("leadline.web.urls")),
]

handler400 = "leadline.web.shell.errors.bad_request"
handler403 = "leadline.web.shell.errors.forbidden"
handler404 = "leadline.web.shell.errors.not_found"
handler500 = "leadline.web.shell.errors.server_error"
