"""Reading people and organisations."""

from __future__ import annotations

from yizhan.hub.accounts.models import Organisation, User


def organisations_of(user: User) -> list[Organisation]:
    """The organisations a person acts for."""
    return list(Organisation.objects.filter(affiliations__user=user).order_by("name_zh"))


def acts_for(user: User | None, organisation_id: int | None) -> bool:
    """Whether a person acts for an organisation."""
    if user is None or organisation_id is None:
        return False
    return user.affiliations.filter(organisation_id=organisation_id).exists()


def person_by_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first() if email.strip() else None


def organisation_by_code(code: str) -> Organisation | None:
    return Organisation.objects.filter(uscc=code).first()
