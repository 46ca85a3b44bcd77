"""The window: screens as element trees, painted with pygame."""
