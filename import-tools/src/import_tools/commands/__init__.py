"""The commands: their arguments, and the one function each of them calls.

What a command needs is imported when it runs, so that ``--help`` is quick and optional libraries
are needed only by who uses them.
"""
