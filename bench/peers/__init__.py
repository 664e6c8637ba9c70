"""Other systems over our own rows, at their best, to be measured beside this one."""
