from service.patterns.handle_once import handle_once
