// Package pncounter holds a counter that goes up and down at any number of replicas, none of which asks another.
package pncounter

import (
	"errors"
	"sync"
)

// ErrInvalidAmount tells that the amount was negative.
var ErrInvalidAmount = errors.New("pn-counter: the amount is negative")

// PNCounterOptions says how a counter is made.
type PNCounterOptions struct {
	Replica string
}

// counts holds a count for each replica, by its name. It only grows.
type counts map[string]int64

// PNCounter is safe for use by several goroutines at once.
type PNCounter struct {
	replica    string
	mu         sync.Mutex
	increments counts
	decrements counts
}

// NewPNCounter returns a counter that has counted nothing.
func NewPNCounter(options PNCounterOptions) *PNCounter {
	return &PNCounter{replica: options.Replica, increments: counts{}, decrements: counts{}}
}

// Increment counts amount up at this replica. It returns ErrInvalidAmount, and counts nothing, if amount is negative.
func (c *PNCounter) Increment(amount int64) error {
	return c.count(c.increments, amount)
}

// Decrement counts amount down at this replica. It returns ErrInvalidAmount, and counts nothing, if amount is negative.
func (c *PNCounter) Decrement(amount int64) error {
	return c.count(c.decrements, amount)
}

// Value returns what all replicas together have counted, as far as this one knows. It may be negative.
func (c *PNCounter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.increments.sum() - c.decrements.sum()
}

// State returns a copy of both counts of each replica, under "increments" and "decrements".
func (c *PNCounter) State() map[string]map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return map[string]map[string]int64{
		"increments": c.increments.clone(),
		"decrements": c.decrements.clone(),
	}
}

// Merge takes in the state of another replica, or an older one of its own.
func (c *PNCounter) Merge(state map[string]map[string]int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.increments.takeIn(state["increments"])
	c.decrements.takeIn(state["decrements"])
}

func (c *PNCounter) count(to counts, amount int64) error {
	if amount < 0 {
		return ErrInvalidAmount
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	to[c.replica] += amount
	return nil
}

func (c counts) sum() int64 {
	var sum int64
	for _, count := range c {
		sum += count
	}
	return sum
}

func (c counts) clone() counts {
	clone := make(counts, len(c))
	for replica, count := range c {
		clone[replica] = count
	}
	return clone
}

func (c counts) takeIn(theirs counts) {
	for replica, count := range theirs {
		if count > c[replica] {
			c[replica] = count
		}
	}
}
