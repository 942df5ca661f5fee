"""The counter: turns a clerk's command into the desk's journeys and their printed result."""

__version__ = "0.1.0"
