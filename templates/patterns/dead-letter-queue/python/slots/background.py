letters.start()
