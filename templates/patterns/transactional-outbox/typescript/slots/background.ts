outbox.start()
