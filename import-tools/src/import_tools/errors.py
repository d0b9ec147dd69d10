"""The one exception a user is meant to see."""


class ImportToolsError(Exception):
    """Something the user gave cannot be used; the message says what is wrong and how to repair it.

    The command line prints the message alone and exits with code 2.
    """
