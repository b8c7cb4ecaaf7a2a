// Package leakybucket holds a leaky bucket that needs no queue and no timer.
package leakybucket

import (
	"sync"
	"time"
)

// LeakyBucketOptions says how a bucket is made. A field that is zero takes its default.
type LeakyBucketOptions struct {
	IntervalMs int64
	Capacity   int
	Burst      int
	Clock      func() int64
}

// LeakyBucket is the generic cell rate algorithm, with waiting. It is safe for use by several goroutines at once.
type LeakyBucket struct {
	mu             sync.Mutex
	intervalMs     int64
	longestDelayMs int64
	toleranceMs    int64
	clock          func() int64
	// The place of the next request, unless that is in the past.
	nextAtMs int64
}

// NewLeakyBucket returns a bucket at rest.
func NewLeakyBucket(options LeakyBucketOptions) *LeakyBucket {
	if options.IntervalMs == 0 {
		options.IntervalMs = 100
	}
	if options.Burst == 0 {
		options.Burst = 1
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &LeakyBucket{
		intervalMs:     options.IntervalMs,
		longestDelayMs: int64(options.Capacity) * options.IntervalMs,
		toleranceMs:    int64(options.Burst-1) * options.IntervalMs,
		clock:          options.Clock,
		nextAtMs:       options.Clock(),
	}
}

// TryAcquire returns the milliseconds after which the request goes; false when it is refused.
func (b *LeakyBucket) TryAcquire() (int64, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	nowMs := b.clock()
	delayMs := b.delayMs(nowMs)
	if delayMs > b.longestDelayMs {
		return 0, false
	}
	b.nextAtMs = larger(nowMs, b.nextAtMs) + b.intervalMs
	return delayMs, true
}

// Queued returns how many requests are waiting.
func (b *LeakyBucket) Queued() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	nowMs := b.clock()
	// Those who wait go an interval apart, the last of them an interval before the next place.
	lastGoesInMs := b.nextAtMs - b.intervalMs - b.toleranceMs - nowMs
	if lastGoesInMs <= 0 {
		return 0
	}
	return int((lastGoesInMs + b.intervalMs - 1) / b.intervalMs)
}

// RetryAfterMs returns the milliseconds until TryAcquire would take a request in.
func (b *LeakyBucket) RetryAfterMs() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	nowMs := b.clock()
	return larger(0, b.delayMs(nowMs)-b.longestDelayMs)
}

func (b *LeakyBucket) delayMs(nowMs int64) int64 {
	return larger(0, b.nextAtMs-b.toleranceMs-nowMs)
}

func larger(a, b int64) int64 {
	if a > b {
		return a
	}
	return b
}
