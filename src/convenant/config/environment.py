"""Every setting an operator can give, read from the environment; docs/reference/settings.md."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """A setting: its name, what it is when not given, and what it does."""

    name: str
    default: str
    meaning: str

    def read(self) -> str:
        return os.environ.get(self.name, self.default)

    def is_on(self) -> bool:
        return self.read().lower() in {"1", "true", "yes", "on", "ja"}


HOME = Variable("CONVENANT_HOME", "./var", "Folder of all data: database, ledger, sealed files.")
KEYS = Variable("CONVENANT_KEYS", "./keys", "Folder of all keys; keep it outside the data folder.")
DATABASE = Variable("DATABASE_URL", "", "postgresql://user:password@host/name; empty is SQLite.")
DEBUG = Variable("CONVENANT_DEBUG", "0", "Show technical errors; never in production.")
DEMO = Variable("CONVENANT_DEMO", "0", "Show the cast on the sign-in page; the demo sets it.")
HOSTS = Variable("CONVENANT_HOSTS", "localhost,127.0.0.1", "Host names served, comma separated.")
URL = Variable("CONVENANT_URL", "http://localhost:8000", "Address people use, for links in mail.")
XSD = Variable(
    "CONVENANT_ISTANDAARDEN_XSD", "", "Folder with the iWmo/iJw 3.2 packages; then enforced first."
)
MAIL = Variable(
    "CONVENANT_MAIL",
    "",
    "smtp://user:password@host:port; smtps:// for TLS from the start (465), smtp+tls:// for "
    "STARTTLS (587); empty writes mail to HOME.",
)
MAIL_FROM = Variable("CONVENANT_MAIL_FROM", "convenant@localhost", "Sender of mail.")
LARGEST_MESSAGE = Variable(
    "CONVENANT_LARGEST_MESSAGE", "26214400", "Bytes; the standard says 25 MB."
)
LARGEST_UPLOAD = Variable("CONVENANT_LARGEST_UPLOAD", "268435456", "Bytes of a zip handed in.")
OIDC = Variable(
    "CONVENANT_OIDC", "", "YAML file of identity providers, see docs/signing-in.md; empty is none."
)
SECURE = Variable("CONVENANT_HTTPS", "0", "Served over HTTPS: secure cookies and HSTS.")

VARIABLES = (
    HOME,
    KEYS,
    DATABASE,
    DEBUG,
    DEMO,
    HOSTS,
    URL,
    XSD,
    MAIL,
    MAIL_FROM,
    LARGEST_MESSAGE,
    LARGEST_UPLOAD,
    OIDC,
    SECURE,
)
