"""What posecheck is not, as every report and the screening say it."""

DISCLAIMER = (
    "posecheck gives general information about stretching and movement. It is not a medical device and does "
    "not diagnose, treat, cure or prevent any condition. Camera estimates can be wrong by 10 degrees or more "
    "and cannot see pain, your spine or your medical history. Ask a doctor or physiotherapist before "
    "starting if you are pregnant, have had recent surgery, injury or a fall, have osteoporosis, heart, "
    "blood-pressure or eye problems, or if back pain is new, severe or spreading. Stop if you feel sharp or "
    "spreading pain, numbness, weakness, dizziness or chest pain. Get emergency help for numbness around the "
    "genitals or back passage, new bladder or bowel problems, or weakness in both legs. Exercise in a clear "
    "space, at your own pace; you are responsible for stopping. Video stays on this computer."
)
#: The same for the ear, where the whole can be read beside it.
DISCLAIMER_HEARD = (
    "posecheck is no doctor. The camera can be wrong, and it cannot see pain. Stop when something hurts. You "
    "decide, at your own pace. The whole text is on the screen."
)
