/** Names that a file system, npm or Node takes for something else. */
export const RESERVED: ReadonlySet<string> = new Set(
  [
    'con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9',
    'lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 node-modules',
    'assert buffer child-process cluster console constants crypto dgram dns domain events fs http http2 https',
    'inspector module net os path perf-hooks process punycode querystring readline repl stream string-decoder',
    'sys test timers tls trace-events tty url util v8 vm wasi worker-threads zlib',
  ]
    .join(' ')
    .split(' '),
)
