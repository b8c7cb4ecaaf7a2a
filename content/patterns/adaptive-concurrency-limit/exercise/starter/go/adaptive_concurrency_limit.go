// {{contract}}

package adaptiveconcurrencylimit

import "errors"

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

type AdaptiveConcurrencyLimit struct {
	clock func() int64
	// TODO: whatever the limiter must remember between calls.
}

func NewAdaptiveConcurrencyLimit(options AdaptiveConcurrencyLimitOptions) *AdaptiveConcurrencyLimit {
	// TODO: keep the options, with their defaults.
	return &AdaptiveConcurrencyLimit{clock: options.Clock}
}

// TryAcquire returns the number of a permit; false when the request is refused.
func (l *AdaptiveConcurrencyLimit) TryAcquire() (int64, bool) {
	panic("TryAcquire is yours to write")
}

// Release says what became of a request: "success", "dropped" or "ignored". It returns ErrUnknownPermit if the permit is not
// held.
func (l *AdaptiveConcurrencyLimit) Release(permit int64, outcome string) error {
	panic("Release is yours to write")
}

// Limit returns how many requests may be in flight now.
func (l *AdaptiveConcurrencyLimit) Limit() int {
	panic("Limit is yours to write")
}

// InFlight returns how many permits are held.
func (l *AdaptiveConcurrencyLimit) InFlight() int {
	panic("InFlight is yours to write")
}
