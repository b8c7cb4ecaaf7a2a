// Package lamportclock holds a logical clock that never gives an effect a smaller number than its cause.
package lamportclock

import "sync"

// LamportClockOptions says how a clock is made. Start is 0 unless the node goes on after a restart.
type LamportClockOptions struct {
	Node  string
	Start int64
}

// LamportClock is safe for use by several goroutines at once.
type LamportClock struct {
	node string
	mu   sync.Mutex
	time int64
}

// NewLamportClock returns a clock whose first event is later than Start.
func NewLamportClock(options LamportClockOptions) *LamportClock {
	return &LamportClock{node: options.Node, time: options.Start}
}

// Tick counts a local event and returns its time.
func (c *LamportClock) Tick() int64 {
	return c.event(0)
}

// Send counts the sending and returns its time, which the message carries.
func (c *LamportClock) Send() int64 {
	return c.event(0)
}

// Receive counts the receipt of a message that carries the time sent, and returns the time of the receipt.
func (c *LamportClock) Receive(sent int64) int64 {
	return c.event(sent)
}

// Time returns the time of the latest event.
func (c *LamportClock) Time() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.time
}

// Precedes tells whether this node's event at mine comes before the event at theirs of the node other.
func (c *LamportClock) Precedes(mine, theirs int64, other string) bool {
	if mine == theirs {
		return c.node < other
	}
	return mine < theirs
}

// event counts an event that is later than the one before it, and than floor.
func (c *LamportClock) event(floor int64) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if floor > c.time {
		c.time = floor
	}
	c.time++
	return c.time
}
