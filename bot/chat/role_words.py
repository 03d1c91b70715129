"""What the roles of staff are called."""

from locales.translator import marked
from storage.people import Role

ROLES = {
    Role.ADMINISTRATOR: marked("administratör"),
    Role.COORDINATOR: marked("samordnare"),
    Role.COACH: marked("coach"),
}
