

program.add_command(resume_command)
