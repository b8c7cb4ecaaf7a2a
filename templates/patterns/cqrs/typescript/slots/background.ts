projection.start()
