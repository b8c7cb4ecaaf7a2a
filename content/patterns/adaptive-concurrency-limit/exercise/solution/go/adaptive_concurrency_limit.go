// Package adaptiveconcurrencylimit holds a limit of requests in flight that finds its own value: additive increase,
// multiplicative decrease.
package adaptiveconcurrencylimit

import (
	"errors"
	"sync"
	"time"
)

// ErrUnknownPermit says that the permit is not held.
var ErrUnknownPermit = errors.New("the permit is not held")

// AdaptiveConcurrencyLimitOptions says how a limiter is made. A field that is zero takes its default.
type AdaptiveConcurrencyLimitOptions struct {
	InitialLimit   int
	MinLimit       int
	MaxLimit       int
	BackoffPercent int
	MaxLatencyMs   int64
	Clock          func() int64
}

// AdaptiveConcurrencyLimit is safe for use by several goroutines at once.
type AdaptiveConcurrencyLimit struct {
	options AdaptiveConcurrencyLimitOptions
	mu      sync.Mutex
	limit   int
	// Successes that have counted since the limit last changed.
	counted int
	// When each permit that is held was given.
	held       map[int64]int64
	lastPermit int64
	// Requests up to this one were admitted under an older, larger limit.
	outdated int64
}

// NewAdaptiveConcurrencyLimit returns a limiter with nothing in flight.
func NewAdaptiveConcurrencyLimit(options AdaptiveConcurrencyLimitOptions) *AdaptiveConcurrencyLimit {
	setDefault(&options.InitialLimit, 20)
	setDefault(&options.MinLimit, 1)
	setDefault(&options.MaxLimit, 200)
	setDefault(&options.BackoffPercent, 90)
	if options.MaxLatencyMs == 0 {
		options.MaxLatencyMs = 5000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &AdaptiveConcurrencyLimit{options: options, limit: options.InitialLimit, held: map[int64]int64{}}
}

func setDefault(option *int, value int) {
	if *option == 0 {
		*option = value
	}
}

// TryAcquire returns the number of a permit; false when the request is refused.
func (l *AdaptiveConcurrencyLimit) TryAcquire() (int64, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.held) >= l.limit {
		return 0, false
	}
	l.lastPermit++
	l.held[l.lastPermit] = l.options.Clock()
	return l.lastPermit, true
}

// Release says what became of a request: "success", "dropped" or "ignored". It returns ErrUnknownPermit if the permit is not
// held.
func (l *AdaptiveConcurrencyLimit) Release(permit int64, outcome string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	admittedAtMs, held := l.held[permit]
	if !held {
		return ErrUnknownPermit
	}
	isUsed := len(l.held)*2 >= l.limit
	latencyMs := l.options.Clock() - admittedAtMs
	delete(l.held, permit)
	switch {
	case outcome == "ignored" || permit <= l.outdated:
	case outcome == "dropped" || latencyMs > l.options.MaxLatencyMs:
		l.shrink()
	case isUsed:
		l.count()
	}
	return nil
}

// Limit returns how many requests may be in flight now.
func (l *AdaptiveConcurrencyLimit) Limit() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.limit
}

// InFlight returns how many permits are held.
func (l *AdaptiveConcurrencyLimit) InFlight() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.held)
}

func (l *AdaptiveConcurrencyLimit) shrink() {
	l.limit = l.limit * l.options.BackoffPercent / 100
	if l.limit < l.options.MinLimit {
		l.limit = l.options.MinLimit
	}
	l.counted = 0
	l.outdated = l.lastPermit
}

func (l *AdaptiveConcurrencyLimit) count() {
	l.counted++
	if l.counted < l.limit {
		return
	}
	l.counted = 0
	if l.limit < l.options.MaxLimit {
		l.limit++
	}
}
