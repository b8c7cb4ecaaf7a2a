// Package retrier tries an operation again, with full jitter, within a number of attempts and a budget of time.
package retrier

import (
	"errors"
	"math/rand"
	"time"
)

// ErrPermanent is returned by an operation, as it is or wrapped, when trying again is of no use.
var ErrPermanent = errors.New("trying again is of no use")

// RetrierOptions are the limits of a retrier. A field that is zero takes its default.
type RetrierOptions struct {
	MaxAttempts int
	BaseMs      int64
	CapMs       int64
	BudgetMs    int64
	Clock       func() int64
	Random      func() float64
	Sleep       func(ms int64)
}

// Retrier holds nothing of a call, and so is safe for use by several goroutines at once.
type Retrier struct {
	options RetrierOptions
}

// NewRetrier returns a retrier with these limits.
func NewRetrier(options RetrierOptions) *Retrier {
	if options.MaxAttempts == 0 {
		options.MaxAttempts = 3
	}
	if options.BaseMs == 0 {
		options.BaseMs = 100
	}
	if options.CapMs == 0 {
		options.CapMs = 2000
	}
	if options.BudgetMs == 0 {
		options.BudgetMs = 10000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	if options.Random == nil {
		options.Random = rand.Float64
	}
	if options.Sleep == nil {
		options.Sleep = func(ms int64) { time.Sleep(time.Duration(ms) * time.Millisecond) }
	}
	return &Retrier{options: options}
}

// Call runs the operation until it succeeds or may not be tried again, and returns what its last run returned.
func (r *Retrier) Call(operation func() (any, error)) (any, error) {
	o := r.options
	startedMs := o.Clock()
	boundMs := minOf(o.CapMs, o.BaseMs)
	for attempt := 1; ; attempt++ {
		value, err := operation()
		if err == nil {
			return value, nil
		}
		if errors.Is(err, ErrPermanent) || attempt >= o.MaxAttempts {
			return nil, err
		}
		waitMs := int64(o.Random() * float64(boundMs))
		if o.Clock()-startedMs+waitMs >= o.BudgetMs {
			return nil, err
		}
		o.Sleep(waitMs)
		boundMs = minOf(o.CapMs, boundMs*2)
	}
}

func minOf(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
