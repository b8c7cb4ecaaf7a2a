// {{contract}}

package gcounter

import "errors"

var ErrInvalidAmount = errors.New("the amount is negative")

// GCounterOptions says how a counter is made.
type GCounterOptions struct {
	Replica string
}

type GCounter struct {
	replica string
	// TODO: whatever the counter must remember between calls.
}

func NewGCounter(options GCounterOptions) *GCounter {
	return &GCounter{replica: options.Replica}
}

// Increment counts amount at this replica, and returns ErrInvalidAmount if it is negative.
func (c *GCounter) Increment(amount int64) error {
	panic("Increment is yours to write")
}

// Value returns what all replicas together have counted, as far as this one knows.
func (c *GCounter) Value() int64 {
	panic("Value is yours to write")
}

// State returns the count of each replica, by its name.
func (c *GCounter) State() map[string]int64 {
	panic("State is yours to write")
}

// Merge takes in the state of another replica.
func (c *GCounter) Merge(state map[string]int64) {
	panic("Merge is yours to write")
}
