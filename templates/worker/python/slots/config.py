payments_url: AnyHttpUrl = address("http://127.0.0.1:4001/payments")
notifications_url: AnyHttpUrl = address("http://127.0.0.1:4001/notifications")
# The longest that one call to one of them may take, connection and answer together.
dependency_timeout_ms: int = milliseconds(1000)
# Jobs that are done at once in this process.
worker_concurrency: int = Field(10, ge=1, le=1000)
# How long a job is ours before it has to be renewed; a third of it is the time between renewals.
lease_ms: int = Field(30_000, ge=30, le=3_600_000)
# How often it is looked for jobs without being asked.
poll_ms: int = milliseconds(1000)
# Attempts at a job before it has failed for good.
job_attempts: int = Field(5, ge=1, le=1000)
# The pause after the first attempt is up to this long; it doubles each time.
job_retry_initial_ms: int = milliseconds(1000)
job_retry_max_ms: int = Field(300_000, ge=1)
# How long a job may wait for a service that gives no answer before it has failed, too.
job_give_up_ms: int = Field(86_400_000, ge=1)
# How long jobs are kept that ended well.
job_keep_ms: int = Field(604_800_000, ge=1)
# When they are deleted: a pattern of cron, in UTC.
clean_up_at: str = "0 3 * * *"
# How often it is looked whether a recurring job has to be enqueued.
schedule_interval_ms: int = milliseconds(60_000)
