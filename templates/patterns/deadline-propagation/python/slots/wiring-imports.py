from service.patterns.deadline import AcceptDeadlines, forget_deadline
from service.patterns.deadline import pass_deadline_on, within_deadline
