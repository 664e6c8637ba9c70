"""One class a screen: input to typed values and errors; never a query."""
