"""The addresses of prescriptions: one's own to follow, and those that are written for somebody."""

from __future__ import annotations

from starlette.routing import Route

from posecheck.app.prescriptions import builder, following

ROUTES: list[Route] = [
    Route("/prescription", following.show),
    Route("/prescription/file", following.download),
    Route("/prescription/look", following.look, methods=["POST"]),
    Route("/prescription/look/{key}", following.show_looked_at),
    Route("/prescription/follow", following.follow, methods=["POST"]),
    Route("/prescription/end", following.end, methods=["POST"]),
    Route("/prescriptions/new", builder.show),
    Route("/prescriptions/check", builder.check, methods=["POST"]),
    Route("/prescriptions/file", builder.write, methods=["POST"]),
    Route("/prescriptions/change", builder.change, methods=["POST"]),
]
