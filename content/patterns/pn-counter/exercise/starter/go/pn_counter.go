// {{contract}}

package pncounter

import "errors"

var ErrInvalidAmount = errors.New("the amount is negative")

// PNCounterOptions says how a counter is made.
type PNCounterOptions struct {
	Replica string
}

type PNCounter struct {
	replica string
	// TODO: whatever the counter must remember between calls.
}

func NewPNCounter(options PNCounterOptions) *PNCounter {
	return &PNCounter{replica: options.Replica}
}

// Increment counts amount up at this replica, and returns ErrInvalidAmount if it is negative.
func (c *PNCounter) Increment(amount int64) error {
	panic("Increment is yours to write")
}

// Decrement counts amount down at this replica, and returns ErrInvalidAmount if it is negative.
func (c *PNCounter) Decrement(amount int64) error {
	panic("Decrement is yours to write")
}

// Value returns what all replicas together have counted, as far as this one knows.
func (c *PNCounter) Value() int64 {
	panic("Value is yours to write")
}

// State returns both counts of each replica, under "increments" and "decrements".
func (c *PNCounter) State() map[string]map[string]int64 {
	panic("State is yours to write")
}

// Merge takes in the state of another replica.
func (c *PNCounter) Merge(state map[string]map[string]int64) {
	panic("Merge is yours to write")
}
