parking = ParkOptions(
    attempts=config.dead_letter_attempts,
    outage_ms=config.dead_letter_outage_ms,
    interval_ms=config.dead_letter_interval_ms,
)
letters = ParkMessages(parking, database, log, metrics)
handler_policies.append(letters.policy)
lifecycle.on_stop("dead letters", letters.stop)
