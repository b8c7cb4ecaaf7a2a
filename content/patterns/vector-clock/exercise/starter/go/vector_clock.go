// {{contract}}

package vectorclock

// VectorClockOptions says how a clock is made.
type VectorClockOptions struct {
	Node string
}

type VectorClock struct {
	node string
	// TODO: what the clock must remember between events.
}

func NewVectorClock(options VectorClockOptions) *VectorClock {
	return &VectorClock{node: options.Node}
}

// Tick counts a local event and returns its clock.
func (c *VectorClock) Tick() map[string]int64 {
	panic("Tick is yours to write")
}

// Send counts the sending and returns its clock, which the message carries.
func (c *VectorClock) Send() map[string]int64 {
	panic("Send is yours to write")
}

// Receive merges the clock of the message, counts the receipt and returns its clock.
func (c *VectorClock) Receive(message map[string]int64) map[string]int64 {
	panic("Receive is yours to write")
}

// Now returns the clock of the latest event.
func (c *VectorClock) Now() map[string]int64 {
	panic("Now is yours to write")
}

// Compare returns "before", "after", "equal" or "concurrent".
func (c *VectorClock) Compare(a, b map[string]int64) string {
	panic("Compare is yours to write")
}
