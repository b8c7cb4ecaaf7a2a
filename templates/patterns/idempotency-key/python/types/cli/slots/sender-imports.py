from service.patterns.outstanding import Outstanding, place_once, state_folder
