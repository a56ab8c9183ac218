"""Videos: what is given is judged and listed, nothing half remains, and what is unknown is shown as that."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fixtures.app_pages import PORT, SECRET, App, Reply

from posecheck.app.videos import store as video_store
from posecheck.app.videos import work as video_work
from posecheck.app.videos.curve import read_curve
from posecheck.app.videos.store import About, Video
from posecheck.app.work import tasks
from posecheck.app.work.tasks import Progress
from posecheck.cli.frame_progress import told_share
from posecheck.exercise.catalogue import find_exercise
from posecheck.report.wording import Words
from posecheck.support.errors import InputError

FILM = b"\x00\x00\x00\x18ftypmp42"
RESULT: dict[str, Any] = {
    "schema": 1,
    "posecheck": "0.1.0",
    "exercise": "supine-hamstring",
    "profile": "default",
    "side": "left",
    "source": {"path": "clip.mp4", "width": 640, "height": 480, "duration_s": 80.0},
    "frames": 800,
    "frames_with_pose": 800,
    "frames_valid": 700,
    "score_parts": {"form": 90.0, "hold": 80.0, "control": 85.0},
    "scored": True,
    "score": 87.5,
    "provisional": False,
    "reason": None,
    "holds": [
        {"side": "left", "start_s": 4.2, "end_s": 34.4, "held_s": 30.2, "counted": True, "score": 91.0},
        {"side": "left", "start_s": 50.0, "end_s": 53.0, "held_s": 3.0, "counted": False, "score": None},
    ],
    "reps": [],
    "faults": [{"id": "knee-bent", "severity": 2, "side": "left", "start_s": 8.5, "end_s": 9.5}],
    "not_seen": [],
    "cues": [{"time_s": 9.0, "text": "Slow down.", "kind": "fault", "fault": "knee-bent"}],
    "view": [
        {"state": "ok", "reason": None, "start_s": 0.0, "end_s": 60.0},
        {"state": "block", "reason": "Turn so your side faces the camera.", "start_s": 60.0, "end_s": 80.0},
    ],
    "measures": {},
}
NOTHING = RESULT | {
    "exercise": None,
    "scored": False,
    "score": None,
    "score_parts": None,
    "frames_with_pose": 0,
    "reason": "Nobody was seen in the picture.",
    "holds": [],
    "faults": [],
    "cues": [],
    "view": [],
}
FRAMES = "time_s,phase,view,near,working,hip-flexion,form,held_s,faults\n"
#: In place of `posecheck replay`: what is in the "video" says what comes of it.
REPLAY = """
import json, pathlib, sys, time
video = pathlib.Path(sys.argv[2])
said = video.read_bytes()
made = dict(zip(sys.argv[3::2], sys.argv[4::2]))
pathlib.Path(video.parent, "asked").write_text("\\n".join(sys.argv[1:]))
if b"slow" in said:
    sys.stderr.write("0.250\\n"); sys.stderr.flush()
    time.sleep(60)
if b"broken" in said:
    sys.stderr.write(f"Looking for what is done ...\\nError: {video} cannot be\\nread.\\n")
    sys.exit(2)
result = json.loads(said[said.index(b"{"):]) if b"{" in said else %r
pathlib.Path(made["--json"]).write_text(json.dumps(result))
if result["exercise"]:
    pathlib.Path(made["--annotate"]).write_bytes(b"0123456789")
if b"odd" in said:
    print("Its speed is unknown.")
