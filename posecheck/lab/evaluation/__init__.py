"""How often posecheck is wrong: labelled clips with truth in, figures out."""
