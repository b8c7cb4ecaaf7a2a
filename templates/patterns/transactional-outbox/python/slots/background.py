sink.start()
