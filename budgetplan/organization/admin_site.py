"""The administration pages: who gets in follows from the posts a person holds today."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNLISTED_APPS = frozenset({"auth", "axes", "otp_static", "otp_totp"})
"""Apps whose rows are kept by pages of ours (people, their lock-outs and devices), not by their own admin."""


class OfficeAdminSite(AdminSite):
    """Opens for those who decide and for administrators; `is_staff` doesn't count. Sign-in is the site's own."""

    site_header = site_title = gettext_lazy("Administration")
    index_title = gettext_lazy("What do you want to do?")
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.is_active and request.user.is_authenticated and request.user.may_enter_admin

    def get_app_list(self, request, app_label=None):
        return [app for app in super().get_app_list(request, app_label) if app["app_label"] not in UNLISTED_APPS]

    def login(self, request, extra_context=None):
        """Our sign-in page; a sentence for those who are signed in already and still may not."""
        if request.user.is_authenticated:
            raise PermissionDenied(
                _("The administration pages are for people who decide on documents and for administrators.")
            )
        return redirect_to_login(request.GET.get("next", "/"))

    def password_change(self, request, extra_context=None):
        return redirect("organization:password")
