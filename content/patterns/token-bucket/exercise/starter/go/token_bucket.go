// {{contract}}

package tokenbucket

// TokenBucketOptions says how a bucket is made. A field that is zero takes its default.
type TokenBucketOptions struct {
	Capacity        int
	RefillPerSecond float64
	Clock           func() int64
}

type TokenBucket struct {
	clock func() int64
	// TODO: whatever the bucket must remember between calls.
}

func NewTokenBucket(options TokenBucketOptions) *TokenBucket {
	// TODO: keep the options, with their defaults.
	return &TokenBucket{clock: options.Clock}
}

// TryAcquire takes the tokens out and returns true if there are enough; else it returns false.
func (b *TokenBucket) TryAcquire(tokens int) bool {
	panic("TryAcquire is yours to write")
}

// Available returns how many whole tokens there are now.
func (b *TokenBucket) Available() int {
	panic("Available is yours to write")
}

// RetryAfterMs returns the milliseconds until TryAcquire(tokens) would succeed; false when it never will.
func (b *TokenBucket) RetryAfterMs(tokens int) (int64, bool) {
	panic("RetryAfterMs is yours to write")
}
