// Package vectorclock holds a clock that tells which of two events could have caused the other.
package vectorclock

import "sync"

// VectorClockOptions says how a clock is made.
type VectorClockOptions struct {
	Node string
}

// VectorClock is what a node has counted itself, and what it has heard of others. Safe for use by several
// goroutines at once.
type VectorClock struct {
	node   string
	mu     sync.Mutex
	counts map[string]int64
}

// NewVectorClock returns a clock that knows of no event.
func NewVectorClock(options VectorClockOptions) *VectorClock {
	return &VectorClock{node: options.Node, counts: map[string]int64{}}
}

// Tick counts a local event and returns its clock.
func (c *VectorClock) Tick() map[string]int64 {
	return c.event(nil)
}

// Send counts the sending and returns its clock, which the message carries.
func (c *VectorClock) Send() map[string]int64 {
	return c.event(nil)
}

// Receive merges the clock of the message, counts the receipt and returns its clock.
func (c *VectorClock) Receive(message map[string]int64) map[string]int64 {
	return c.event(message)
}

// Now returns the clock of the latest event.
func (c *VectorClock) Now() map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return copied(c.counts)
}

// Compare returns "before", "after", "equal" or "concurrent".
func (c *VectorClock) Compare(a, b map[string]int64) string {
	less, more := hasLess(a, b), hasLess(b, a)
	switch {
	case less && more:
		return "concurrent"
	case less:
		return "before"
	case more:
		return "after"
	}
	return "equal"
}

// hasLess tells whether an entry of a is smaller than that of b. What b does not have, cannot be.
func hasLess(a, b map[string]int64) bool {
	for node, count := range b {
		if a[node] < count {
			return true
		}
	}
	return false
}

// event counts an event of this node that knows of all that was heard.
func (c *VectorClock) event(heard map[string]int64) map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	for node, count := range heard {
		if count > c.counts[node] {
			c.counts[node] = count
		}
	}
	c.counts[c.node]++
	return copied(c.counts)
}

func copied(counts map[string]int64) map[string]int64 {
	result := make(map[string]int64, len(counts))
	for node, count := range counts {
		result[node] = count
	}
	return result
}
