"""Signing in elsewhere: OpenID Connect, the code flow with PKCE, state and nonce.

    begin(…)     where to send the browser; what must come back is kept in the session
    finish(…)    the names under which the issuer knows whoever came back

Only the configured issuer is asked, and nothing is believed that it has not signed for this client and this
sign-in. Names are a verified e-mail address, and a user name that is no e-mail address: one that looks like
it would pass for an address that nobody verified.
"""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from typing import Any

from voc.config import Settings
from voc.errors import MissingExtra, SettingsError

_SECONDS = 10.0
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_KEPT = "openid"  # in the session
_NEXT = 1_000  # bytes of the page wanted: browsers keep no cookie above 4,096 in all
_LEEWAY = 60  # seconds that clocks may differ


def begin(settings: Settings, back: str, session: dict[str, Any], next_page: str) -> str:
    """The issuer's address to sign in at; `back` is this server's that it leads back to.

    Of a very long `next_page` the session keeps the path alone.

    Raises SettingsError when it is not set up or the issuer does not answer, MissingExtra without packages.
    """
    with _client(settings, back) as client:
        issuer = _described(client, settings)
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        address, _ = client.create_authorization_url(
            issuer["authorization_endpoint"],
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
        )
    if len(json.dumps(next_page)) > _NEXT:  # as the cookie holds it
        next_page = next_page.partition("?")[0]
    session[_KEPT] = kept | {"next": next_page if len(json.dumps(next_page)) <= _NEXT else "/"}
    return str(address)


def finish(
    settings: Settings, back: str, session: dict[str, Any], query: Mapping[str, str]
) -> tuple[list[str], str]:
    """Who came back with `query`, by the names that the issuer vouches for, and the page they wanted.

    What the session kept is used up. Raises SettingsError for whatever is not as it should be.
    """
    kept = session.pop(_KEPT, None)
    if not isinstance(kept, dict) or not hmac.compare_digest(
        str(kept.get("state")).encode(), query.get("state", "").encode()
    ):
        raise SettingsError("openid_stale")
    if "error" in query or "code" not in query:
        raise SettingsError("openid_refused", reason=query.get("error", "–")[:100])
    with _client(settings, back) as client:
        issuer = _described(client, settings)
        claims = _claims(client, settings, issuer, query["code"], kept)
    names = []
    if claims.get("email") and claims.get("email_verified") is True:
        names.append(str(claims["email"]))
    if (user := str(claims.get("preferred_username") or "")) and "@" not in user:
        names.append(user)
    if not names:
        raise SettingsError("openid_no_name")
    return names, str(kept["next"])


def _client(settings: Settings, back: str) -> Any:
    if not settings.openid:
        raise SettingsError("openid_off")
    try:
        from authlib.integrations.httpx_client import OAuth2Client
    except ModuleNotFoundError:
        raise MissingExtra("openid_extra", command="pip install 'voc[oidc]'") from None
    secret = os.environ.get("VOC_OIDC_SECRET") or None
    return OAuth2Client(
        settings.oidc_client_id, secret, scope="openid email profile", redirect_uri=back,
        token_endpoint_auth_method="client_secret_basic" if secret else "none",
        code_challenge_method="S256", timeout=_SECONDS, follow_redirects=False,
    )  # fmt: skip


def _described(client: Any, settings: Settings) -> dict[str, Any]:
    """What the issuer says of itself; its addresses are of the same kind as its own, https or loopback."""
    issuer = settings.oidc_issuer.rstrip("/")
    said = _asked(client, settings, f"{issuer}/.well-known/openid-configuration")
    if str(said.get("issuer", "")).rstrip("/") != issuer:
        raise SettingsError("openid_untrusted", reason="issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not str(said.get(name, "")).startswith(("https://", f"{issuer}/")):
            raise SettingsError("openid_untrusted", reason=name)
    return said


def _asked(client: Any, settings: Settings, address: str) -> dict[str, Any]:
    import httpx2

    try:
        answer = client.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        said = answer.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise SettingsError(
            "openid_unreachable", issuer=settings.oidc_issuer, reason=type(error).__name__
        ) from None
    if not isinstance(said, dict):
        raise SettingsError("openid_unreachable", issuer=settings.oidc_issuer, reason="JSON")
    return said


def _claims(
    client: Any, settings: Settings, issuer: dict[str, Any], code: str, kept: dict[str, str]
) -> Mapping[str, Any]:
    """What the ID token says, once its signature, issuer, audience, times and nonce have been checked."""
    import httpx2
    from authlib.common.errors import AuthlibBaseError
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    try:
        token = client.fetch_token(
            issuer["token_endpoint"], grant_type="authorization_code", code=code,
            code_verifier=kept["verifier"],
        )  # fmt: skip
    except AuthlibBaseError as error:
        raise SettingsError("openid_refused", reason=str(error.error)[:100]) from None
    except (httpx2.HTTPError, ValueError) as error:
        raise SettingsError(
            "openid_unreachable", issuer=settings.oidc_issuer, reason=type(error).__name__
        ) from None
    keys = _asked(client, settings, issuer["jwks_uri"])
    try:
        known = KeySet.import_key_set(keys)  # type: ignore[arg-type]
        signed = jwt.decode(str(token.get("id_token", "")), known, algorithms=_ALGORITHMS)
        expected = {
            "iss": {"essential": True, "value": issuer["issuer"]},
            "aud": {"essential": True, "value": settings.oidc_client_id},
        }
        given = {"nonce": kept["nonce"], "client_id": settings.oidc_client_id}
        given["access_token"] = token.get("access_token")
        claims = CodeIDToken(signed.claims, signed.header, options=expected, params=given)
        claims.validate(leeway=_LEEWAY)
    except (JoseError, AuthlibBaseError, ValueError, KeyError) as error:
        reason = getattr(error, "claim", None) or getattr(error, "error", None) or type(error).__name__
        raise SettingsError("openid_untrusted", reason=str(reason)[:100]) from None
    return claims  # type: ignore[no-any-return]
