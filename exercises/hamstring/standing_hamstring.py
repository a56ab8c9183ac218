"""Standing hamstring hinge: heel forward, tip from the hips with a flat back."""

from dataclasses import replace

from posecheck.exercise import (
    BELOW_THE_SYMPTOM,
    BodyPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    LegPose,
    Less,
    Muscle,
    Near,
    Observability,
    OnBody,
    OnFloor,
    Posture,
    Primary,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_most,
    below,
    trunk_pace,
    within,
)
from posecheck.exercise.measures import (
    KNEE_FLEXION,
    LEG_FORWARD,
    NECK,
    ROUNDING,
    STEP,
    TRUNK_INCLINATION,
)

ONE_FOOT_FORWARD = Trait("one foot forward", STEP.of, (0.2, 1.4), often_hidden=True)


#: One heel forward with that knee straight, hands on the hips.
HEEL_FORWARD = BodyPose(
    working=LegPose(hip=20.0, foot=80.0),
    resting=LegPose(ankle_at=OnFloor(-0.53, 0.09, 0.05), flat=True),
).arms(hand_at=OnBody("hips", 0.0, off_m=(0.0, 0.06, 0.06)), elbow_to=(-1.0, 0.6, 0.0))


STANDING_HAMSTRING = Exercise(
    id="standing-hamstring",
    title="Standing hamstring hinge",
    folder=Folder.HAMSTRING,
    targets=("hamstrings",),
    setup="Stand with one heel forward on the floor or a low step, that knee straight, hands on your hips.",
    camera="At your side, 2 to 4 m away and about 1 m high. The stretched leg is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.STANDING,),
    observability=Observability.A,
    sides=True,
    side_by=LEG_FORWARD,
    start=Stance(trunk=(-25, 25), hips=above(1.0)),
    position=Stance(
        must="For this stretch one heel is well in front and that knee is long.",
        hips=above(0.95),
        lower_hand=above(0.3),
        higher_hand=below(2.3),
        working=Leg(knee=below(60), thigh=(12, 85)),
        resting=Leg(knee=below(70), thigh=(0, 60)),
        traits=(ONE_FOOT_FORWARD,),
    ),
    figure=Figure(
        HEEL_FORWARD,
        HEEL_FORWARD.but(trunk=40.0, working=replace(HEEL_FORWARD.working, hip=60.0)),
        marked=(Muscle.HAMSTRING,),
        traced=("crown",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(
        TRUNK_INCLINATION,
        zone=15,
        good=(20, 50),
        ok=(15, 60),
        rest=0,
        cap_cue="Lift your chest halfway back up.",
    ),
    checks=(
        Check(
            "knee-bent",
            KNEE_FLEXION,
            at_most(10, 20),
            Severity.SPEAK,
            cue="Press your heel away to lengthen the leg.",
            body_cue="Straighten the knee of your front leg.",
            source="catalogue H1",
        ),
        Check(
            "back-rounded",
            ROUNDING,
            at_most(0.06, 0.10),
            Severity.URGENT,
            cue="Point your chest at the wall ahead.",
            body_cue="Flatten your back; come up a little if you need to.",
            source="catalogue H1 (0.06/0.12); rendered clips: flat to 0.05, rounded from 0.13",
        ),
        Check(
            "knee-bent",
            KNEE_FLEXION,
            within((5, 25), (0, 35)),
            Severity.SHOW,
            cue="Stand a bit taller on your back leg.",
            side="other",
            source="catalogue H1",
        ),
        Check(
            "head-dropped",
            NECK,
            at_most(20, 30),
            Severity.SHOW,
            cue="Look at the floor ahead, not your feet.",
            source="catalogue H1",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Hold(target_s=30, sets=2),
    pace=trunk_pace(TRUNK_INCLINATION),
    contraindications=("nerve-symptoms",),
    adapted=(BELOW_THE_SYMPTOM,),
    easier=(Less.RANGE, Less.HOLD),
    source="catalogue H1; 30 s after J Athl Train",
)
