if (/^kafka:/.test(url)) {
  const { BROKER_NAMESPACE: namespace, BROKER_ACK_WAIT_MS, BROKER_KEEP_MS } = config
  const limits = { ackWaitMs: BROKER_ACK_WAIT_MS, keepMs: BROKER_KEEP_MS }
  return kafkaBroker(url, { ...options, ...limits, namespace })
}
