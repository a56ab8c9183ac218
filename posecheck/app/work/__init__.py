"""What works behind the pages: a session, and commands that take long, each a process of its own."""
