resumeCommand(program, act)
