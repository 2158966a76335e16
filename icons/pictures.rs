// Every picture of the tray, in the order of its cells in the sheets `tray/<size>.png`: name, colour, level in eighths of
// the glass, mark. Read by `xtask/icons`, which draws them, and by the shell, which shows them.
&[
    ("ok-1", "tide", 1, "none"),
    ("ok-2", "tide", 2, "none"),
    ("ok-3", "tide", 3, "none"),
    ("ok-4", "tide", 4, "none"),
    ("ok-5", "tide", 5, "none"),
    ("ok-6", "tide", 6, "none"),
    ("ok-7", "tide", 7, "none"),
    ("ok-8", "tide", 8, "none"),
    ("low-1", "amber", 1, "low"),
    ("low-2", "amber", 2, "low"),
    ("low-3", "amber", 3, "low"),
    ("low-4", "amber", 4, "low"),
    ("critical-1", "red", 1, "critical"),
    ("critical-2", "red", 2, "critical"),
    ("empty", "red", 0, "empty"),
    ("failing", "red", 0, "failing"),
    ("paused", "grey", 0, "paused"),
    ("offline", "grey", 0, "offline"),
    ("unknown", "grey", 0, "unknown"),
    ("here", "tide", 0, "here"),
]
