dead_letters: DeadLetterRow
