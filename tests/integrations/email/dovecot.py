"""A real IMAP server, run by an ordinary user from a folder of its own, on loopback."""

import base64
import grp
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from imapclient import IMAPClient

from tests.integrations.email.certificate import certify
from tests.integrations.email.ports import accepts, free_port, until

BINARY = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PASSWORD = "a 긴 password"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={{PLAIN.b64}}{password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """The running server; every user exists, with one password."""

    port: int
    tls_port: int
    certificate: Path

    @contextmanager
    def of(self, user: str) -> Iterator[IMAPClient]:
        """The user's own reading program."""
        with IMAPClient("127.0.0.1", self.port, ssl=False) as client:
            client.plain_login(user, PASSWORD)
            yield client

    def deliver(self, user: str, *mails: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        with self.of(user) as client:
            for mail in mails:
                client.append(folder, mail, msg_time=at)

    def renumber(self, user: str, folder: str) -> None:
        """The folder with the same mails under new numbers, as after a move to another server."""
        with self.of(user) as client:
            client.select_folder(folder)
            mails = [part[b"BODY[]"] for part in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]
            client.unselect_folder()
            client.delete_folder(folder)
            client.create_folder(folder)
            for mail in mails:
                client.append(folder, mail)


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Start the server and stop it again."""
    folder = Path(tempfile.mkdtemp(prefix="gijun-dovecot-"))
    ports = free_port(), free_port()
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    _lay_out(folder, user, *ports)
    process = subprocess.Popen(
        [BINARY, "-F", "-c", folder / "dovecot.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        **({"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}),
    )
    try:
        until(lambda: accepts(ports[0]))
        yield Dovecot(*ports, folder / "certificate.pem")
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


def _lay_out(folder: Path, user: pwd.struct_passwd, port: int, tls_port: int) -> None:
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    certify(folder)
    (folder / "dovecot.conf").write_text(
        CONFIG.format(
            folder=folder,
            user=user.pw_name,
            group=grp.getgrgid(user.pw_gid).gr_name,
            password=base64.b64encode(PASSWORD.encode()).decode(),
            port=port,
            tls_port=tls_port,
        )
    )
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)
