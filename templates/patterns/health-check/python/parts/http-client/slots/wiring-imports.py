from service.patterns.watch_calls import watch_calls
