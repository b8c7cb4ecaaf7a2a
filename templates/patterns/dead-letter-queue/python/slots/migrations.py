"dead_letters": create_dead_letters,
