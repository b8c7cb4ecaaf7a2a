// Package retrybudget holds a budget for retries: a share of the requests of the last seconds, on top of a floor.
package retrybudget

import (
	"sync"
	"time"
)

// Everything is counted in hundredths of a retry, in whole numbers.
const retry = 100

// RetryBudgetOptions says how a budget is made. A field that is zero takes its default.
type RetryBudgetOptions struct {
	RetryPercent        int64
	MinRetriesPerSecond int64
	WindowSeconds       int64
	Clock               func() int64
}

// slot is a second of the clock, and what was added less what was taken in it.
type slot struct {
	second int64
	units  int64
}

// RetryBudget is safe for use by several goroutines at once.
type RetryBudget struct {
	share         int64
	windowSeconds int64
	clock         func() int64
	mu            sync.Mutex
	// Below zero when requests have left the window and retries that they paid for have not.
	units int64
	// The oldest first.
	slots []slot
}

// NewRetryBudget returns a budget that holds its floor.
func NewRetryBudget(options RetryBudgetOptions) *RetryBudget {
	if options.RetryPercent == 0 {
		options.RetryPercent = 20
	}
	if options.MinRetriesPerSecond == 0 {
		options.MinRetriesPerSecond = 10
	}
	if options.WindowSeconds == 0 {
		options.WindowSeconds = 10
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &RetryBudget{
		share:         options.RetryPercent,
		windowSeconds: options.WindowSeconds,
		clock:         options.Clock,
		units:         options.MinRetriesPerSecond * options.WindowSeconds * retry,
	}
}

// RecordRequest adds the share of a request, which is not a retry.
func (b *RetryBudget) RecordRequest() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.add(b.slide(), b.share)
}

// TryRetry takes a retry out and returns true if there is one; else it returns false.
func (b *RetryBudget) TryRetry() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	second := b.slide()
	if b.units < retry {
		return false
	}
	b.add(second, -retry)
	return true
}

// Balance returns how many retries are allowed now.
func (b *RetryBudget) Balance() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slide()
	if b.units < 0 {
		return 0
	}
	return b.units / retry
}

// slide undoes what happened in seconds that have left the window, and returns the present one.
func (b *RetryBudget) slide() int64 {
	now := b.clock() / 1000
	gone := 0
	for gone < len(b.slots) && b.slots[gone].second <= now-b.windowSeconds {
		b.units -= b.slots[gone].units
		gone++
	}
	b.slots = append(b.slots[:0], b.slots[gone:]...)
	return now
}

func (b *RetryBudget) add(second, units int64) {
	if last := len(b.slots) - 1; last < 0 || b.slots[last].second != second {
		b.slots = append(b.slots, slot{second: second})
	}
	b.slots[len(b.slots)-1].units += units
	b.units += units
}
