"""Addresses of the evidence area: feedback, needs, customers."""

from django.urls import path

from leadline.web.evidence.piece_values import PIECE
from leadline.web.evidence.value_forms import CONTACT, CUSTOMER, NEED
from leadline.web.evidence.views import (
    changes,
    contacts,
    customers,
    feedback,
    inbox,
    need,
    need_map,
    needs,
)

app_name = "evidence"
urlpatterns = [
    path("feedback/", inbox.feedback, name="feedback"),
    path("feedback/export.csv", inbox.feedback_csv, name="feedback_csv"),
    path("feedback/sort/", inbox.feedback_bulk, name="feedback_bulk"),
    path("feedback/add/", feedback.feedback_add, name="feedback_add"),
    path("feedback/<int:pk>/", feedback.feedback_item, name="feedback_item"),
    *PIECE.paths("feedback/<int:pk>/"),
    path("needs/", needs.needs, name="needs"),
    path("needs/export.csv", needs.needs_csv, name="needs_csv"),
    path("needs/map/", need_map.needs_map, name="needs_map"),
    path("needs/group/", needs.group, name="group"),
    path("needs/change/", needs.needs_change, name="needs_change"),
    path("needs/merge/", needs.needs_merge, name="needs_merge"),
    path("needs/add/", needs.need_add, name="need_add"),
    path("needs/<int:pk>/", need.need, name="need"),
    NEED.paths("needs/<int:pk>/")[0],  # its changes have ways back of their own
    path("needs/<int:pk>/confirm/", need.need_confirm, name="need_confirm"),
    path("needs/<int:pk>/split/", need.need_split, name="need_split"),
    path("needs/<int:pk>/merge/", need.need_merge, name="need_merge"),
    path("needs/<int:pk>/state/", need.need_state, name="need_state"),
    path("customers/", customers.customers, name="customers"),
    path("customers/export.csv", customers.customers_csv, name="customers_csv"),
    path("customers/add/", customers.customer_add, name="customer_add"),
    path("customers/<int:pk>/", customers.customer, name="customer"),
    *CUSTOMER.paths("customers/<int:pk>/"),
    path("customers/<int:pk>/contacts/", contacts.contact_add, name="contact_add"),
    *CONTACT.paths("contacts/<int:pk>/"),
    path("contacts/<int:pk>/remove/", contacts.contact_remove, name="contact_remove"),
    path("changes/<int:pk>/undo/", changes.undo, name="undo"),
]
