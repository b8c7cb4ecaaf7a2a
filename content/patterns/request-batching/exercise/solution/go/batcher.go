// Package batcher gathers single requests that come close together and sends them as one.
package batcher

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrNotFound is returned for a key whose entry is nil.
var ErrNotFound = errors.New("there is no such key")

// ErrWrongCount is returned to all callers of a batch whose answer has not one entry for each key.
var ErrWrongCount = errors.New("the answer has not one entry for each key")

// ErrClosed is returned by Load when the batcher is closed.
var ErrClosed = errors.New("the batcher is closed")

// BatcherOptions says how a batcher is made. A field that is zero takes its default.
type BatcherOptions struct {
	MaxBatch   int
	MaxDelayMs int64
	// LoadMany returns one entry for each key, in their order; nil where there is no such key.
	LoadMany func(keys []string) ([]any, error)
	Schedule func(delayMs int64, callback func()) (cancel func())
}

// Batcher is safe for use by several goroutines at once.
type Batcher struct {
	options BatcherOptions
	mu      sync.Mutex
	waiting *batch
	closed  bool
}

type batch struct {
	keys      []string
	positions map[string]int
	sealed    chan struct{}
	answered  chan struct{}
	entries   []any
	err       error
}

// NewBatcher returns a batcher in which nothing waits.
func NewBatcher(options BatcherOptions) *Batcher {
	if options.MaxBatch == 0 {
		options.MaxBatch = 10
	}
	if options.MaxDelayMs == 0 {
		options.MaxDelayMs = 10
	}
	if options.Schedule == nil {
		options.Schedule = afterFunc
	}
	return &Batcher{options: options}
}

// Load waits in a batch and returns the entry of the key.
func (b *Batcher) Load(key string) (any, error) {
	mine, isFirst, err := b.join(key)
	if err != nil {
		return nil, err
	}
	if isFirst {
		b.lead(mine)
	}
	<-mine.answered
	return mine.entry(key)
}

// Flush sends at once what waits.
func (b *Batcher) Flush() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seal(b.waiting)
}

// Close sends at once what waits, and takes no more keys.
func (b *Batcher) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.seal(b.waiting)
}

// Waiting returns how many different keys wait now.
func (b *Batcher) Waiting() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.waiting == nil {
		return 0
	}
	return len(b.waiting.keys)
}

func (b *Batcher) join(key string) (mine *batch, isFirst bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, false, ErrClosed
	}
	isFirst = b.waiting == nil
	if isFirst {
		b.waiting = newBatch()
	}
	mine = b.waiting
	mine.add(key)
	if len(mine.keys) >= b.options.MaxBatch {
		b.seal(mine)
	}
	return mine, isFirst, nil
}

// lead is done by the first caller of a batch, so that neither a timer nor Flush is held up by the answer.
func (b *Batcher) lead(mine *batch) {
	cancel := b.options.Schedule(b.options.MaxDelayMs, func() { b.expire(mine) })
	<-mine.sealed
	cancel()
	mine.ask(b.options.LoadMany)
}

func (b *Batcher) expire(mine *batch) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seal(mine)
}

// seal wants the lock held. From now on nobody joins the batch; one that was sealed before is not the one
// that waits.
func (b *Batcher) seal(mine *batch) {
	if mine != nil && mine == b.waiting {
		b.waiting = nil
		close(mine.sealed)
	}
}

func newBatch() *batch {
	return &batch{positions: map[string]int{}, sealed: make(chan struct{}), answered: make(chan struct{})}
}

func (m *batch) add(key string) {
	if _, known := m.positions[key]; !known {
		m.positions[key] = len(m.keys)
		m.keys = append(m.keys, key)
	}
}

// ask tells everybody who waits, whatever comes of it.
func (m *batch) ask(loadMany func(keys []string) ([]any, error)) {
	defer close(m.answered)
	m.entries, m.err = loadMany(m.keys)
	if m.err == nil && len(m.entries) != len(m.keys) {
		m.err = fmt.Errorf("%w: %d for %d", ErrWrongCount, len(m.entries), len(m.keys))
	}
}

func (m *batch) entry(key string) (any, error) {
	if m.err != nil {
		return nil, m.err
	}
	entry := m.entries[m.positions[key]]
	if entry == nil {
		return nil, ErrNotFound
	}
	return entry, nil
}

func afterFunc(delayMs int64, callback func()) func() {
	timer := time.AfterFunc(time.Duration(delayMs)*time.Millisecond, callback)
	return func() { timer.Stop() }
}
