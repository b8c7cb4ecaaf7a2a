from service.inbox.replay import Replayer
