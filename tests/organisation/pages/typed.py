"""What is typed into pages, and what they show."""

import re

from django.urls import reverse

WEEK = [*["09:00–18:00"] * 5, "", ""]
PERSON = {"name": "한지수", "email": "", "locale": "ko", "active": "on"}


def url(name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=args)


def week_fields(week=WEEK, **fields) -> dict[str, str]:
    return {"name": "평일", "zone": "Asia/Seoul"} | {f"day_{n}": line for n, line in enumerate(week)} | fields


def secret_on(response) -> str:
    return re.search(r'<code class="secret">([^<]+)</code>', response.content.decode())[1]
