from service.patterns.dead_letters.park_jobs import ParkJobs
