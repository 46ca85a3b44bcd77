"""One module a screen: a pure function of a view, an interface state and a look to one element tree."""
