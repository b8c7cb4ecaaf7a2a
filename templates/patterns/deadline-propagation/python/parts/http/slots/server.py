app.add_middleware(AcceptDeadlines, max_ms=config.request_deadline_ms)
