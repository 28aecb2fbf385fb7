"""Where to go after a form: the page the person came from, never another site."""

from urllib.parse import urlencode

from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request, default="home"):
    """The `next` of the request where it lies on this site, else `default` (an address or a URL name)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(default)


def redirect_keeping_next(name, address):
    """A redirect to the page `name` that goes on to `address` once the person is done there."""
    return redirect(f"{reverse(name)}?{urlencode({'next': address})}")
