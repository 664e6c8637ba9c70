"""What speaks to operators: the commands of `flask`."""
