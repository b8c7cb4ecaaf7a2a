from service.patterns.leader_election.leader import Duty, Leader
