"""The second factor: an authenticator app's six digits (TOTP), and backup codes for a lost phone.

Codes may be typed with Thai digits and spaces. Wrong ones are slowed down: each doubles the wait.
"""

import math
from base64 import b32encode

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from budgetplan.thai import digits

BACKUP_CODES = 10
TOTP_DIGITS = 6


class CodeThrottled(Exception):
    """Too many wrong codes. `str()` says for how long no code is looked at."""


def is_on(user):
    """Whether the person confirmed an authenticator app."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def codes_left(user):
    """How many backup codes the person hasn't used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def pending_device(user):
    """The app that was set up but not confirmed yet, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def begin(*, by):
    """A fresh secret for an authenticator app, to be confirmed with a code."""
    TOTPDevice.objects.filter(user=by, confirmed=False).delete()
    return TOTPDevice.objects.create(user=by, name="app", confirmed=False)


@transaction.atomic
def confirm(*, code, by):
    """Switch the pending app on where it knows the secret. Returns the device, or None for a wrong code."""
    device = TOTPDevice.objects.select_for_update().filter(user=by, confirmed=False).first()
    if device is None or not _accepts(device, code):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


@transaction.atomic
def check(*, code, by):
    """The device that accepts `code`, or None. A backup code works once. Raises CodeThrottled."""
    model = TOTPDevice if _is_app_code(code) else StaticDevice
    device = model.objects.select_for_update().filter(user=by, confirmed=True).first()
    return device if device and _accepts(device, code) else None


@transaction.atomic
def new_backup_codes(*, by):
    """A new set of backup codes in place of the old one; shown once, never again."""
    StaticDevice.objects.filter(user=by).delete()
    device = StaticDevice.objects.create(user=by, name="backup codes")
    codes = [StaticToken.random_token() for _n in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def turn_off(*, user):
    """Forget the person's apps and backup codes."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def picture(device):
    """The QR code an authenticator app reads, as a data: address of an SVG."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=3, light="#fff")


def secret_text(device):
    """The secret in groups of four letters, for typing where no camera is at hand."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def normalize(code):
    """A code as it was typed, without spaces and hyphens, in small letters and Arabic digits."""
    return digits.to_arabic("".join(code.split()).replace("-", "")).lower()


def _is_app_code(code):
    return len(code) == TOTP_DIGITS and code.isdigit()


def _accepts(device, code):
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, math.ceil((why["locked_until"] - timezone.now()).total_seconds()))
        raise CodeThrottled(_wait_sentence(seconds))
    return device.verify_token(code)


def _wait_sentence(seconds):
    return ngettext(
        "The last code was wrong. Wait %(seconds)s second, then type a new one.",
        "The last codes were wrong. Wait %(seconds)s seconds, then type a new one.",
        seconds,
    ) % {"seconds": seconds}
