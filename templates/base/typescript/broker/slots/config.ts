/** `memory:` within this process, or a server's URL where one was chosen. */
BROKER_URL: z.string().default('memory:'),
/** How long a message that could not be handled waits before it is delivered again. */
REDELIVERY_DELAY_MS: milliseconds.default(1000),
