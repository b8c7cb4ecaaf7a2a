// Package gcounter holds a counter that only grows, at any number of replicas, none of which asks another.
package gcounter

import (
	"errors"
	"sync"
)

// ErrInvalidAmount tells that the amount was negative.
var ErrInvalidAmount = errors.New("g-counter: the amount is negative")

// GCounterOptions says how a counter is made.
type GCounterOptions struct {
	Replica string
}

// GCounter is safe for use by several goroutines at once.
type GCounter struct {
	replica string
	mu      sync.Mutex
	counts  map[string]int64
}

// NewGCounter returns a counter that has counted nothing.
func NewGCounter(options GCounterOptions) *GCounter {
	return &GCounter{replica: options.Replica, counts: map[string]int64{}}
}

// Increment counts amount at this replica. It returns ErrInvalidAmount, and counts nothing, if amount is negative.
func (c *GCounter) Increment(amount int64) error {
	if amount < 0 {
		return ErrInvalidAmount
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counts[c.replica] += amount
	return nil
}

// Value returns what all replicas together have counted, as far as this one knows.
func (c *GCounter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	var sum int64
	for _, count := range c.counts {
		sum += count
	}
	return sum
}

// State returns a copy of the count of each replica, by its name.
func (c *GCounter) State() map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	state := make(map[string]int64, len(c.counts))
	for replica, count := range c.counts {
		state[replica] = count
	}
	return state
}

// Merge takes in the state of another replica, or an older one of its own.
func (c *GCounter) Merge(state map[string]int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for replica, count := range state {
		if count > c.counts[replica] {
			c.counts[replica] = count
		}
	}
}
