from service.patterns.leader_election.leader import this_process
from service.patterns.leader_election.upkeep import upkeep