"""


class Pages:
    """The app while it runs, so that what it works at goes on between two requests."""

    def __init__(self, app: App) -> None:
        self.tasks = app.tasks
        self._app = app._app

    async def ask(
        self, method: str, path: str, body: bytes = b"", *, whole: bool = True, **headers: str
    ) -> Reply:
        kind = "application/octet-stream" if method == "PUT" else "application/json"
        given = {"host": f"127.0.0.1:{PORT}", "origin": f"http://127.0.0.1:{PORT}", "content-type": kind}
        address, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": f"/{SECRET}{address}",
            "query_string": query.encode(),
            "headers": [(k.encode(), v.encode()) for k, v in {**given, **headers}.items()],
        }
        messages: list[dict[str, Any]] = [
            {"type": "http.request", "body": body, "more_body": not whole},
            {"type": "http.disconnect"},
        ]
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            if not whole or len(messages) > 1:
                return messages.pop(0)
            await asyncio.sleep(3600)
            raise AssertionError

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        fields = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        return Reply(sent[0]["status"], fields, b"".join(each.get("body", b"") for each in sent[1:]))

    async def give(self, body: bytes = FILM, **wanted: str) -> str:
        """Give a video and return its id."""
        query = urlencode({"name": "my clip.mp4", **wanted})
        reply = await self.ask("PUT", f"/videos/upload?{query}", body)
        assert reply.status == 200, reply.text
        return str(reply.json["id"])

    async def post(self, path: str, **values: object) -> Reply:
        return await self.ask("POST", path, json.dumps(values).encode())

    async def judged(self) -> None:
        """Wait until nothing is worked at."""
        await asyncio.gather(*(each.ended.wait() for each in self.tasks.of_kind("video")))
        await asyncio.sleep(0)

    async def working(self) -> None:
        """Wait until something has said how far it is."""
        while not any(each.share for each in self.tasks.of_kind("video")):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Pages], Awaitable[None]]], None]:
    """Return what runs a scenario against an app whose `posecheck replay` is the one above."""
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    replay = REPLAY % RESULT
    monkeypatch.setattr(tasks, "command_line", lambda *given: [sys.executable, "-c", replay, *given])

    def play(scenario: Callable[[Pages], Awaitable[None]]) -> None:
        async def whole() -> None:
            pages = Pages(App())
            try:
                await scenario(pages)
            finally:
                await pages.tasks.close()

        asyncio.run(whole())

    return play


Run = Callable[[Callable[[Pages], Awaitable[None]]], None]


def kept() -> list[Path]:
    """Return whatever lies in the place of the videos."""
    place = video_store.videos_dir()
    return sorted(place.iterdir()) if place.is_dir() else []


def asked_for(video: Video) -> list[str]:
    """Return with which options a video was judged last."""
    return Path(video.path.parent, "asked").read_text().split("\n")


def test_a_video_that_is_given_is_judged_and_listed_with_what_came_of_it(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give()
        await pages.judged()
        page = (await pages.ask("GET", "/videos")).text
        assert "my clip.mp4" in page
        assert "Supine hamstring stretch, left side. Score 88 of 100: great" in page
        assert video_store.path_of(name).read_bytes() == FILM

    run(scenario)


def test_what_was_judged_earlier_is_listed_again(run: Run) -> None:
    async def first(pages: Pages) -> None:
        await pages.give()
        await pages.judged()

    async def later(pages: Pages) -> None:
        assert "Score 88 of 100" in (await pages.ask("GET", "/videos/list")).text

    run(first)
    run(later)


def test_only_the_user_can_read_what_is_given(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        video = video_store.find(await pages.give())
        assert [each.stat().st_mode & 0o077 for each in (video.folder, video.path)] == [0, 0]

    run(scenario)


def test_an_upload_that_is_broken_off_leaves_nothing(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        await pages.ask("PUT", "/videos/upload?name=a.mp4", FILM * 200_000, whole=False)
        assert kept() == []

    run(scenario)


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("letter.txt", b"Dear doctor", "This is no video"),
        ("film.mp4", b"", "This file is empty"),
    ],
)
def test_what_is_no_video_is_refused_with_a_sentence(run: Run, name: str, body: bytes, sentence: str) -> None:
    async def scenario(pages: Pages) -> None:
        reply = await pages.ask("PUT", f"/videos/upload?name={name}", body)
        assert reply.status == 400
        assert sentence in reply.json["error"]
        assert kept() == []

    run(scenario)


def test_a_file_that_is_too_large_is_refused_before_it_arrives(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        too_large = {"content-length": "5000000000"}
        reply = await pages.ask("PUT", "/videos/upload?name=a.mp4", FILM, **too_large)
        assert "larger than 4 GB" in reply.json["error"]
        assert kept() == []

    run(scenario)


def test_a_video_is_known_by_its_beginning_when_its_name_says_nothing(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM, name="IMG 0001")
        assert video_store.path_of(name).name == "IMG 0001"

    run(scenario)


@pytest.mark.parametrize(
    ("given", "here"),
    [
        ("clip.MP4", "clip.mp4"),
        ("../../etc/passwd.mov", "passwd.mov"),
        ("C:\\films\\Übung 1.mp4", "Übung 1.mp4"),
        ('a<b>:"c"|?*.mp4', "a b c.mp4"),
        ("..mp4", "video.mp4"),
        ("x" * 300 + ".mp4", "x" * 80 + ".mp4"),
        ("line\nbreak\x1b[2J.mp4", "line break 2J.mp4"),
    ],
)
def test_a_file_gets_a_name_that_no_system_refuses(given: str, here: str) -> None:
    assert video_store.plain_name(given) == here


@pytest.mark.parametrize("name", ["..", "nothing", "0123456789ab", "../../0123456789ab"])
def test_there_is_no_path_of_a_video_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path))
    with pytest.raises(InputError, match="not there any more"):
        video_store.path_of(name)


def test_what_was_chosen_is_asked_of_the_command_and_nothing_else_is(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        plain = video_store.find(await pages.give())
        chosen = video_store.find(await pages.give(exercise="bridge", side="left", keep="1"))
        await pages.judged()
        options = {"--exercise", "--side", "--profile", "--keep"}
        assert not options & set(asked_for(plain))
        assert asked_for(chosen)[-6:] == [
            "--exercise",
            "bridge",
            "--side",
            "left",
            "--not-mirrored",
            "--keep",
        ]

    run(scenario)


def test_a_video_goes_into_the_progress_once(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(keep="1")
        await pages.judged()
        await pages.post(f"/videos/{name}/again", keep=True)
        await pages.judged()
        video = video_store.find(name)
        assert video.about.kept
        assert "--keep" not in asked_for(video)

    run(scenario)


def test_a_video_of_nobody_is_not_said_to_be_kept(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM + json.dumps(NOTHING).encode(), keep="1")
        await pages.judged()
        assert not video_store.find(name).about.kept

    run(scenario)


def test_an_unknown_exercise_is_refused(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        reply = await pages.ask("PUT", "/videos/upload?name=a.mp4&exercise=nonsense", FILM)
        assert reply.status == 400
        assert "nonsense" in reply.json["error"]

    run(scenario)


def test_how_far_it_is_is_told_in_numbers_and_words(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        await pages.give(FILM + b"slow")
        await pages.working()
        await pages.give()
        last, first = (await pages.ask("GET", "/videos/state")).json["videos"]
        assert (first["progress"], first["share"]) == ("working", 0.25)
        assert first["line"] == "It is looked at now: 25 % done."
        assert (last["progress"], last["share"]) == ("waiting", None)

    run(scenario)


def test_a_failure_is_told_in_its_sentence_with_the_name_that_the_user_knows(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM + b"broken")
        await pages.judged()
        assert '<p data-line class="notice bad">my clip.mp4 cannot be read.</p>' in (
            (await pages.ask("GET", "/videos")).text
        )
        assert "my clip.mp4 cannot be read." in (await pages.ask("GET", f"/videos/{name}")).text

    run(scenario)


def test_what_failed_can_be_tried_again(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM + b"broken")
        await pages.judged()
        video_store.path_of(name).write_bytes(FILM)
        assert (await pages.post(f"/videos/{name}/once-more")).status == 200
        await pages.judged()
        assert video_store.find(name).about.state == "done"

    run(scenario)


def test_what_was_interrupted_when_the_app_ended_says_so(run: Run) -> None:
    async def first(pages: Pages) -> None:
        await pages.give(FILM + b"slow")
        await pages.working()

    async def later(pages: Pages) -> None:
        assert "It was interrupted, and can be begun again." in (await pages.ask("GET", "/videos")).text

    run(first)
    run(later)


def test_a_video_that_nobody_works_at_any_more_was_interrupted() -> None:
    waiting = Video("0123456789ab", About(name="a.mp4", file="a.mp4", added=datetime.now(UTC)))
    assert video_work.progress_of(waiting, None) is Progress.STOPPED


def test_a_second_look_that_fails_leaves_the_first_verdict(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give()
        await pages.judged()
        video_store.path_of(name).write_bytes(FILM + b"broken")
        await pages.post(f"/videos/{name}/again", exercise="bridge")
        await pages.judged()
        page = (await pages.ask("GET", f"/videos/{name}")).text
        assert "cannot be read." in page
        assert "Score 88 of 100" in page

    run(scenario)


def test_what_is_stopped_and_begun_anew_is_not_disturbed_by_its_first_run(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        await pages.give(FILM + b"slow")
        await pages.working()
        name = await pages.give()  # which waits behind it
        await pages.post(f"/videos/{name}/again", exercise="bridge")
        for video in video_store.every():
            if video.id != name:
                await pages.post(f"/videos/{video.id}/stop")
        await pages.judged()
        assert video_store.find(name).about.state == "done"

    run(scenario)


def test_removing_a_video_takes_everything_and_stops_what_works_at_it(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM + b"slow")
        await pages.working()
        assert (await pages.post(f"/videos/{name}/remove")).json["go"] == "/videos"
        assert kept() == []
        assert not pages.tasks.is_busy

    run(scenario)


def test_all_can_be_removed(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        await pages.give()
        await pages.give()
        await pages.post("/videos/remove-all")
        assert kept() == []

    run(scenario)


def test_the_page_of_a_video_jumps_to_holds_faults_and_what_could_not_be_judged(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give()
        await pages.judged()
        page = (await pages.ask("GET", f"/videos/{name}")).text
        assert page.count('data-jump-s="4.2"') == 2
        assert page.count('data-jump-s="8.5"') == 2
        assert page.count('data-jump-s="60.0"') == 2
        assert "Turn so your side faces the camera." in page
        assert 'class="bar short" data-start-s="50.0"' in page

    run(scenario)


def test_what_was_not_recognised_has_its_reason_and_no_score(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM + json.dumps(NOTHING).encode())
        await pages.judged()
        page = (await pages.ask("GET", f"/videos/{name}")).text
        assert "Nobody was seen in the picture." in page
        assert "of 100" not in page
        assert "No faults seen" not in page

    run(scenario)


def test_what_the_command_says_beside_the_result_is_shown(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(FILM + b"odd")
        await pages.judged()
        page = (await pages.ask("GET", f"/videos/{name}")).text
        assert '<p class="notice">Its speed is unknown.</p>' in page

    run(scenario)


def test_a_damaged_result_is_told(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give()
        await pages.judged()
        video_store.find(name).result.write_text("{")
        for path in ("/videos", f"/videos/{name}"):
            assert "The result of this video is damaged" in (await pages.ask("GET", path)).text

    run(scenario)


def test_a_part_of_a_video_is_sent_so_that_a_player_can_jump(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give()
        await pages.judged()
        reply = await pages.ask("GET", f"/videos/{name}/made/annotated.mp4", range="bytes=3-5")
        assert (reply.status, reply.body) == (206, b"345")
        reply = await pages.ask("GET", f"/videos/{name}/original", range="bytes=4-7")
        assert (reply.status, reply.body) == (206, b"ftyp")

    run(scenario)


def test_whatever_a_file_calls_itself_it_is_no_page(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(name="page.html")
        reply = await pages.ask("GET", f"/videos/{name}/original")
        assert reply.headers["content-type"] == "application/octet-stream"

    run(scenario)


def test_a_file_is_saved_under_the_name_of_its_video(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give(name="clip.mov")
        await pages.judged()
        reply = await pages.ask("GET", f"/videos/{name}/made/annotated.mp4?save=1")
        assert "clip%20judged.mp4" in reply.headers["content-disposition"]

    run(scenario)


@pytest.mark.parametrize("file", ["about.json", "..%2Fabout.json", "frames.csv"])
def test_no_other_file_is_given_out(run: Run, file: str) -> None:
    async def scenario(pages: Pages) -> None:
        name = await pages.give()
        await pages.judged()
        assert (await pages.ask("GET", f"/videos/{name}/made/{file}")).status == 400

    run(scenario)


def test_two_videos_are_laid_together_where_what_counts_begins(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        first = await pages.give()
        later = [{**hold, "start_s": hold["start_s"] + 2.5} for hold in RESULT["holds"]]
        second = await pages.give(FILM + json.dumps({**RESULT, "holds": later}).encode())
        await pages.judged()
        page = (await pages.ask("GET", f"/videos/pair?a={first}&b={second}")).text
        assert 'data-later="2.5"' in page
        assert 'data-from-s="-2.5" data-to-s="80.0"' in page

    run(scenario)


def test_a_video_without_a_verdict_cannot_be_compared(run: Run) -> None:
    async def scenario(pages: Pages) -> None:
        first = await pages.give()
        second = await pages.give(FILM + json.dumps(NOTHING).encode())
        await pages.judged()
        reply = await pages.ask("GET", f"/videos/pair?a={first}&b={second}", accept="text/html")
        assert reply.status == 400
        assert "Choose two videos that are judged." in reply.text

    run(scenario)


def test_what_is_unknown_is_a_gap_in_the_curve(tmp_path: Path) -> None:
    exercise = find_exercise("supine-hamstring")
    assert exercise.primary is not None
    header = FRAMES.replace("hip-flexion", exercise.primary.measure.name)
    cells = [("ok", "10"), ("ok", "11"), ("ok", ""), ("ok", "12"), ("block", "50"), ("ok", "13")]
    rows = [
        f"{number / 10:.3f},hold,{view},left,left,{value},1,0," for number, (view, value) in enumerate(cells)
    ]
    path = tmp_path / "frames.csv"
    path.write_text(header + "\n".join(rows) + "\n")
    curve = read_curve(path, exercise, Words())
    assert curve is not None
    assert curve.pieces == (((0.0, 10.0), (0.1, 11.0)), ((0.3, 12.0),), ((0.5, 13.0),))
    assert curve.has_gaps


def test_a_long_curve_keeps_its_highest_and_lowest_points(tmp_path: Path) -> None:
    exercise = find_exercise("supine-hamstring")
    assert exercise.primary is not None
    values = [40.0] * 20_000
    values[7_001], values[7_003] = 90.0, -5.0
    rows = [f"{number / 30:.3f},hold,ok,left,left,{value},1,0," for number, value in enumerate(values)]
    path = tmp_path / "frames.csv"
    path.write_text(FRAMES.replace("hip-flexion", exercise.primary.measure.name) + "\n".join(rows) + "\n")
    curve = read_curve(path, exercise, Words())
    assert curve is not None
    (piece,) = curve.pieces
    assert {min(value for _, value in piece), max(value for _, value in piece)} == {-5.0, 90.0}
    assert len(piece) < 1300
    assert not curve.has_gaps


def test_there_is_no_curve_without_a_table_of_frames(tmp_path: Path) -> None:
    assert read_curve(tmp_path / "none.csv", find_exercise("supine-hamstring"), Words()) is None


def test_a_program_that_asks_is_told_the_share_that_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(told_share("abcd", 4)) == ["a", "b", "c", "d"]
    assert capsys.readouterr().err == "0.250\n"  # and no more often than it can be read


def test_nothing_is_told_of_a_length_that_nobody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(told_share("ab", None)) == ["a", "b"]
    assert not capsys.readouterr().err
