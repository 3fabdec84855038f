"""The errors a user can cause, each with a message that says what to do next.

Everything framescope raises on purpose derives from `FramescopeError`; each child is also the builtin a Python
user would catch. The command line prints the message without a traceback and exits with the error's `exit_code`.
"""


class FramescopeError(Exception):
    """Something a person can mend; the message names what was found, what was expected and the next step."""

    exit_code = 1


class InputError(FramescopeError, ValueError):
    """A file, a row or a value that cannot be used."""


class ArgumentError(FramescopeError, ValueError):
    """A command or function was called with words it does not know (unknown measure, bad filter)."""

    exit_code = 2


class CorpusNotFound(FramescopeError, FileNotFoundError):
    """There is no corpus at the given path, or it holds no snapshot yet."""


class CorpusBusy(FramescopeError, RuntimeError):
    """Another run holds the corpus; nothing was changed."""

    exit_code = 75


class ExtraMissing(FramescopeError, ImportError):
    """An optional part is not installed; the message names the extra that brings it."""


class PluginError(FramescopeError, RuntimeError):
    """Two installed packages claim one name, or a family of measures declares what cannot be."""
