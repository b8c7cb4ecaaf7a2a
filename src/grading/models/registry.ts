import type { Model } from '../model.ts'

const MODELS: Readonly<Record<string, () => Promise<Model>>> = {
  'circuit-breaker': async () => (await import('./circuit-breaker/index.ts')).circuitBreakerModel,
  'token-bucket': async () => (await import('./token-bucket/index.ts')).tokenBucketModel,
  deduplication: async () => (await import('./deduplication/index.ts')).deduplicationModel,
  'leaky-bucket': async () => (await import('./leaky-bucket/index.ts')).leakyBucketModel,
  'sliding-window-limiter': async () =>
    (await import('./sliding-window-limiter/index.ts')).slidingWindowLimiterModel,
  'lru-cache': async () => (await import('./lru-cache/index.ts')).lruCacheModel,
  'lamport-clock': async () => (await import('./lamport-clock/index.ts')).lamportClockModel,
  'id-generation': async () => (await import('./id-generation/index.ts')).idGenerationModel,
  'bloom-filter': async () => (await import('./bloom-filter/index.ts')).bloomFilterModel,
  'consistent-hashing': async () => (await import('./consistent-hashing/index.ts')).consistentHashingModel,
  'rendezvous-hashing': async () => (await import('./rendezvous-hashing/index.ts')).rendezvousHashingModel,
  'g-counter': async () => (await import('./g-counter/index.ts')).gCounterModel,
  'vector-clock': async () => (await import('./vector-clock/index.ts')).vectorClockModel,
  'hybrid-logical-clock': async () =>
    (await import('./hybrid-logical-clock/index.ts')).hybridLogicalClockModel,
  'count-min-sketch': async () => (await import('./count-min-sketch/index.ts')).countMinSketchModel,
  'pn-counter': async () => (await import('./pn-counter/index.ts')).pnCounterModel,
  'version-vector': async () => (await import('./version-vector/index.ts')).versionVectorModel,
  'or-set': async () => (await import('./or-set/index.ts')).orSetModel,
  backpressure: async () => (await import('./backpressure/index.ts')).backpressureModel,
  'deadline-propagation': async () =>
    (await import('./deadline-propagation/index.ts')).deadlinePropagationModel,
  'health-check': async () => (await import('./health-check/index.ts')).healthCheckModel,
  'phi-accrual-detector': async () =>
    (await import('./phi-accrual-detector/index.ts')).phiAccrualDetectorModel,
  'rga-sequence': async () => (await import('./rga-sequence/index.ts')).rgaSequenceModel,
  'merkle-tree': async () => (await import('./merkle-tree/index.ts')).merkleTreeModel,
  'lww-register': async () => (await import('./lww-register/index.ts')).lwwRegisterModel,
  hyperloglog: async () => (await import('./hyperloglog/index.ts')).hyperLogLogModel,
  'idempotency-key': async () => (await import('./idempotency-key/index.ts')).idempotencyKeyModel,
  'probabilistic-early-expiration': async () =>
    (await import('./probabilistic-early-expiration/index.ts')).probabilisticEarlyExpirationModel,
  'retry-backoff-jitter': async () =>
    (await import('./retry-backoff-jitter/index.ts')).retryBackoffJitterModel,
  'fencing-token': async () => (await import('./fencing-token/index.ts')).fencingTokenModel,
  saga: async () => (await import('./saga/index.ts')).sagaModel,
  'two-phase-commit': async () => (await import('./two-phase-commit/index.ts')).twoPhaseCommitModel,
  'transactional-outbox': async () =>
    (await import('./transactional-outbox/index.ts')).transactionalOutboxModel,
  'retry-budget': async () => (await import('./retry-budget/index.ts')).retryBudgetModel,
  'adaptive-concurrency-limit': async () =>
    (await import('./adaptive-concurrency-limit/index.ts')).adaptiveConcurrencyLimitModel,
  'request-coalescing': async () => (await import('./request-coalescing/index.ts')).requestCoalescingModel,
  'request-batching': async () => (await import('./request-batching/index.ts')).requestBatchingModel,
  'request-hedging': async () => (await import('./request-hedging/index.ts')).requestHedgingModel,
  bulkhead: async () => (await import('./bulkhead/index.ts')).bulkheadModel,
  'event-sourcing': async () => (await import('./event-sourcing/index.ts')).eventSourcingModel,
  'lsm-tree': async () => (await import('./lsm-tree/index.ts')).lsmTreeModel,
  'dead-letter-queue': async () => (await import('./dead-letter-queue/index.ts')).deadLetterQueueModel,
  'load-shedding': async () => (await import('./load-shedding/index.ts')).loadSheddingModel,
  'write-ahead-log': async () => (await import('./write-ahead-log/index.ts')).writeAheadLogModel,
}

/** Their names, without loading any of them. */
export function modelIds(): string[] {
  return Object.keys(MODELS)
}

/** @throws Error when the contract names a model that does not exist: a fault of the corpus, not of the user. */
export async function loadModel(id: string): Promise<Model> {
  const load = MODELS[id]
  if (load === undefined) throw new Error(`no grading model is called ${id}`)
  return load()
}
