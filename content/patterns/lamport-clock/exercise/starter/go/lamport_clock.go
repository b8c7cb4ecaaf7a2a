// {{contract}}

package lamportclock

// LamportClockOptions says how a clock is made. Start is 0 unless the node goes on after a restart.
type LamportClockOptions struct {
	Node  string
	Start int64
}

type LamportClock struct {
	node string
	// TODO: what the clock must remember between events.
}

func NewLamportClock(options LamportClockOptions) *LamportClock {
	// TODO: keep the options.
	return &LamportClock{node: options.Node}
}

// Tick counts a local event and returns its time.
func (c *LamportClock) Tick() int64 {
	panic("Tick is yours to write")
}

// Send counts the sending and returns its time, which the message carries.
func (c *LamportClock) Send() int64 {
	panic("Send is yours to write")
}

// Receive counts the receipt of a message that carries the time sent, and returns the time of the receipt.
func (c *LamportClock) Receive(sent int64) int64 {
	panic("Receive is yours to write")
}

// Time returns the time of the latest event.
func (c *LamportClock) Time() int64 {
	panic("Time is yours to write")
}

// Precedes tells whether this node's event at mine comes before the event at theirs of the node other.
func (c *LamportClock) Precedes(mine, theirs int64, other string) bool {
	panic("Precedes is yours to write")
}
