leader = Leader(control, cluster.own_name, config.leader_lease_ms, log, metrics, health)
lifecycle.on_stop("leader", leader.stop)
leader.assume(Duty("repair", config.duty_interval_ms, repair_duty(repair)))
leader.start()
