from service.patterns.dead_letters.park_messages import ParkMessages, ParkOptions
