// {{contract}}

package leakybucket

// LeakyBucketOptions says how a bucket is made. A field that is zero takes its default.
type LeakyBucketOptions struct {
	IntervalMs int64
	Capacity   int
	Burst      int
	Clock      func() int64
}

type LeakyBucket struct {
	clock func() int64
	// TODO: whatever the bucket must remember between calls.
}

func NewLeakyBucket(options LeakyBucketOptions) *LeakyBucket {
	// TODO: keep the options, with their defaults.
	return &LeakyBucket{clock: options.Clock}
}

// TryAcquire returns the milliseconds after which the request goes; false when it is refused.
func (b *LeakyBucket) TryAcquire() (int64, bool) {
	panic("TryAcquire is yours to write")
}

// Queued returns how many requests are waiting.
func (b *LeakyBucket) Queued() int {
	panic("Queued is yours to write")
}

// RetryAfterMs returns the milliseconds until TryAcquire would take a request in.
func (b *LeakyBucket) RetryAfterMs() int64 {
	panic("RetryAfterMs is yours to write")
}
