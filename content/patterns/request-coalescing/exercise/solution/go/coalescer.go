// Package coalescer lets callers who want the same key at the same time share one load: single flight.
package coalescer

import "sync"

// CoalescerOptions is empty: there is nothing to choose.
type CoalescerOptions struct{}

// Coalescer is safe for use by several goroutines at once.
type Coalescer struct {
	mu      sync.Mutex
	flights map[string]*flight
}

type flight struct {
	ended chan struct{}
	value any
	err   error
}

// NewCoalescer returns one without any loads.
func NewCoalescer(CoalescerOptions) *Coalescer {
	return &Coalescer{flights: map[string]*flight{}}
}

// Get returns what the load of the key returns that is in flight, or else its own.
func (c *Coalescer) Get(key string, load func(key string) (any, error)) (any, error) {
	c.mu.Lock()
	if known := c.flights[key]; known != nil {
		c.mu.Unlock()
		<-known.ended
		return known.value, known.err
	}
	mine := &flight{ended: make(chan struct{})}
	c.flights[key] = mine
	c.mu.Unlock()

	// Nobody is told before the flight is out of the way, so that who asks again starts a new one.
	defer close(mine.ended)
	defer c.remove(key, mine)
	mine.value, mine.err = load(key)
	return mine.value, mine.err
}

// Forget lets the next call for the key load anew, though a load may be in flight.
func (c *Coalescer) Forget(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.flights, key)
}

// InFlight returns how many loads are in flight that a call could join.
func (c *Coalescer) InFlight() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.flights)
}

func (c *Coalescer) remove(key string, ended *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flights[key] == ended {
		delete(c.flights, key)
	}
}
