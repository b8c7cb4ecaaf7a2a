// Package hybridlogicalclock gives timestamps that respect cause and effect and stay near the physical clock.
package hybridlogicalclock

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrClockDrift says that a message is too far ahead of the physical clock.
var ErrClockDrift = errors.New("the message is too far ahead of this node's clock")

// HybridLogicalClockOptions says how a clock is made. A field that is zero takes its default.
type HybridLogicalClockOptions struct {
	MaxAheadMs int64
	Clock      func() int64
}

// A timestamp is the highest physical time heard of, in milliseconds, and a count of events within it.
type timestamp struct {
	time, count int64
}

// HybridLogicalClock is safe for use by several goroutines at once.
type HybridLogicalClock struct {
	maxAheadMs int64
	clock      func() int64
	mu         sync.Mutex
	latest     timestamp
}

// NewHybridLogicalClock returns a clock that has given no timestamp yet.
func NewHybridLogicalClock(options HybridLogicalClockOptions) *HybridLogicalClock {
	if options.MaxAheadMs == 0 {
		options.MaxAheadMs = 500
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &HybridLogicalClock{maxAheadMs: options.MaxAheadMs, clock: options.Clock}
}

// Now returns the timestamp of a local event or of a sending.
func (c *HybridLogicalClock) Now() []int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.event(c.clock(), c.latest)
}

// Receive returns the timestamp of the receipt of a message; ErrClockDrift when that is too far ahead.
func (c *HybridLogicalClock) Receive(message []int64) ([]int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	physical := c.clock()
	if ahead := message[0] - physical; ahead > c.maxAheadMs {
		return nil, fmt.Errorf("%w: by %d ms", ErrClockDrift, ahead)
	}
	cause := c.latest
	if sent := (timestamp{message[0], message[1]}); cause.before(sent) {
		cause = sent
	}
	return c.event(physical, cause), nil
}

// Latest returns the latest timestamp that was returned.
func (c *HybridLogicalClock) Latest() []int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.latest.pair()
}

// IsBefore tells whether the timestamp a is smaller than b.
func (c *HybridLogicalClock) IsBefore(a, b []int64) bool {
	return timestamp{a[0], a[1]}.before(timestamp{b[0], b[1]})
}

// event is later than its cause, and not behind the physical clock.
func (c *HybridLogicalClock) event(physical int64, cause timestamp) []int64 {
	c.latest = timestamp{cause.time, cause.count + 1}
	if physical > cause.time {
		c.latest = timestamp{physical, 0}
	}
	return c.latest.pair()
}

func (t timestamp) before(other timestamp) bool {
	if t.time == other.time {
		return t.count < other.count
	}
	return t.time < other.time
}

func (t timestamp) pair() []int64 {
	return []int64{t.time, t.count}
}
