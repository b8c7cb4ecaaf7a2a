# Where requests without an answer are kept.
state_dir: str | None = None
