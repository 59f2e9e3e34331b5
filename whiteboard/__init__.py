"""The seeing half of Flipover: keys, sealed log, flipchart; usable alone, with no server."""
