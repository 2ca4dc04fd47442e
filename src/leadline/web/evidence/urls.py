"""Addresses of the evidence area: feedback, needs, customers."""

from django.urls import path

from leadline.web.evidence.views import (
    changes,
    contacts,
    customer_values,
    customers,
    feedback,
    inbox,
    need,
    need_map,
    needs,
    piece_values,
    values,
)

app_name = "evidence"
urlpatterns = [
    path("feedback/", inbox.feedback, name="feedback"),
    path("feedback/export.csv", inbox.feedback_csv, name="feedback_csv"),
    path("feedback/sort/", inbox.feedback_bulk, name="feedback_bulk"),
    path("feedback/add/", feedback.feedback_add, name="feedback_add"),
    path("feedback/<int:pk>/", feedback.feedback_item, name="feedback_item"),
    path(
        "feedback/<int:pk>/values/<str:name>/",
        piece_values.piece_value,
        name="piece_value",
    ),
    path(
        "feedback/<int:pk>/values/<str:name>/back/",
        piece_values.piece_value_back,
        name="piece_value_back",
    ),
    path("needs/", needs.needs, name="needs"),
    path("needs/export.csv", needs.needs_csv, name="needs_csv"),
    path("needs/map/", need_map.needs_map, name="needs_map"),
    path("needs/group/", needs.group, name="group"),
    path("needs/change/", needs.needs_change, name="needs_change"),
    path("needs/merge/", needs.needs_merge, name="needs_merge"),
    path("needs/add/", needs.need_add, name="need_add"),
    path("needs/<int:pk>/", need.need, name="need"),
    path("needs/<int:pk>/values/<str:name>/", values.need_value, name="need_value"),
    path("needs/<int:pk>/confirm/", need.need_confirm, name="need_confirm"),
    path("needs/<int:pk>/split/", need.need_split, name="need_split"),
    path("needs/<int:pk>/merge/", need.need_merge, name="need_merge"),
    path("needs/<int:pk>/state/", need.need_state, name="need_state"),
    path("customers/", customers.customers, name="customers"),
    path("customers/export.csv", customers.customers_csv, name="customers_csv"),
    path("customers/add/", customers.customer_add, name="customer_add"),
    path("customers/<int:pk>/", customers.customer, name="customer"),
    path(
        "customers/<int:pk>/values/<str:name>/",
        customer_values.customer_value,
        name="customer_value",
    ),
    path(
        "customers/<int:pk>/values/<str:name>/back/",
        customer_values.customer_value_back,
        name="customer_value_back",
    ),
    path("customers/<int:pk>/contacts/", contacts.contact_add, name="contact_add"),
    path("contacts/<int:pk>/", contacts.contact_edit, name="contact_edit"),
    path("contacts/<int:pk>/remove/", contacts.contact_remove, name="contact_remove"),
    path("changes/<int:pk>/undo/", changes.undo, name="undo"),
]
