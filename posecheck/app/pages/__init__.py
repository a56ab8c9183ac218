"""What every page is made with: its frame, its place in the navigation, what all of them share."""
