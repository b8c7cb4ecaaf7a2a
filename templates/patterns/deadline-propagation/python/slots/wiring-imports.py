from service.patterns.deadline import pass_deadline_on, within_deadline
