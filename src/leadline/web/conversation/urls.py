"""Addresses of conversation: threads of every record, one's inbox, channels."""

from django.urls import path

from leadline.web.conversation.views import attachments, channels, inbox, talks

app_name = "conversation"
urlpatterns = [
    path("talk/people/", talks.people, name="people"),
    path("talk/<str:kind>/<int:pk>/", talks.talk, name="talk"),
    path("talk/<str:kind>/<int:pk>/page/", talks.record_page, name="record"),
    path("talk/<str:kind>/<int:pk>/watch/", talks.watch, name="watch"),
    path("talk/<str:kind>/<int:pk>/read/", talks.read, name="read"),
    path("threads/<int:pk>/answer/", talks.answer, name="answer"),
    path("threads/<int:pk>/resolve/", talks.resolve, name="resolve"),
    path("threads/<int:pk>/reopen/", talks.reopen, name="reopen"),
    path("comments/<int:pk>/edit/", talks.edit, name="edit"),
    path("comments/<int:pk>/delete/", talks.delete, name="delete"),
    path("comments/<int:pk>/sign/", talks.sign, name="sign"),
    path("attached/<int:pk>/", attachments.attachment, name="attachment"),
    path("attached/<int:pk>/preview/", attachments.preview, name="attachment_preview"),
    path("attached/<int:pk>/remove/", talks.detach, name="attachment_remove"),
    path("settings/channels/", channels.channels, name="channels"),
    path("settings/channels/<int:pk>/", channels.channel, name="channel"),
    path("settings/channels/<int:pk>/switch/", channels.switch, name="channel_switch"),
    path("settings/channels/<int:pk>/remove/", channels.remove, name="channel_remove"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read_all"),
    path("inbox/telling/", inbox.telling, name="telling"),
    path("inbox/<int:pk>/read/", inbox.read, name="note_read"),
    path("inbox/<int:pk>/snooze/", inbox.snooze, name="note_snooze"),
    path("inbox/<int:pk>/wake/", inbox.wake, name="note_wake"),
]
