"""The tables of the history, as numbered steps from an empty file; a published step never changes."""

from __future__ import annotations

#: Name and statements of each step; its number is its place, from 1.
MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "sessions and all that belongs to them",
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('live', 'replay', 'routine')),
            routine TEXT,
            plan TEXT NOT NULL DEFAULT '[]',
            source TEXT NOT NULL DEFAULT '',
            started_at TEXT NOT NULL,
            utc_offset_min INTEGER NOT NULL,
            ended_at TEXT,
            status TEXT NOT NULL DEFAULT 'running'
                CHECK (status IN ('running', 'done', 'stopped', 'interrupted'))
        );
        CREATE INDEX sessions_by_start ON sessions (started_at);
        CREATE TABLE exercises (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            side TEXT NOT NULL DEFAULT 'none',
            profile TEXT NOT NULL DEFAULT 'default',
            planned TEXT NOT NULL DEFAULT '{}',
            started_at TEXT NOT NULL,
            ended_at TEXT,
            status TEXT NOT NULL DEFAULT 'running'
                CHECK (status IN ('running', 'done', 'skipped', 'stopped')),
            stop_reason TEXT,
            score REAL,
            form REAL,
            hold REAL,
            control REAL,
            provisional INTEGER NOT NULL DEFAULT 0,
            result TEXT,
            UNIQUE (session_id, position)
        );
        CREATE TABLE holds (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            side TEXT NOT NULL,
            start_s REAL NOT NULL,
            end_s REAL,
            held_s REAL,
            counted INTEGER NOT NULL DEFAULT 0,
            target_reached_s REAL,
            form REAL,
            hold REAL,
            control REAL,
            provisional INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE reps (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            side TEXT NOT NULL,
            start_s REAL NOT NULL,
            end_s REAL NOT NULL,
            hold_start_s REAL,
            hold_end_s REAL,
            form REAL,
            hold REAL,
            control REAL,
            provisional INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE faults (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            fault TEXT NOT NULL,
            severity INTEGER NOT NULL,
            side TEXT NOT NULL,
            start_s REAL NOT NULL,
            end_s REAL
        );
        CREATE TABLE cues (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            time_s REAL NOT NULL,
            text TEXT NOT NULL,
            kind TEXT NOT NULL,
            fault TEXT NOT NULL DEFAULT ''
        );
        CREATE TABLE views (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            time_s REAL NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NOT NULL DEFAULT ''
        );
        CREATE TABLE measures (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            hold_id INTEGER REFERENCES holds (id) ON DELETE CASCADE,
            rep_id INTEGER REFERENCES reps (id) ON DELETE CASCADE,
            measure TEXT NOT NULL,
            unit TEXT NOT NULL,
            is_primary INTEGER NOT NULL DEFAULT 0,
            median REAL NOT NULL,
            low REAL NOT NULL,
            high REAL NOT NULL
        );
        CREATE TABLE curves (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            start_s REAL NOT NULL,
            zone_low REAL,
            zone_high REAL,
            samples BLOB NOT NULL
        );
        CREATE TABLE pain (
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            moment TEXT NOT NULL CHECK (moment IN ('before', 'after', 'next-day')),
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 10),
            told_at TEXT NOT NULL,
            PRIMARY KEY (session_id, moment)
        );
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            answers TEXT NOT NULL,
            told_at TEXT NOT NULL
        );
        CREATE TABLE baselines (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            exercise TEXT NOT NULL,
            side TEXT NOT NULL,
            measure TEXT NOT NULL,
            value REAL NOT NULL,
            unit TEXT NOT NULL,
            taken_at TEXT NOT NULL
        );
        CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE INDEX exercises_of_session ON exercises (session_id);
        CREATE INDEX holds_of_exercise ON holds (exercise_id);
        CREATE INDEX reps_of_exercise ON reps (exercise_id);
        CREATE INDEX faults_of_exercise ON faults (exercise_id);
        CREATE INDEX cues_of_exercise ON cues (exercise_id);
        CREATE INDEX views_of_exercise ON views (exercise_id);
        CREATE INDEX measures_of_exercise ON measures (exercise_id);
        CREATE INDEX measures_of_hold ON measures (hold_id);
        CREATE INDEX measures_of_rep ON measures (rep_id);
        CREATE INDEX curves_of_exercise ON curves (exercise_id);
        """,
    ),
    (
        "which journal belongs to a session, so that it is deleted with it",
        "ALTER TABLE sessions ADD COLUMN journal TEXT",
    ),
    (
        "which note of a session is the last one in the database, so that none is written twice",
        """
        ALTER TABLE sessions ADD COLUMN token TEXT;
        ALTER TABLE sessions ADD COLUMN notes INTEGER NOT NULL DEFAULT 0;
        CREATE UNIQUE INDEX sessions_by_token ON sessions (token);
        """,
    ),
    (
        "how it goes beside training: assessments, what is hard for the person, prescriptions",
        """
        CREATE TABLE assessments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            test TEXT NOT NULL,
            side TEXT NOT NULL,
            measure TEXT NOT NULL,
            unit TEXT NOT NULL,
            trials TEXT NOT NULL DEFAULT '[]',
            best REAL,
            mean REAL,
            spread REAL,
            error REAL,
            remarks TEXT NOT NULL DEFAULT '[]',
            taken_at TEXT NOT NULL,
            utc_offset_min INTEGER NOT NULL,
            source TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX assessments_by_test ON assessments (test, side, taken_at);
        CREATE TABLE goals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL,
            begun_at TEXT NOT NULL,
            ended_at TEXT
        );
        CREATE TABLE goal_levels (
            goal_id INTEGER NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 10),
            told_at TEXT NOT NULL,
            PRIMARY KEY (goal_id, told_at)
        );
        CREATE TABLE prescriptions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL,
            imported_at TEXT NOT NULL,
            ended_at TEXT
        );
        """,
    ),
)
