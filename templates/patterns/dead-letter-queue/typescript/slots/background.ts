deadLetters.start()
