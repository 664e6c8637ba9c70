"""What breaks, breaks well: real processes killed, folders lost."""
