"""The blind half of Flipover: puts sealed entries in order, keeps them, hands them on."""

__version__ = "0.1.0"
