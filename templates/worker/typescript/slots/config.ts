PAYMENTS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/payments'),
NOTIFICATIONS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/notifications'),
/** The longest that one call to one of them may take, connection and answer together. */
DEPENDENCY_TIMEOUT_MS: milliseconds.default(1000),
/** Jobs that are done at once in this process. */
WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(1000).default(10),
/** How long a job is ours before it has to be renewed; a third of it is the time between renewals. */
LEASE_MS: z.coerce.number().int().min(30).max(3_600_000).default(30_000),
/** How often it is looked for jobs without being asked. */
POLL_MS: milliseconds.default(1000),
/** Attempts at a job before it has failed for good. */
JOB_ATTEMPTS: z.coerce.number().int().min(1).max(1000).default(5),
/** The pause after the first attempt is up to this long; it doubles each time. */
JOB_RETRY_INITIAL_MS: milliseconds.default(1000),
JOB_RETRY_MAX_MS: z.coerce.number().int().min(1).default(300_000),
/** How long a job may wait for a service that gives no answer before it has failed, too. */
JOB_GIVE_UP_MS: z.coerce.number().int().min(1).default(86_400_000),
/** How long jobs are kept that ended well. */
JOB_KEEP_MS: z.coerce.number().int().min(1).default(604_800_000),
/** When they are deleted: a pattern of cron, in UTC. */
CLEAN_UP_AT: z.string().default('0 3 * * *'),
/** How often it is looked whether a recurring job has to be enqueued. */
SCHEDULE_INTERVAL_MS: milliseconds.default(60_000),
