"""What is hard for the person, in their own words: named, changed, ended, and how it goes."""
