"""Model packages: the directories ``models/<name>/<version>/`` that the server loads."""
