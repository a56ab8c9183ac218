"""What other programs read: for clinicians, for researchers, for calendars."""
