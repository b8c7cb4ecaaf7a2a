// Package tokenbucket holds a token bucket that is filled when it is asked, not by a timer.
package tokenbucket

import (
	"math"
	"sync"
	"time"
)

// TokenBucketOptions says how a bucket is made. A field that is zero takes its default.
type TokenBucketOptions struct {
	Capacity        int
	RefillPerSecond float64
	Clock           func() int64
}

// TokenBucket is safe for use by several goroutines at once.
type TokenBucket struct {
	mu              sync.Mutex
	capacity        float64
	refillPerSecond float64
	clock           func() int64
	tokens          float64
	updatedAtMs     int64
}

// NewTokenBucket returns a full bucket.
func NewTokenBucket(options TokenBucketOptions) *TokenBucket {
	if options.Capacity == 0 {
		options.Capacity = 10
	}
	if options.RefillPerSecond == 0 {
		options.RefillPerSecond = 5
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &TokenBucket{
		capacity:        float64(options.Capacity),
		refillPerSecond: options.RefillPerSecond,
		clock:           options.Clock,
		tokens:          float64(options.Capacity),
		updatedAtMs:     options.Clock(),
	}
}

// TryAcquire takes the tokens out and returns true if there are enough; else it returns false.
func (b *TokenBucket) TryAcquire(tokens int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refill()
	if b.tokens < float64(tokens) {
		return false
	}
	b.tokens -= float64(tokens)
	return true
}

// Available returns how many whole tokens there are now.
func (b *TokenBucket) Available() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refill()
	return int(b.tokens)
}

// RetryAfterMs returns the milliseconds until TryAcquire(tokens) would succeed; false when it never will.
func (b *TokenBucket) RetryAfterMs(tokens int) (int64, bool) {
	if float64(tokens) > b.capacity {
		return 0, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refill()
	missing := math.Max(0, float64(tokens)-b.tokens)
	return int64(math.Ceil(missing * 1000 / b.refillPerSecond)), true
}

// refill adds what has come in since the last time, fractions of a token included.
func (b *TokenBucket) refill() {
	nowMs := b.clock()
	added := float64(nowMs-b.updatedAtMs) * b.refillPerSecond / 1000
	b.tokens = math.Min(b.capacity, b.tokens+added)
	b.updatedAtMs = nowMs
}
