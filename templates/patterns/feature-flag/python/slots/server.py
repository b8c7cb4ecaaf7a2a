app.add_middleware(GuardWrites, flags=flags)
