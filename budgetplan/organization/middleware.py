"""The language of the page, and what a signed-in person must do before anything else."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from budgetplan.organization.addresses import redirect_keeping_next


class LanguageMiddleware:
    """Thai unless the person or this browser chose English; the browser's own wish list doesn't count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = self._language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request):
        if request.user.is_authenticated:
            return request.user.language
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class SignInMiddleware:
    """A person with a second factor types it, and one with a first password changes it, before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        target = self._unfinished(request)
        if target and request.path != reverse(target) and not self._is_open(request):
            return redirect_keeping_next(target, self._address(request))
        return self.get_response(request)

    def _unfinished(self, request):
        user = request.user
        if not user.is_authenticated:
            return None
        if request.session.get("second_factor_due") and not user.is_verified():
            return "organization:second_factor_check"
        return "organization:password" if user.must_change_password else None

    def _address(self, request):
        return request.get_full_path() if request.method == "GET" else reverse("home")

    def _is_open(self, request):
        allowed = {
            reverse("organization:logout"),
            reverse("organization:language"),
            reverse("javascript_catalog"),
        }
        return request.path in allowed or request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}")
