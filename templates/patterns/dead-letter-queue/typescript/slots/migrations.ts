dead_letters: createDeadLetterTable,
