"""Who may open a page at all. What they may do there is asked of each app's own permissions."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _


def office_required(view):
    """Open `view` for signed-in people of an office.

    Others are sent to the sign-in page and come back after it; a script that asks for JSON gets 401 with a
    sentence instead of a page it can't read.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        if not request.user.office_id:
            raise PermissionDenied(
                _("Your account doesn't belong to an office yet. Ask the system administrator to assign one.")
            )
        return view(request, *args, **kwargs)

    return guarded


def _ask_to_sign_in(request):
    if request.accepts("text/html"):
        return redirect_to_login(request.get_full_path())
    sentence = _("You were signed out. Sign in again in another tab, then go on here; nothing is lost.")
    return JsonResponse({"error": sentence}, status=401)
