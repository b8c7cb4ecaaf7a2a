"""How the tables came to be what they are."""

from collections.abc import Callable

from sqlalchemy.engine import Connection
# compendium:slot migrations-imports sorted

# By name, applied once each. A migration that has been released is never changed again.
MIGRATIONS: dict[str, Callable[[Connection], None]] = {
    # compendium:slot migrations
}
