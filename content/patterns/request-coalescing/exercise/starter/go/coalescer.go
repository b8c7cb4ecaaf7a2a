// {{contract}}

package coalescer

// CoalescerOptions is empty: there is nothing to choose.
type CoalescerOptions struct{}

type Coalescer struct {
	// TODO: whatever the coalescer must remember between calls.
}

func NewCoalescer(CoalescerOptions) *Coalescer {
	return &Coalescer{}
}

// Get returns what the load of the key returns that is in flight, or else its own.
func (c *Coalescer) Get(key string, load func(key string) (any, error)) (any, error) {
	panic("Get is yours to write")
}

// Forget lets the next call for the key load anew, though a load may be in flight.
func (c *Coalescer) Forget(key string) {
	panic("Forget is yours to write")
}

// InFlight returns how many loads are in flight that a call could join.
func (c *Coalescer) InFlight() int {
	panic("InFlight is yours to write")
}
