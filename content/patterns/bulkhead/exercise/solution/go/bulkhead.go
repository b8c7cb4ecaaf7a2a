// Package bulkhead holds a bulkhead: so many places, a bounded line before them, and a bound on the wait in it.
package bulkhead

import (
	"container/list"
	"errors"
	"sync"
	"time"
)

// ErrBulkheadFull is returned when there is neither a place nor room in the line.
var ErrBulkheadFull = errors.New("neither a place nor room in the line")

// ErrWaitTimeout is returned when a call has waited in line for too long.
var ErrWaitTimeout = errors.New("no place in time")

// BulkheadOptions says how a bulkhead is made. A field that is zero takes its default.
type BulkheadOptions struct {
	MaxConcurrent int
	MaxWaiting    int
	MaxWaitMs     int64
	Schedule      func(delayMs int64, callback func()) (cancel func())
}

// Bulkhead is safe for use by several goroutines at once.
type Bulkhead struct {
	options BulkheadOptions
	mu      sync.Mutex
	running int
	line    *list.List
}

// A waiter is told once whether it has a place.
type waiter chan bool

// NewBulkhead returns a bulkhead whose places are all free.
func NewBulkhead(options BulkheadOptions) *Bulkhead {
	if options.MaxConcurrent == 0 {
		options.MaxConcurrent = 10
	}
	if options.MaxWaitMs == 0 {
		options.MaxWaitMs = 1000
	}
	if options.Schedule == nil {
		options.Schedule = afterFunc
	}
	return &Bulkhead{options: options, line: list.New()}
}

// Run runs the operation when there is a place, and returns what it returns.
func (b *Bulkhead) Run(operation func() (any, error)) (any, error) {
	if err := b.enter(); err != nil {
		return nil, err
	}
	defer b.leave()
	return operation()
}

// InFlight returns how many operations run now.
func (b *Bulkhead) InFlight() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.running
}

// Waiting returns how many calls wait in line now.
func (b *Bulkhead) Waiting() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.line.Len()
}

func (b *Bulkhead) enter() error {
	b.mu.Lock()
	if b.running < b.options.MaxConcurrent {
		b.running++
		b.mu.Unlock()
		return nil
	}
	if b.line.Len() >= b.options.MaxWaiting {
		b.mu.Unlock()
		return ErrBulkheadFull
	}
	decided := make(waiter, 1)
	place := b.line.PushBack(decided)
	b.mu.Unlock()

	cancel := b.options.Schedule(b.options.MaxWaitMs, func() { b.giveUp(place) })
	hasPlace := <-decided
	cancel()
	if !hasPlace {
		return ErrWaitTimeout
	}
	return nil
}

// leave hands the place to the next in line as it is: nobody else can take it on the way.
func (b *Bulkhead) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if next := b.line.Front(); next != nil {
		b.line.Remove(next).(waiter) <- true
		return
	}
	b.running--
}

func (b *Bulkhead) giveUp(place *list.Element) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for one := b.line.Front(); one != nil; one = one.Next() {
		if one == place {
			b.line.Remove(one).(waiter) <- false
			return
		}
	}
}

func afterFunc(delayMs int64, callback func()) func() {
	timer := time.AfterFunc(time.Duration(delayMs)*time.Millisecond, callback)
	return func() { timer.Stop() }
}
