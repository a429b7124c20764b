"""Texts of the sign-in pages that we word otherwise in Chinese than the libraries they come from.

Nothing uses these lines: they put the texts into this room's catalogue, which is asked before the libraries' own.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

TEXTS = (
    _("If you have not created an account yet, then please %(link)ssign up%(end_link)s first."),
    _("Already have an account? Then please %(link)ssign in%(end_link)s."),
    _("Sign Out"),
    _("Are you sure you want to sign out?"),
    _("You have signed out."),
    _("Email Addresses"),
    _("Email Address"),
    _("The following email addresses are associated with your account:"),
    _("Primary"),
    _("Re-send Verification"),
    _("Add Email Address"),
    _("Add Email"),
    _("Do you really want to remove the selected email address?"),
    _("You have confirmed %(email)s."),
    _("Please Confirm Your Email Address"),
    _("Verify Your Email Address"),
    _("Confirm Email Address"),
    _("Enter your password:"),
    _("Two-Factor Authentication"),
    _("Your account is protected by two-factor authentication. Please enter an authenticator code:"),
    _("Recovery Codes"),
    _("No recovery codes set up."),
    _("A new set of recovery codes has been generated."),
    _("This account is inactive."),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
)
