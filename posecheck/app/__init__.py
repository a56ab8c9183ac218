"""The app: pages in the browser, served by this computer for this computer alone.

The server knows what is kept and planned; it sees and judges nothing itself. A session, and whatever takes
long, is a process of its own that runs the same command that one would type, so that its verdict is the same
(:mod:`posecheck.app.work.stage`, :mod:`posecheck.app.work.tasks`).
"""
