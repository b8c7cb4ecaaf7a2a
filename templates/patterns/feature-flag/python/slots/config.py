# The feature flags: which, and for how many.
flags_file: str = "flags.json"
# Flags that are off whatever the file says, with commas between them.
flags_off: str = ""
# How often the file is looked at.
flags_reload_ms: int = milliseconds(1000)
