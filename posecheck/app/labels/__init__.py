"""What a clip shows, marked by somebody who looks."""
