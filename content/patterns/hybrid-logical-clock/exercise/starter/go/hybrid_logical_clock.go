// {{contract}}

package hybridlogicalclock

import "errors"

// ErrClockDrift says that a message is too far ahead of the physical clock.
var ErrClockDrift = errors.New("the message is too far ahead of this node's clock")

// HybridLogicalClockOptions says how a clock is made. A field that is zero takes its default.
type HybridLogicalClockOptions struct {
	MaxAheadMs int64
	Clock      func() int64
}

type HybridLogicalClock struct {
	clock func() int64
	// TODO: what the clock must remember between events.
}

func NewHybridLogicalClock(options HybridLogicalClockOptions) *HybridLogicalClock {
	// TODO: keep the options, with their defaults.
	return &HybridLogicalClock{clock: options.Clock}
}

// Now returns the timestamp of a local event or of a sending.
func (c *HybridLogicalClock) Now() []int64 {
	panic("Now is yours to write")
}

// Receive returns the timestamp of the receipt of a message; ErrClockDrift when that is too far ahead.
func (c *HybridLogicalClock) Receive(message []int64) ([]int64, error) {
	panic("Receive is yours to write")
}

// Latest returns the latest timestamp that was returned.
func (c *HybridLogicalClock) Latest() []int64 {
	panic("Latest is yours to write")
}

// IsBefore tells whether the timestamp a is smaller than b.
func (c *HybridLogicalClock) IsBefore(a, b []int64) bool {
	panic("IsBefore is yours to write")
}
