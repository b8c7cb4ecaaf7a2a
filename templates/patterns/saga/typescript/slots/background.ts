process.start()
