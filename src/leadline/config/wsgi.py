"""The WSGI application: what ``leadline serve`` serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.config.settings")
application = get_wsgi_application()
